"""What is kept for everybody is read from the primary, whatever copy of the database there is."""

import pytest
from django.conf import settings as configured
from django.core.wsgi import get_wsgi_application

from shortsci import replica
from shortsci.kept_pages.remembering import remembered
from summaries.models import Summary

pytestmark = pytest.mark.django_db


@pytest.fixture
def read_from(site, summary, monkeypatch, settings):
    """The site again, with a copy that is well; what its pages read their rows from."""
    found: list[str] = []
    databases = {**configured.DATABASES, "replica": configured.DATABASES["default"]}
    monkeypatch.setattr(configured, "DATABASES", databases)
    monkeypatch.setattr(replica.Health, "look", lambda self, now: True)

    class Router(replica.Router):
        """Notes what is chosen; the tests have one database."""

        def db_for_read(self, model, **hints):
            if model is Summary:
                found.append(super().db_for_read(model, **hints))
            return "default"

    settings.DATABASE_ROUTERS = [Router()]
    monkeypatch.setattr(replica.connections["default"], "in_atomic_block", False)
    site.django = get_wsgi_application()
    return found


def test_a_page_that_is_kept_is_read_from_the_primary(read_from, site):
    site.read("/")

    assert set(read_from) == {"default"}


def test_a_page_that_is_for_one_reader_may_be_read_from_the_copy(read_from, site):
    site.read("/", HTTP_COOKIE="csrftoken=" + "a" * 32)

    assert "replica" in read_from


def test_a_number_that_is_remembered_is_counted_on_the_primary(read_from, settings):
    token = replica._reading.set(replica.Reading(from_replica=True, is_strangers=True))
    try:
        before = Summary.objects.count()
        remembered("texts", Summary.objects.count)
    finally:
        replica._reading.reset(token)

    assert before == 1
    assert read_from == ["replica", "default"]
