"""Voting, keeping, following and commenting in a real browser, with scripts and without."""

import re

import pytest
from playwright.sync_api import expect

from summaries.models import Bookmark, Follow
from tests.browser.checking import faults_in_both_looks, html_errors
from tests.browser.desk import RULES
from tests.factories import make_comment, make_summary, make_user

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 800}


@pytest.fixture
def discussed(transactional_db):
    """A summary with a question below it."""
    summary = make_summary(author=make_user("wilma"), body="One view: $x^2$.")
    make_comment(summary=summary, author=make_user("fred"), body="Why $x^3$?")
    return summary


@pytest.fixture
def log_in(open_context, client, live_server):
    """A page of a browser in which that person is logged in."""

    def make(username, **options):
        client.force_login(make_user(username))
        context = open_context(**options)
        session = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.spoken = []
        page.on("console", lambda message: page.spoken.append(message.text))
        page.on("pageerror", lambda error: page.spoken.append(str(error)))
        return page

    return make


def pressed(page, name):
    button = page.get_by_role("button", name=name, exact=True).first
    return button.get_attribute("aria-pressed") == "true"


@pytest.mark.parametrize("options", [{"java_script_enabled": False}, {}, {"viewport": PHONE}])
def test_one_votes_keeps_follows_and_comments(log_in, discussed, options):
    page = log_in("betty", **options)
    page.goto(discussed.paper.get_absolute_url())

    page.get_by_role("button", name="Helpful", exact=True).click()
    page.locator(".score data[value='1']").wait_for()
    page.get_by_role("button", name="To read", exact=True).click()
    page.locator(".switch[aria-pressed=true]", has_text="To read").wait_for()
    page.get_by_role("button", name=re.compile("^Follow ")).click()
    page.get_by_role("button", name=re.compile("^Following ")).wait_for()
    page.goto(discussed.get_absolute_url())
    page.get_by_role("link", name="Quote fred").click()
    field = page.get_by_label("Your comment")
    assert field.input_value() == "> Why $x^3$?\n\n"
    field.fill("> Why $x^3$?\n\nBecause $x^4$ is too many.")
    page.get_by_role("button", name="Preview").click()
    page.get_by_role("region", name="Preview").locator("math").first.wait_for()
    page.get_by_role("button", name="Comment", exact=True).click()
    page.locator(".comment", has_text="is too many").wait_for()

    assert pressed(page, "Helpful")
    assert page.get_by_label("Your comment").input_value() == ""
    assert page.locator(".comments-list .comments-list .comment").count() == 1
    assert discussed.comments.count() == 2
    assert page.spoken == []


def test_with_scripts_nothing_reloads_and_changes_are_announced(log_in, discussed):
    page = log_in("betty")
    page.goto(discussed.get_absolute_url())
    page.evaluate("window.stillHere = true")

    page.get_by_role("button", name="Not helpful").click()
    page.get_by_role("status").filter(has_text="You find it not helpful. −1 votes.").wait_for()
    focused = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.get_by_label("Why not?").select_option("unclear")
    page.get_by_role("button", name="Say so").click()
    page.locator("option[value=unclear][selected]").wait_for(state="attached")
    page.get_by_label("Your comment").fill("No reload.")
    page.get_by_role("button", name="Comment", exact=True).click()
    page.get_by_role("status").filter(has_text="Your comment is posted.").wait_for()

    assert focused == "Not helpful"
    assert page.evaluate("window.stillHere") is True
    assert discussed.votes.get().reason == "unclear"
    assert page.spoken == []


def test_what_is_typed_outlives_a_link_and_a_lost_network(log_in, discussed):
    page = log_in("betty")
    page.goto(discussed.get_absolute_url())
    page.get_by_label("Your comment").press_sequentially("Half a thought")

    page.get_by_role("link", name="Quote fred").click()
    after_link = "Half a thought\n\n> Why $x^3$?\n\n"
    expect(page.get_by_label("Your comment")).to_have_value(after_link)
    page.context.set_offline(True)
    page.get_by_role("button", name="Comment", exact=True).click()
    page.get_by_role("status").filter(has_text="cannot be reached").wait_for()

    assert page.get_by_label("Your comment").input_value() == after_link


def test_a_page_tells_that_its_reader_is_here(log_in, discussed):
    page = log_in("betty")

    with page.expect_response("**/account/seen/") as told:
        page.goto(discussed.get_absolute_url())

    assert told.value.status == 204


def test_axe_finds_nothing_and_nothing_scrolls_sideways(log_in, discussed):
    page = log_in("betty")
    page.goto(discussed.get_absolute_url())
    page.get_by_role("button", name="Not helpful").click()
    page.get_by_label("Why not?").wait_for()
    comment = make_comment(
        summary=discussed, author=type(discussed.author).objects.get(username="betty")
    )
    found = {}

    for address in (
        discussed.get_absolute_url(),
        f"{discussed.get_absolute_url()}?quote={comment.pk}",
        discussed.paper.get_absolute_url(),
        "/?tab=following",
        "/texts/",
        "/bookmarks/",
        "/following/",
        f"/comments/{comment.pk}/edit/",
        f"/comments/{comment.pk}/delete/",
    ):
        page.goto(address)
        if faults := faults_in_both_looks(page, again=RULES):
            found[address] = faults

    assert found == {}
    assert page.spoken == []


def test_the_html_checker_finds_no_error_on_what_the_logged_in_see(client, discussed, tmp_path):
    betty = make_user("betty")
    discussed.set_vote(betty, -1)
    own = make_comment(summary=discussed, author=betty, body="Mine.")
    Follow.objects.note(betty, "paper", discussed.paper, True)
    Bookmark.objects.keep(betty, discussed.paper, "read")
    client.force_login(betty)
    addresses = [
        f"{discussed.get_absolute_url()}?quote={own.pk}",
        discussed.paper.get_absolute_url(),
        "/?tab=following",
        "/texts/",
        "/bookmarks/",
        "/following/",
        f"/comments/{own.pk}/edit/",
        f"/comments/{own.pk}/delete/",
    ]
    pages = {address: client.get(address).content for address in addresses}

    assert html_errors(pages, tmp_path) == []


@pytest.fixture
def long_discussion(discussed):
    """One with more comments than a page shows, and the last of them."""
    fred = type(discussed.author).objects.get(username="fred")
    for number in range(51):
        last = make_comment(summary=discussed, author=fred, body=f"Also {number}.")
    return last


@pytest.mark.parametrize("is_there", [True, False])
def test_an_old_link_to_a_comment_goes_on_to_its_page(open_context, long_discussion, is_there):
    page = open_context().new_page()
    number = long_discussion.pk if is_there else 999_999
    page.goto(f"{long_discussion.summary.get_absolute_url()}#comment-{number}")
    if is_there:
        page.wait_for_url(f"**{long_discussion.get_absolute_url()}")

    expect(page.locator(f"#comment-{long_discussion.pk}")).to_have_count(int(is_there))
    expect(page.get_by_text("is on another page")).to_be_visible()


def test_without_scripts_the_page_says_where_such_a_comment_may_be(open_context, long_discussion):
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"{long_discussion.summary.get_absolute_url()}#comment-{long_discussion.pk}")
    expect(page.get_by_text("is on another page")).to_be_visible()
    page.get_by_role("link", name="Later →").click()

    expect(page.locator(f"#comment-{long_discussion.pk}")).to_be_visible()
