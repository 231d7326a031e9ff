"""The rows of many new papers and of all that belongs to them, in a dozen statements."""

from summaries.identifiers import KEY, Reference
from summaries.models import Author, Authorship, Identifier, Keyword, Paper, Twin
from summaries.search.folding import searchable, title_hash
from summaries.search.indexes.tables import FIRST_AUTHORS

from .copying import insert
from .newcomers import authors_of
from .people import named_once
from .record import Record
from .subjects import usable


def write(papers: list[Paper], records: list[Record], names: list[list[Reference]]) -> None:
    """Save the papers with the authors, keywords and names that the records give them."""
    authors = authors_of([named_once(record.authors) for record in records])
    keywords = _keywords([usable(record.keywords) for record in records])
    for paper, people, subjects in zip(papers, authors, keywords, strict=True):
        paper.search_title, paper.title_hash = searchable(paper.title), title_hash(paper.title)
        paper.search_names = _search_names(paper, people, subjects)
    insert(papers)
    _write_names(papers, names)
    _write_authors(papers, authors)
    _write_keywords(papers, keywords)
    Twin.objects.note_equal_titles(papers)


def _search_names(paper: Paper, authors: list[Author], keywords: list[Keyword]) -> str:
    """As the search has it when it is not paused: then there is nothing for it to catch up."""
    people = [author.search_name or author.name for author in authors[:FIRST_AUTHORS]]
    subjects = [row.name for row in sorted(keywords, key=lambda row: row.pk)]
    venue = [paper.venue.name, paper.venue.full_name] if paper.venue else []
    return " ".join(filter(None, people + subjects + venue))


def _write_names(papers: list[Paper], names: list[list[Reference]]) -> None:
    insert(
        Identifier(paper_id=paper.pk, scheme=scheme, value=value)
        for paper, told in zip(papers, names, strict=True)
        for scheme, value in told
        if scheme != KEY or value != paper.key
    )


def _write_authors(papers: list[Paper], authors: list[list[Author]]) -> None:
    insert(
        Authorship(paper_id=paper.pk, author_id=author.pk, position=position)
        for paper, people in zip(papers, authors, strict=True)
        for position, author in enumerate(people, start=1)
    )


def _keywords(names: list[list[str]]) -> list[list[Keyword]]:
    wanted = {name for each in names for name in each}
    found = {row.name: row for row in Keyword.objects.filter(name__in=wanted)}
    for name in sorted(wanted - found.keys()):
        found[name] = Keyword.objects.get_or_create(name=name)[0]
    return [[found[name] for name in each] for each in names]


def _write_keywords(papers: list[Paper], keywords: list[list[Keyword]]) -> None:
    through = Paper.keywords.through
    insert(
        through(paper_id=paper.pk, keyword_id=keyword.pk)
        for paper, each in zip(papers, keywords, strict=True)
        for keyword in each
    )
