"""What a moderator may do to each kind of thing, and when it makes sense."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


class Refused(Exception):
    """Why something cannot be done, in words for the moderator."""


@dataclass(frozen=True)
class Action:
    """`carry_out` gets the thing and the Decision and returns the detail for the log."""

    name: str
    kind: str
    label: str
    carry_out: Callable[[Any, Any], str]
    applies: Callable[[Any], bool] = lambda thing: True
    needs: str = ""  # a permission beyond that to decide about the kind
    has_own_page: bool = False  # where it is prepared, with more to say
    asks: tuple[str, ...] = ()  # what it needs to know, by the names of Decision


ACTIONS: dict[tuple[str, str], Action] = {}


def register(*actions: Action) -> None:
    ACTIONS.update({(action.kind, action.name): action for action in actions})


def applicable(kind: str, thing, user) -> list[Action]:
    """What that person may do now."""
    return [
        action
        for action in ACTIONS.values()
        if action.kind == kind
        and not action.has_own_page
        and action.applies(thing)
        and user.has_perms(_rights(action))
    ]


def _rights(action: Action) -> list[str]:
    return [action.needs] if action.needs else []
