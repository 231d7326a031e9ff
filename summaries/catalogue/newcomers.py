"""The authors of many new papers at once: those whom we know, and rows for the others."""

from summaries.models import Author, AuthorIdentifier
from summaries.models.author import columns_of
from summaries.models.slugs import free_slugs
from summaries.search.folding import fold

from .copying import insert
from .record import Name

Known = dict[tuple[str, str], Author]


def authors_of(names: list[list[Name]]) -> list[list[Author]]:
    """For the names of each paper its authors, who are all in the database afterwards."""
    known = Author.objects.known_by(told for each in names for n in each for told in n.identifiers)
    stored = set(known)
    new: list[tuple[Author, Name]] = []
    chosen = [_authors(each, known, new) for each in names]
    slugs = free_slugs(Author.objects.all(), [name.dblp or name.full for _, name in new])
    for (author, _), slug in zip(new, slugs, strict=True):
        author.slug, author.search_name = slug, fold(author.name)[:255]
    insert(author for author, _ in new)
    _write_identifiers({told: author for told, author in known.items() if told not in stored})
    return chosen


def _authors(names: list[Name], known: Known, new: list[tuple[Author, Name]]) -> list[Author]:
    """Those whom an identifier tells, or new ones; whom it tells now, `known` tells from now on."""
    authors: dict[int, Author] = {}  # by identity: a new one has no primary key
    for name in names:
        told = (known[each] for each in name.identifiers if each in known)
        author = next((each for each in told if id(each) not in authors), None)
        if author is None:
            author = Author(**columns_of(name))
            new.append((author, name))
        for identifier in name.identifiers:
            known.setdefault(identifier, author)
        authors[id(author)] = author
    return list(authors.values())


def _write_identifiers(told: Known) -> None:
    """New identifiers; a second one of the same scheme for one author is left out."""
    rows = AuthorIdentifier.objects.filter(author__in={author.pk for author in told.values()})
    taken = set(rows.values_list("author", "scheme"))
    new = []
    for (scheme, value), author in told.items():
        if (author.pk, scheme) not in taken:
            new.append(AuthorIdentifier(author_id=author.pk, scheme=scheme, value=value[:255]))
            taken.add((author.pk, scheme))
    insert(new)
