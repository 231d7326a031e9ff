"""Hostile text in every place that takes text, and every page that shows it, without a policy.

With the Content-Security-Policy switched off, nothing may run, no request may leave for another
host, and no page may be broken out of its box.
"""

import io
import re
import zipfile
from pathlib import Path
from urllib.parse import quote, urlsplit

import feedparser
import pytest
from django.core import mail
from django.test import Client

from accounts import mailer
from accounts.notify import summary_published
from summaries.models import Follow, Summary
from summaries.rendering import PICTURE_HOSTS
from tests.access.cast import things
from tests.access.walking import address
from tests.browser.cages import Outcome, try_all
from tests.browser.filling import Form, read_forms, send
from tests.browser.hostile import blocks, sample
from tests.browser.opening import READERS, client_of, pages, why_no_page
from tests.browser.poison import poison
from tests.browser.poison_desk import poison_desk
from tests.factories import make_user
from tests.test_access import TABLE

pytestmark = pytest.mark.browser

WATCH = """window.ran = []; window.hit = () => { window.ran.push(location.href); };
  window.alert = window.confirm = window.prompt = window.hit;"""
PATIENCE = 120_000  # milliseconds: a busy machine is no fault of a page
SCRIPTS = Path(__file__).parent
BOXES, FORMS = ((SCRIPTS / f"{name}.js").read_text() for name in ("boxes", "forms"))
SEARCHES = ["/search/?q={}", "/search/?q={}&in=summaries", "/papers/add/?q={}", "/?q={}"]


@pytest.fixture
def scene(transactional_db, tmp_path):
    """Things of alice's behind every address, all of them poisoned, and what reads them."""
    alice = make_user("alice")
    bob = make_user("bob", is_staff=True, is_superuser=True)
    values = things(alice)
    poison(values, alice, tmp_path)
    poison_desk(values, alice, bob)
    summary = Summary.objects.get(pk=values["summaries/<pk>"])
    Follow.objects.create(user=bob, paper=summary.paper)
    summary_published(summary)
    return values


@pytest.fixture
def open_without_policy(open_context, live_server):
    def make(reader="stranger", **options):
        context = open_context(bypass_csp=True, **options)
        context.set_default_navigation_timeout(PATIENCE)
        context.add_init_script(WATCH)
        for morsel in client_of(reader).cookies.values():
            cookie = {"name": morsel.key, "value": morsel.value, "url": live_server.url}
            context.add_cookies([cookie])
        return context

    return make


def wrong_pages(context, paths, forms=None) -> list[str]:
    """What is wrong with these pages; `forms` takes the forms that they have."""
    page, wrong = context.new_page(), []
    for path in paths:
        # What a search asks for besides must not meet the next page on the tests' one connection.
        page.goto(path, wait_until="networkidle" if "?q=" in path else "load")
        wrong += [f"{path}: {each}" for each in page.evaluate(BOXES)]
        if forms is not None:
            forms += read_forms(path, page.evaluate(FORMS))
    return wrong + [url for url in context.left if urlsplit(url).hostname not in PICTURE_HOSTS]


def test_every_page_and_every_answer_to_a_form_stays_itself(open_without_policy, scene):
    found, others = pages(scene)
    assert [route for route in others if not why_no_page(route, scene)] == []
    wrong, places = [], set()
    for reader in READERS:
        forms: list[Form] = []
        context = open_without_policy(reader)
        wrong += wrong_pages(context, found[reader], forms)
        wrong += wrong_pages(context, answers_to(forms, reader, context))
        places |= set().union(*(form.places for form in forms))

    assert "\n".join(wrong) == ""
    assert sum(map(len, found.values())) >= 150
    assert len(places) >= 100


def answers_to(forms, reader, context) -> list[str]:
    """Send each kind of form; addresses at which this browser finds the pages that came back."""
    session, answers = client_of(reader), {}
    for form in {form.kind: form for form in forms}.values():
        for content in (form.tame(), form.wild()):
            response = send(form, session, content)
            assert response.status_code < 500, (form.path, content)
            if (
                response.headers.get("Content-Type", "").startswith("text/html")
                and response.content
            ):
                answers[f"/answer/{reader}/{len(answers)}"] = response.content
    context.route(
        "**/answer/**",
        lambda route: route.fulfill(
            body=answers[urlsplit(route.request.url).path], content_type="text/html"
        ),
    )
    return list(answers)


def shows_words(response) -> bool:
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return is_html and any(word in response.content for word in (b"hit()", b"onerror", b"evil."))


def test_words_that_are_only_echoed_stay_words(open_without_policy, scene):
    texts = [text for text in sample(120) if "\0" not in text]
    paths = [SEARCHES[n % 4].format(quote(text[:300])) for n, text in enumerate(texts)]

    assert wrong_pages(open_without_policy("alice"), paths) == []


def test_the_preview_beside_the_editor_runs_nothing(open_without_policy, scene):
    page = open_without_policy("alice").new_page()
    page.goto(f"/papers/{scene['papers/<key>']}/write/")
    page.locator("textarea[name=body]").fill("# Seen\n\n" + blocks())
    page.locator(".editor-preview", has_text="Seen").wait_for()

    assert page.evaluate(BOXES) == []


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
