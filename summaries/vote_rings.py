"""Groups of voters that look as if they had agreed. Pure: votes in, groups out.

Two people are tied when they value one another (each gave a good part of their votes to the
other), or when they vote alike on texts that few others voted on. People tied to one another,
directly or by others, are one ring. The work grows with the number of votes, not of pairs: a
text with more voters than MOST_VOTERS ties nobody, so that each vote makes few pairs.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

Vote = tuple[int, int, int, int | None]  # voter, summary, value, author where it is signed
Pair = tuple[int, int]

LEAST_FOR_ONE_ANOTHER = 3  # votes each way
PART_FOR_ONE_ANOTHER = 0.5  # of all that each has cast
LEAST_TOGETHER = 5  # texts on which two voted alike
PART_TOGETHER = 0.8  # of all on which either of them voted
MOST_VOTERS = 20
LEAST_OF_ONE_NETWORK = 3  # who voted alike on one text


def mutual_pairs(votes: Iterable[Vote]) -> set[Pair]:
    """Who gave one another most of their up-votes."""
    given, cast = Counter[Pair](), Counter[int]()
    for voter, _, value, author in votes:
        cast[voter] += 1
        if value > 0 and author is not None:
            given[voter, author] += 1

    def favours(voter: int, author: int) -> bool:
        total = given[voter, author]
        return total >= LEAST_FOR_ONE_ANOTHER and total >= cast[voter] * PART_FOR_ONE_ANOTHER

    pairs = {(min(pair), max(pair)) for pair in given}
    return {(one, other) for one, other in pairs if favours(one, other) and favours(other, one)}


def pairs_together(votes: Iterable[Vote]) -> set[Pair]:
    """Who voted alike, again and again, where hardly anybody else voted."""
    voters, cast = defaultdict(set), Counter[int]()
    for voter, summary, value, _ in votes:
        voters[summary, value].add(voter)
        cast[voter] += 1
    alike = Counter[Pair]()
    for crowd in voters.values():
        if len(crowd) <= MOST_VOTERS:
            alike.update(combinations(sorted(crowd), 2))
    return {pair for pair, total in alike.items() if _is_much(total, cast[pair[0]], cast[pair[1]])}


def _is_much(alike: int, ones: int, others: int) -> bool:
    return alike >= LEAST_TOGETHER and alike >= (ones + others - alike) * PART_TOGETHER


def pairs_of_one_network(votes: Iterable[Vote], origin: Mapping[int, str]) -> set[Pair]:
    """Who valued a text by somebody who signed up where they did."""
    return {
        (min(voter, author), max(voter, author))
        for voter, _, value, author in votes
        if value > 0 and author is not None and voter in origin
        if origin[voter] == origin.get(author)
    }


def crowds_of_one_network(votes: Iterable[Vote], origin: Mapping[int, str]) -> set[Pair]:
    """Who signed up where others did, and voted on a text as they did, whoever wrote it."""
    crowds = defaultdict(set)
    for voter, summary, value, _ in votes:
        if voter in origin:
            crowds[origin[voter], summary, value].add(voter)
    large = (sorted(crowd) for crowd in crowds.values() if len(crowd) >= LEAST_OF_ONE_NETWORK)
    return {(first, other) for first, *others in large for other in others}


def rings(pairs: Iterable[Pair]) -> list[list[int]]:
    """The people of each group that the pairs tie together, in order."""
    leader: dict[int, int] = {}

    def lead(person: int) -> int:
        while leader.setdefault(person, person) != person:
            leader[person] = person = leader[leader[person]]
        return person

    for one, other in pairs:
        leader[max(lead(one), lead(other))] = min(lead(one), lead(other))
    groups = defaultdict(list)
    for person in sorted(leader):
        groups[lead(person)].append(person)
    return [group for group in groups.values() if len(group) > 1]
