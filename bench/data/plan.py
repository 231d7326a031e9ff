"""Who wrote what about which paper, and who voted on it: numbers alone, before any row is made.

The n-th user, paper and summary has the number n. Papers with many summaries come first.
"""

import math
from array import array
from collections.abc import Iterator
from itertools import chain, repeat

from .sizes import Size
from .words import chance, skewed

MANY, SOME, FEW = 300, 20, 3  # summaries of one paper
DISCUSSED, COMMENTS = 2, 500  # the summary that everybody discusses
STRIDE = 7_919  # a prime that divides none of the sizes, so that it visits each number once


class Plan:
    """The relations of one site."""

    def __init__(self, size: Size):
        self.size = size
        self.with_many = max(1, size.summaries // 50_000)
        self.with_some = max(3, size.summaries // 2_000)
        above = size.summaries - (MANY - 1) * self.with_many - (SOME - 1) * self.with_some
        fits = math.ceil((above - 0.9 * size.papers) / (FEW - 1))
        self.with_few = max(size.summaries // 20, fits)
        self.paper_of = array("i", self._papers())
        self.author_of = array("i", self._authors())
        self.ballots = array("i", self._ballots())

    def numbers(self) -> range:
        """Of all summaries."""
        return range(1, self.size.summaries + 1)

    def _papers(self) -> Iterator[int]:
        """The paper of each summary; place 0 stands for none."""
        counts = (MANY, self.with_many), (SOME, self.with_some), (FEW, self.with_few)
        several = chain.from_iterable(repeat(count, papers) for count, papers in counts)
        left = self.size.summaries
        yield 0
        for paper, count in enumerate(chain(several, repeat(1)), start=1):
            count = min(count, left)
            yield from repeat(paper, count)
            left -= count
            if not left:
                return

    def _authors(self) -> Iterator[int]:
        """Each paper has everybody once at most; 0 is an imported text of nobody we know."""
        paper, taken = 0, set()
        yield 0
        for number in self.numbers():
            if self.paper_of[number] != paper:
                paper, taken = self.paper_of[number], set()
            author = skewed(number, "writes", self.size.users, 2.5)
            while author in taken:
                author = author % self.size.users + 1
            taken.add(author)
            yield 0 if chance(number, "imported") < 0.1 else author

    def _ballots(self) -> Iterator[int]:
        """How many votes each summary has: the n-th most popular one about 1/√n."""
        of = [0] * (self.size.summaries + 1)
        for rank in range(self.size.summaries):
            votes = self._cast_upto(rank + 1) - self._cast_upto(rank)
            of[1 + rank * STRIDE % self.size.summaries] = min(votes, self.size.users // 2)
        return iter(of)

    def _cast_upto(self, rank: int) -> int:
        return int(self.size.votes * math.sqrt(rank / self.size.summaries))

    def votes_on(self, number: int) -> Iterator[tuple[int, int]]:
        """(voter, 1 or -1), nobody twice and not its author."""
        voter = number * 104_729 % self.size.users
        for _ in range(self.ballots[number]):
            voter = (voter + STRIDE) % self.size.users
            if voter + 1 != self.author_of[number]:
                yield voter + 1, -1 if (voter * 31 + number) % 7 == 0 else 1

    def tally(self, number: int) -> tuple[int, int]:
        """Votes for and against."""
        values = [value for _, value in self.votes_on(number)]
        return values.count(1), values.count(-1)

    def comments_on(self, number: int) -> int:
        return COMMENTS if number == DISCUSSED else int(number % 4 == 0)

    def is_anonymous(self, number: int) -> bool:
        return self.author_of[number] > 0 and chance(number, "anonymous") < 0.05

    def moment_of(self, number: int) -> float:
        """When it was published, in 0…1 of the site's life; neighbours are far apart."""
        return (number * STRIDE % self.size.summaries) / self.size.summaries
