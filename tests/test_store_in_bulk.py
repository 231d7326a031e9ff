"""Many records at once leave the same rows as one by one, and cost no more queries for more."""

from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from summaries.catalogue.bulk import store_all
from summaries.catalogue.record import Name, Record
from summaries.catalogue.store import store
from summaries.models import Author, AuthorIdentifier, Identifier, Keyword, Paper, Twin

pytestmark = pytest.mark.django_db


def record(number, **facts):
    told = {
        "title": f"On matter {number}",
        "source": "dblp",
        "dblp": f"conf/nips/P{number}",
        "doi": f"10.5555/{number}",
        "authors": (Name("Wei Wang", dblp=f"Wei Wang {number % 3:04}"), Name("Bo Li")),
        "keywords": ("cs.LG", f"matter {number % 2}"),
        "year": 2000 + number % 20,
        "kind": "conference",
    }
    return Record(**{**told, **facts})


def mixed():
    """New ones, the same twice, a preprint of one, claims, one title for two, broken ones."""
    first = record(1)
    return [
        *(record(number) for number in range(6)),
        first,
        Record(title="On matter 1", source="arxiv", arxiv="1904.06387", kind="preprint"),
        Record(title="Early", source="arxiv", arxiv="1904.06387", doi="10.5555/2", kind="preprint"),
        Record(title="Mine", source="arxiv", arxiv="2401.00001", doi="10.5555/3", kind="preprint"),
        Record(title="Too", source="arxiv", arxiv="2401.00002", doi="10.5555/3", kind="preprint"),
        record(90, authors=(Name("Wei Wang", dblp="Wei Wang 0001"),) * 2),
        record(91, authors=(Name("A", orcid="0000-0002-1825-0097"), Name("B"))),
        record(92, authors=(Name("A. A.", dblp="A", orcid="0000-0002-1825-0097"),)),
        record(93, title="On matter 1", keywords=("\0", "x" * 200, "fine")),
        record(95, title="Self-attention for {\\'E}cole $\\ell_1$"),
        record(94, title="A\0B", authors=(Name("\0C"), Name("D" * 400))),
        replace(first, abstract="More is known."),
    ]


def rows():
    """What is stored, without keys and moments."""
    papers = {
        paper.key: (
            *(getattr(paper, name) for name in ("title", "year", "kind", "abstract", "source")),
            str(paper.venue),
            (paper.search_title, paper.title_hash),
            [rank.author.slug for rank in paper.authorships.select_related("author")],
            sorted(paper.keywords.values_list("name", flat=True)),
            sorted(map(str, paper.identifiers.all())),
        )
        for paper in Paper.objects.all()
    }
    pairs = Twin.objects.values_list("first__key", "second__key", "why")
    known = AuthorIdentifier.objects.values_list("scheme", "value", "author__slug")
    searched = Author.objects.values_list("slug", "name", "search_name")
    return papers, sorted(pairs), sorted(known), sorted(searched), Keyword.objects.count()


def test_the_rows_are_those_that_one_by_one_would_leave():
    with transaction.atomic():
        for each in mixed():
            store(each)
        one_by_one = rows()
        transaction.set_rollback(True)
    items = store_all(mixed())

    assert rows() == one_by_one
    assert [item.status for item in items][-1] == "updated"


def test_again_nothing_changes():
    store_all(mixed()[:-1])
    before = rows()

    assert {item.status for item in store_all(mixed()[:6])} == {"unchanged"}
    assert rows() == before


def test_what_the_search_knows_of_names_is_what_it_would_have_written_itself():
    store_all([record(1)])
    written = Paper.objects.get().search_names.split()
    Paper.objects.update(search_names="")

    assert Paper.objects.get().search_names.split() == written


@pytest.mark.parametrize("again", [False, True])
def test_ten_times_as_many_records_cost_the_same_queries(again):
    def cost(first, number):
        records = [record(n, keywords=("cs.LG",)) for n in range(first, first + number)]
        if again:
            store_all(records)
        with CaptureQueriesContext(connection) as queries:
            store_all(records)
        return len(queries)

    store_all([record(1)])
    few, many = cost(100, 8), cost(200, 80)

    assert many <= few + 4  # statements of several chunks
    assert Paper.objects.count() == 89
    assert Identifier.objects.count() == 89
