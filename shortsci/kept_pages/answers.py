"""Answers to what people type, in a fixed number of places: whatever they ask, no cache fills up.

Each question has one of the places, by a number made of its letters. Who asks next for another
thing of the same place takes it.
"""

from collections.abc import Callable
from zlib import crc32

from shortsci.replica import reading_from_primary

from .clock import EVERYTHING, unheard
from .fragments import are_kept, current, keep

PLACES = 500
LARGEST = 100_000  # characters of an answer and its question

Answer = tuple[str, ...]


def answered(asked: str, make: Callable[[], Answer]) -> Answer:
    """What `make` answers, for as long as nothing is written but votes and comments.

    So it is the same for everybody, and shows nothing of these.
    """
    if not are_kept():
        return make()
    place = f"place:{crc32(asked.encode()) % PLACES}"
    noted: int = 0
    held: dict[str, tuple[str, Answer]] = {}
    with unheard():
        noted, held = current({place: EVERYTHING})
    question, answer = held.get(place, ("", ()))
    if question == asked:
        return answer
    with reading_from_primary():
        answer = make()
    if noted and sum(map(len, (asked, *answer))) <= LARGEST:
        keep(noted, {place: EVERYTHING}, {place: (asked, answer)})
    return answer
