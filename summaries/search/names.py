"""Authors and keywords by words of their names."""

from django.apps import apps

from .backend import backend
from .excerpts import marked
from .words import begun, marks, words_of

SHORTEST = 2  # letters of a name of which nothing else is said; beside others an initial will do
MOST_NAMESAKES = 500  # whose papers an author's name asks for


def authors(words: str, size: int = 5) -> list:
    """Those whose name has all the words; the last one may be its beginning."""
    return _named("Author", words, size)


def keywords(words: str, size: int = 5) -> list:
    return _named("Keyword", words, size)


def _named(model: str, typed: str, size: int) -> list:
    words = words_of(typed)
    words = begun(words, SHORTEST if len(words) == 1 else 1)
    if not words:
        return []
    found = backend().named(apps.get_model("summaries", model).objects.all(), words)[:size]
    for row in found:
        row.marked_name = marked(row.name, marks(words))
    return list(found)


def every_author(name: str) -> list[int]:
    """The keys of those who are called so, up to a bound."""
    words = words_of(name)
    rows = apps.get_model("summaries", "Author").objects.all()
    found = backend().named(rows, begun(words)).values_list("pk", flat=True) if words else []
    return list(found[:MOST_NAMESAKES])
