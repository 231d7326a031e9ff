"""Hostile text in every place that takes text, and every page that shows it, without a policy.

With the Content-Security-Policy switched off, nothing may run, no request may leave for another
host, and no page may be broken out of its box.
"""

import io
import re
import zipfile
from urllib.parse import quote, urlsplit

import feedparser
import pytest
from django.core import mail
from django.test import Client

from accounts import mailer
from accounts.models import User
from accounts.notify import summary_published
from summaries.models import Follow, Summary
from summaries.rendering import PICTURE_HOSTS
from tests.access.cast import things
from tests.access.walking import address
from tests.browser.cages import Outcome, try_all
from tests.browser.desk import log_in
from tests.browser.poison import blocks, poison, sample
from tests.factories import make_user
from tests.test_access import TABLE

pytestmark = pytest.mark.browser

WATCH = """window.ran = []; window.hit = () => { window.ran.push(location.href); };
  window.alert = window.confirm = window.prompt = window.hit;"""
# What holds for each page of ours, whatever stands in it.
BOX = """() => {
  const wrong = [];
  const root = document.documentElement;
  const isAdmins = location.pathname.startsWith("/admin/");
  const parts = ["body > main#main", "body > footer", "header.masthead"];
  for (const part of isAdmins ? ["body > #container > #footer"] : parts) {
    if (!document.querySelector(part)) { wrong.push(`no ${part}`); }
  }
  if (!isAdmins && root.scrollWidth > root.clientWidth + 1) {
    wrong.push(`${root.scrollWidth} wide`);
  }
  const live = "[onerror], [onload], [src*=evil]" + (isAdmins ? "" : ", [style]");
  if (document.querySelector(`main :is(${live})`)) {
    wrong.push("attributes of others");
  }
  if (!(document.body instanceof HTMLBodyElement) || !(document.forms instanceof HTMLCollection)) {
    wrong.push("names stand in the way");
  }
  for (const link of document.querySelectorAll("a[href], form[action], [src]")) {
    const to = link.href ?? link.action ?? link.src;
    if (typeof to === "string" && !/^(https?|mailto):/.test(to)) { wrong.push(to); }
  }
  return [...window.ran, ...wrong];
}"""
SEARCHES = ["/search/?q={}", "/search/?q={}&in=summaries", "/papers/add/?q={}", "/?q={}"]


@pytest.fixture
def scene(transactional_db, tmp_path):
    """Things of alice's behind every address, all of them poisoned, and what reads them."""
    alice = make_user("alice")
    bob = make_user("bob", is_staff=True, is_superuser=True)
    values = things(alice)
    poison(values, alice, tmp_path)
    summary = Summary.objects.get(pk=values["summaries/<pk>"])
    Follow.objects.create(user=bob, paper=summary.paper)
    summary_published(summary)
    return values


def pages(values, person: str) -> list[str]:
    """The addresses that this person may open as pages, and a stranger may not."""
    found = []
    for route, (get, _) in TABLE.items():
        is_admins = route.startswith("admin/")
        opens = {"stranger": get == "200", "alice": get.startswith("200") and "login" in get}
        opens["bob"] = bool(re.search(r"200 [a-z ]*admin", get)) and "summaries/" in route
        if opens[person] and is_admins == (person == "bob") and "2fa" not in route:
            found.append(address(route, values))
    return found


def is_a_page(path: str, client) -> bool:
    return client.get(path).headers["Content-Type"].startswith("text/html")


def wrong_pages(context, paths) -> list[str]:
    context.add_init_script(WATCH)
    page, wrong = context.new_page(), []
    for path in paths:
        page.goto(path)
        wrong += [f"{path}: {each}" for each in page.evaluate(BOX)]
    return wrong + [url for url in context.left if urlsplit(url).hostname not in PICTURE_HOSTS]


@pytest.fixture
def open_without_policy(open_context, live_server):
    def make(person="", **options):
        context = open_context(bypass_csp=True, **options)
        if person:
            log_in(context, live_server, User.objects.get(username=person))
        return context

    return make


@pytest.mark.parametrize("person", ["stranger", "alice", "bob"])
def test_every_page_that_shows_hostile_text_stays_itself(open_without_policy, scene, person):
    client = Client()
    if person != "stranger":
        client.force_login(User.objects.get(username=person))
    paths = [path for path in pages(scene, person) if is_a_page(path, client)]
    context = open_without_policy("" if person == "stranger" else person)

    assert len(paths) >= 15
    assert wrong_pages(context, paths) == []


def test_words_that_are_only_echoed_stay_words(open_without_policy, scene):
    texts = [text for text in sample(40) if "\0" not in text]
    paths = [SEARCHES[n % 4].format(quote(text[:300])) for n, text in enumerate(texts)]
    context = open_without_policy("alice")

    assert wrong_pages(context, paths) == []


def test_the_preview_beside_the_editor_runs_nothing(open_without_policy, scene):
    context = open_without_policy("alice")
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(f"/papers/{scene['papers/<key>']}/write/")
    page.locator("textarea[name=body]").fill("# Seen\n\n" + blocks())
    page.locator(".editor-preview", has_text="Seen").wait_for()

    assert page.evaluate(BOX) == []


# What leaves the site


def test_feeds_mails_books_and_the_api_hand_out_nothing_live(scene):
    mailer.send_due()
    pieces = [*html_of_mails(), *html_of_feeds(scene), *html_of_books(scene), *html_of_api(scene)]

    assert len(pieces) >= 30
    assert any("prose" in piece or "<p>" in piece for piece in pieces)
    assert try_all(pieces, in_one=5) == Outcome()


def html_of_mails():
    assert mail.outbox
    for message in mail.outbox:
        assert not re.search(r"[\r\n]", message.subject)
        yield from (body_of(each.content) for each in message.alternatives)


def body_of(page: str) -> str:
    """What stands in the body of a whole page."""
    return re.sub(r"(?s).*<body[^>]*>|</body>.*", "", page)


def html_of_feeds(values):
    found = 0
    for route in TABLE:
        if "feed.atom" in route or route.startswith("rss"):
            read = feedparser.parse(
                Client().get(address(route, values)).content, sanitize_html=False
            )
            assert not read.bozo, route
            for entry in read.entries:
                found += 1
                said = [*entry.get("content", []), entry.get("summary_detail")]
                yield from (each["value"] for each in said if each and "html" in each["type"])
    assert found >= 10


def html_of_books(values):
    for route, (get, _) in TABLE.items():
        if route.endswith("book.epub") and get == "200":
            book = Client().get(address(route, values)).content
            with zipfile.ZipFile(io.BytesIO(book)) as archive:
                for name in archive.namelist():
                    assert ".." not in name
                    if name.endswith("xhtml"):
                        yield body_of(archive.read(name).decode())


def html_of_api(values):
    for route, (get, _) in TABLE.items():
        if route.startswith("api/v1/") and get == "200":
            yield from html_in(Client().get(address(route, values)).json())


def html_in(said):
    """Each text of the answer whose name promises HTML."""
    children = said.items() if isinstance(said, dict) else enumerate(said)
    for name, child in children:
        if isinstance(child, dict | list):
            yield from html_in(child)
        elif isinstance(child, str) and "html" in str(name):
            yield child


def test_what_is_no_page_is_never_read_as_one(scene):
    """Exports and plain answers hold live text by their nature: no browser may take it for HTML."""
    for route, (get, _) in TABLE.items():
        if get == "200" and not route.startswith("admin/"):
            response = Client().get(address(route, scene))
            kind = response.headers["Content-Type"].partition(";")[0]
            assert response["X-Content-Type-Options"] == "nosniff"
            if kind not in ("text/html", "application/xhtml+xml"):
                assert not re.search(r"[<>\r\n]", response.headers.get("Content-Disposition", ""))
                assert kind in KINDS, (route, kind)


KINDS = {
    "application/x-suggestions+json",
    "text/plain",
    "application/atom+xml",
    "application/rss+xml",
    "application/xml",
    "application/json",
    "image/svg+xml",
    "image/png",
    "application/epub+zip",
    "application/x-bibtex",
    "text/x-bibtex",
    "application/x-research-info-systems",
    "application/vnd.citationstyles.csl+json",
    "application/opensearchdescription+xml",
    "application/problem+json",
}
