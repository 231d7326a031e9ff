"""How much memory a server and all that it has started take, as the kernel counts it."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean

from bench.faults.meanwhile import meanwhile

EVERY = 2  # seconds between two looks


def family(pid: int) -> list[int]:
    """Its children, theirs, and so on: the workers, and who renders formulas for them."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in map(int, task.read_text().split()):
                found += [child, *family(child)]
    return found


def memory_of(pids: list[int]) -> tuple[int, int]:
    """Their share of what is shared with their own (PSS), and their own alone (USS), in KB."""
    shares, own = 0, 0
    for pid in pids:
        with suppress(OSError):  # it has ended meanwhile
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
            sizes = {name: int(rest.split()[0]) for name, rest in (x.split(":", 1) for x in lines)}
            shares += sizes["Pss"]
            own += sizes["Private_Clean"] + sizes["Private_Dirty"]
    return shares, own


@dataclass
class Course:
    """Sizes one after another, in KB."""

    shares: list[int] = field(default_factory=list)
    own: list[int] = field(default_factory=list)

    def growth(self, sizes: list[int], warm_up: float) -> float:
        """By how much of itself the last fifth is more than the fifth after the warm-up."""
        fifth = max(len(sizes) // 5, 1)
        begin = int(len(sizes) * warm_up)
        return round(mean(sizes[-fifth:]) / mean(sizes[begin : begin + fifth]) - 1, 3)


@contextmanager
def watched(process: subprocess.Popen) -> Iterator[Course]:
    """Look every other second, as long as the block lasts."""
    course = Course()

    def look() -> None:
        shares, own = memory_of(family(process.pid))
        course.shares.append(shares)
        course.own.append(own)

    with meanwhile(look, lambda: EVERY):
        yield course
