"""Papers, who wrote them, where they appeared, what they are about."""

from collections.abc import Iterator
from functools import cache

from summaries.models import Author, Keyword, Paper, Venue
from summaries.search.folding import fold, searchable, title_hash
from summaries.sections import section_of

from .sizes import Size
from .words import Words, author_name, chance, skewed

CATEGORIES = (
    *("cs.LG", "cs.CV", "cs.CL", "stat.ML", "cs.AI", "math.OC", "cs.NE", "physics.data-an"),
    *("q-bio.NC", "math.ST", "eess.SP", "cs.DS", "quant-ph", "econ.EM", "q-fin.ST", "stat.ME"),
)


def keyword_name(number: int) -> str:
    return CATEGORIES[number - 1] if number <= len(CATEGORIES) else f"topic {number}"


def title_of(number: int, words: Words) -> str:
    """Every title has the word "study", so that there is one that is everywhere."""
    return f"A study of {' '.join(words.some(7))} {number}"


def key_of(number: int, size: Size) -> str:
    return f"conf/v{venue_of(number, size)}/Paper{number}"


def venue_of(number: int, size: Size) -> int:
    return skewed(number, "venue", size.venues)


def year_of(number: int) -> int:
    return 1990 + int(36 * chance(number, "year"))


def authors_of(number: int, size: Size) -> list[int]:
    """Three, or fewer where one was drawn twice."""
    drawn = (skewed(number, f"author {place}", size.authors, 1.5) for place in range(3))
    return list(dict.fromkeys(drawn))


def keywords_of(number: int, size: Size) -> list[int]:
    return sorted({skewed(number, f"keyword {place}", size.keywords) for place in range(2)})


def venues(size: Size) -> Iterator[Venue]:
    for number in range(1, size.venues + 1):
        yield Venue(pk=number, key=f"conf/v{number}", name=f"Venue {number}")


def keywords(size: Size) -> Iterator[Keyword]:
    for number in range(1, size.keywords + 1):
        name = keyword_name(number)
        yield Keyword(pk=number, name=name, section=section_of(name))


def authors(size: Size) -> Iterator[Author]:
    for number in range(1, size.authors + 1):
        name = author_name(number)
        yield Author(pk=number, name=name, slug=f"author-{number}", search_name=fold(name))


def papers(size: Size, words: Words, summary_counts) -> Iterator[Paper]:
    for number in range(1, size.papers + 1):
        title = title_of(number, words)
        yield Paper(
            pk=number,
            key=key_of(number, size),
            title=title,
            venue_id=venue_of(number, size),
            year=year_of(number),
            abstract=" ".join(words.some(120)).capitalize() + ".",
            kind=Paper.Kind.CONFERENCE,
            summary_count=summary_counts[number],
            search_title=searchable(title),
            title_hash=title_hash(title),
            search_names=names_of(number, size),
        )


def names_of(number: int, size: Size) -> str:
    """As the database itself puts it together, so that it need not do so again."""
    authors = [folded_name(who) for who in authors_of(number, size)]
    keywords = [keyword_name(keyword) for keyword in keywords_of(number, size)]
    return " ".join([*authors, *keywords, f"Venue {venue_of(number, size)}"])


@cache
def folded_name(number: int) -> str:
    return fold(author_name(number))


def authorships(size: Size) -> Iterator[tuple]:
    """(paper, author, position)"""
    for number in range(1, size.papers + 1):
        for position, who in enumerate(authors_of(number, size), start=1):
            yield number, who, position


def identifiers(size: Size) -> Iterator[tuple]:
    """(paper, scheme, value): every paper has a DOI, every third an arXiv id, too."""
    for number in range(1, size.papers + 1):
        yield number, "doi", f"10.1234/{number}"
        if number % 3 == 0:
            yield number, "arxiv", arxiv_id(number)


def arxiv_id(number: int) -> str:
    return f"{1000 + number // 90_000:04}.{number % 90_000:05}"


def keywords_of_papers(size: Size) -> Iterator[tuple]:
    """(paper, keyword)"""
    for number in range(1, size.papers + 1):
        for keyword in keywords_of(number, size):
            yield number, keyword
