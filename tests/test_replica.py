"""Reading from a real streaming copy of PostgreSQL; who wrote reads what was written."""

import re
from contextlib import contextmanager
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import psycopg
import pytest
from dj_database_url import parse

from tests.postgres import find_postgres, temporary_postgres
from tests.processes import python, said
from tests.replica import streaming_replica
from tests.serving import serving, wait_until

PREPARE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.factories import make_paper, make_summary, make_user
paper = make_paper(key="conf/nips/Deep", title="A deep study")
make_summary(author=make_user("alice"), paper=paper, body="What alice wrote first.")
make_user("bob")
from allauth.account.models import EmailAddress
from accounts.models import User
for user in User.objects.all():
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
"""
SIGNED_IN = 'id="announcements"'
PAPER = "/papers/conf/nips/Deep/"


@pytest.fixture(scope="module")
def servers():
    """A primary and its copy."""
    programs = find_postgres()
    with temporary_postgres(programs) as primary:
        said(python(primary, PREPARE))
        with streaming_replica(primary, programs) as replica:
            yield primary, replica


@pytest.fixture
def site(servers, tmp_path):
    primary, replica = servers
    with serving(primary, tmp_path, REPLICA_URL=replica, WEB_CONCURRENCY="1") as server:
        yield server


def ask(url: str, sql: str):
    database = parse(url)
    place = {"host": database["HOST"], "user": "postgres", "dbname": "postgres"}
    with psycopg.connect(**place, autocommit=True) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchone()[0] if cursor.description else None


@contextmanager
def standing_still(servers):
    """The copy receives, and shows nothing new: as far behind as one likes."""
    ask(servers[1], "SELECT pg_wal_replay_pause()")
    wait_until(lambda: ask(servers[1], "SELECT pg_get_wal_replay_pause_state()") == "paused")
    try:
        yield
    finally:
        ask(servers[1], "SELECT pg_wal_replay_resume()")


class Person:
    """Somebody with a browser: cookies, and the token of each form."""

    def __init__(self, site):
        self.site = site
        self.cookies = CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.cookies))

    def get(self, path: str) -> str:
        with self.opener.open(self.site.address + path) as response:
            return response.read().decode()

    def post(self, path: str, form: str, **data: str) -> str:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(form))[1]
        body = urlencode({"csrfmiddlewaretoken": token, **data}).encode()
        request = Request(self.site.address + path, body, {"Referer": self.site.address + form})
        with self.opener.open(request) as response:
            return response.read().decode()

    def forget(self, cookie: str) -> None:
        """As time does."""
        self.cookies.clear("127.0.0.1", "/", cookie)

    def log_in(self, name: str) -> None:
        page = "/account/login/"
        self.post(page, page, login=name, password="a long passphrase")


def write(url: str, title: str) -> None:
    ask(url, f"UPDATE summaries_paper SET title = '{title}' WHERE key = 'conf/nips/Deep'")


def title_for_strangers(site) -> str:
    return re.search(r"<h1[^>]*>(.*?)</h1>", site.get(PAPER).text, re.DOTALL)[1].strip()


def test_strangers_read_from_the_copy_until_it_is_too_far_behind(servers, site):
    for number in range(10):  # a machine may be so busy that the copy is too far behind at once
        write(servers[0], f"First {number}")
        wait_until(lambda title=f"First {number}": title_for_strangers(site) == title)
        with standing_still(servers):
            write(servers[0], f"Second {number}")
            now = title_for_strangers(site)
            wait_until(lambda title=f"Second {number}": title_for_strangers(site) == title)
        if now == f"First {number}":
            break

    assert now == f"First {number}"
    assert "is not used" in site.log.read_text()


def test_who_wrote_reads_it_at_once(servers, site):
    alice = Person(site)
    alice.log_in("alice")
    with standing_still(servers):
        alice.post("/account/profile/", "/account/profile/", display_name="Alice Then")
        page = alice.get("/people/alice/")

    assert "Alice Then" in page


def test_a_log_out_and_a_suspension_hold_on_the_next_request(servers, site):
    bob = Person(site)
    bob.log_in("bob")
    bob.forget("wrote")
    before = bob.get("/")
    with standing_still(servers):
        ask(servers[0], "UPDATE accounts_user SET is_active = false WHERE username = 'bob'")
        after = bob.get("/")

    assert SIGNED_IN in before
    assert SIGNED_IN not in after


def test_a_copy_that_is_gone_costs_nobody_a_page(servers, tmp_path):
    with streaming_replica(servers[0], find_postgres()) as gone:
        pass
    with serving(servers[0], tmp_path, REPLICA_URL=gone, WEB_CONCURRENCY="1") as site:
        answers = {site.get(path).status for path in ["/", PAPER, "/people/"]}

    assert answers == {200}
