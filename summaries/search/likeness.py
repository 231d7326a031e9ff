"""What somebody may have meant whose words are nowhere: titles and names spelt nearly so."""

from dataclasses import dataclass

from django.apps import apps

from .backend import backend
from .deadline import TookTooLong
from .folding import fold
from .query import LONGEST

SHORTEST = 4  # letters: fewer are like too much


@dataclass(frozen=True)
class Alike:
    """The likest papers and authors."""

    papers: list
    authors: list

    def __bool__(self) -> bool:
        return bool(self.papers or self.authors)


def alike(typed: str, size: int = 3) -> Alike:
    """Nothing on SQLite, and nothing where it would take long: it is only an offer."""
    words = fold(typed[:LONGEST])
    if len(words) < SHORTEST:
        return Alike([], [])
    papers = apps.get_model("summaries", "Paper").objects.without_words_of_nobody()
    authors = apps.get_model("summaries", "Author").objects.all()
    try:
        return Alike(
            backend().alike(papers, "search_title", words, size),
            backend().alike(authors, "search_name", words, size),
        )
    except TookTooLong:
        return Alike([], [])
