"""Tickets on the moderators' desk: the queue, what a ticket shows, and to whom."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from summaries.models import Ticket
from summaries.moderation.actions import Refused
from summaries.moderation.deciding import Decision
from summaries.moderation.deciding import decide as carry_out
from tests.desk import SUMMARIES, fresh
from tests.factories import make_comment, make_summary, make_user
from tests.moderating import QUEUE, decide, member_of, old_hand, report, ticket_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def reported(client, summary, bob, carol):
    report(client, bob, summary, words="It sells shoes.")
    report(client, carol, summary)
    return summary


# The queue


def test_the_start_page_shows_the_queues_and_their_ages(client, reported, moderator):
    Ticket.objects.update(opened_at=timezone.now() - timedelta(days=3))
    client.force_login(moderator)
    page = client.get("/admin/").content.decode()

    assert "Reported: summary" in page
    assert "3 days ago" in page
    assert "Appeals" in page


def test_the_queue_lists_what_waits_the_oldest_first(client, reported, bob, moderator):
    settled = make_summary()
    report(client, bob, settled)
    comment = make_comment()
    report(client, moderator, comment)
    client.force_login(moderator)

    def listed(**query):
        return [ticket.thing for ticket in client.get(QUEUE, query).context["cl"].result_list]

    assert listed() == [reported, comment]
    assert listed(state="settled") == [settled]
    assert set(listed(state="all")) == {reported, comment, settled}
    assert listed(kind__exact="comment") == [comment]


def test_a_ticket_leads_to_the_page_of_its_thing(desk, summary, admin):
    ticket = Ticket.objects.about("summary", summary)
    response = desk.get(f"{QUEUE}{ticket.pk}/change/")

    assert response.url == ticket_page("summary", summary)


def test_a_ticket_shows_reports_text_record_and_past(client, reported, alice, moderator):
    reported.comments.create(author=alice, body="Me again.")
    client.force_login(moderator)
    decide(client, "summary", reported, "lock", explanation="Too loud.")
    page = client.get(ticket_page("summary", reported)).content.decode()

    for words in ("It sells shoes.", reported.body, "@alice", "Comments: 1", "Too loud."):
        assert words in page


@pytest.mark.parametrize("kind", ["summary", "comment", "person", "paper"])
def test_a_ticket_costs_the_same_for_one_report_and_for_many(client, admin, kind):
    summary = make_summary(author=old_hand())
    thing = {
        "summary": summary,
        "comment": make_comment(summary=summary, author=summary.author),
        "person": summary.author,
        "paper": summary.paper,
    }[kind]

    def queries():
        client.force_login(admin)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(ticket_page(kind, thing)).status_code == 200
        return len(captured)

    report(client, make_user(), thing)
    one = queries()
    for _ in range(4):
        report(client, make_user(), thing)

    assert queries() == one
    assert one <= 30


@pytest.mark.parametrize("visibility", ["draft", "private", "link"])
def test_what_somebody_keeps_private_has_no_ticket_page(desk, alice, visibility):
    summary = make_summary(author=alice, visibility=visibility)
    comment = make_comment(summary=summary, author=alice)

    assert desk.get(ticket_page("summary", summary)).status_code == 404
    assert desk.get(ticket_page("comment", comment)).status_code == 404
    assert decide(desk, "summary", summary, "hide").status_code == 404
    assert desk.get(f"{QUEUE}decide/summary/hide/?ids={summary.pk}").status_code == 404


@pytest.mark.parametrize(
    "path", ["about/nonsense/1/", "about/summary/0/", "about/summary/99999999999999999999/"]
)
def test_a_ticket_about_nothing_is_a_404(desk, path):
    assert desk.get(f"{QUEUE}{path}").status_code == 404


# Who may


def test_nobody_else_sees_or_decides(client, reported, bob):
    for person in (None, bob, make_user(is_staff=True)):
        client.logout()
        if person:
            client.force_login(person)
        for url in (ticket_page("summary", reported), QUEUE):
            assert client.get(url).status_code in {302, 403}
        assert decide(client, "summary", reported, "hide").status_code in {302, 403}
    assert fresh(reported).hidden_at is None


def test_nobody_decides_about_what_is_their_own(client, moderator):
    own = make_summary(author=moderator)
    client.force_login(moderator)
    response = decide(client, "summary", own, "hide")

    assert response.status_code == 409
    assert "somebody else decides" in response.content.decode()
    assert fresh(own).hidden_at is None


def test_a_curator_decides_about_papers_and_nothing_else(client, summary):
    client.force_login(member_of("curator"))

    assert client.get(ticket_page("paper", summary.paper)).status_code == 200
    for kind, thing in (("summary", summary), ("person", summary.author)):
        assert client.get(ticket_page(kind, thing)).status_code == 403
        assert decide(client, kind, thing, "hide").status_code == 403
    assert client.get("/admin/").status_code == 200
    assert client.get(SUMMARIES).status_code == 403


def test_a_moderator_neither_deletes_nor_edits(client, summary, alice):
    client.force_login(member_of("moderator"))
    page = client.get(f"{SUMMARIES}{summary.pk}/change/").content.decode()

    assert "<textarea" not in page
    assert client.post(f"{SUMMARIES}{summary.pk}/change/", {"body": "Mine."}).status_code == 403
    assert decide(client, "summary", summary, "delete").status_code == 422
    assert client.get("/admin/accounts/user/").status_code == 403
    assert client.get(ticket_page("paper", summary.paper)).status_code == 403
    assert client.get(ticket_page("person", alice)).status_code == 200
    assert fresh(summary).author == alice


def test_a_short_name_does_not_forbid_the_words_that_hold_it(desk):
    summary = make_summary(author=make_user("an"))
    named = decide(desk, "summary", summary, "hide", explanation="Written by AN, who sells shoes.")
    decide(desk, "summary", summary, "hide", explanation="Banal: nothing but spam.")

    assert "do not name the writer" in named.content.decode()
    assert fresh(summary).hidden_at


def test_what_has_gone_meanwhile_is_not_decided_about(summary, moderator):
    former = fresh(summary)
    summary.delete()

    with pytest.raises(Refused):
        carry_out(former, Decision("hide", "spam"), moderator)
    assert not Ticket.objects.exists()
