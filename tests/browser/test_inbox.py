"""The inbox and the way out of mails in Chromium: with scripts and without, on a telephone too."""

import pytest
from django.test import Client

from accounts import unsubscribing
from accounts.models import Notification, User
from accounts.notify import comment_posted
from tests.browser.checking import faults_in_both_looks, html_errors
from tests.factories import make_comment, make_summary, make_user

pytestmark = pytest.mark.browser
SIZES = {"telephone": {"width": 390, "height": 800}, "desk": {"width": 1280, "height": 900}}
INBOX = "/account/notifications/"


@pytest.fixture
def alice(transactional_db) -> User:
    """With three pieces of news."""
    alice, bob = make_user("alice"), make_user("bob")
    summary = make_summary(author=alice)
    for number in range(3):
        comment = make_comment(summary=summary, author=bob, body=f"Remark {number}: $x^2$.")
        comment_posted(comment)
    alice.set_feed(is_open=True)
    return alice


def logged_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def inbox_of(open_context, live_server):
    def open_inbox(user, **options):
        context = open_context(**options)
        cookie = logged_in(user).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.goto(INBOX)
        return page

    return open_inbox


@pytest.mark.parametrize("java_script_enabled", [True, False])
@pytest.mark.parametrize("size", SIZES)
def test_news_are_read_one_by_one_and_all_at_once(alice, inbox_of, size, java_script_enabled):
    page = inbox_of(alice, viewport=SIZES[size], java_script_enabled=java_script_enabled)
    assert page.locator(".you-number").inner_text() == "3"

    page.get_by_role("button", name="Mark as read").first.click()
    page.locator(".you-number", has_text="2").wait_for()
    assert page.get_by_role("button", name="Mark as read").count() == 2
    page.get_by_role("button", name="Mark all as read").click()
    page.locator(".you-number").wait_for(state="detached")

    assert not alice.notifications.unread().exists()


def test_following_a_link_reads_that_one(alice, inbox_of):
    page = inbox_of(alice)
    with page.expect_request("**/read/"):
        page.get_by_role("link", name="bob commented").first.click()
    page.wait_for_url("**/summaries/*/?comment=*")
    page.goto(INBOX)

    assert alice.notifications.unread().count() == 2


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_a_discussion_is_muted_where_its_news_stand(alice, inbox_of, java_script_enabled):
    page = inbox_of(alice, java_script_enabled=java_script_enabled)
    page.get_by_role("button", name="Mute").first.click()
    page.locator(".mute [aria-pressed=true]").first.wait_for()

    assert alice.mutes.count() == 1


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_a_link_in_a_mail_asks_before_it_unsubscribes(
    alice, open_context, live_server, java_script_enabled
):
    page = open_context(java_script_enabled=java_script_enabled).new_page()
    link = unsubscribing.link_for(alice, Notification.Kind.COMMENT)
    page.goto(link.replace("http://testserver", ""))
    assert not alice.mail_choices.exists()
    page.get_by_role("button", name="Stop these mails").click()
    page.get_by_role("heading", name="No more such mails", exact=True).wait_for()

    assert alice.mail_choices.get().how == "never"


def test_everybody_can_use_the_inbox(alice, inbox_of):
    page = inbox_of(alice)
    link = unsubscribing.link_for(alice, unsubscribing.DIGEST)
    for path in (INBOX, link.replace("http://testserver", ""), "/account/"):
        page.goto(path)

        faults = faults_in_both_looks(page, rules=None, again=None)
        assert [f"{path}: {fault}" for fault in faults] == []


def test_the_html_checker_finds_no_error(alice, tmp_path):
    client = logged_in(alice)
    link = unsubscribing.link_for(alice, unsubscribing.DIGEST).replace("http://testserver", "")
    summary = alice.summaries.get().get_absolute_url()
    paths = (INBOX, link, "/account/", summary)
    pages = {path: client.get(path).content for path in paths}
    pages["unsubscribed"] = client.post(link).content

    assert html_errors(pages, tmp_path) == []
