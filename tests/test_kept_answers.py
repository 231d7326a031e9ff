"""What a search found is kept for whoever asks the same, and is never older than a write."""

import pytest

from shortsci.kept_pages import answers
from shortsci.kept_pages.store import store
from summaries import search
from tests.factories import make_paper, make_summary

pytestmark = pytest.mark.django_db


@pytest.fixture
def searches(monkeypatch):
    """How often papers were looked for."""
    made, find = [], answers.answered
    monkeypatch.setattr(
        "summaries.views.search.answered",
        lambda asked, make: find(asked, lambda: (made.append(asked), make())[1]),
    )
    return made


@pytest.mark.parametrize("headers", [{}, {"HTTP_HX_REQUEST": "true"}])
@pytest.mark.parametrize("asked", ["q=shapes", "q=lucid&in=summaries", "q=", "first=x"])
def test_a_search_is_made_once_and_is_the_same_for_the_next(
    pieces, searches, summary, asked, headers
):
    make_summary(body="Lucid.")
    first = pieces.read(f"/search/?{asked}", **headers)
    modified_at = pieces.headers["Last-Modified"]
    assert type(modified_at) is str  # servers of WSGI want no less, and no more
    again = pieces.read(f"/search/?{asked}", **headers)

    assert (pieces.status, pieces.headers["Last-Modified"]) == (200, modified_at)
    assert len(searches) == 1
    assert first == again
    assert ("What <mark>shapes</mark>" in again) == (asked == "q=shapes")
    assert ("<html" in again) == (not headers)


def test_what_is_written_is_found_and_what_is_hidden_is_not(pieces, alice):
    assert "Nothing was found" in pieces.read("/search/?q=lucid")
    summary = pieces.write(make_summary, author=alice, body="Lucid.")
    assert summary.get_absolute_url() in pieces.read("/search/?q=lucid")
    pieces.write(summary.hide)

    assert summary.get_absolute_url() not in pieces.read("/search/?q=lucid")


def test_a_name_leads_to_its_paper_as_soon_as_that_is_there(pieces):
    assert "We do not know this paper yet" in pieces.read("/search/?q=conf/nips/New20")
    pieces.write(make_paper, key="conf/nips/New20")
    pieces.read("/search/?q=conf/nips/New20")

    assert (pieces.status, pieces.headers["Location"]) == (302, "/papers/conf/nips/New20/")


def test_questions_that_share_a_place_get_their_own_answers(pieces, searches, summary, monkeypatch):
    monkeypatch.setattr(answers, "PLACES", 1)
    held = set()
    keep = store.set_many
    monkeypatch.setattr(
        store, "set_many", lambda told, *rest: (held.update(told), keep(told, *rest))
    )

    for _ in range(2):
        assert "<mark>shapes</mark>" in pieces.read("/search/?q=shapes")
        assert "Nothing was found" in pieces.read("/search/?q=circles")
    assert len(searches) == 4
    assert {name for name in held if "place" in name} == {"pages:piece:place:0"}


def test_an_answer_that_is_too_long_is_not_kept(pieces, searches, summary, monkeypatch):
    monkeypatch.setattr(answers, "LARGEST", 1_000)
    for _ in range(2):
        pieces.read("/search/?q=shapes")

    assert len(searches) == 2


def test_who_is_logged_in_gets_an_answer_of_their_own(pieces, searches, client, alice, summary):
    client.force_login(alice)
    page = client.get("/search/?q=shapes").content.decode()

    assert "Log in" not in page
    assert searches == []


def test_a_search_that_takes_too_long_is_not_kept(pieces, summary, monkeypatch):
    def give_up(*args):
        raise search.TookTooLong

    with monkeypatch.context() as slow:
        slow.setattr("summaries.views.search.KINDS", {"papers": give_up, "summaries": give_up})
        pieces.read("/search/?q=shapes")
    assert pieces.status == 503

    assert "<mark>shapes</mark>" in pieces.read("/search/?q=shapes")
