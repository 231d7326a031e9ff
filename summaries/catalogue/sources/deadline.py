"""A number of seconds for one question, whatever happens on the way to its answer."""

import queue
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from .problems import Unreachable

Result = TypeVar("Result")


class Deadline:
    """The moment at which a person has waited long enough."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds from now, never below zero."""
        return max(0.0, self._end - time.monotonic())


def within(deadline: Deadline, job: Callable[[], Result], give_up: Callable[[], None]) -> Result:
    """What the job returns or raises; Unreachable, after `give_up()`, when it is too late.

    Time limits of sockets count each read anew and name look-up has none: only a thread of its
    own keeps a host that sends a byte now and then from holding a person for minutes.
    """
    outcome: queue.SimpleQueue[tuple[Result | None, Exception | None]] = queue.SimpleQueue()

    def work() -> None:
        try:
            outcome.put((job(), None))
        except Exception as error:  # whatever it is: it belongs to the thread that asked
            outcome.put((None, error))

    threading.Thread(target=work, daemon=True).start()
    try:
        result, error = outcome.get(timeout=deadline.left)
    except queue.Empty:
        give_up()
        raise Unreachable("took too long to answer") from None
    if error is not None:
        raise error
    return result  # type: ignore[return-value]  # there is one where there is no error
