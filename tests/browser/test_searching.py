"""Searching as a person does: by keyboard, while typing, and where scripts do not run."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import make_paper

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def shelf(transactional_db):
    make_paper(key="conf/x/Vaswani17", title="Attention is all you need", authors=["Ann Lee"])
    make_paper(title="Deep residual learning", abstract="Nothing about it.")


def test_results_follow_while_one_types_and_the_address_follows_them(open_context, shelf):
    page = open_context().new_page()
    page.goto("/search/")
    page.locator("#search-words").press_sequentially("atten")

    title = page.get_by_role("link", name="Attention is all you need")
    expect(title).to_be_visible()
    expect(title.locator("mark")).to_have_text("Attention")
    expect(page.get_by_role("status").first).to_contain_text("1 paper, 0 summaries")
    expect(page).to_have_url(re.compile(r"/search/\?q=atten$"))
    page.locator("#search-words").press_sequentially("tion zebra")
    expect(page.get_by_text("Nothing was found.")).to_be_visible()
    expect(page.locator("#search-words")).to_be_focused()


def test_an_answer_that_comes_late_does_not_replace_a_newer_one(open_context, shelf):
    page = open_context().new_page()
    page.goto("/search/")
    held = []

    def hold(route):
        if "q=attention&" in route.request.url or route.request.url.endswith("q=attention"):
            held.append(route)
        else:
            route.continue_()

    page.route("**/search/?**", hold)
    words = page.locator("#search-words")
    with page.expect_request(re.compile("q=attention")):
        words.fill("attention")
    words.fill("residual")
    expect(page.get_by_role("link", name="Deep residual learning")).to_be_visible()
    for route in held:
        route.abort()

    expect(page.get_by_role("link", name="Deep residual learning")).to_be_visible()
    expect(page.get_by_role("link", name="Attention is all you need")).to_have_count(0)


def test_the_slash_leads_to_the_box_but_stays_a_sign_where_one_types(open_context, shelf):
    page = open_context().new_page()
    page.goto("/venues/")
    page.keyboard.press("/")
    box = page.locator("#masthead-search")
    expect(box).to_be_focused()
    page.keyboard.type("a/b")
    expect(box).to_have_value("a/b")
    box.fill("conf/x/Vaswani17")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/papers/conf/x/Vaswani17/$"))


def test_it_works_without_scripts(open_context, shelf):
    page = open_context(java_script_enabled=False).new_page()
    page.goto("/")
    page.locator("#masthead-search").fill("attention")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("link", name="Attention is all you need")).to_be_visible()
    page.get_by_text("Filters and order").click()
    page.get_by_label("From year").fill("2020")
    page.get_by_role("button", name="Apply").click()

    expect(page.get_by_text("Nothing was found with these filters.")).to_be_visible()
    assert "first=2020" in page.url


def test_a_refused_search_is_said_and_what_was_found_stays(open_context, shelf, settings):
    settings.LIMITS = {**settings.LIMITS, "search": (1, 600)}
    page = open_context().new_page()
    page.goto("/search/?q=attention")
    page.locator("#search-words").fill("residual")

    expect(page.get_by_text("That was more than one person does")).to_be_visible()
    expect(page.get_by_role("link", name="Attention is all you need")).to_be_visible()
