"""Spam is posted, reported twice, hidden with a reason, appealed and shown again: by Chromium."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from summaries.models import Reason
from summaries.moderation.deciding import Decision
from summaries.moderation.deciding import decide as decide_at_once
from tests.browser.checking import faults_of
from tests.browser.desk import PHONE, body_of, log_in
from tests.factories import make_paper, make_summary, make_user
from tests.moderating import member_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SHOTS = os.environ.get("SCREENSHOTS", "")


@pytest.fixture
def enter(open_context, live_server, transactional_db):
    """A page of a browser in which that person is logged in, or nobody."""

    def make(person=None, **options):
        context = open_context(**options)
        if person:
            log_in(context, live_server, person)
        page = context.new_page()
        page.spoken = []
        page.on("console", lambda message: page.spoken.append(message.text))
        return page

    return make


def looks_right(page, name):
    """Nothing for axe to find, nothing wider than the window, nothing said on the console."""
    assert faults_of(page) == []
    assert page.spoken == []
    if SHOTS:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=Path(SHOTS) / f"{name}-{scheme}.png", full_page=True)
        page.emulate_media(color_scheme="light")


def post_spam(page, paper):
    page.goto(f"/papers/{paper.key}/write/")
    body_of(page).fill("Buy cheap shoes at https://shoes.example/ today.")
    page.get_by_label("Public").check()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(re.compile(r"/summaries/\d+/$"))
    return urlsplit(page.url).path


def report(page, address):
    page.goto(address)
    page.get_by_role("link", name="Report", exact=True).click()
    page.get_by_label("spam or advertising").check()
    page.get_by_label("In your words").fill("It only sells shoes.")
    looks_right(page, f"report-{page.viewport_size['width']}")
    page.get_by_role("button", name="Report").click()
    expect(page.locator(".messages")).to_contain_text("Thank you")


def decide(page, words, reason, explanation):
    """From the desk's start page, as a moderator goes."""
    page.goto("/admin/")
    page.get_by_role("link", name="Reported: summary").click()
    page.locator("#result_list .field-subject a").click()
    page.get_by_label(words, exact=True).check()
    page.get_by_label("Reason").select_option(label=reason)
    page.get_by_label("Explanation").fill(explanation)
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"ticket-{words}.png", full_page=True)
    page.get_by_role("button", name="Decide").click()
    expect(page.locator(".messagelist")).to_contain_text("written into the log")


def test_a_walk_from_spam_to_the_log(enter):
    make_summary()
    paper = make_paper()
    writers, desk = enter(make_user("writer"), **PHONE), enter(member_of("moderator"))
    readers = [enter(make_user("una"), **PHONE), enter(make_user("otto"))]
    stranger, phone = enter(), enter(**PHONE)
    address = post_spam(writers, paper)
    for reader in readers:
        report(reader, address)
    decide(desk, "Hide it", "Spam or advertising", "It advertises shoes.")
    assert stranger.goto(address).status == 404
    stranger.spoken.clear()  # browsers complain of a 404

    writers.goto("/account/notifications/")
    writers.get_by_role("link", name="The moderators have told you something").click()
    looks_right(writers, "notices-390")
    writers.get_by_role("link", name="Hidden").click()
    expect(writers.locator("main")).to_contain_text("It advertises shoes.")
    looks_right(writers, "notice-390")
    writers.get_by_label("Why it should be looked at again").fill("The paper is about shoes.")
    writers.get_by_role("button", name="Appeal").click()
    expect(writers.locator("main")).to_contain_text("Your appeal is with the moderators")
    decide(desk, "Show it again", "Something else", "It is about shoes indeed.")

    assert stranger.goto(address).status == 200
    stranger.goto("/")
    stranger.get_by_role("link", name="Moderation log").click()
    told = stranger.locator(".log-entry")
    expect(told).to_have_count(2)
    expect(told.first).to_contain_text("It is about shoes indeed.")
    expect(told.last).to_contain_text("It advertises shoes.")
    looks_right(stranger, "log-1280")
    phone.goto("/moderation/?kind=summary")
    looks_right(phone, "log-390")


def test_it_works_without_scripts(enter):
    summary = make_summary()
    page = enter(make_user("una"), java_script_enabled=False)
    page.goto(f"{summary.get_absolute_url()}report/")
    page.get_by_label("spam or advertising").check()
    page.get_by_role("button", name="Report").click()

    expect(page.locator(".messages")).to_contain_text("Thank you")


def test_who_is_suspended_appeals_by_the_link_in_the_mail(enter):
    person = make_user("una")
    decision = Decision("suspend", Reason.SPAM)
    decide_at_once(person, decision, member_of("moderator"))
    page = enter()
    page.goto(urlsplit(person.notices.get().link).path)
    page.get_by_label("Why it should be looked at again").fill("It was not me.")
    page.get_by_role("button", name="Appeal").click()

    expect(page.locator("main")).to_contain_text("Your appeal is with the moderators")
    assert person.notices.get().appeal == "It was not me."
