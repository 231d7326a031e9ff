"""Problems, headers, limits: what every answer under /api/ has in common."""

import json

import pytest
from django.core.cache import cache
from django.test import Client, override_settings

from tests.factories import make_identifier, make_paper, make_summary

LOOKUP = "/api/lookup"


def ask(client, names, address=LOOKUP, **extra):
    body = names if isinstance(names, str | bytes) else json.dumps({"identifiers": names})
    return client.post(address, body, content_type="application/json", **extra)


def is_problem(answer, status):
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "no-store"
    facts = answer.json()
    assert facts["status"] == status
    assert facts["detail"]
    return facts


@pytest.mark.parametrize("address", ["/api/v1/", "/api/v1/nothing", "/api/v2/papers", "/api/x"])
def test_an_unknown_address_is_a_problem(client, db, address):
    is_problem(client.get(address), 404)


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/papers/none/of/ours",
        "/api/v1/summaries/0",
        "/api/v1/summaries/99999999999999999999999",
        "/api/v1/venues/none",
        "/api/v1/authors/none",
        "/api/v1/people/none",
        "/api/v1/people/%FF",
    ],
)
def test_what_is_not_there_is_a_problem(client, db, address):
    is_problem(client.get(address), 404)


@pytest.mark.parametrize(
    "query",
    ["year=x", "year=12", "limit=0", "limit=101", "limit=" + "9" * 5000, "has_summaries=maybe"],
)
def test_a_query_that_says_nothing_is_a_problem_that_says_where(client, db, query):
    facts = is_problem(client.get(f"/api/v1/papers?{query}"), 422)

    assert facts["errors"][0]["where"] == f"query/{query.partition('=')[0]}"


def test_a_nul_byte_is_a_problem(client, db):
    is_problem(client.get("/api/v1/papers?venue=%00"), 400)
    is_problem(client.get("/api/v1/papers/%00"), 400)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace", "options"])
def test_another_method_is_a_problem_that_names_the_right_ones(client, db, method):
    answer = getattr(client, method)("/api/v1/papers", content_type="application/json")

    is_problem(answer, 405)
    assert answer["Allow"] == "GET"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 422),
        ("{", 400),
        ("[" * 100_000, 400),
        (b"\xff\xfe", 400),
        ("null", 422),
        ("[]", 422),
        ("{}", 422),
        ('{"identifiers": "1"}', 422),
        ('{"identifiers": [1]}', 422),
        ('{"identifiers": ["\\ud800"]}', 422),
        ('{"identifiers": [null]}', 422),
        ('{"identifiers": ' + json.dumps(["x"] * 501) + "}", 422),
        ('{"identifiers": ["' + "x" * 2001 + '"]}', 422),
        ('{"identifiers": ["\\u0000", "", " ", "/", "()", "10.1/\\u0000"]}', 200),
    ],
)
def test_a_body_that_is_no_list_of_names_is_a_problem(client, db, body, status):
    answer = ask(client, body)

    assert answer.status_code == status
    if status != 200:
        is_problem(answer, status)


def test_another_kind_of_text_and_a_huge_one_are_refused_unread(client, db):
    is_problem(client.post(LOOKUP, {"identifiers": ["x"]}), 415)
    is_problem(client.post(LOOKUP, "x", content_type="text/plain"), 415)
    is_problem(ask(client, "x" * 1_000_001), 413)
    is_problem(ask(client, "{}", CONTENT_LENGTH="9" * 50), 413)
    is_problem(ask(client, "{}", CONTENT_LENGTH="-1"), 413)


def test_a_crash_is_a_problem_without_a_word_of_the_code(db, monkeypatch):
    def crash(*args):
        raise RuntimeError("a secret of the code")

    monkeypatch.setattr("summaries.api.papers.page_of_pieces", crash)
    answer = Client(raise_request_exception=False).get("/api/v1/papers")

    is_problem(answer, 500)
    assert "secret" not in answer.text


# Looking up


def test_a_lookup_answers_in_order_and_says_what_it_does_not_know(client, db):
    paper = make_paper(key="conf/nips/HermannL20")
    make_identifier(paper, "arxiv", "2006.12433")
    make_summary(paper=paper)
    names = ["nothing", "arXiv:2006.12433v2", "conf/nips/HermannL20", "nothing"]
    results = ask(client, names).json()["results"]

    assert [result["input"] for result in results] == names
    assert [result["summary_count"] for result in results] == [0, 1, 1, 0]
    assert results[0]["paper"] is None
    assert results[1]["paper"] == {
        "key": paper.key,
        "title": paper.title,
        "url": f"http://testserver/papers/{paper.key}/",
    }


@pytest.mark.parametrize("address", [LOOKUP, "/api/v1/lookup"])
def test_five_hundred_names_cost_what_one_costs(client, db, address, django_assert_num_queries):
    for number in range(20):
        make_identifier(make_paper(), "arxiv", f"1707.{number:05}")
    with django_assert_num_queries(2):
        ask(client, ["1707.00001"], address)
    with django_assert_num_queries(2):
        results = ask(client, [f"1707.{number:05}v1" for number in range(500)], address).json()

    assert sum(result["paper"] is not None for result in results["results"]) == 20


def test_the_count_is_of_public_summaries(client, alice, bob, paper):
    make_summary(paper=paper, author=alice, visibility="private")
    make_summary(paper=paper, author=bob).hide()

    assert ask(client, [paper.key]).json()["results"][0]["summary_count"] == 0


# Headers


def test_scripts_of_any_site_may_read_what_is_anybodys(client, paper):
    for answer in (client.get("/api/v1/papers"), ask(client, ["x"]), client.get("/api/v1/x")):
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "RateLimit" in answer["Access-Control-Expose-Headers"]
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"


def preflight(client, address, method="POST"):
    headers = {"Origin": "https://example.org", "Access-Control-Request-Method": method}
    return client.options(address, headers=headers)


def test_a_browser_that_asks_first_is_told_so(client, db):
    answer = preflight(client, LOOKUP)

    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, POST"
    assert "Content-Type" in answer["Access-Control-Allow-Headers"]


def test_what_is_personal_is_closed_to_scripts_of_other_sites(client, db):
    for answer in (client.get("/api/v1/me"), preflight(client, "/api/v1/me/votes/1", "PUT")):
        assert "Access-Control-Allow-Origin" not in answer
        assert "Access-Control-Allow-Methods" not in answer
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_head_is_a_get_without_its_body(client, paper):
    answer, head = client.get("/api/v1/papers"), client.head("/api/v1/papers")

    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Length"] == str(len(answer.content))
    assert head["ETag"] == answer["ETag"]


@override_settings(LIMITS={"api": (2, 60), "api_lookup": (1, 60)})
def test_the_limit_is_told_before_and_when_it_is_reached(client, db):
    cache.clear()
    first, second, third = (client.get("/api/v1/papers") for _ in range(3))

    assert first["RateLimit-Policy"] == '"api";q=2;w=60'
    assert first["RateLimit"].startswith('"api";r=1;t=')
    assert second["RateLimit"].startswith('"api";r=0;t=')
    is_problem(third, 429)
    assert 1 <= int(third["Retry-After"]) <= 60
    assert ask(client, ["x"]).status_code == 200
    is_problem(ask(client, ["x"]), 429)


def test_the_page_about_it_is_for_people(client, db):
    page = client.get("/api/")

    assert page["Content-Type"].startswith("text/html")
    assert "/api/v1/papers/{key}" in page.text
    assert "Access-Control-Allow-Origin" not in page
    assert "<h1" in client.get("/api/", {"q": "%00"}).text
