"""The one way to ask a source: its turn, its rest, another try where that may help."""

from collections.abc import Callable
from typing import TypeVar

import stamina
from django.conf import settings

from . import breaker, transfer
from .deadline import Deadline
from .problems import Disturbed, Overloaded, Problem, Refused, Resting, Unknown

Result = TypeVar("Result")
TRIES = 3
PAUSE, LONGEST_PAUSE = 0.2, 0.5  # seconds between two tries, where the source says nothing


def ask(
    source: str, path: str, accept: str, read: Callable[[bytes], Result], deadline: Deadline
) -> Result:
    """What `read` makes of the source's answer. Raises a Problem, as `read` may."""
    breaker.insist_on_working(source)
    try:
        result = read(_try(source, settings.METADATA_HOSTS[source] + path, accept, deadline))
    except Resting:
        raise
    except (Unknown, Refused):
        breaker.note_success(source)  # it is there, and it answers
        raise
    except Problem as problem:
        _note(source, problem)
        raise
    breaker.note_success(source)
    return result


def _try(source: str, url: str, accept: str, deadline: Deadline) -> bytes:
    for attempt in stamina.retry_context(
        on=lambda error: _pause(error, deadline),
        attempts=TRIES,
        timeout=None,  # the deadline rules
        wait_initial=PAUSE,
        wait_max=LONGEST_PAUSE,
        wait_jitter=PAUSE / 2,
    ):
        with attempt:
            breaker.await_turn(source, deadline)
            return transfer.get(url, accept, deadline)
    raise AssertionError("The last try returns or raises.")


def _pause(error: Exception, deadline: Deadline) -> bool | float:
    """Whether, or after how many seconds, to try again; never when that would be too late."""
    if not isinstance(error, Overloaded | Disturbed):
        return False
    stated = error.retry_after if isinstance(error, Overloaded) else None
    if stated is None:
        return deadline.left > LONGEST_PAUSE
    return stated if stated < deadline.left else False


def _note(source: str, problem: Problem) -> None:
    """Whoever asks for more time than a person has is left alone for that long."""
    if isinstance(problem, Overloaded) and problem.retry_after:
        breaker.let_rest(source, problem.retry_after)
    breaker.note_failure(source)
