"""The rows of many new papers and of all that belongs to them, in a dozen statements."""

from summaries.identifiers import KEY, Reference
from summaries.models import Author, AuthorIdentifier, Authorship, Identifier, Keyword, Paper, Twin
from summaries.models.author import columns_of
from summaries.models.slugs import free_slugs
from summaries.search.folding import fold, title_hash

from .copying import insert
from .people import named_once
from .record import Name, Record
from .subjects import usable

Known = dict[tuple[str, str], Author]


def write(papers: list[Paper], records: list[Record], names: list[list[Reference]]) -> None:
    """Save the papers with the authors, keywords and names that the records give them."""
    for paper in papers:
        paper.search_title, paper.title_hash = fold(paper.title), title_hash(paper.title)
    insert(papers)
    _write_names(papers, names)
    _write_authors(papers, [named_once(record.authors) for record in records])
    _write_keywords(papers, [usable(record.keywords) for record in records])
    Twin.objects.note_equal_titles(papers)


def _write_names(papers: list[Paper], names: list[list[Reference]]) -> None:
    insert(
        Identifier(paper=paper, scheme=scheme, value=value)
        for paper, told in zip(papers, names, strict=True)
        for scheme, value in told
        if scheme != KEY or value != paper.key
    )


def _write_authors(papers: list[Paper], names: list[list[Name]]) -> None:
    known = Author.objects.known_by(told for each in names for n in each for told in n.identifiers)
    new: list[tuple[Author, Name]] = []
    chosen = [_authors(each, known, new) for each in names]
    slugs = free_slugs(Author.objects.all(), [name.dblp or name.full for _, name in new])
    for (author, _), slug in zip(new, slugs, strict=True):
        author.slug, author.search_name = slug, fold(author.name)[:255]
    insert(author for author, _ in new)
    _write_identifiers(known)
    insert(
        Authorship(paper=paper, author=author, position=position)
        for paper, authors in zip(papers, chosen, strict=True)
        for position, author in enumerate(authors, start=1)
    )


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


def _write_identifiers(known: Known) -> None:
    """Of each author those that nobody had; a second one of the same scheme is left out."""
    authors = {author.pk for author in known.values()}
    rows = AuthorIdentifier.objects.filter(author__in=authors)
    stored = set(rows.values_list("scheme", "value"))
    taken = set(rows.values_list("author", "scheme"))
    new = []
    for (scheme, value), author in known.items():
        if (scheme, value) not in stored and (author.pk, scheme) not in taken:
            new.append(AuthorIdentifier(author=author, scheme=scheme, value=value[:255]))
            taken.add((author.pk, scheme))
    insert(new)


def _write_keywords(papers: list[Paper], names: list[list[str]]) -> None:
    wanted = {name for each in names for name in each}
    found = {row.name: row for row in Keyword.objects.filter(name__in=wanted)}
    for name in sorted(wanted - found.keys()):
        found[name] = Keyword.objects.get_or_create(name=name)[0]
    through = Paper.keywords.through
    insert(
        through(paper=paper, keyword=found[name])
        for paper, each in zip(papers, names, strict=True)
        for name in each
    )
