"""From an identifier that nobody here has heard of to a paper that is found everywhere."""

import json
import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from summaries.models import Paper
from tests import metadata_replies as replies
from tests.browser.desk import DESK, PHONE, body_of
from tests.metadata_server import serving, use

pytestmark = pytest.mark.browser

TITLE = re.compile("Choosing names")
WORDS = "Names are chosen by ballot: $n^2$ of them."


@pytest.fixture
def arxiv(settings):
    """Answers in arXiv's place."""
    with serving() as server:
        use(settings, server)
        server.say("/api/query", replies.ARXIV)
        yield server


@pytest.mark.parametrize(
    "options", [DESK, PHONE | {"java_script_enabled": False}], ids=["desk", "phone without scripts"]
)
def test_a_pasted_identifier_becomes_a_paper_that_is_found_everywhere(
    desk, open_context, arxiv, tmp_path, options
):
    page = desk(**options).new_page()
    add_by_paste(page, "arXiv:1904.06387v2")
    write_about_it(page)

    stranger = open_context(**options).new_page()
    find_by_words(stranger)
    find_by_identifier(stranger)
    cite(stranger)
    is_in_feed_and_api(stranger)
    is_in_dump(tmp_path)


def add_by_paste(page, pasted):
    page.goto("/papers/add/")
    page.locator("textarea[name=q]").fill(pasted)
    page.get_by_role("button", name="Find it").click()
    expect(page.get_by_role("heading", name="Is it this paper?")).to_be_visible()
    expect(page.locator("main")).to_contain_text("arXiv")
    page.get_by_role("button", name="Yes, add it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def write_about_it(page):
    page.get_by_role("link", name="Write a summary").first.click()
    body_of(page).fill(WORDS)
    page.get_by_label("Public").check()
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile(r"/summaries/\d+/$"))


def find_by_words(page):
    page.goto("/")
    box = page.get_by_role("searchbox").first
    box.fill("ballot")
    box.press("Enter")
    expect(page.locator("main mark").first).to_have_text(re.compile("ballot", re.I))


def find_by_identifier(page):
    page.goto("/")
    box = page.get_by_role("searchbox").first
    box.fill("https://arxiv.org/pdf/1904.06387")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def cite(page):
    page.locator("summary", has_text="Cite this paper").click()
    expect(page.locator(".cite-text")).to_contain_text("Choosing names")
    address = page.get_by_role("link", name="BibTeX").first.get_attribute("href")
    assert "1904.06387" in page.request.get(address).text()


def is_in_feed_and_api(page):
    assert "Choosing names" in page.request.get("/feed.atom?tab=recent").text()
    found = page.request.post("/api/lookup", data={"identifiers": ["arXiv:1904.06387v1"]}).json()
    assert "Choosing names" in json.dumps(found)


def is_in_dump(folder):
    call_command("dump_public", str(folder), verbosity=0)

    key = Paper.objects.get().key
    lines = "".join(path.read_text() for path in folder.rglob("*.jsonl"))
    assert key in lines
    assert "chosen by ballot" in lines
