"""A real Chromium on the real pages, with the five dumps imported."""

import sqlite3
from contextlib import closing
from threading import Lock
from types import SimpleNamespace

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection
from django.test import modify_settings
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import User
from summaries.models import Paper, Summary
from tests import deployed
from tests.browser.chromium import launch_args
from tests.browser.desk import log_in
from tests.factories import (
    make_comment,
    make_daily_readers,
    make_paper,
    make_summary,
    make_user,
    make_vote,
)

MATRICES = "conf/nips/LeeS00"


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return launch_args()


@pytest.fixture(autouse=True, scope="session")
def _files_that_browsers_keep():
    """As they keep those of the real site; a page asks for some twenty."""
    serve = StaticFilesHandler.serve

    def serve_for_long(handler, request):
        response = serve(handler, request)
        response["Cache-Control"] = "max-age=3600"
        return response

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandler, "serve", serve_for_long)
        yield


@pytest.fixture(autouse=True, scope="session")
def _one_answer_at_a_time():
    """The server's threads share the tests' one connection: two that search block each other for
    ever, and their page with them.
    """
    answer, turn = WSGIHandler.get_response, Lock()

    def answer_in_turn(handler, request):
        with turn:
            return answer(handler, request)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WSGIHandler, "get_response", answer_in_turn)
        yield


if deployed.SITE:
    expect.set_options(timeout=30_000)  # of milliseconds: between it and us is all that there is

    @pytest.fixture(scope="session")
    def live_server():
        """Stands where pytest-django's own server would."""
        return SimpleNamespace(url=deployed.SITE, _live_server_modified_settings=modify_settings())

    @pytest.fixture(autouse=True)
    def _of_trials(transactional_db):
        if User.objects.exclude(email__regex="^(.*@example.org)?$").exists():
            pytest.exit("SITE_UNDER_TEST has people, whom the walks would delete.", 3)
        if User.objects.exists():  # left by a walk that was interrupted
            call_command("flush", interactive=False, inhibit_post_migrate=True, verbosity=0)


@pytest.fixture
def quick_hands(monkeypatch):
    """A browser that is driven types faster than anybody; the entrance would have it wait."""
    monkeypatch.setattr("accounts.traps.LEAST", 0)


@pytest.fixture(scope="session")
def shelf():
    """A copy of the database with the dumps in it, for whoever needs them next."""
    with closing(sqlite3.connect(":memory:")) as copy:
        yield copy


@pytest.fixture
def dumps(transactional_db, shelf):
    """The five dumps, imported by the first who asks for them."""
    is_new = connection.vendor == "sqlite" and not User.objects.exists()
    if is_new and shelf.execute("SELECT 1 FROM sqlite_master").fetchone():
        shelf.backup(connection.connection)
        return
    call_command("import_dumps", verbosity=0)
    if is_new:
        connection.connection.backup(shelf)


@pytest.fixture
def library(dumps):
    """The dumps, and one summary with a history, votes, comments and readers."""
    writer = User.objects.create_user("wilma", display_name="Wilma W.", bio="I read $\\infty$.")
    paper = Paper.objects.get(key=MATRICES)
    summary = make_summary(paper=paper, author=writer, body="One view: $x^2$.")
    summary.revise("Another view: $x^3$, and more.", editor=writer)
    make_vote(summary)
    question = make_comment(summary=summary, body="Why $x^3$?")
    make_comment(summary=summary, parent=question, author=writer, body="Because.")
    make_daily_readers(paper=paper, readers=7)
    return summary


@pytest.fixture
def addresses(library) -> list[str]:
    """One address of every kind of reading page, the 404 included."""
    own = library.get_absolute_url()
    pictured = Summary.objects.filter(body_html__contains="<img").first()
    return [
        "/",
        "/?tab=recent&page=2",
        "/?section=biology",
        "/?section=economics",
        library.paper.get_absolute_url(),
        pictured.paper.get_absolute_url(),
        Paper.objects.filter(status="stub").first().get_absolute_url(),
        own,
        f"{own}source/",
        f"{own}history/",
        reverse("summaries:venues"),
        library.paper.venue.get_absolute_url(),
        f"{library.paper.venue.get_absolute_url()}2020/",
        library.paper.authors.first().get_absolute_url(),
        reverse("summaries:keywords"),
        "/keywords/cs.LG/",
        reverse("summaries:people"),
        library.author.get_absolute_url(),
        reverse("summaries:about"),
        reverse("summaries:writing"),
        reverse("summaries:feeds"),
        reverse("summaries:rules"),
        reverse("summaries:moderation"),
        "/search/",
        "/search/?q=matrix&first=abc",
        "/search/?q=learning&in=summaries",
        "/no/such/page/",
    ]


@pytest.fixture
def open_context(browser, live_server):
    """Makes browser contexts; `left` says which requests would have left the machine."""
    contexts = []

    def make(**options):
        context = browser.new_context(base_url=live_server.url, **options)
        context.left = []
        context.on("request", lambda request: note(context.left, request.url))
        contexts.append(context)
        return context

    def note(left, url):
        if not url.startswith(live_server.url):
            left.append(url)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def wilma(transactional_db):
    return make_user("wilma", display_name="Wilma W.")


@pytest.fixture
def two_papers(wilma):
    make_paper(key=MATRICES, title="Matrix Factorization", authors=["Lee", "Seung"])
    make_paper(key="conf/nips/HermannL20", title="What shapes features?", authors=["Hermann"])


@pytest.fixture
def write_url(two_papers):
    return reverse("summaries:write", args=[MATRICES])


@pytest.fixture
def desk(open_context, live_server, wilma):
    """Opens browsers in which Wilma is logged in."""

    def open_desk(**options):
        context = open_context(**options)
        log_in(context, live_server, wilma)
        return context

    return open_desk
