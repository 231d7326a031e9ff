"""Closed tabs, two windows, a lost network, an ended session: in a real browser."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from summaries.models import Draft, Paper, Summary
from tests.browser.desk import DESK, PHONE, body_of, log_in
from tests.factories import make_summary

pytestmark = pytest.mark.browser


def test_a_closed_tab_loses_nothing(desk, write_url):
    context = desk(**DESK)
    page = context.new_page()
    page.goto(write_url)
    body_of(page).press_sequentially("Typed a moment ago")
    page.close()
    page = context.new_page()
    page.goto(write_url)
    page.get_by_role("button", name="Use that text").click()

    assert body_of(page).input_value() == "Typed a moment ago"


def test_what_rests_is_kept_by_the_site_and_opens_in_another_browser(desk, write_url):
    page = desk(**DESK).new_page()
    page.goto(write_url)
    body_of(page).press_sequentially("Kept")
    expect(page.locator("[data-editor-status]")).to_contain_text("Kept as a draft")
    other = desk(**DESK).new_page()
    other.goto(write_url)

    assert body_of(other).input_value() == "Kept"


def test_two_windows_show_both_texts_and_overwrite_none(desk, write_url):
    context = desk(**DESK)
    one, other = context.new_page(), context.new_page()
    for page in (one, other):
        page.goto(write_url)
    body_of(one).press_sequentially("Of one window")
    expect(one.locator("[data-editor-status]")).to_contain_text("Kept as a draft")
    body_of(other).press_sequentially("Of the other")

    expect(other.locator("[data-other-text]")).to_have_text("Of one window")
    assert Draft.objects.get().body == "Of one window"
    other.get_by_role("button", name="Go on with this one").click()
    expect(other.locator("[data-editor-status]")).to_contain_text("Kept as a draft")
    assert Draft.objects.get().body == "Of the other"


def test_a_lost_network_keeps_the_page_and_the_text(desk, write_url):
    context = desk(**DESK)
    page = context.new_page()
    page.goto(write_url)
    body_of(page).press_sequentially("On a train")
    context.set_offline(True)
    page.get_by_role("button", name="Save").click()

    expect(page.locator("[data-editor-status]")).to_contain_text("cannot be reached")
    assert body_of(page).input_value() == "On a train"
    context.set_offline(False)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(re.compile(r"/summaries/\d+/$"))


def test_an_ended_session_keeps_the_text_until_one_has_logged_in_elsewhere(
    desk, write_url, live_server, wilma
):
    context = desk(**DESK)
    page = context.new_page()
    page.goto(write_url)
    body_of(page).press_sequentially("Written for an hour")
    context.clear_cookies()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-editor-status]")).to_contain_text("logged out")
    log_in(context, live_server, wilma)
    page.get_by_role("button", name="Save").click()

    page.wait_for_url(re.compile(r"/summaries/\d+/$"))
    assert Summary.objects.get().body == "Written for an hour"


def test_without_scripts_an_ended_session_gives_the_text_back(desk, write_url, live_server, wilma):
    context = desk(java_script_enabled=False, **PHONE)
    page = context.new_page()
    page.goto(write_url)
    body_of(page).fill("Written for an hour")
    context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Not saved yet, not lost either")
    log_in(context, live_server, wilma)
    page.get_by_role("button", name="Save").click()

    expect(page).to_have_url(re.compile(r"/summaries/\d+/$"))
    assert Summary.objects.get().body == "Written for an hour"


def test_a_conflict_shows_both_and_the_difference(desk, write_url, wilma):
    page = desk(**DESK).new_page()
    page.goto(write_url)
    body_of(page).press_sequentially("My sentence.")
    paper = Paper.objects.get(key="conf/nips/LeeS00")
    make_summary(author=wilma, paper=paper, body="Your sentence.")
    page.get_by_role("button", name="Save").click()

    expect(page.get_by_role("heading", name="Saved elsewhere in the meantime")).to_be_visible()
    assert body_of(page).input_value() == "My sentence."
    page.get_by_text("What differs between the two").click()
    expect(page.locator(".difference del")).to_contain_text("Your")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(re.compile(r"/summaries/\d+/$"))
    assert Summary.objects.get().body == "My sentence."
