"""Finds the lists in flattened text: where they start, and which marks go on with them."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from .marks import Mark, list_marks

FAR_APART = 15  # characters between marks that are no signs of multiplication


class Marks:
    """The marks of a stretch, and which of them make lists. Linear, however many there are."""

    def __init__(self, mask: str):
        self.marks = list_marks(mask)
        self.numbered = _sequences(self.marks)
        self.following = [_following(self.marks, strict) for strict in range(3)]

    def runs_from(self, index: int) -> Iterator[tuple[int, Iterator[int]]]:
        """Each later mark that starts a list, with the marks that could go on with it."""
        for at in range(index, len(self.marks)):
            if self.marks[at].number:
                if at in self.numbered:
                    yield at, iter(self.numbered[at])
            elif self._starts_bullets(at):
                yield at, self._bullets(at)

    def _starts_bullets(self, at: int) -> bool:
        mark = self.marks[at]
        if mark.kind == "-" and not mark.is_item:
            return False
        if not mark.at_start:
            return mark.kind == "*" and self._is_clear(at)
        has_two = self.following[mark.is_item][at] is not None
        return has_two or (mark.kind == "*" and mark.stands_open)

    def _is_clear(self, at: int) -> bool:
        """Three stars before capitals, with words between them, are a list even without a colon."""
        second = self.following[1][at]
        third = None if second is None else self.following[1][second]
        if third is None or second is None or not self.marks[at].is_item:
            return False
        places = [self.marks[index].start for index in (at, second, third)]
        return all(later - place > FAR_APART for place, later in pairwise(places))

    def _bullets(self, at: int) -> Iterator[int]:
        """A dash between words looks like a mark: in a list of full sentences only one behind a
        full stop is."""
        strict = int(self.marks[at].is_item)
        second = self.following[strict][at]
        if self.marks[at].kind == "-" and second is not None and self.marks[second].at_start:
            strict = 2
        place: int | None = at
        while place is not None:
            yield place
            place = self.following[strict][place]


def _following(marks: list[Mark], strict: int) -> list[int | None]:
    """For each mark the next of its kind: any (0), an item (1), an item behind a full stop (2)."""
    following: list[int | None] = []
    latest: dict[str, int] = {}
    for index in range(len(marks) - 1, -1, -1):
        mark = marks[index]
        following.append(latest.get(mark.kind))
        if strict <= mark.is_item + (mark.is_item and mark.at_start):
            latest[mark.kind] = index
    return following[::-1]


def _sequences(marks: list[Mark]) -> dict[int, list[int]]:
    """Numbered lists by the index of their first mark: 1, 2, 3 … of one style, two at least."""
    places: dict[tuple[str, int], list[int]] = {}
    for index, mark in enumerate(marks):
        if mark.number:
            places.setdefault((mark.kind, mark.number), []).append(index)
    found = {}
    for kind in ".)":
        every = places.get((kind, 1), [])
        ones = [index for index in every if marks[index].at_start]
        shortest = 2 if ones else 3  # behind bare words it takes one more to be sure
        ones = ones or every
        for index, limit in zip(ones, [*ones[1:], len(marks)], strict=False):
            sequence = _sequence(marks, places, index, limit)
            if len(sequence) >= shortest:
                found[index] = sequence
    return found


def _sequence(marks: list[Mark], places: dict, index: int, limit: int) -> list[int]:
    first, sequence = marks[index], [index]
    while True:
        later = places.get((first.kind, len(sequence) + 1), [])
        at = bisect_left(later, sequence[-1] + 1)
        while at < len(later) and later[at] < limit and first.is_item > marks[later[at]].is_item:
            at += 1
        if at == len(later) or later[at] >= limit:
            return sequence
        sequence.append(later[at])
