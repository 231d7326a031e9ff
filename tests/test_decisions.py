"""What moderators decide: each act, its entry in the log, and what is refused."""

import pytest
from django.contrib.admin.models import LogEntry as StaffLog

from accounts.models import Notice
from summaries.models import LogEntry, Summary, Ticket
from tests.desk import COMMENTS, SUMMARIES, act, fresh, numbers_are_right
from tests.factories import make_comment, make_imported_summary, make_paper, make_summary, make_user
from tests.moderating import QUEUE, decide, decision, entry, member_of, report, ticket_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def reported(client, summary, bob, carol):
    report(client, bob, summary, words="It sells shoes.")
    report(client, carol, summary)
    return summary


def test_hiding_takes_it_from_sight_logs_it_and_tells_its_writer(client, reported, desk, moderator):
    before = fresh(reported)
    response = decide(desk, "summary", reported, "hide", explanation="Advertising.")
    after = fresh(reported)
    ticket = Ticket.objects.get()
    client.logout()

    assert response.url == QUEUE
    assert client.get(reported.get_absolute_url()).status_code == 404
    assert (entry().action, entry().moderator_id, entry().reason) == ("hide", moderator.pk, "spam")
    assert entry().explanation == "Advertising."
    assert ticket.opened_at is None
    assert not ticket.reports.waiting().exists()
    assert Notice.objects.get().user == reported.author
    assert (after.author, after.published_at) == (before.author, before.published_at)
    assert StaffLog.objects.get().object_id == str(ticket.pk)
    assert numbers_are_right()


def test_what_is_hidden_is_shown_again(client, summary, desk):
    decide(desk, "summary", summary, "hide")
    decide(desk, "summary", summary, "restore")
    client.logout()

    assert client.get(summary.get_absolute_url()).status_code == 200
    assert [each.action for each in LogEntry.objects.all()] == ["restore", "hide"]
    assert Notice.objects.count() == 2
    assert numbers_are_right()


def test_comments_are_hidden_and_shown_again(desk, summary):
    comment = make_comment(summary=summary)
    decide(desk, "comment", comment, "hide")
    assert fresh(comment).hidden_at
    assert fresh(summary).comment_count == 0
    decide(desk, "comment", comment, "restore")

    assert fresh(comment).hidden_at is None
    assert numbers_are_right()


def test_comments_are_closed_and_opened(client, desk, summary, bob, moderator):
    decide(desk, "summary", summary, "lock")
    client.force_login(bob)
    refused = client.post(f"/summaries/{summary.pk}/comments/", {"body": "But!"})
    client.force_login(moderator)
    decide(desk, "summary", summary, "unlock")
    client.force_login(bob)
    taken = client.post(f"/summaries/{summary.pk}/comments/", {"body": "Thanks."})

    assert (refused.status_code, taken.status_code) == (403, 302)


def test_a_summary_moves_to_another_paper_with_its_author_and_date(desk, summary):
    other = make_paper()
    former, before = summary.paper, fresh(summary)
    decide(desk, "summary", summary, "move", reason="wrong_paper", paper=other.key)
    after = fresh(summary)

    assert after.paper == other
    assert (after.author, after.published_at) == (before.author, before.published_at)
    assert entry().detail == f"from {former.key} to {other.key}"
    assert numbers_are_right()


@pytest.mark.parametrize("case", ["unknown", "same", "taken", "none"])
def test_a_move_that_cannot_be_is_refused_in_words(desk, summary, case):
    other = make_summary(author=summary.author).paper
    key = {"unknown": "no/such/key", "same": summary.paper.key, "taken": other.key, "none": ""}
    response = decide(desk, "summary", summary, "move", paper=key[case])

    assert response.status_code in {409, 422}
    assert "errorlist" in response.content.decode()
    assert fresh(summary).paper == summary.paper


@pytest.mark.parametrize("kind", ["summary", "comment"])
def test_an_administrator_deletes_with_a_reason(client, admin, summary, kind):
    comment = make_comment(summary=summary)
    thing, url = {"summary": (summary, SUMMARIES), "comment": (comment, COMMENTS)}[kind]
    client.force_login(admin)
    way = client.get(f"{url}{thing.pk}/delete/")
    direct = client.post(f"{url}{thing.pk}/delete/", {"post": "yes"})
    assert way.url == direct.url == ticket_page(kind, thing)
    assert type(thing).objects.filter(pk=thing.pk).exists()
    decide(client, kind, thing, "delete", explanation="Against the law.")

    assert not type(thing).objects.filter(pk=thing.pk).exists()
    assert (entry().action, entry().thing_id) == ("delete", thing.pk)
    assert Notice.objects.get().entry == entry()
    assert numbers_are_right()


@pytest.mark.parametrize("url", [SUMMARIES, COMMENTS])
def test_nothing_is_deleted_in_bulk_without_a_reason(client, admin, summary, url):
    comment = make_comment(summary=summary)
    client.force_login(admin)
    act(client, url, "delete_selected", summary if url == SUMMARIES else comment)

    assert fresh(summary)
    assert fresh(comment)


def test_leaving_it_settles_the_reports_and_logs_nothing(reported, desk):
    decide(desk, "summary", reported, "leave")

    assert not Ticket.objects.open().exists()
    assert not LogEntry.objects.exists()
    assert not Notice.objects.exists()
    assert fresh(reported).hidden_at is None


def test_two_more_reports_reopen_what_was_left(client, reported, desk):
    decide(desk, "summary", reported, "leave")
    report(client, make_user(), reported)
    assert not Ticket.objects.open().exists()
    report(client, make_user(), reported)

    assert Ticket.objects.open().exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"action": ""},
        {"action": "nonsense"},
        {"action": "restore"},
        {"reason": ""},
        {"reason": "nonsense"},
        {"explanation": "x" * 1001},
        {"seen": "x"},
        {"seen": ""},
        {"version": "0", "action": "redact"},
        {"action": "ban"},
    ],
)
def test_a_decision_that_says_too_little_is_refused_in_words(desk, summary, fields):
    response = desk.post(ticket_page("summary", summary), {**decision("hide"), **fields})

    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert not LogEntry.objects.exists()


def test_the_second_of_two_moderators_looks_again(client, reported, desk):
    page = decision("lock", reported, "summary")
    decide(desk, "summary", reported, "hide")
    client.force_login(member_of("moderator", "second"))
    response = client.post(ticket_page("summary", reported), page)

    assert response.status_code == 409
    assert "Somebody else has decided meanwhile" in response.content.decode()
    assert LogEntry.objects.count() == 1


def test_a_page_that_is_out_of_date_can_be_sent_again_once_it_is_read(client, reported, desk):
    page = decision("lock", reported, "summary")
    decide(desk, "summary", reported, "hide")
    client.force_login(member_of("moderator", "second"))
    read = client.post(ticket_page("summary", reported), page).context["form"]
    again = {name: read[name].value() for name in ("action", "reason", "seen", "appeals", "text")}

    assert client.post(ticket_page("summary", reported), again).status_code == 302
    assert LogEntry.objects.count() == 2


def test_a_deleted_comment_leaves_the_answers_of_others(client, admin, summary, bob):
    comment = make_comment(summary=summary, author=bob, body="First words.")
    comment.revise("Buy shoes.")
    answer = make_comment(summary=summary, parent=comment, body="No, thanks.")
    client.force_login(admin)
    decide(client, "comment", comment, "delete")
    page = client.get(summary.get_absolute_url()).content.decode()

    assert (fresh(comment).body, fresh(comment).author) == ("", None)
    assert not comment.revisions.exists()
    assert "Buy shoes" not in page
    assert answer.body in page
    assert Notice.objects.get().user == bob
    assert numbers_are_right()


def test_what_has_a_page_of_its_own_is_not_decided_for_several(desk, admin, paper):
    desk.force_login(admin)
    for action in ("merge", "split", "facts"):
        url = f"{QUEUE}decide/paper/{action}/?ids={paper.pk}"
        assert desk.post(url, {"reason": "twice"}).status_code == 404


def test_an_imported_text_that_its_writer_keeps_private_is_not_on_the_desk(client, admin, alice):
    summary = make_imported_summary(author=alice, visibility="private")
    client.force_login(admin)

    assert client.get(ticket_page("summary", summary)).status_code == 404
    assert client.get(f"{SUMMARIES}{summary.pk}/change/").status_code == 302


# Several at once


@pytest.mark.parametrize(("kind", "url"), [("summary", SUMMARIES), ("comment", COMMENTS)])
def test_several_are_hidden_with_one_reason(desk, kind, url):
    things = [make_summary() if kind == "summary" else make_comment() for _ in range(3)]
    question = act(desk, url, "hide", *things)
    assert "errorlist" in desk.post(question.url, {"reason": ""}).content.decode()
    response = desk.post(question.url, {"reason": "spam", "explanation": "One wave."})

    assert response.url == url
    assert all(fresh(thing).hidden_at for thing in things)
    assert LogEntry.objects.filter(explanation="One wave.").count() == 3
    assert numbers_are_right()


def test_one_that_cannot_be_decided_about_keeps_none_of_the_others(desk, moderator):
    own, other = make_summary(author=moderator), make_summary()
    question = act(desk, SUMMARIES, "hide", own, other)
    page = desk.post(question.url, {"reason": "spam"}, follow=True).content.decode()

    assert fresh(own).hidden_at is None
    assert fresh(other).hidden_at
    assert "somebody else decides" in page


@pytest.mark.parametrize(
    "path", ["summary/move/?ids=1", "summary/hide/?ids=", "summary/hide/?ids=x", "x/hide/?ids=1"]
)
def test_what_cannot_be_asked_of_several_is_a_404(desk, summary, path):
    assert desk.get(f"{QUEUE}decide/{path}").status_code == 404


def test_publishing_does_not_show_what_is_hidden(client, admin, summary):
    summary.hide()
    client.force_login(admin)
    act(client, SUMMARIES, "publish", summary)

    assert not Summary.objects.listed().exists()
