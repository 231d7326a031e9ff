"""What tells those who run the site how it is: health, names of requests, slow questions."""

import json
import logging

import pytest
from django.core.cache import cache
from django.core.checks import run_checks
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from shortsci import health, request_ids, slow_queries
from shortsci.logs import Discreet, DiscreetJson, logging_to_console
from tests.processes import python, said

READY = ["/healthz", "/healthz/", "/readyz", "/readyz/"]


@pytest.fixture(autouse=True)
def _not_looked_yet():
    health._all_applied.cache_clear()
    yield
    health._all_applied.cache_clear()


@pytest.mark.parametrize("address", READY)
def test_a_healthy_site_says_ok_and_nobody_keeps_it(client, db, address):
    response = client.get(address)

    assert (response.status_code, response.content) == (200, b"ok")
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize("address", READY)
def test_a_database_that_is_gone_is_a_503_in_words(client, db, monkeypatch, address):
    def refuse(*args, **kwargs):
        raise OperationalError("gone, with the name of the host")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", refuse)
        response = client.get(address)

    assert response.status_code == 503
    assert response.content == b"The database does not answer."


def test_a_release_is_not_ready_before_its_migrations_are_applied(client, db):
    newest = MigrationRecorder.Migration.objects.filter(app="accounts").latest("name")
    newest.delete()

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.content.decode().startswith("1 migrations are not applied")
    assert client.get("/healthz").status_code == 200
    newest.save()
    assert client.get("/readyz").status_code == 200


def test_a_cache_that_keeps_nothing_is_not_ready(client, db, monkeypatch):
    monkeypatch.setattr(cache, "get", lambda *args, **kwargs: None)

    response = client.get("/readyz")

    assert (response.status_code, b"cache" in response.content) == (503, True)


def test_questions_about_health_need_no_https(client, db, settings):
    settings.SECURE_SSL_REDIRECT = True

    assert [client.get(address).status_code for address in READY] == [200] * 4


def test_each_answer_has_a_name_of_its_own(client, db):
    names = {client.get("/about/")["X-Request-ID"] for _ in range(3)}

    assert len(names) == 3
    assert all(request_ids.SAFE.fullmatch(name) for name in names)


@pytest.mark.parametrize("status", ["/nothing/", "/?q=%00"])
def test_what_is_refused_has_one_too(client, db, status):
    assert client.get(status)["X-Request-ID"]


@pytest.mark.parametrize(
    ("hops", "given", "is_taken"),
    [
        (1, "b7f3c2d0a1e64f5d9c8b7a6f5e4d3c2b", True),
        (1, "0f8fad5b-d9cb-469f-a165-70867728950e", True),
        (0, "b7f3c2d0a1e64f5d9c8b7a6f5e4d3c2b", False),
        (1, "short", False),
        (1, "x" * 65, False),
        (1, "twelve lines\nof forgery", False),
        (1, "alice@example.org", False),
        (1, "٠١٢٣٤٥٦٧٨٩", False),
    ],
)
def test_a_name_is_taken_from_our_proxy_alone_and_only_in_a_safe_shape(
    client, db, settings, hops, given, is_taken
):
    settings.PROXY_HOPS = hops

    name = client.get("/about/", headers={"X-Request-ID": given})["X-Request-ID"]

    assert (name == given) == is_taken
    assert request_ids.SAFE.fullmatch(name)


def lines_of(form: str, monkeypatch, client) -> list[str]:
    """What is logged while a page breaks, and the name that its answer has."""
    formatter = {"line": line_formatter, "json": DiscreetJson}[form]()
    records = []
    handler = logging.Handler()
    handler.emit = lambda record: records.append(formatter.format(record))
    logging.getLogger("django.request").addHandler(handler)

    def crash(*args, **kwargs):
        raise RuntimeError("broken for alice@example.org")

    monkeypatch.setattr("summaries.views.home.list_page", crash)
    client.raise_request_exception = False
    name = client.get("/?q=secret")["X-Request-ID"]
    logging.getLogger("django.request").removeHandler(handler)
    return [name, *records]


def line_formatter() -> Discreet:
    form = logging_to_console("INFO", "line")["formatters"]["line"]
    return Discreet(form["format"], style=form["style"])


def test_every_line_about_a_request_has_its_name(client, db, monkeypatch, caplog):
    caplog.set_level(logging.CRITICAL, logger="root")
    name, line = lines_of("line", monkeypatch, client)

    assert f"[{name}]" in line
    assert "Traceback" in line
    assert "@" not in line


def test_logs_for_programs_are_one_object_a_line(client, db, monkeypatch):
    name, line = lines_of("json", monkeypatch, client)

    told = json.loads(line)
    assert "\n" not in line
    assert told["request"] == name
    assert (told["level"], told["logger"]) == ("ERROR", "django.request")
    assert told["message"] == "Internal Server Error: /"
    assert "broken for [address]" in told["traceback"]
    assert told["time"].endswith("Z")


def test_what_is_refused_is_logged_with_its_name(client, db, caplog):
    caplog.handler.setFormatter(line_formatter())

    name = client.get("/nothing/")["X-Request-ID"]

    assert f"[{name}]: Not Found: /nothing/" in caplog.text


def test_outside_of_a_request_lines_have_a_dash():
    record = logging.LogRecord("a", logging.INFO, "", 1, "words", None, None)

    assert "[-]: words" in line_formatter().format(record)


def test_a_slow_question_is_logged_without_what_was_asked_about(
    rf, alice, settings, caplog, monkeypatch
):
    settings.SLOW_QUERY_MS = 1
    monkeypatch.setattr(slow_queries.time, "perf_counter", iter(range(1000)).__next__)
    page = slow_queries.watch_queries(lambda request: list_people())

    page(rf.get("/"))

    (line,) = [record.getMessage() for record in caplog.records]
    assert line.startswith("1000 ms on default: SELECT")
    assert "accounts_user" in line
    assert "confidential" not in line


def list_people():
    from accounts.models import User

    return list(User.objects.filter(username="confidential"))


def test_mails_that_are_only_printed_are_told_of(settings):
    before = warnings_of_a_server()
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

    assert "shortsci.W003" not in before
    assert "shortsci.W003" in warnings_of_a_server()


def warnings_of_a_server() -> list[str]:
    return [warning.id for warning in run_checks(include_deployment_checks=True)]


LOADED_BEFORE_THE_FORK = """
import sys, threading
from django.db import connection
from django.test import RequestFactory
import shortsci.wsgi

before = set(sys.modules)
print(connection.connection is None, threading.active_count())
shortsci.wsgi.application(RequestFactory().get("/about/").environ, lambda *answer: None)
print(sorted(name for name in set(sys.modules) - before if name.startswith(OURS)))
"""


def test_what_pages_need_is_loaded_before_processes_are_forked(tmp_path):
    code = LOADED_BEFORE_THE_FORK.replace("OURS", '("shortsci", "summaries", "accounts", "ninja")')
    told = said(python(f"sqlite:///{tmp_path}/empty.sqlite3", code))

    assert told.splitlines() == ["True 1", "[]"]
