"""Strangers' pages come from the shared cache, and none is older than the last write."""

from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.test import Client

from accounts.models import User
from accounts.suspending import suspend
from shortsci.kept_pages import near, writes
from shortsci.kept_pages.door import KeptPages
from summaries.models import Keyword, LogEntry, Paper, Summary
from summaries.models.report import Reason
from summaries.models.ticket import Kind
from tests.factories import make_comment, make_paper, make_summary, make_user, make_vote

pytestmark = pytest.mark.django_db


class Site:
    """The whole site as a web server sees it; `made` counts what Django was asked for."""

    def __init__(self, commits):
        self.django, self.made, self.commits = get_wsgi_application(), 0, commits
        self.door = KeptPages(self._make)

    def _make(self, environ, start_response):
        self.made += 1
        return self.django(environ, start_response)

    def write(self, act, *args, **kwargs):
        """Do it, and what is to be done when it is committed."""
        connection.run_on_commit.clear()  # of what the test has prepared, which is never committed
        with self.commits(execute=True):
            return act(*args, **kwargs)

    def read(self, address: str, method: str = "GET", **variables) -> str:
        """The body as it came, which may be compressed."""
        path, _, query = address.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": "testserver",
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            **variables,
        }
        answer = self.door(environ, self._listen)
        body = b"".join(answer)
        getattr(answer, "close", lambda: None)()
        return body.decode(errors="replace")

    def _listen(self, status, headers, exc_info=None):
        self.status, self.headers = int(status.split()[0]), dict(headers)


@pytest.fixture
def site(settings, monkeypatch, django_capture_on_commit_callbacks):
    settings.PAGE_CACHE_SECONDS = 60
    monkeypatch.setattr(near, "SECONDS", 0)  # the tests want to see the shared cache work
    with connection.execute_wrapper(writes.look):
        yield Site(django_capture_on_commit_callbacks)


@pytest.mark.parametrize("address", ["/", "/papers/conf/nips/HermannL20/", "/about/writing/"])
def test_a_page_is_made_once(site, summary, address):
    first, second = site.read(address), site.read(address)

    assert (site.made, site.status) == (1, 200)
    assert first == second
    assert summary.paper.title in first or "writing" in address


@pytest.mark.parametrize("sent", ["sessionid=x", "messages=x", "theme=odd", "other=1"])
def test_who_has_a_cookie_that_may_matter_gets_a_page_of_their_own(site, summary, sent):
    for _ in range(2):
        site.read("/", HTTP_COOKIE=sent)

    assert site.made == 2


def test_what_is_kept_for_strangers_is_no_page_of_a_person(site, alice, summary):
    client = Client()
    client.force_login(alice)
    session = client.cookies["sessionid"].value
    own = site.read("/", HTTP_COOKIE=f"sessionid={session}")
    site.read("/")

    assert "Log in" not in own
    assert "Log in" in site.read("/")
    assert "Log in" not in site.read("/", HTTP_COOKIE=f"sessionid={session}")


def test_a_token_of_one_person_is_in_no_kept_page(site, summary):
    site.read("/", HTTP_COOKIE="csrftoken=" + "a" * 32)
    site.read("/")
    assert site.made == 2

    site.read("/", HTTP_COOKIE="csrftoken=" + "b" * 32)
    assert site.made == 2


@pytest.mark.parametrize(
    "asked",
    [
        {"HTTP_COOKIE": "theme=dark"},
        {"HTTP_HOST": "localhost"},
        {"HTTP_ACCEPT_ENCODING": "gzip"},
        {"QUERY_STRING": "tab=best"},
        {"HTTP_HX_REQUEST": "true"},
    ],
)
def test_what_makes_another_page_is_told_apart(site, summary, asked):
    site.read("/")
    site.read("/", **asked)

    assert site.made == 2


@pytest.mark.parametrize(
    "address", ["/search/?q=shape", "/?utm_source=x", "/random/", "/nothing/", "/account/login/"]
)
def test_what_is_for_nobody_else_is_not_kept(site, summary, address):
    for _ in range(2):
        site.read(address)

    assert site.made == 2


def test_who_has_the_page_is_told_so_from_the_cache(site, summary):
    site.read("/")
    tag, date = site.headers["ETag"], site.headers["Last-Modified"]

    assert site.read("/", HTTP_IF_NONE_MATCH=f'"x", {tag}') == ""
    assert site.status == 304
    assert site.headers["ETag"] == tag
    assert "Content-Length" not in site.headers
    site.read("/", HTTP_IF_MODIFIED_SINCE=date)
    assert site.status == 304
    assert site.read("/", HTTP_IF_NONE_MATCH='"x"', HTTP_IF_MODIFIED_SINCE=date)
    assert (site.status, site.made) == (200, 1)


def test_who_asks_for_a_change_first_gets_it_from_django_once(site, summary):
    site.read("/", HTTP_IF_NONE_MATCH='"x"')
    assert site.status == 200
    tag = site.headers["ETag"]
    site.read("/", HTTP_IF_NONE_MATCH=tag)

    assert (site.status, site.made) == (304, 1)


def test_a_head_has_the_headers_and_no_body(site, summary):
    site.read("/")
    length = site.headers["Content-Length"]

    assert site.read("/", method="HEAD") == ""
    assert (site.headers["Content-Length"], site.made) == (length, 1)


# Every kind of write: what it does, and a page that it changes.


def rename(summary):
    summary.author.display_name = "Another name"
    summary.author.save()


def absorb(summary):
    summary.paper.absorb(make_paper(key="conf/nips/Twin"))


def retitle(summary):
    summary.paper.title = "Another title"
    summary.paper.save()


def delete_account(summary):
    User.objects.filter(pk=summary.author_id).update(is_active=False)


def change_bio(summary):
    summary.author.bio = "Reads *everything*."
    summary.author.save()


def cite(summary):
    make_summary(body=f"As in \\cite{{{summary.paper.key}}}.")


def log(summary):
    LogEntry.objects.create(
        action=LogEntry.Action.HIDE, kind=Kind.SUMMARY, thing_id=summary.pk, reason=Reason.SPAM
    )


def vote(summary):
    client = Client()
    client.force_login(make_user())
    assert client.post(f"{summary.get_absolute_url()}vote/", {"value": 1}).status_code == 302


def mend(summary):
    Summary.objects.filter(pk=summary.pk).update(ups=7)
    call_command("recount", verbosity=0)


WRITES = {
    "a new text": (lambda s: make_summary(paper=s.paper), "paper"),
    "a new text elsewhere": (lambda s: make_summary(), "/"),
    "an edit": (lambda s: s.save(), "summary"),
    "unpublishing": (lambda s: s.show_to("private"), "summary"),
    "hiding": (lambda s: s.hide(), "paper"),
    "hiding, in lists": (lambda s: s.hide(), "/?tab=recent"),
    "anonymity": (lambda s: Summary.objects.filter(pk=s.pk).update(is_anonymous=True), "/"),
    "a vote": (lambda s: make_vote(s), "paper"),
    "a vote, in lists": (lambda s: make_vote(s), "/?tab=best"),
    "a vote, on its person": (lambda s: make_vote(s), "/people/alice/"),
    "a comment": (lambda s: make_comment(summary=s), "summary"),
    "a comment, in lists": (lambda s: make_comment(summary=s), "/"),
    "renaming a person": (rename, "/"),
    "renaming a person, on a paper": (rename, "paper"),
    "a biography": (change_bio, "/people/alice/"),
    "suspension": (lambda s: suspend(s.author), "paper"),
    "suspension, of a person's page": (lambda s: suspend(s.author), "/people/alice/"),
    "a closed account": (delete_account, "summary"),
    "a deleted account": (lambda s: s.author.delete(), "summary"),
    "merging": (absorb, "paper"),
    "renaming a paper": (retitle, "summary"),
    "a keyword": (lambda s: s.paper.keywords.add(Keyword.objects.create(name="x")), "paper"),
    "a mention elsewhere": (cite, "paper"),
    "deletion": (lambda s: s.delete(), "paper"),
    "a paper in bulk": (lambda s: Paper.objects.bulk_create([Paper(key="a/b")]), "/"),
    "an entry of the moderation log": (log, "/moderation/"),
    "a vote through the front door": (vote, "paper"),
    "recount": (mend, "paper"),
}


@pytest.mark.parametrize("name", WRITES)
def test_after_a_write_the_next_reader_sees_it(site, summary, name):
    write, page = WRITES[name]
    address = {"paper": summary.paper.get_absolute_url(), "summary": summary.get_absolute_url()}
    address = address.get(page, page)
    site.read(address)
    site.read(address)
    assert site.made == 1

    site.write(write, summary)
    site.read(address)
    assert site.made == 2


def test_a_hidden_text_is_gone_from_every_page_at_once(site, alice, moderator):
    hidden = make_summary(author=alice, body="Words that nobody should read.")
    pages = ["/", "/?tab=recent", "/people/alice/", hidden.get_absolute_url(), "/feed.atom"]
    pages += [hidden.paper.get_absolute_url(), f"{hidden.get_absolute_url()}source/"]
    before = [site.read(page) for page in pages]
    site.write(hidden.hide)
    after = [site.read(page) for page in pages]

    assert all("Words that nobody" in text for text in before)
    assert not any("Words that nobody" in text for text in after)


def test_private_texts_never_enter_the_cache(site, alice, monkeypatch):
    private = make_summary(author=alice, body="A secret.", visibility="private")
    linked = make_summary(author=alice, body="A secret.", visibility="link", share_token="a" * 32)
    kept = []
    monkeypatch.setattr(cache, "set", lambda key, value, *rest: kept.append(value))
    client = Client()
    client.force_login(alice)
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    for page in (private.get_absolute_url(), "/shared/" + "a" * 32 + "/", "/people/alice/"):
        site.read(page, HTTP_COOKIE=cookie)
        site.read(page)

    assert linked.share_token
    assert not any(b"A secret" in getattr(page, "body", b"") for page in kept)


def test_a_vote_leaves_the_pages_of_other_papers(site, summary):
    other, bob = make_summary(), make_user()
    site.read(other.paper.get_absolute_url())
    site.write(make_vote, summary, voter=bob)
    site.read(other.paper.get_absolute_url())

    assert site.made == 1


def test_what_is_taken_back_drops_nothing_and_what_comes_after_does(site, summary):
    site.read("/")
    site.write(rename_in_vain, summary)
    site.read("/")
    assert site.made == 1

    site.write(rename_in_vain, summary, and_then=rename)
    site.read("/")
    assert site.made == 2


def rename_in_vain(summary, and_then=lambda summary: None):
    with transaction.atomic():
        rename(summary)
        transaction.set_rollback(True)
    and_then(summary)


def test_logging_in_and_being_here_drops_nothing(site, alice, summary):
    site.read("/")
    client = Client()
    site.write(client.force_login, alice)
    site.write(client.post, "/account/seen/")
    reader = {"User-Agent": "Mozilla/5.0"}
    site.write(client.post, f"{summary.get_absolute_url()}readers/", headers=reader)
    site.read("/")

    assert site.made == 1


def test_what_is_read_all_the_time_comes_from_the_process_until_something_is_written(
    site, summary, monkeypatch
):
    monkeypatch.setattr(near, "SECONDS", 60)
    site.read("/")
    site.read("/")
    monkeypatch.setattr(cache, "get_many", lambda keys: pytest.fail("The cache was asked."))
    site.read("/")
    monkeypatch.undo()
    site.write(rename, summary)

    assert "Another name" in site.read("/")
    assert site.made == 2


def test_a_cache_that_has_forgotten_when_things_changed_keeps_nothing_old(site, summary):
    site.read("/")
    cache.delete_many(["pages:clock", "pages:group:everything", "pages:group:lists"])
    site.read("/")
    assert site.made == 2

    site.read("/")
    assert site.made == 2


def test_a_page_that_was_written_to_while_it_was_made_is_not_kept(site, summary):
    django = site.django

    def slow(environ, start_response):
        response = django(environ, start_response)
        site.write(rename, summary)
        return response

    site.django = slow
    site.read("/")
    site.django = django
    site.read("/")

    assert site.made == 2


def test_without_a_cache_pages_are_made_and_writes_go_through(site, summary, monkeypatch):
    def gone(*args, **kwargs):
        raise ConnectionError("The cache is away.")

    for name in ("get", "get_many", "set", "set_many", "add", "incr", "get_or_set"):
        monkeypatch.setattr(cache, name, gone)
    site.write(rename, summary)

    assert "Another name" in site.read("/")
    assert "Another name" in site.read("/")
