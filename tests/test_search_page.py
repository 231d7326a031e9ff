"""The page of results: what it says, how it is paged and bounded, what it costs."""

import pytest
from django.db import connection

from summaries import search
from summaries.search import MOST
from tests.factories import make_keyword, make_paper, make_summary, make_venue
from tests.searching import URL, fill_shelf, text, titles

pytestmark = pytest.mark.django_db


def test_an_empty_search_gives_advice_and_no_results(client):
    fill_shelf()

    for asked in ({}, {"q": ""}, {"q": "   "}, {"q": "", "first": "x"}):
        response = client.get(URL, asked)
        assert response.context["page"].rows == []
        assert "Paste whatever you have of a paper" in response.content.decode()


def test_what_is_nowhere_is_said_with_an_offer_to_add_it(client, db):
    page = text(client, q="Zebrafish & co")

    assert "Nothing was found" in page
    assert 'href="/papers/add/?q=Zebrafish%20%26%20co"' in page


def test_what_is_longer_than_anybody_types_is_cut_and_that_is_said(client):
    make_paper(title="Attention")

    page = text(client, q="attention " * 100)

    assert "Only the first 400 characters were looked at." in page
    assert "<mark>Attention</mark>" in page


def test_pages_of_results_neither_repeat_nor_skip_one(client, settings):
    settings.LIST_SIZE = 3
    made = {make_paper(title=f"Attention {number}").title for number in range(7)}

    pages = [titles(client, q="attention", page=number) for number in (1, 2, 3)]

    assert [len(page) for page in pages] == [3, 3, 1]
    assert {title for page in pages for title in page} == made
    assert client.get(URL, {"q": "attention", "page": 4}).status_code == 404
    assert 'href="?q=attention&amp;page=2"' in text(client, q="attention")


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999", "²"])
def test_a_page_that_cannot_be_is_not_found(client, page):
    fill_shelf()

    assert client.get(URL, {"q": "attention", "page": page}).status_code == 404


def test_more_than_the_bound_is_said_and_the_oldest_very_title_is_still_first(
    client, monkeypatch, settings
):
    monkeypatch.setattr(search.finding, "MOST", 5)
    settings.LIST_SIZE = 10
    make_paper(title="Attention", year=1990)
    for number in range(8):
        make_paper(title=f"Attention {number}", year=2000 + number)

    response = client.get(URL, {"q": "attention"})

    page = response.content.decode()
    assert response.context["page"].rows[0].title == "Attention"
    assert response.context["counts"]["papers"].count == 5
    assert "More than 5 papers" in page
    assert "More match than these" in page
    assert MOST == 2_000


def test_what_is_only_counted_is_counted_to_a_smaller_bound(client, monkeypatch):
    monkeypatch.setattr(search.finding, "MOST_COUNTED", 2)
    for number in range(3):
        make_summary(paper=make_paper(title=f"Attention {number}"), body="Of attention.")

    beside = client.get(URL, {"q": "attention"})
    shown = client.get(URL, {"q": "attention", "in": "summaries"})

    assert "3 papers, more than 2 summaries" in beside.content.decode()
    assert "More than 2 papers, 3 summaries" in shown.content.decode()
    assert "More match than these" not in beside.content.decode() + shown.content.decode()
    assert search.finding.MOST_COUNTED < MOST


def test_while_one_types_only_the_results_come_back(client):
    fill_shelf()
    asked = {"q": "attention", "venue": "", "first": ""}
    response = client.get(URL, asked, headers={"HX-Request": "true"})

    page = response.content.decode()
    assert "<html" not in page
    assert "<mark>Attention</mark> at NeurIPS" in page
    assert 'data-hx-swap-oob="innerHTML:#search-count"' in page
    assert response.headers["HX-Replace-Url"] == "/search/?q=attention"
    assert "HX-Request" in response.headers["Vary"]


def test_results_cost_the_same_number_of_queries_whatever_they_are(
    client, alice, django_assert_max_num_queries
):
    def fill(count):
        for _ in range(count):
            paper = make_paper(title="Attention", authors=["Attention Lee"], venue=make_venue())
            make_summary(paper=paper, author=alice, body="Attention works.")

    make_keyword("attention")
    most = 12 if connection.vendor == "postgresql" else 8  # four keep the time
    for kind in ("papers", "summaries"):
        fill(1)
        with django_assert_max_num_queries(most) as few:
            client.get(URL, {"q": "attention", "in": kind})
        fill(4)
        with django_assert_max_num_queries(most) as many:
            client.get(URL, {"q": "attention", "in": kind})
        assert len(many) == len(few)


def test_searching_has_a_limit(client, db, settings):
    settings.LIMITS = {**settings.LIMITS, "search": (2, 60), "suggest": (2, 60)}

    for address in (URL, "/search/suggest?q=ab"):
        assert [client.get(address).status_code for _ in range(3)] == [200, 200, 429]
