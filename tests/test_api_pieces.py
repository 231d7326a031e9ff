"""Items of the API's lists are kept one by one, and say the same as if they were not."""

import json

import pytest

from shortsci.kept_pages.store import store
from tests.factories import (
    make_identifier,
    make_keyword,
    make_paper,
    make_summary,
    make_vote,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(monkeypatch):
    """The items that were made, in the order of their making."""
    from summaries.api.pieces import Kind

    made, make = [], Kind._made
    monkeypatch.setattr(
        Kind, "_made", lambda kind, names: (made.extend(names), make(kind, names))[1]
    )
    return made


LISTS = [
    "/api/v1/summaries",
    "/api/v1/summaries?order=best&limit=1",
    "/api/v1/papers",
    "/api/v1/papers?has_summaries=true",
    "/api/v1/search/papers?q=shapes",
    "/api/v1/search/summaries?q=works",
    "/api/v1/search/papers?q=nowhere",
]


@pytest.mark.parametrize("address", LISTS)
def test_a_list_of_pieces_is_the_same_list(pieces, drawn, library, summary, settings, address):
    make_summary(is_anonymous=True, body="It works, “quoted” & <all>.")
    make_identifier(summary.paper, "arxiv", "2006.12433")
    whole, again = pieces.read(address), pieces.read(address)
    count = len(drawn)
    settings.PAGE_CACHE_SECONDS = 0
    anew = pieces.read(address)

    assert pieces.status == 200
    assert whole == again == anew
    assert len(drawn) == 2 * count


def test_a_vote_makes_one_item_anew(pieces, drawn, summary, bob):
    make_summary(body="Another text.")
    pieces.read("/api/v1/summaries")
    drawn.clear()
    pieces.write(make_vote, summary, voter=bob)
    listed = pieces.read("/api/v1/summaries")

    assert drawn == [f"json:summary:{summary.pk}"]
    assert '"ups": 1' in listed


def test_what_becomes_hidden_or_nameless_is_so_at_once(pieces, alice):
    hidden, signed = make_summary(author=alice), make_summary(author=alice)
    assert pieces.read("/api/v1/summaries").count('"username": "alice"') == 2
    pieces.write(hidden.hide)
    signed.is_anonymous = True
    pieces.write(signed.save)
    listed = pieces.read("/api/v1/summaries")

    assert f'"id": {hidden.pk},' not in listed
    assert f'"id": {signed.pk},' in listed
    assert "alice" not in listed.lower()


def test_a_paper_that_is_changed_is_so_in_its_list(pieces, paper):
    pieces.read("/api/v1/papers")
    pieces.write(paper.keywords.add, make_keyword("cs.CV"))

    assert '"cs.CV"' in pieces.read("/api/v1/papers")


def test_addresses_without_end_keep_no_more_than_the_items(pieces, summary, monkeypatch):
    held, keep = set(), store.set_many
    monkeypatch.setattr(
        store, "set_many", lambda told, *rest: (held.update(told), keep(told, *rest))
    )
    for limit in range(1, 9):
        pieces.read(f"/api/v1/summaries?limit={limit}&junk={limit}")

    assert held == {f"pages:piece:json:summary:{summary.pk}"}


def test_pages_of_pieces_neither_repeat_nor_skip_one(pieces):
    made = [make_summary(paper=make_paper(title=f"Paper {number}")).pk for number in range(5)]
    seen, address = [], "/api/v1/summaries?limit=2"
    while address:
        told = json.loads(pieces.read(address))
        seen += [item["id"] for item in told["items"]]
        address = (told["next"] or "").removeprefix("http://testserver")

    assert seen == made[::-1]
