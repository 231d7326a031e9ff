"""A search that would take long is stopped, and says so."""

import pytest
from django.db import OperationalError, connection

from summaries import search

pytestmark = pytest.mark.django_db
ENDLESS = {
    "postgresql": "SELECT pg_sleep(60)",
    "sqlite": "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT max(i)"
    " FROM n",
}


def think(*args, **kwargs):
    with connection.cursor() as cursor:
        cursor.execute(ENDLESS[connection.vendor])


@pytest.fixture
def slow(monkeypatch):
    """A database that never comes to an end with any search."""
    monkeypatch.setattr("summaries.search.deadline.SECONDS", 0.05)
    monkeypatch.setattr("summaries.search.finding._keys", think)
    monkeypatch.setattr("summaries.search.texts._texts", think)


@pytest.mark.parametrize(
    "address",
    [
        "/search/?q=features",
        "/search/?q=features&in=summaries",
        "/search/feed.atom?q=features",
        "/search/cite.bib?q=features",
        "/search/book.epub?q=features",
    ],
)
def test_the_page_and_its_files_say_that_it_takes_too_long(client, paper, slow, address):
    response = client.get(address)

    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert "no-store" in response["Cache-Control"]
    page = response.content.decode()
    assert "This search takes too long" in page
    assert 'value="features"' in page


@pytest.mark.parametrize("kind", ["papers", "summaries"])
def test_programs_are_told_so_too(client, paper, slow, kind):
    response = client.get(f"/api/v1/search/{kind}?q=features")

    assert response.status_code == 503
    assert response["Content-Type"] == "application/problem+json"
    assert response["Retry-After"] == "60"


def test_what_only_offers_something_offers_nothing(client, alice, paper, slow):
    client.force_login(alice)

    assert client.get("/search/suggest?q=features").json()[1] == []
    assert client.get("/cite/?q=features").status_code == 200
    assert client.get("/papers/add/?q=On+features+of+things").status_code == 200


def test_afterwards_everything_may_take_its_time_again(paper):
    before = _limit()
    with search.patience():
        within = _limit()
        with pytest.raises(search.TookTooLong), search.patience(0.05):
            think()
        assert _limit() == within
    assert _limit() == before
    assert paper in search.papers(search.Query("features")).rows


def _limit():
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        return cursor.fetchone()


def test_another_failure_of_the_database_is_no_matter_of_time():
    with pytest.raises(OperationalError, match="lost"), search.patience():
        raise OperationalError("The connection is lost")
