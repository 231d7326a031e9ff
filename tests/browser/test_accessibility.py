"""Axe, the Nu HTML checker, small screens and large fingers: every page, both themes."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from tests.browser.checking import OF_OTHER_ORIGINS, faults_in_both_looks, html_errors

pytestmark = pytest.mark.browser


def test_axe_finds_nothing_and_the_console_is_silent(open_context, addresses):
    page = open_context().new_page()
    spoken = []
    # Chromium warns of any frame that may run scripts and keep its origin, its own included;
    # ours are of other origins. Errors count.
    page.on("console", lambda m: spoken.append(f"{page.url} {m.text}") if m.type == "error" else 0)
    page.on("pageerror", lambda error: spoken.append(f"{page.url} {error}"))
    found = {}

    for address in addresses:
        page.goto(address)
        if faults := faults_in_both_looks(page):
            found[address] = faults

    assert found == {}
    # One page is none, and pictures of other hosts are out of reach.
    known = ("404 (Not Found)", "net::ERR_NAME_NOT_RESOLVED")
    assert [line for line in spoken if not any(words in line for words in known)] == []


def test_every_control_fits_a_finger_and_no_page_scrolls_sideways(open_context, addresses):
    page = open_context(has_touch=True).new_page()
    small, wide = set(), {}

    for address in addresses:
        page.set_viewport_size({"width": 390, "height": 800})
        page.goto(address)
        small |= set(
            page.evaluate(
                """() => [...document.querySelectorAll("nav a, button, summary")]
                    .filter((e) => e.checkVisibility({visibilityProperty: true}))
                    .filter((e) => e.getBoundingClientRect().height < 43.5)
                    .map((e) => e.outerHTML.slice(0, 160))"""
            )
        )
        page.set_viewport_size({"width": 320, "height": 700})
        width = page.evaluate("document.scrollingElement.scrollWidth")
        if width > 320:
            wide[address] = width

    assert small == set()
    assert wide == {}


def test_the_first_tab_reaches_the_skip_link_and_it_leads_to_the_text(open_context, library):
    page = open_context().new_page()
    page.goto(library.paper.get_absolute_url())

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip().startswith("Skip")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("#main$"))


def test_the_html_checker_finds_no_error(client, addresses, tmp_path):
    pages = {address: client.get(address).content for address in addresses}

    assert html_errors(pages, tmp_path, but=(OF_OTHER_ORIGINS,)) == []


def test_the_pages_are_rendered_by_the_present_renderer(library):
    call_command("render_summaries", verbosity=0)

    library.refresh_from_db()
    assert "<math" in library.body_html
