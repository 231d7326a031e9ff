"""The cast: alice writes, bob votes, carol is a stranger; a moderator and an admin look after it.

Whoever needs a row makes it with `tests.factories`; what is here is what most tests share.
"""

from contextlib import ExitStack
from types import SimpleNamespace

import hypothesis
import pytest
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection

from shortsci.kept_pages import fragments, near, writes
from tests import hiding, metadata_server, migrated, smtp
from tests.emptying import let_tests_empty_the_log
from tests.factories import (
    make_comment,
    make_identifier,
    make_imported_summary,
    make_paper,
    make_summary,
    make_user,
    make_venue,
)
from tests.keeping import Site
from tests.programs import Program

# No test measures time: the machines that run them are shared.
hypothesis.settings.register_profile("site", deadline=None)
hypothesis.settings.load_profile("site")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_blocker, request):
    """Called before the test database is made, and left when it is there: by the next fixture."""
    making = ExitStack()
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock():
            making.enter_context(migrated.once())
    return making


@pytest.fixture(scope="session")
def django_db_setup(django_db_modify_db_settings, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        django_db_modify_db_settings.close()


@pytest.fixture(autouse=True, scope="session")
def _emptying():
    let_tests_empty_the_log()


@pytest.fixture(autouse=True)
def _fresh_cache():
    """Limits count in the cache, which outlives a test's rolled-back transaction."""
    cache.clear()


@pytest.fixture
def open_connection(db):
    """A request that ends would give up the connection, and the test's transaction with it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def alice(db):
    """Writes summaries."""
    return make_user("alice", display_name="Alice")


@pytest.fixture
def bob(db):
    """Votes and comments."""
    return make_user("bob")


@pytest.fixture
def carol(db):
    """Has an account and nothing to do with anything."""
    return make_user("carol")


@pytest.fixture
def moderator(db):
    """May see and change what is in `summaries`, but neither add nor delete, nor touch users."""
    user = make_user("moderator", is_staff=True)
    rights = Permission.objects.filter(content_type__app_label="summaries")
    user.user_permissions.set(rights.exclude(codename__regex="^(add|delete)_"))
    return user


@pytest.fixture
def reader(client, alice):
    """The client of alice."""
    client.force_login(alice)
    return client


@pytest.fixture
def desk(client, moderator):
    """The client of a moderator; files about other staff have a desk of their own."""
    client.force_login(moderator)
    return client


@pytest.fixture
def admin(db):
    """May do everything."""
    return make_user("admin", is_staff=True, is_superuser=True)


@pytest.fixture
def paper(db):
    return make_paper(
        key="conf/nips/HermannL20",
        title="What shapes feature representations?",
        year=2020,
        authors=["Katherine Hermann", "Andrew Lampinen"],
        keywords=["cs.LG"],
    )


@pytest.fixture
def summary(alice, paper):
    """Alice's public summary of the paper."""
    return make_summary(paper=paper, author=alice)


@pytest.fixture
def library(alice):
    """Two papers of one venue, with a signed and an imported summary each."""
    venue = make_venue(key="conf/nips", name="NeurIPS")
    for number in range(2):
        paper = make_paper(
            key=f"conf/nips/P{number}",
            year=2000,
            venue=venue,
            authors=["Lee", f"Seung {number}"],
            keywords=["cs.LG"],
        )
        make_identifier(paper, "arxiv", f"1707.0940{number}")
        summary = make_summary(paper=paper, author=alice, body="See $x^2$ and [us](/about/).")
        make_comment(summary=summary, body="But $y$?")
        make_imported_summary(paper=paper)
    return summary


@pytest.fixture
def zelda(db):
    return hiding.make_zelda()


@pytest.fixture
def scene(zelda, bob, carol):
    return hiding.make_scene(zelda, bob, carol)


@pytest.fixture
def program(client, alice, paper):
    """Asks in alice's name."""
    return Program(client, alice)


@pytest.fixture
def server(settings):
    """Answers in the place of Crossref, arXiv and the others."""
    with metadata_server.serving() as server:
        metadata_server.use(settings, server)
        yield server


@pytest.fixture
def sink(settings):
    """A mail server, to which the site hands its mail."""
    sink = smtp.Sink()
    with smtp.listening(sink) as port:
        smtp.use(settings, port)
        yield sink


@pytest.fixture
def site(settings, monkeypatch, django_capture_on_commit_callbacks):
    settings.PAGE_CACHE_SECONDS = 60
    monkeypatch.setattr(near, "SECONDS", 0)  # the tests want to see the shared cache work
    ends = (request_started, request_finished)
    for signal in ends:  # as the test client does: the connection is in the test's transaction
        signal.disconnect(close_old_connections)
    with connection.execute_wrapper(writes.look):
        yield Site(django_capture_on_commit_callbacks)
    for signal in ends:
        signal.connect(close_old_connections)


@pytest.fixture
def pieces(site, monkeypatch):
    """As outside of a test, whose own transaction would prevent that pieces are kept."""
    monkeypatch.setattr(fragments, "connection", SimpleNamespace(in_atomic_block=False))
    return site
