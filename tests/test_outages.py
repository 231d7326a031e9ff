"""While the database is away or the disk is full people are asked to come back, in our style."""

import errno
import resource
import sqlite3
import sys
from contextlib import closing, contextmanager

import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError, connection

from shortsci.outages import is_outage
from summaries.models import Picture
from tests.drawings import drawn, sent
from tests.factories import make_summary


@contextmanager
def away():
    """Whatever asks the database gets no answer."""

    def fail(execute, sql, params, many, context):
        raise OperationalError("server closed the connection unexpectedly")

    with connection.execute_wrapper(fail):
        yield


@pytest.fixture
def browser(client):
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("address", ["/", "/search/?q=x", "/account/login/?next=/", "/about/"])
def test_a_page_asks_to_come_back(browser, db, address):
    browser.cookies["sessionid"] = "whoever"
    with away():
        response = browser.get(address)

    if response.status_code != 200:  # a page that needs no data is there all the same
        assert response.status_code == 503
        assert "Back in a moment" in response.text
        assert int(response.headers["Retry-After"]) <= 60
        assert "no-store" in response.headers["Cache-Control"]


def test_what_is_sent_is_not_said_to_be_saved(browser, bob):
    summary = make_summary()
    browser.force_login(bob)
    with away():
        response = browser.post(f"/summaries/{summary.pk}/vote/", {"value": "1"})

    assert response.status_code == 503
    assert "was not saved" in response.text
    assert not summary.votes.exists()


def test_a_program_is_told_in_json(browser, db):
    with away():
        response = browser.get("/api/v1/papers")

    assert response.status_code == 503
    assert "in some seconds" in response.json()["detail"]
    assert response.headers["Retry-After"]


def test_a_bug_is_a_bug_still(browser, db):
    def fail(execute, sql, params, many, context):
        raise ProgrammingError("there is no such column")

    with connection.execute_wrapper(fail):
        response = browser.get("/")

    assert response.status_code == 500
    assert "Something broke" in response.text


@contextmanager
def full_disk(room):
    """No file grows beyond so many bytes."""
    before, is_clean = resource.getrlimit(resource.RLIMIT_FSIZE), sys.dont_write_bytecode
    # Python itself would leave half of a compiled module, and take it for a whole one for ever.
    sys.dont_write_bytecode = True
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        sys.dont_write_bytecode = is_clean


def test_a_full_disk_keeps_no_half_of_a_picture(client, alice, settings, tmp_path):
    files = {"BACKEND": "shortsci.whole_files.WholeFiles", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": files}
    client.force_login(alice)
    picture = drawn(size=(600, 400))
    with full_disk(100):
        refused = client.post("/pictures/", sent(picture))
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    taken = client.post("/pictures/", sent(picture))

    assert refused.status_code == 503
    assert "no room" in refused.json()["error"]
    assert taken.json()["url"] == Picture.objects.get().get_absolute_url()
    assert taken.status_code == 201
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [
        Picture.objects.get().name
    ]


def of_sqlite(path, statement):
    """What Django makes of an error of a real database that somebody else has locked."""
    with closing(sqlite3.connect(path)) as holder, closing(sqlite3.connect(path, 0)) as other:
        holder.execute("BEGIN EXCLUSIVE")
        try:
            other.execute(statement)
        except sqlite3.Error as error:
            wrapped = OperationalError(str(error))
            wrapped.__cause__ = error
            return wrapped


def test_which_errors_pass(tmp_path):
    assert is_outage(of_sqlite(tmp_path / "db", "CREATE TABLE t (x)"))
    assert not is_outage(of_sqlite(tmp_path / "db", "SELCT nonsense"))
    assert is_outage(InterfaceError("connection already closed"))
    assert is_outage(OperationalError("could not extend file: No space left on device"))
    assert is_outage(OSError(errno.ENOSPC, "No space left on device"))
    assert not is_outage(FileNotFoundError(errno.ENOENT, "No such file"))
    assert not is_outage(ValueError("ours"))
    assert not is_outage(None)
