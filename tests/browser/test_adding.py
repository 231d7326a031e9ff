"""Adding a paper in a real browser: every page of it is accessible and fits a telephone."""

import pytest
from playwright.sync_api import expect

from tests import metadata_replies as replies
from tests.browser.checking import faults_in_both_looks
from tests.browser.desk import RULES
from tests.factories import make_paper
from tests.metadata_server import serving, use

pytestmark = pytest.mark.browser

TITLE = "On the growth of very small things & others: A study"
ENTRIES = """@article{a, title={Growing}, author={Beispiel, Ada}, year={2021}}
@article{b, title={Shrinking}, author={Beispiel, Ada and Muster, Karl}, year={2022}}
@article{c, author={Nobody}}"""


@pytest.fixture
def crossref(settings):
    """Answers in Crossref's place."""
    with serving() as server:
        use(settings, server)
        server.say("/works/10.5555%2Fabc.123", replies.CROSSREF)
        yield server


def paste(page, text):
    page.goto("/papers/add/")
    page.locator("textarea[name=q]").fill(text)
    page.get_by_role("button", name="Find it").click()


def found(page):
    paste(page, "10.5555/abc.123")
    expect(page.get_by_role("heading", name="Is it this paper?")).to_be_visible()


def not_found(page):
    paste(page, "10.5555/nobody")
    expect(page.get_by_text("Crossref knows no such paper")).to_be_visible()


def entries(page):
    paste(page, ENTRIES)
    expect(page.get_by_role("checkbox")).to_have_count(2)


def titles(page):
    paste(page, "On the growth of very small things and others")
    expect(page.get_by_role("link", name="facts by hand")).to_be_visible()


def mistakes(page):
    page.goto("/papers/add/by-hand/")
    page.get_by_label("DOI").fill("none")
    page.get_by_role("button", name="Add the paper").click()
    expect(page.get_by_label("DOI")).to_have_attribute("aria-invalid", "true")


def twins(page):
    page.goto("/papers/add/by-hand/")
    page.get_by_label("Title").fill(TITLE)
    page.get_by_role("button", name="Add the paper").click()
    expect(page.get_by_role("button", name="No, it is another").first).to_be_visible()


PAGES = [found, not_found, entries, titles, mistakes, twins]


def test_every_page_of_adding_is_accessible_and_fits(desk, crossref):
    make_paper(title=TITLE, authors=["Ada Beispiel"])
    page = desk().new_page()
    faults = []
    for show in PAGES:
        show(page)
        page.wait_for_load_state("load")  # with its styles
        faults += [(show.__name__, fault) for fault in faults_in_both_looks(page, again=RULES)]

    assert faults == []


def test_a_bibliography_is_added_by_keyboard_and_without_scripts(desk, crossref):
    page = desk(java_script_enabled=False).new_page()
    page.goto("/papers/add/")
    expect(page.locator("textarea[name=q]")).to_be_focused()
    page.keyboard.insert_text(ENTRIES)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Add the chosen ones").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("2 papers are here now")
    page.get_by_role("link", name="Shrinking").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Shrinking")
