"""What is kept of strangers' pages when they are not kept whole: pieces, and dear numbers."""

from types import SimpleNamespace

import pytest

from shortsci.kept_pages import remembering
from shortsci.kept_pages.store import store
from tests.factories import make_comment, make_paper, make_summary, make_venue, make_vote

pytestmark = pytest.mark.django_db


PAGES = [
    "/",
    "/?tab=recent",
    "/people/alice/",
    "/feed.atom",
    "paper",
    "summary",
    "/keywords/cs.LG/",
    "/?section=cs&tab=best",
    "/venues/conf/one/",
    "/venues/conf/one/2019/",
    "/authors/lee/",
    "/?page=2",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_pieces_is_the_same_page(pieces, site, summary, alice, monkeypatch, address):
    address = {
        "paper": summary.paper.get_absolute_url(),
        "summary": summary.get_absolute_url(),
    }.get(address, address)
    make_comment(summary=summary)
    about = {"keywords": ["cs.LG"], "venue": make_venue(key="conf/one"), "authors": ["Lee"]}
    make_summary(author=alice, body="Another text.", paper=make_paper(**about))
    for _ in range(10):
        make_summary()
    put_together = site.read(address)
    again = site.read(f"{address}{'&' if '?' in address else '?'}days=7")
    monkeypatch.undo()
    store.clear()
    as_a_whole = site.read(address)

    assert put_together.split() == as_a_whole.split()
    assert "\0" not in put_together + again
    assert (again.count("days%3D7") > 1) == ("Log in to" in again)


def test_a_vote_makes_one_piece_anew(pieces, summary):
    make_summary(body="Another text.")
    site = pieces
    site.read("/")
    site.write(make_vote, summary)
    page = site.read("/")

    assert site.made == 2
    assert "<dt>Votes for</dt><dd>1</dd>" in page
    assert "Another text." in page


def test_a_piece_of_a_hidden_text_is_in_no_list(pieces, summary):
    hidden = make_summary(body="Words that nobody should read.")
    assert "Words that nobody" in pieces.read("/")
    pieces.write(hidden.hide)

    assert "Words that nobody" not in pieces.read("/")


@pytest.fixture
def committed(monkeypatch):
    """As outside of a test, whose own transaction would prevent that pieces are kept."""
    outside = SimpleNamespace(in_atomic_block=False)
    monkeypatch.setattr("shortsci.kept_pages.fragments.connection", outside)


@pytest.mark.parametrize("asked", ["utm_source=x", "%6Aunk", "tab=hot&q=1", "days=" + "9" * 500])
def test_addresses_without_end_fill_no_cache(site, committed, summary, monkeypatch, asked):
    kept = []
    for way in ("set", "set_many"):
        monkeypatch.setattr(store, way, lambda told, *rest: kept.append(told))
    site.read(f"/?{asked}")
    assert (site.status, kept) == (200, [])

    site.read("/")
    assert kept


def test_a_piece_leads_back_to_whatever_page_it_stands_on(pieces, summary):
    first, second = pieces.read("/"), pieces.read("/?tab=recent")

    assert "next=%2F&" in first or 'next=%2F"' in first
    assert "next=%2F%3Ftab%3Drecent" in second
    assert second.count("next=%2F%3Ftab%3Drecent") == first.count('next=%2F"')


@pytest.mark.parametrize("page", ["paper", "summary", "/people/alice/", "/feed.atom"])
def test_no_page_of_pieces_has_a_text_that_is_hidden(pieces, alice, page):
    hidden = make_summary(author=alice, body="Words that nobody should read.")
    address = {"paper": hidden.paper.get_absolute_url(), "summary": hidden.get_absolute_url()}
    address = address.get(page, page)
    assert "Words that nobody" in pieces.read(address)
    pieces.write(hidden.hide)

    assert "Words that nobody" not in pieces.read(address)
    assert "Words that nobody" not in pieces.read(f"{address}?days=7")


@pytest.mark.parametrize("dear", [0, 3600])
def test_what_is_dear_to_count_holds_for_some_minutes_and_nothing_else(
    site, summary, monkeypatch, dear
):
    monkeypatch.setattr(remembering, "DEAR", dear)
    monkeypatch.setattr(remembering, "connection", SimpleNamespace(in_atomic_block=False))
    venue = make_venue(name="Counted")
    make_paper(venue=venue)
    assert "0 of 1 paper summarised" in site.read("/venues/")
    site.write(make_paper, venue=venue)

    counted = "1 paper " if dear == 0 else "2 papers"
    assert f"0 of {counted}".strip() in site.read("/venues/")
