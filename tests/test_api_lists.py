"""The lists of the API: page by page, in the order of the site, at a constant cost."""

from base64 import b64encode
from itertools import product

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from summaries.models import Summary
from tests.factories import (
    make_identifier,
    make_imported_summary,
    make_paper,
    make_summary,
    make_venue,
    make_vote,
)

LISTS = [
    "/api/v1/papers",
    "/api/v1/summaries",
    "/api/v1/summaries?order=best",
    "/api/v1/summaries?order=hot",
    "/api/v1/venues",
    "/api/v1/keywords",
    "/api/v1/authors",
    "/api/v1/people",
]


def populate(rows: int, first: int = 0) -> None:
    moment = timezone.now()
    for number in range(first, first + rows):
        paper = make_paper(
            key=f"conf/nips/P{number}",
            venue=make_venue(key=f"conf/v{number}", name="Same"),
            authors=["Lee", f"Seung {number}"],
            keywords=["cs.LG", f"topic {number}"],
        )
        make_identifier(paper, "doi", f"10.1000/{number}")
        make_summary(paper=paper, published_at=moment)
        make_imported_summary(paper=paper, published_at=moment)


def walk(client, address: str) -> list[dict]:
    """The items of all pages, by following `next`."""
    items = []
    while address:
        answer = client.get(address.removeprefix("http://testserver"))
        assert answer.status_code == 200
        items += answer.json()["items"]
        address = answer.json()["next"]
    return items


def test_the_pages_of_a_list_neither_repeat_nor_skip(subtests, client, db):
    populate(7)
    for address in LISTS:
        with subtests.test(address):
            whole = walk(client, address)
            in_pages = walk(client, f"{address}{'&' if '?' in address else '?'}limit=2")

            assert len(whole) >= 7
            assert in_pages == whole


def test_a_list_costs_the_same_queries_for_one_row_and_for_six(subtests, client, db):
    populate(1)
    first = costs(client)
    populate(5, first=1)
    second = costs(client)

    for address in LISTS:
        with subtests.test(address):
            assert first[address] == second[address] <= 6


def costs(client) -> dict[str, int]:
    """How many questions each list asks the database."""
    found = {}
    for address in LISTS:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        found[address] = len(asked)
    return found


def test_anybody_may_keep_a_list_and_ask_whether_it_is_still_so(subtests, client, db):
    populate(1)
    for address in LISTS:
        with subtests.test(address):
            answer = client.get(address)
            again = client.get(address, headers={"If-None-Match": answer["ETag"]})

            assert answer["Content-Type"] == "application/json; charset=utf-8"
            assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
            assert not answer.cookies
            assert again.status_code == 304


def test_the_next_page_is_named_in_a_header_too(client, db):
    populate(2)
    answer = client.get("/api/v1/papers?limit=1")
    last = client.get(answer.json()["next"])

    assert answer["Link"] == f'<{answer.json()["next"]}>; rel="next"'
    assert answer.json()["next"].startswith("http://testserver/api/v1/papers?limit=1&cursor=")
    assert last.json()["next"] is None
    assert "Link" not in last


CURSORS = [
    "x",
    "%",
    "W10",
    "WzEsMiwzLDRd",
    "bnVsbA",
    "e30",
    "WyJhIl0",
    "WzEuNV0",
    "W3RydWVd",
    "é",
    "W" * 999,
    b64encode(f"[{'9' * 400},1,1]".encode()).decode(),
]


def test_a_cursor_that_is_none_of_ours_is_a_problem_in_words(subtests, client, db):
    for list_address, cursor in product(LISTS, CURSORS):
        with subtests.test(list_address, cursor=cursor[:20]):
            address, _, query = list_address.partition("?")
            order = dict([query.split("=")] if query else [])
            answer = client.get(address, {"cursor": cursor, **order})

            assert answer.status_code == 404
            assert answer["Content-Type"] == "application/problem+json"
            assert "cursor" in answer.json()["detail"]


def test_the_order_of_summaries_is_that_of_the_site(client, db):
    first, second = make_summary(), make_summary()
    make_vote(first)
    ids = {
        order: [row["id"] for row in walk(client, f"/api/v1/summaries?order={order}")]
        for order in ("recent", "best", "hot")
    }

    assert ids["recent"] == [second.pk, first.pk]
    assert ids["best"] == [first.pk, second.pk]
    assert ids["hot"] == list(Summary.objects.hottest_first().values_list("pk", flat=True))
