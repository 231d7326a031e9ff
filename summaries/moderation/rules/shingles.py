"""Texts that are nearly the same: of all runs of five words, the few with the smallest numbers.

Two texts that share most runs share most of these few, whatever was added, left out or moved.
"""

from collections.abc import Iterable
from hashlib import blake2b

RUN = 5  # words
SKETCH = 16  # numbers kept of a text
FEWEST = 12  # runs; shorter texts ("Thanks, I agree.") are alike by chance


def sketch(words: list[str]) -> list[int]:
    """The numbers of a text; empty when it is too short to tell."""
    runs = {" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}
    if len(runs) < FEWEST:
        return []
    return sorted(map(number, runs))[:SKETCH]


def number(run: str) -> int:
    """64 bits with a sign, as databases have them."""
    digest = blake2b(run.encode(errors="replace"), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


def likeness(some: Iterable[int], others: Iterable[int]) -> float:
    """From 0 to 1: how much of two texts is the same."""
    one, other = set(some), set(others)
    smallest = sorted(one | other)[:SKETCH]
    return len(one & other & set(smallest)) / len(smallest) if one and other else 0
