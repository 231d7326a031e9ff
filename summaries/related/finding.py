"""Papers that have to do with one: found in a single query, whatever the catalogue holds."""

from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, F, QuerySet, Value

from summaries.models import Authorship, Citation, Identifier, Paper, Summary

from .closeness import AUTHOR, BESIDE, CITED, CITING, KEYWORD, closest, reasons

MOST = 6  # shown
NEWEST = 50  # papers of one keyword or author that are looked at
THINGS = 6  # keywords and authors of a paper that are looked at
TEXTS = 100  # summaries of a paper, and about it, whose citations are looked at
SHOWN = ("key", "title", "year", "status", "summary_count", "updated_at")


@dataclass(frozen=True)
class Related:
    """A paper and why it is named beside another."""

    paper: Paper
    why: str


def related_to(paper: Paper) -> list[Related]:
    """The closest papers, at most `MOST`. Needs its authorships, keywords, identifiers fetched."""
    first, *others = [*_by_keyword(paper), *_by_author(paper), *_by_citation(paper)]
    rows = list(first.union(*others, all=True))
    facts = {row[2]: dict(zip(SHOWN, row[3:], strict=True)) for row in rows if row[2] != paper.pk}
    told = {pk for pk, columns in facts.items() if _is_told(columns)}
    links = {row[:3] for row in rows if row[2] in told}
    found = list(closest(links, NEWEST - 1).items())[:MOST]  # one of the newest may be itself
    return [Related(Paper(pk=pk, **facts[pk]), reasons(shared)) for pk, shared in found]


def _is_told(columns: dict[str, Any]) -> bool:
    return bool(columns["summary_count"]) or columns["status"] != Paper.Status.UNIDENTIFIED


def _by_keyword(paper: Paper) -> list[QuerySet]:
    rows = Paper.keywords.through.objects
    return [
        _links(KEYWORD, "keyword_id", rows.filter(pk__in=_newest(rows.filter(keyword=keyword))))
        for keyword in paper.keywords.all()[:THINGS]
    ]


def _by_author(paper: Paper) -> list[QuerySet]:
    rows = Authorship.objects
    return [
        _links(AUTHOR, "author_id", rows.filter(pk__in=_newest(rows.filter(author=rank.author_id))))
        for rank in paper.authorships.all()[:THINGS]
    ]


def _newest(rows: QuerySet) -> QuerySet:
    return rows.order_by("-pk").values("pk")[:NEWEST]


def _by_citation(paper: Paper) -> list[QuerySet]:
    """By what its summaries cite, by who cites it, and by what they cite beside it."""
    listed = Summary.objects.listed()
    own = listed.filter(paper=paper).order_by("-pk").values("pk")[:TEXTS]
    others = listed.mentioning(paper).order_by("-pk").values("pk")[:TEXTS]
    return [
        *_named_in(CITED, own),
        _links(CITING, "pk", Summary.objects.filter(pk__in=others)),
        *_named_in(BESIDE, others),
    ]


def _named_in(kind: str, texts: QuerySet) -> list[QuerySet]:
    names = Citation.objects.filter(summary__in=texts).order_by().values("key")
    known_by = Identifier.objects.filter(value__in=names).order_by()
    return [_links(kind, "", Paper.objects.filter(key__in=names), ""), _links(kind, "", known_by)]


def _links(kind: str, which: str, rows: QuerySet, path: str = "paper__") -> QuerySet:
    """Rows of (kind, which one, the paper's pk and columns)."""
    shared = F(which) if which else Value(0, BigIntegerField())
    columns = [f"{path}{name}" for name in ("id", *SHOWN)]
    rows = rows.order_by().annotate(link_kind=Value(kind), link_which=shared)
    return rows.values_list("link_kind", "link_which", *columns)
