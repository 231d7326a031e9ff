"""A cache that is away, has forgotten or has gone back in time keeps nothing old."""

from contextlib import contextmanager

import pytest

from shortsci.kept_pages import clock
from shortsci.kept_pages.store import store
from tests.keeping import rename
from tests.serving import wait_until

pytestmark = pytest.mark.django_db


def test_a_cache_that_has_forgotten_when_things_changed_keeps_nothing_old(site, summary):
    site.read("/")
    store.delete_many(["pages:clock", "pages:group:everything", "pages:group:lists"])
    site.read("/")
    assert site.made == 2

    site.read("/")
    assert site.made == 2


@pytest.fixture
def without_cache(monkeypatch):
    """A block in which the cache is away. At its end all that it has missed is said to it."""
    monkeypatch.setattr(clock, "PAUSE", 0.01)

    def gone(*args, **kwargs):
        raise ConnectionError("The cache is away.")

    @contextmanager
    def block():
        with monkeypatch.context() as patch:
            for name in ("get", "get_many", "set", "set_many", "add", "incr", "get_or_set"):
                patch.setattr(store, name, gone)
            yield
        wait_until(lambda: not clock.owed)

    return block


def test_without_a_cache_pages_are_made_and_writes_go_through(pieces, summary, without_cache):
    site = pieces
    with without_cache():
        site.write(rename, summary)

        assert "Another name" in site.read("/")
        assert "Another name" in site.read("/")


def test_what_was_written_without_a_cache_drops_its_pages_when_it_is_back(
    pieces, summary, without_cache
):
    site = pieces
    site.read("/")
    with without_cache():
        site.write(rename, summary)

    assert "Another name" in site.read("/")


def test_a_page_that_was_made_while_the_cache_went_back_in_time_is_not_kept(site, summary):
    """It knows nothing of what was written since, and its clock shows less than the page does."""
    django = site.django

    def slow(environ, start_response):
        response = django(environ, start_response)
        store.clear()
        store.set(clock.CLOCK, 1)
        site.write(rename, summary)
        return response

    site.django = slow
    site.read("/")
    site.django = django

    assert "Another name" in site.read("/")
