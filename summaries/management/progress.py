"""A progress bar for commands: on a terminal, and nowhere else."""

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

Thing = TypeVar("Thing")
WIDTH = 30


class Writable(Protocol):
    """Where the bar is drawn: the command's wrapper around standard error."""

    def write(self, msg: str, *, ending: str) -> object: ...
    def isatty(self) -> bool: ...


def progress(things: Sequence[Thing], stream: Writable) -> Iterator[Thing]:
    """The things one by one, with a bar that says how many are done."""
    if not stream.isatty():
        yield from things
        return
    for done, thing in enumerate(things):
        filled = WIDTH * done // len(things)
        bar = "█" * filled + "░" * (WIDTH - filled)
        stream.write(f"\r{bar} {done}/{len(things)}", ending="")
        yield thing
    stream.write("\r\x1b[K", ending="")
