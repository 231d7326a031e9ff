"""Where the last item of a list ends and the paragraph behind it begins."""

from dataclasses import dataclass
from itertools import chain

from .opaque import PICTURE
from .prose import LAST_LEAD, LEAD, QUOTE, SHOWN, gaps
from .sentences import (
    LOOKING_BACK,
    ends_sentence,
    lost_stops,
    sentence_starts,
    without_parentheses,
)


@dataclass
class Siblings:
    """What the items before have in common, kept up item by item."""

    count: int = 0
    longest: int = 0  # sentences
    without_stop: bool = False  # whether any ends without a full stop

    def add(self, mask: str) -> None:
        self.count += 1
        self.longest = max(self.longest, sentence_count(mask))
        self.without_stop = self.without_stop or not ends_sentence(mask, len(mask))


def sentence_count(mask: str) -> int:
    """How many sentences an item has; parentheses are looked over."""
    plain = without_parentheses(mask)
    return 1 + sum(1 for _ in sentence_starts(plain, 0, len(plain)))


def last_item_end(mask: str, siblings: Siblings, *, at_heading: bool) -> int | None:
    """Where in the last item's text a paragraph begins, or None. Surer evidence goes first."""
    hard = hard_end(mask)
    limit = len(mask) if hard is None else hard
    # The item's own line may have ended without a full stop, as lines of a list do.
    soft = next(lost_stops(mask, 0, limit, participles=siblings.without_stop), None)
    if soft is None:
        soft = _beyond_siblings(mask[:limit], siblings, at_heading)
    return hard if soft is None else soft


def hard_end(mask: str) -> int | None:
    """A bold lead, a quote, a wide gap or a picture between sentences ends the list."""
    leads = chain(LEAD.finditer(mask, 1), LAST_LEAD.finditer(mask, max(1, len(mask) - 90)))
    places = [m.start() for m in leads if _behind_sentence(mask, m.start())]
    places += [m.start() for m in QUOTE.finditer(mask, 1) if ends_sentence(mask, m.start())]
    places += [m.start() for m in SHOWN.finditer(mask) if _behind_sentence(mask, m.start())]
    places += list(gaps(mask, 0, len(mask)))[:1]
    return min((place for place in places if place), default=None)


def _behind_sentence(mask: str, at: int) -> bool:
    before = mask[max(0, at - 40) : at].rstrip()
    return before.endswith((")", PICTURE)) or ends_sentence(mask, at)


def _beyond_siblings(mask: str, siblings: Siblings, at_heading: bool) -> int | None:
    """Sentences that look back, or more of them than in any sibling, are no part of the item.

    Before a heading there is seldom a paragraph, so length alone is no evidence there; and one
    sibling is too few to compare with.
    """
    plain = without_parentheses(mask)
    starts = list(sentence_starts(plain, 0, len(plain)))
    turns = [start for start in starts if LOOKING_BACK.match(mask, start)][:1]
    if siblings.count > 1 and not at_heading:
        turns += starts[siblings.longest - 1 :][:1]
    return min(turns, default=None)
