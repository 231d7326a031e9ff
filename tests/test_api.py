"""The API for anybody: lists, pages, one of each, and what it does not tell."""

import json
from base64 import b64encode
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from summaries.models import Summary
from tests.factories import (
    make_author,
    make_comment,
    make_identifier,
    make_imported_summary,
    make_keyword,
    make_paper,
    make_summary,
    make_user,
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


def test_a_paper_has_all_its_facts(client, paper):
    make_identifier(paper, "arxiv", "2006.12433")
    paper.venue = make_venue(key="conf/nips", name="NeurIPS")
    paper.save()
    facts = client.get(f"/api/v1/papers/{paper.key}").json()

    assert facts["key"] == "conf/nips/HermannL20"
    assert facts["url"] == "http://testserver/papers/conf/nips/HermannL20/"
    assert [author["name"] for author in facts["authors"]] == [
        "Katherine Hermann",
        "Andrew Lampinen",
    ]
    assert facts["venue"]["key"] == "conf/nips"
    assert facts["keywords"] == ["cs.LG"]
    assert {"scheme": "arxiv", "value": "2006.12433"} in facts["identifiers"]
    assert facts["summary_count"] == 0


@pytest.mark.parametrize(
    "name", ["2006.12433", "arXiv:2006.12433v2", "https://arxiv.org/abs/2006.12433"]
)
def test_a_paper_is_found_by_any_of_its_names(client, paper, name):
    make_identifier(paper, "arxiv", "2006.12433")

    assert client.get(f"/api/v1/papers/{name}").json()["key"] == paper.key


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("", ["b", "a"]),
        ("venue=conf/nips", ["a"]),
        ("year=2001", ["a"]),
        ("author=ann-lee", ["a"]),
        ("keyword=cs.LG", ["a"]),
        ("section=cs", ["a"]),
        ("section=biology", ["b"]),
        ("has_summaries=true", ["a"]),
        ("has_summaries=false", ["b"]),
        ("year=2001&has_summaries=false", []),
        ("venue=nothing", []),
    ],
)
def test_papers_are_narrowed_down(client, db, query, keys):
    venue = make_venue(key="conf/nips")
    paper = make_paper(key="a", year=2001, venue=venue, authors=["Ann Lee"], keywords=["cs.LG"])
    make_paper(key="b", keywords=["q-bio.NC"])
    make_summary(paper=paper)
    answer = client.get(f"/api/v1/papers?{query}").json()

    assert [item["key"] for item in answer["items"]] == keys


def test_a_summary_has_its_text_its_licence_and_its_numbers(client, alice, paper):
    summary = make_summary(paper=paper, author=alice, body="It *works*: $a + b$. [us](/about/)")
    make_vote(summary)
    make_comment(summary=summary)
    facts = client.get(f"/api/v1/summaries/{summary.pk}").json()

    assert facts["markdown"] == summary.body
    assert "<math" in facts["html"]
    assert 'href="http://testserver/about/"' in facts["html"]
    assert facts["author"]["username"] == "alice"
    assert facts["licence"] == "CC-BY-4.0"
    assert (facts["ups"], facts["downs"], facts["comment_count"]) == (1, 0, 1)
    assert facts["version"] == 1


def test_what_a_dump_did_not_state_is_null(client, db):
    summary = make_imported_summary()
    facts = client.get(f"/api/v1/summaries/{summary.pk}").json()

    assert facts["is_imported"]
    assert facts["licence"] is None
    assert facts["author"] is None


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("paper=conf/nips/HermannL20", 2),
        ("person=alice", 1),
        ("person=bob", 0),
        ("keyword=cs.LG", 2),
        ("section=cs", 2),
        ("section=biology", 0),
        ("venue=conf/nips", 0),
    ],
)
def test_summaries_are_narrowed_down_and_nobody_by_what_is_unsigned(
    client, alice, bob, paper, query, count
):
    make_summary(paper=paper, author=alice)
    make_summary(paper=paper, author=bob, is_anonymous=True)
    answer = client.get(f"/api/v1/summaries?{query}").json()

    assert len(answer["items"]) == count


@pytest.mark.parametrize("visibility", ["draft", "private", "link"])
def test_what_is_not_public_is_not_there(client, alice, paper, visibility):
    summary = make_summary(paper=paper, author=alice, visibility=visibility)

    assert client.get(f"/api/v1/summaries/{summary.pk}").status_code == 404
    assert client.get("/api/v1/summaries").json()["items"] == []


def test_a_log_in_opens_nothing_here(client, alice, paper):
    summary = make_summary(paper=paper, author=alice, visibility="private")
    client.force_login(alice)

    assert client.get(f"/api/v1/summaries/{summary.pk}").status_code == 404
    assert client.get("/api/v1/me").status_code == 401


def test_an_anonymous_text_has_no_author(client, alice, paper):
    summary = make_summary(paper=paper, author=alice, is_anonymous=True)
    for address in (f"/api/v1/summaries/{summary.pk}", "/api/v1/summaries"):
        answer = client.get(address)
        assert "alice" not in answer.text.lower()
        assert "Anonymous" in answer.text


def test_a_paper_whose_title_is_a_private_text_is_not_told(client, alice):
    paper = make_paper(key="x/1", title="My secret words", status="unidentified")
    make_summary(paper=paper, author=alice, visibility="private")

    assert client.get("/api/v1/papers").json()["items"] == []
    assert client.get("/api/v1/papers/x/1").json()["title"] == "Unidentified paper"


def test_venues_authors_and_people_are_there_one_by_one(client, alice):
    venue = make_venue(key="conf/nips", name="NeurIPS")
    paper = make_paper(venue=venue, authors=[make_author("Ann Lee")])
    make_summary(paper=paper, author=alice)

    assert client.get("/api/v1/venues/conf/nips").json()["summarised_count"] == 1
    assert client.get("/api/v1/authors/ann-lee").json()["paper_count"] == 1
    assert client.get("/api/v1/people/alice").json()["summary_count"] == 1


def test_a_closed_account_has_no_page_and_signs_nothing(client, db):
    gone = make_user("gone", is_active=False)
    summary = make_summary(author=gone)

    assert client.get("/api/v1/people/gone").status_code == 404
    assert client.get(f"/api/v1/summaries/{summary.pk}").json()["author"] is None


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


@pytest.mark.parametrize("kind", ["papers", "summaries"])
def test_a_search_is_read_page_by_page(client, db, kind):
    for number in range(5):
        make_summary(paper=make_paper(title=f"Of quokkas {number}"), body="Of quokkas.")
    address, found = f"/api/v1/search/{kind}?q=quokkas&limit=2", []
    while address:
        response = client.get(address)
        found += [json.dumps(item) for item in response.json()["items"]]
        address = response.json()["next"]
        assert (address or "") in response.headers.get("Link", "")

    assert len(found) == len(set(found)) == 5


@pytest.mark.parametrize("cursor", ["x", "WzFd" * 9, "Wy0xXQ", "Wzk5OTk5XQ", "WyJhIl0"])
def test_a_cursor_of_no_search_is_refused_in_words(client, db, cursor):
    response = client.get(f"/api/v1/search/papers?q=quokkas&cursor={cursor}")

    assert response.status_code == 404
    assert "cursor" in response.json()["detail"]


def test_the_search_is_the_one_of_the_site(client, db):
    make_keyword("unused")
    paper = make_paper(title="On quokkas", authors=["Ann Lee"])
    summary = make_summary(paper=paper, body="Smiling marsupials.")
    papers = client.get("/api/v1/search/papers?q=quokkas").json()
    summaries = client.get("/api/v1/search/summaries?q=marsupials").json()

    assert [item["key"] for item in papers["items"]] == [paper.key]
    assert [item["id"] for item in summaries["items"]] == [summary.pk]
    assert (papers["count"], papers["is_more"]) == (1, False)


def test_the_description_for_programs_names_every_refusal_as_a_problem(client, db):
    described = json.loads(client.get("/api/v1/openapi.json").text)

    for operations in described["paths"].values():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                kind = "application/problem+json" if int(status) >= 400 else "application/json"
                assert list(answer.get("content", {kind: ""})) == [kind]
            assert "429" in operation["responses"]
