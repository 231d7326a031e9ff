"""What stands around a list is kept like what the list holds, and as fresh."""

import pytest
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory

from summaries.models import Paper
from tests.factories import make_paper, make_summary, make_user, make_venue, make_vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def lookups(monkeypatch):
    """How often all that stands around a list was looked up."""
    seen = []
    from summaries.views import listings

    for name in ("person", "keyword", "venue_year"):
        whole = getattr(listings, name)

        def look(*args, whole=whole, **kwargs):
            seen.append(whole.__name__)
            return whole(*args, **kwargs)

        monkeypatch.setattr(listings, name, look)
    return seen


@pytest.fixture
def addresses(summary, alice):
    venue = make_venue(key="conf/one")
    make_summary(author=alice, paper=make_paper(year=2001, venue=venue, keywords=["cs.LG"]))
    return ["/people/alice/", "/keywords/cs.LG/", "/venues/conf/one/2001/"]


def test_what_stands_around_a_list_is_looked_up_once(pieces, addresses, lookups):
    for address in addresses:
        first = pieces.read(address)
        again = pieces.read(address, HTTP_COOKIE="unknown=1")  # which no whole page answers
        assert first == again

    assert lookups == ["person", "keyword", "venue_year"]


def test_a_name_a_count_and_a_year_are_never_those_from_before_a_write(pieces, addresses, alice):
    for address in addresses:
        pieces.read(address)
    alice.display_name = "Alice the Second"
    pieces.write(alice.save)
    assert "Alice the Second" in pieces.read("/people/alice/")
    assert "2 papers" in pieces.read("/keywords/cs.LG/")
    paper = pieces.write(make_paper, keywords=["cs.LG"])
    assert "3 papers" in pieces.read("/keywords/cs.LG/")
    assert paper.title in pieces.read("/keywords/cs.LG/")
    pieces.write(Paper.objects.filter(year=2001).update, year=2002)
    pieces.read("/venues/conf/one/2001/")
    assert pieces.status == 404


def test_a_vote_moves_the_score_of_its_author(pieces, summary, alice):
    voters = [make_user() for _ in range(2)]
    before = pieces.read("/people/alice/")
    for voter in voters:
        pieces.write(make_vote, summary, 1, voter)

    alice.refresh_from_db()
    contribution = f"contribution {alice.contribution:.2f}"
    assert contribution not in before
    assert contribution in pieces.read("/people/alice/")


def test_who_has_closed_the_account_has_no_page(pieces, summary, alice):
    assert "Alice" in pieces.read("/people/alice/")
    alice.is_active = False
    pieces.write(alice.save)
    pieces.read("/people/alice/")

    assert pieces.status == 404


@pytest.mark.parametrize(
    "address", ["/people/nobody/", "/keywords/none/", "/venues/conf/one/1999/", "/?page=50"]
)
def test_what_is_not_there_is_a_404_for_strangers_too(pieces, summary, address):
    pieces.read(address)

    assert pieces.status == 404


def test_what_the_site_says_to_one_reader_is_in_nobody_elses_page(pieces, summary):
    storage = CookieStorage(RequestFactory().get("/"))
    said = storage._encode([Message(20, "You have signed out.")])
    own = pieces.read("/", HTTP_COOKIE=f"messages={said}")
    assert "You have signed out." in own

    assert "You have signed out." not in pieces.read("/")
    assert "You have signed out." in pieces.read("/", HTTP_COOKIE=f"messages={said}")


def test_each_theme_has_its_own_frame(pieces, summary):
    pieces.read("/")

    assert 'data-theme="dark"' in pieces.read("/", HTTP_COOKIE="theme=dark")
    assert 'data-theme="dark"' not in pieces.read("/", HTTP_COOKIE="other=1")


def test_the_way_on_is_the_one_from_the_last_row_that_is_shown(pieces):
    paper = make_paper(keywords=["cs.LG"])
    texts = [make_summary(paper=paper, author=make_user()) for _ in range(12)]
    before = pieces.read("/?section=cs&tab=recent")
    pieces.write(texts[11].hide)
    after = pieces.read("/?section=cs&tab=recent")

    def way(page):
        return page.split('rel="next" href="')[1].split('"')[0]

    assert way(before) != way(after)
    assert f"%2C{texts[1].pk}%5D" in way(after)
