"""A progress bar for commands: on a terminal, and nowhere else."""

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

Thing = TypeVar("Thing")
WIDTH = 30
STEP = 1_000  # things between two signs of life


class Writable(Protocol):
    """Where the bar is drawn: the command's wrapper around standard error."""

    def write(self, msg: str, *, ending: str) -> object: ...
    def isatty(self) -> bool: ...


def progress(things: Iterable[Thing], total: int, stream: Writable) -> Iterator[Thing]:
    """The things one by one, with a bar that says how many of `total` are done."""
    if not stream.isatty():
        yield from things
        return
    for done, thing in enumerate(things):
        filled = WIDTH * done // max(total, done, 1)  # there may be more than were counted
        bar = "█" * filled + "░" * (WIDTH - filled)
        stream.write(f"\r{bar} {done}/{total}", ending="")
        yield thing
    stream.write("\r\x1b[K", ending="")


def counted(things: Iterable[Thing], noun: str, stream: Writable) -> Iterator[Thing]:
    """The things one by one, with their number so far, where nobody knows how many there are."""
    if not stream.isatty():
        yield from things
        return
    for number, thing in enumerate(things, start=1):
        if number % STEP == 0:
            stream.write(f"\r{number:,} {noun}", ending="")
        yield thing
    stream.write("\r\x1b[K", ending="")
