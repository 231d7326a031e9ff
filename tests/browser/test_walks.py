"""The site from the first visit on: to the published page, and to the last good-bye."""

import re
import zipfile
from datetime import timedelta
from urllib.request import Request, urlopen

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from summaries.models import Comment, Vote
from tests import deployed, smtp
from tests.browser.desk import (
    DESK,
    PHONE,
    body_of,
    shows_matrix,
    write,
    write_without_scripts,
)
from tests.entering import FORM, PASSWORD, make_member
from tests.factories import make_summary

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("quick_hands")]

BARE = {"java_script_enabled": False}


@pytest.fixture
def sink(settings, live_server):
    """The mail server; what it gets leads to the pages of this test."""
    settings.SITE_URL = live_server.url
    sink = smtp.Sink()
    with smtp.listening(sink) as port:
        smtp.use(settings, port)
        yield sink


def text_of(mail):
    return mail.get_body(["plain"]).get_content()


def sign_up(page, sink, username):
    """From the front page, by the link in the mail, to somebody who is logged in."""
    page.goto("/")
    page.get_by_role("link", name="Log in").first.click()
    page.get_by_role("link", name="Sign up").click()
    page.get_by_label("E-mail address").fill(f"{username}@example.org")
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password").fill(FORM["password1"])
    page.wait_for_timeout(deployed.HASTE)
    page.get_by_role("button", name="Sign up").click()
    page.get_by_role("heading", name="Look into your mail").wait_for()
    call_command("send_notifications", verbosity=0)
    assert sink.mails[-1]["To"] == f"{username}@example.org"
    page.goto(re.search(r"http\S+", text_of(sink.mails[-1]))[0])
    page.get_by_role("button", name="Yes, confirm it").click()
    page.get_by_role("link", name=username).first.wait_for()


@pytest.mark.parametrize(
    ("options", "write"),
    [(DESK, write), (PHONE | BARE, write_without_scripts)],
    ids=["desk", "phone without scripts"],
)
def test_who_has_never_been_here_publishes_a_summary(open_context, library, sink, options, write):
    page = open_context(**options).new_page()
    sign_up(page, sink, "dora")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Feed").click()
    page.locator(".entry h2 a").last.click()
    title = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name="Write a summary").click()
    write(page)
    page.get_by_label("Public").check()
    page.get_by_role("button", name="Save").click()
    take_the_picture_out(page)
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile(r"/summaries/\d+/$"))
    shows_matrix(page)

    stranger = open_context(**options).new_page()
    stranger.goto(page.url)
    shows_matrix(stranger)
    expect(stranger.get_by_role("heading", level=1)).to_have_text(title)
    expect(stranger.get_by_role("link", name="dora")).to_be_visible()


def take_the_picture_out(page):
    """The first text of a new account has none; the words that say so lose nothing of it."""
    expect(page.get_by_text("A new account can publish pictures once")).to_be_visible()
    text = body_of(page).input_value()
    assert "pmatrix" in text
    assert "A red corner" in text
    body_of(page).fill(re.sub(r"!\[.*?\]\(.*?\)", "", text))


@pytest.mark.parametrize("options", [DESK, PHONE | BARE], ids=["desk", "phone without scripts"])
def test_another_discusses_hears_of_it_and_leaves_for_good(open_context, sink, options):
    summary = make_summary(author=make_member("alice"), body="One view: $x^2$.")
    page = open_context(**options).new_page()
    sign_up(page, sink, "dora")
    vote_and_comment(page, summary)
    get_mail_of_it(sink, "alice", "dora commented")
    answer(open_context(**options).new_page(), summary)
    told = get_mail_of_it(sink, "dora", "alice answered")

    unsubscribe(told)
    answer(open_context(**options).new_page(), summary)
    expect_no_mail(sink)
    assert "Is $x^3$ worse?" in archive_of(page)["comments.json"]
    ask_to_be_deleted(page)
    wait_for_the_deletion(page, sink, summary)


def vote_and_comment(page, summary):
    page.goto(summary.get_absolute_url())
    page.get_by_role("button", name="Helpful", exact=True).click()
    expect(page.locator(".vote-waits")).to_contain_text("when your account is a day old")
    page.get_by_label("Your comment").fill("Is $x^3$ worse?")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator(".comment math")).to_have_count(1)
    assert Vote.objects.get().counted_at is None


def get_mail_of_it(sink, username, words):
    """The one mail that is sent now, to that person."""
    before = len(sink.mails)
    call_command("send_notifications", verbosity=0)
    (mail,) = sink.mails[before:]
    assert mail["To"] == User.objects.get(username=username).email
    assert words in text_of(mail)
    return mail


def expect_no_mail(sink):
    before = len(sink.mails)
    call_command("send_notifications", verbosity=0)
    assert sink.mails[before:] == []


def answer(page, summary):
    """The writer logs in and answers the comment."""
    page.goto("/account/login/")
    page.get_by_label("User name or e-mail address").fill(summary.author.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("link", name=summary.author.username).first.wait_for()
    page.goto(summary.get_absolute_url())
    page.get_by_role("link", name="Answer").first.click()
    page.get_by_label("Your comment").fill("By far.")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator(".comment", has_text="By far.").last).to_be_visible()


def unsubscribe(mail):
    """As a mail program does it (RFC 8058): by one POST, without cookies."""
    body = mail["List-Unsubscribe-Post"].encode()
    link = re.fullmatch(r"\s*<(\S+)>", mail["List-Unsubscribe"])[1]
    request = Request(link, data=body, method="POST")
    with urlopen(request) as response:
        assert response.status == 200


def archive_of(page):
    """The content of each text in the zip, by its name."""
    page.goto("/")
    page.get_by_role("link", name="dora").first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the archive").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def ask_to_be_deleted(page):
    page.get_by_role("link", name="Delete my account").click()
    page.get_by_label("Password").fill(FORM["password1"])
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Delete my texts").check()
    page.get_by_role("button", name="Delete my account").click()
    page.get_by_role("button", name="Keep my account").wait_for()


def wait_for_the_deletion(page, sink, summary):
    """Nothing for six days; after the seventh nothing of the account is left."""
    for days, left in ((6, True), (7, False)):
        with time_machine.travel(timezone.now() + timedelta(days=days, minutes=1)):
            call_command("delete_accounts", verbosity=0)
        assert User.objects.filter(username="dora").exists() is left
    assert sink.mails[-1]["To"] == "dora@example.org"
    assert page.goto("/people/dora/").status == 404
    page.goto(summary.get_absolute_url())
    expect(page.get_by_role("link", name="Log in").first).to_be_visible()
    assert "dora" not in page.content()
    assert "worse" not in page.content()
    assert not Vote.objects.exists()
    assert Comment.objects.filter(body="").count() == 1
