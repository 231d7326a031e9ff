"""Words, names and chance, all by a fixed seed.

Words are drawn as in real texts: a few stand everywhere, most hardly anywhere.
"""

import random
from functools import cache
from hashlib import blake2b
from itertools import accumulate, islice

SEED = 4
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "er", "is")]
COMMON = ("learning", "deep", "neural", "networks", "model", "data", "adaptive", "graph")


def chance(number: int, what: str) -> float:
    """In 0…1; always the same for one number and purpose, whoever asks and whenever."""
    digest = blake2b(f"{what}:{number}".encode(), digest_size=4).digest()
    return int.from_bytes(digest) / 2**32


def skewed(number: int, what: str, of: int, power: float = 2.0) -> int:
    """One of 1…`of`, the first ones far more often than the last."""
    return 1 + int(of * chance(number, what) ** power)


def vocabulary(size: int) -> list[str]:
    """Distinct words; the first are common English ones of the field."""
    dice = random.Random(SEED)
    made = ("".join(dice.choices(SYLLABLES, k=4)) for _ in range(size * 2))
    return [*COMMON, *islice(dict.fromkeys(made), size - len(COMMON))]


class Words:
    """Draws words; the n-th of the vocabulary is about n times rarer than the first."""

    def __init__(self, size: int = 60_000):
        self.all = vocabulary(size)
        self.dice = random.Random(SEED + 1)
        self.weights = list(accumulate(1 / rank for rank in range(1, size + 1)))

    def some(self, count: int) -> list[str]:
        return self.dice.choices(self.all, cum_weights=self.weights, k=count)


@cache
def author_name(number: int) -> str:
    dice = random.Random(number)
    given, family = ("".join(dice.choices(SYLLABLES, k=k)).capitalize() for k in (2, 3))
    return f"{given} {family}"
