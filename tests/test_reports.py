"""Reporting: who may, what for, and what comes of one, two and three reports."""

import pytest

from accounts import mailer
from accounts.models import Notice
from summaries.models import LogEntry, Report, Ticket
from tests.factories import make_comment, make_paper, make_summary, make_user
from tests.moderating import newcomer, old_hand, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def things(summary, alice):
    """One of each kind, and where it is reported."""
    comment = make_comment(summary=summary, author=alice)
    return {
        "summary": (summary, f"/summaries/{summary.pk}/report/"),
        "comment": (comment, f"/comments/{comment.pk}/report/"),
        "person": (alice, "/people/alice/report/"),
        "paper": (summary.paper, f"/papers/{summary.paper.key}/report/"),
    }


KINDS = ["summary", "comment", "person", "paper"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_person_reports_it_once(client, bob, things, kind):
    thing, url = things[kind]
    client.force_login(bob)
    page = client.get(url).content.decode()
    first = client.post(url, {"reason": "spam"})
    second = client.post(url, {"reason": "other", "words": "Again."}, follow=True)

    assert 'name="reason"' in page
    assert first.url == thing.get_absolute_url()
    assert "You have reported this before" in second.content.decode()
    assert "You have reported this before" in client.get(url).content.decode()
    found = Report.objects.get()
    assert (found.reporter, found.reason, found.ticket.thing) == (bob, "spam", thing)
    assert found.ticket.kind == kind
    assert not Ticket.objects.open().exists()


@pytest.mark.parametrize("kind", KINDS)
def test_whoever_is_not_logged_in_logs_in_first(client, things, kind):
    url = things[kind][1]

    for response in (client.get(url), client.post(url, {"reason": "spam"})):
        assert response.status_code == 302
        assert response.url.startswith("/account/login/?next=")
    assert not Report.objects.exists()


@pytest.mark.parametrize("kind", ["summary", "comment", "person"])
def test_nobody_reports_what_is_their_own(client, alice, things, kind):
    client.force_login(alice)
    url = things[kind][1]

    assert client.get(url).status_code == 403
    assert client.post(url, {"reason": "spam"}).status_code == 403
    assert not Report.objects.exists()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"reason": "nonsense"},
        {"reason": "other"},
        {"reason": "other", "words": "   "},
        {"reason": "spam", "words": "x" * 2001},
        {"reason": "spam", "words": "\0"},
    ],
)
def test_a_report_that_says_nothing_is_refused_in_words(client, bob, things, kind, sent):
    client.force_login(bob)
    response = client.post(things[kind][1], sent)

    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert not Report.objects.exists()


def test_the_words_of_a_refused_report_are_kept(client, bob, things):
    client.force_login(bob)
    response = client.post(things["summary"][1], {"words": "It sells shoes."})

    assert "It sells shoes." in response.content.decode()


@pytest.mark.parametrize("visibility", ["draft", "private", "link"])
def test_what_one_cannot_see_cannot_be_reported(client, bob, alice, visibility):
    summary = make_summary(author=alice, visibility=visibility)
    comment = make_comment(summary=summary, author=alice)
    client.force_login(bob)

    for url in (f"/summaries/{summary.pk}/report/", f"/comments/{comment.pk}/report/"):
        assert client.get(url).status_code == 404
        assert client.post(url, {"reason": "spam"}).status_code == 404


@pytest.mark.parametrize("url", ["/summaries/0/report/", "/comments/99999999999999999999/report/"])
@pytest.mark.parametrize("more", ["/people/nobody/report/", "/papers/no/such/key/report/"])
def test_what_is_not_there_is_a_404(client, bob, url, more):
    client.force_login(bob)

    assert client.get(url).status_code == client.get(more).status_code == 404


def test_a_link_to_report_is_everywhere_but_at_one_s_own(client, things, alice, bob):
    summary = things["summary"][0]
    pages = {
        summary.get_absolute_url(): ["summary", "comment"],
        summary.paper.get_absolute_url(): ["summary", "paper"],
        "/people/alice/": ["person"],
        "/": ["summary"],
    }
    client.force_login(bob)
    for page, kinds in pages.items():
        answer = client.get(page).content.decode()
        assert all(f'href="{things[kind][1]}"' in answer for kind in kinds), page
    client.force_login(alice)
    for page, kinds in pages.items():
        answer = client.get(page).content.decode()
        assert not any(f'href="{things[kind][1]}"' in answer for kind in kinds if kind != "paper")


def test_reports_are_limited(client, settings, bob):
    settings.LIMITS = settings.LIMITS | {"report": (1, 3600)}
    first, second = make_summary(), make_summary()

    assert report(client, bob, first).status_code == 302
    refused = report(client, bob, second)

    assert refused.status_code == 429
    assert refused["Retry-After"]


def test_two_reports_put_it_into_the_queue(client, summary, bob, carol):
    report(client, bob, summary)
    assert not Ticket.objects.open().exists()
    report(client, carol, summary, reason="abuse")

    ticket = Ticket.objects.open().get()
    assert ticket.thing == summary
    assert ticket.opened_at


def test_one_of_a_moderator_is_enough(client, summary, moderator):
    report(client, moderator, summary)

    assert Ticket.objects.open().get().thing == summary


def report_by_three(client, thing, **fields):
    for _ in range(3):
        report(client, make_user(**fields), thing, reason="abuse")


@pytest.mark.parametrize("kind", ["summary", "comment"])
def test_three_established_people_hide_a_new_account_s_text(client, kind):
    new = newcomer()
    summary = make_summary(author=new)
    thing = summary if kind == "summary" else make_comment(summary=make_summary(), author=new)
    report_by_three(client, thing)
    entry = LogEntry.objects.get()
    client.logout()

    assert type(thing).objects.get(pk=thing.pk).hidden_at
    assert (entry.action, entry.reason, entry.moderator_id) == ("hide", "abuse", None)
    assert Ticket.objects.open().get().thing == thing
    assert Notice.objects.get().user == new
    assert "the site itself" in client.get("/moderation/").content.decode()


@pytest.mark.parametrize("who", ["an old account", "new reporters", "a looked-at text", "a person"])
def test_otherwise_nothing_is_hidden(client, who):
    new = newcomer()
    summary = make_summary(author=old_hand() if who == "an old account" else new)
    thing = new if who == "a person" else summary
    if who == "a looked-at text":
        ticket = Ticket.objects.about("summary", summary)
        ticket.reports.create(reporter=make_user(), reason="spam")
        ticket.close()
    report_by_three(client, thing, **({"verified_at": None} if who == "new reporters" else {}))

    summary.refresh_from_db()
    assert summary.hidden_at is None
    assert Ticket.objects.open().count() == 1


def test_what_the_site_did_by_itself_is_told_as_such(client, mailoutbox):
    summary = make_summary(author=newcomer())
    for number in range(3):
        report(client, old_hand(f"reporter{number}"), summary)
    mailer.send_due()

    assert "by itself" in mailoutbox[0].body
    assert f"your summary of “{summary.paper.title}”" in " ".join(mailoutbox[0].body.split())


def test_reports_by_people_who_left_still_say_what_they_said(summary, bob):
    ticket = Ticket.objects.about("summary", summary)
    ticket.reports.create(reporter=bob, reason="spam")
    bob.delete()

    assert ticket.reports.get().reporter is None


def test_a_ticket_outlives_what_it_is_about(client, alice, bob):
    summary = make_summary(author=alice, paper=make_paper())
    report(client, bob, summary)
    summary.delete()

    ticket = Ticket.objects.get()
    assert ticket.thing is None
    assert str(ticket) == "A deleted summary"


def test_a_report_that_comes_too_soon_is_still_in_the_form(client, bob, summary, settings):
    settings.LIMITS = settings.LIMITS | {"report": (0, 60)}
    response = report(client, bob, summary, words="It only sells shoes.")

    assert (response.status_code, "Retry-After" in response) == (429, True)
    assert "It only sells shoes." in response.content.decode()
    assert not Report.objects.exists()
