"""The inbox: what stands in it, what was read, what is muted."""

import pytest
from django.utils import timezone

from accounts.models import Notification
from accounts.notify import comment_posted, votes_changed
from tests.factories import make_comment, make_summary, make_user
from tests.news import commented

INBOX = "/account/notifications/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def told(alice, bob, summary):
    commented(summary, bob, "What of $x^2$?")
    return alice.notifications.get()


def page(client, user, path=INBOX):
    client.force_login(user)
    return client.get(path).content.decode()


def test_it_says_what_happened_with_a_link_there(client, alice, told):
    html = page(client, alice)

    assert "bob commented on your summary" in html
    assert told.summary.paper.title in html
    assert "What of x²?" in html
    assert f'href="{told.comment.get_absolute_url()}"' in html


def test_everybody_sees_their_own(client, bob, told):
    assert "commented on" not in page(client, bob)


def test_an_empty_one_says_what_comes_there(client, carol):
    assert "Nothing yet" in page(client, carol)


def test_strangers_are_sent_to_the_log_in(client, told):
    for path in (INBOX, f"{INBOX}read/", f"{INBOX}{told.pk}/read/", "/account/feed/"):
        method = client.get if path == INBOX else client.post
        assert method(path).url == f"/account/login/?next={path}"


def test_the_masthead_counts_what_is_unread(client, alice, bob, told):
    commented(told.summary, bob)
    assert '<span class="you-number">2</span>' in page(client, alice, "/about/")

    alice.notifications.update(read_at=timezone.now())
    assert "you-number" not in page(client, alice, "/about/")


def test_the_masthead_stops_counting_at_a_hundred(client, alice, bob, summary):
    for _ in range(101):
        commented(summary, bob)

    assert '<span class="you-number">99+</span>' in page(client, alice, "/about/")


def test_looking_reads_nothing(client, alice, told):
    page(client, alice)
    page(client, alice, told.get_absolute_url())
    told.refresh_from_db()

    assert told.read_at is None


def test_one_is_read_by_its_button(client, alice, bob, told):
    commented(told.summary, bob)
    client.force_login(alice)
    response = client.post(f"{INBOX}{told.pk}/read/", {"next": f"{INBOX}?page=1"})

    assert response.url == f"{INBOX}?page=1"
    assert alice.notifications.unread().count() == 1
    told.refresh_from_db()
    first = told.read_at
    client.post(f"{INBOX}{told.pk}/read/")
    told.refresh_from_db()
    assert told.read_at == first


def test_htmx_gets_that_one_and_the_new_count(client, alice, bob, told):
    commented(told.summary, bob)
    client.force_login(alice)
    html = client.post(f"{INBOX}{told.pk}/read/", headers=HTMX).content.decode()

    assert f'id="news-{told.pk}"' in html
    assert "Mark as read" not in html
    assert '<span class="you-number">1</span>' in html
    assert "<html" not in html


def test_nobody_reads_anothers(client, bob, told):
    client.force_login(bob)

    assert client.post(f"{INBOX}{told.pk}/read/").status_code == 404


def test_all_are_read_up_to_the_newest_that_was_on_the_page(client, alice, bob, told):
    commented(told.summary, bob)
    client.force_login(alice)
    client.post(f"{INBOX}read/", {"newest": str(told.pk)})

    assert [row.pk > told.pk for row in alice.notifications.unread()] == [True]


@pytest.mark.parametrize("newest", ["", "x", "-1", "9" * 30, "٣"])
def test_reading_all_of_nothing_is_refused(client, alice, told, newest):
    client.force_login(alice)

    assert client.post(f"{INBOX}read/", {"newest": newest}).status_code == 400
    assert alice.notifications.unread().count() == 1


@pytest.mark.parametrize("method", ["get", "put"])
def test_only_a_post_reads_or_mutes(client, alice, told, method):
    client.force_login(alice)
    for path in (f"{INBOX}read/", f"{INBOX}{told.pk}/read/", f"/summaries/{told.summary_id}/mute/"):
        assert getattr(client, method)(path).status_code == 405


@pytest.mark.parametrize("change", ["retract", "hide"])
def test_what_is_gone_is_told_no_more_nor_counted(client, alice, told, change):
    getattr(told.comment, change)()
    html = page(client, alice)

    assert "What of" not in html
    assert "you-number" not in html


def test_what_one_may_see_no_more_is_told_no_more(client, bob, summary):
    commented(summary, make_user(), "@bob")
    summary.show_to("private")

    assert summary.paper.title not in page(client, bob)


def test_votes_are_told_without_names(client, alice, bob, summary):
    summary.set_vote(bob, 1)
    votes_changed(summary)
    html = page(client, alice)

    assert "1 person finds your summary helpful" in html
    assert "bob" not in html


def test_an_anonymous_author_is_the_author(client, alice, bob):
    summary = make_summary(author=alice, is_anonymous=True)
    question = make_comment(summary=summary, author=bob)
    comment_posted(make_comment(summary=summary, author=alice, parent=question))
    html = page(client, bob)

    assert "The author answered your comment" in html
    assert "alice" not in html.lower()


def test_the_number_of_queries_stays_the_same(
    client, alice, bob, summary, django_assert_max_num_queries
):
    client.force_login(alice)
    for number in range(6):
        commented(summary if number % 2 else make_summary(author=alice), bob)
    with django_assert_max_num_queries(8):
        client.get(INBOX)


def test_a_long_inbox_has_pages(client, alice, bob, summary):
    for number in range(31):
        commented(summary, bob, f"Number {number}.")
    html = page(client, alice)

    assert "Number 30." in html
    assert "Number 0." not in html
    assert "Number 0." in page(client, alice, f"{INBOX}?page=2")
    assert client.get(f"{INBOX}?page=3").status_code == 404


# Mute


def test_a_muted_summary_tells_nothing_until_one_hears_again(client, alice, bob, summary):
    url = f"/summaries/{summary.pk}/mute/"
    client.force_login(alice)
    response = client.post(url, {"mute": "1"})
    client.post(url, {"mute": "1"})
    commented(summary, bob)
    assert response.url == summary.get_absolute_url()
    assert alice.notifications.count() == 0

    client.post(url, {"mute": "0"})
    commented(summary, bob)
    assert alice.notifications.count() == 1


def test_the_inbox_shows_what_is_muted(client, alice, told):
    client.force_login(alice)
    client.post(f"/summaries/{told.summary_id}/mute/", {"mute": "1", "next": INBOX})

    assert 'aria-pressed="true"' in page(client, alice)


def test_htmx_gets_the_mute_button_turned_round(client, alice, told):
    client.force_login(alice)
    url = f"/summaries/{told.summary_id}/mute/"
    html = client.post(url, {"mute": "1"}, headers=HTMX).content.decode()

    assert 'value="0" aria-pressed="true"' in html
    assert "<html" not in html


@pytest.mark.parametrize("mute", ["", "2", "yes"])
def test_muting_is_one_or_zero(client, alice, summary, mute):
    client.force_login(alice)

    assert client.post(f"/summaries/{summary.pk}/mute/", {"mute": mute}).status_code == 400


def test_a_stranger_logs_in_before_muting(client, summary):
    response = client.post(f"/summaries/{summary.pk}/mute/", {"mute": "1"})

    assert response.url == f"/account/login/?next=/summaries/{summary.pk}/"


def test_what_one_cannot_see_one_cannot_mute(client, alice, bob):
    client.force_login(bob)
    private = make_summary(author=alice, visibility="private")

    assert client.post(f"/summaries/{private.pk}/mute/", {"mute": "1"}).status_code == 404


def test_who_asks_too_often_waits(client, settings, alice, told):
    settings.LIMITS = settings.LIMITS | {"news": (2, 600)}
    client.force_login(alice)
    url = f"{INBOX}{told.pk}/read/"
    answers = [client.post(url) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_each_kind_has_words(alice, bob, summary):
    for kind in Notification.Kind:
        told = Notification(kind=kind, summary=summary, count=2)
        assert told.sentence
        assert told.why
