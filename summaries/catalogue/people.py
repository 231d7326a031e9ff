"""The authors that a record names: found by an identifier, or rows of their own."""

from collections.abc import Iterable

from summaries.models import Author, Paper
from summaries.search.folding import fold

from .record import Name

Known = dict[tuple[str, str], Author]  # by scheme and value of an identifier


def set_authors(paper: Paper, names: Iterable[Name]) -> bool:
    """Give the paper the authors of these names, in this order; whether that changed anything.

    Who has no identifier is nobody we know, and gets a row of their own; the paper's own authors
    are taken again, so that the same names twice change nothing.
    """
    names = named_once(names)
    former = list(paper.authors.order_by("authorships__position").prefetch_related("identifiers"))
    known = Author.objects.known_by(told for name in names for told in name.identifiers)
    authors: list[Author] = []
    for name in names:
        author = _who(name, known, former, authors) or Author.objects.begin(name)
        authors.append(author)
    pairs = zip(authors, names, strict=True)
    added = [author.add_identifiers(name.identifiers) for author, name in pairs]
    if authors != former:
        paper.set_authors(authors)
        Author.objects.sweep(former)
    return authors != former or any(added)


def are_named(paper: Paper, names: Iterable[Name]) -> bool:
    """Whether the paper's authors are those, as far as names tell."""
    ours = paper.authorships.order_by("position").values_list("author__name", flat=True)
    return are_alike(list(ours), [name.full for name in named_once(names)])


def are_alike(ours: list[str], theirs: list[str]) -> bool:
    """Whether the names are the same ones, however they are accented."""
    return ours == theirs or list(map(fold, ours)) == list(map(fold, theirs))


def named_once(names: Iterable[Name]) -> list[Name]:
    """Without empty names, and without those that say the very same once more."""
    return [name for name in dict.fromkeys(names) if name.full.strip()]


def _who(name: Name, known: Known, former: list[Author], taken: list[Author]) -> Author | None:
    """By identifier, or the paper's own author of that name whom no identifier tells apart."""
    found = [known[told] for told in name.identifiers if told in known]
    found += [author for author in former if _may_be(author, name)]
    return next((author for author in found if author not in taken), None)


def _may_be(author: Author, name: Name) -> bool:
    told = dict(name.identifiers)
    others = [
        row for row in author.identifiers.all() if told.get(row.scheme, row.value) != row.value
    ]
    return fold(author.name) == fold(name.full) and not others
