"""Imported texts are given to their papers and to their writers, or refused with a reason."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from accounts.models import Notice
from summaries.models import LogEntry as Entry
from summaries.models import Paper, Vote
from tests.desk import SUMMARIES, act, fresh, numbers_are_right
from tests.factories import (
    make_imported_summary,
    make_paper,
    make_summary,
    make_vote,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def desk(client, admin):
    client.force_login(admin)


def assign(client, to, rows, chosen):
    """From the action to the question, and from there to the list."""
    asked = act(client, SUMMARIES, f"assign_to_{to}", *rows)
    assert asked.status_code == 302
    assert client.get(asked.url).status_code == 200
    why = {"reason": "wrong_paper", "explanation": "The title says so."}
    return client.post(asked.url, {"chosen": chosen.pk if chosen else "", **why})


def test_a_text_on_an_unidentified_paper_is_assigned_to_its_paper(client, paper):
    stub = make_paper(key="unidentified/1", status=Paper.Status.UNIDENTIFIED)
    summary = make_imported_summary(paper=stub)
    response = assign(client, "paper", [summary], paper)

    assert response.status_code == 302
    assert fresh(summary).paper == paper
    assert Paper.objects.get() == paper
    assert client.get("/papers/unidentified/1/").url == paper.get_absolute_url()
    assert LogEntry.objects.get().change_message == f"Assigned to paper “{paper}”."
    entry = Entry.objects.get()
    assert (entry.action, entry.reason, entry.explanation) == (
        "move",
        "wrong_paper",
        "The title says so.",
    )
    assert numbers_are_right()


def test_imported_texts_are_assigned_to_whoever_wrote_them(client, bob):
    first, second = make_imported_summary(), make_imported_summary()
    make_vote(first, 1, bob)
    assign(client, "user", [first, second], bob)

    assert set(bob.summaries.all()) == {first, second}
    assert not Vote.objects.exists()
    assert fresh(bob).summary_count == 2
    assert [entry.action for entry in Entry.objects.all()] == ["assign", "assign"]
    assert {notice.user for notice in Notice.objects.all()} == {bob}
    assert "bob" not in Client().get("/moderation/").content.decode()
    assert numbers_are_right()


def test_what_somebody_wrote_here_stays_theirs(client, summary, bob, alice):
    imported = make_imported_summary()
    response = assign(client, "user", [imported, summary], bob)

    assert "it was written here" in response.content.decode()
    assert (fresh(summary).author, fresh(imported).author) == (alice, None)
    assert not Entry.objects.exists()


def test_an_assignment_needs_a_reason(client, paper):
    summary = make_imported_summary()
    url = f"{SUMMARIES}assign-to-paper/?ids={summary.pk}"
    response = client.post(url, {"chosen": paper.pk, "explanation": "Look at its title."})

    assert response.status_code == 422
    assert "Look at its title." in response.content.decode()
    assert fresh(summary).paper != paper


def test_what_a_text_is_about_already_needs_no_entry(client, paper):
    summary = make_imported_summary(paper=paper)
    assign(client, "paper", [summary], paper)

    assert not Entry.objects.exists()


def test_nobody_is_given_two_summaries_of_one_paper(client, summary, alice):
    twin = make_imported_summary(paper=summary.paper)
    response = assign(client, "user", [twin], alice)

    assert "What shapes feature" in str(response.context["form"].errors)
    assert fresh(twin).author is None


def test_two_texts_on_one_paper_are_not_given_to_one_user(client, paper, bob):
    twins = [make_imported_summary(paper=paper) for _ in range(2)]
    response = assign(client, "user", twins, bob)

    assert "there would be two" in str(response.context["form"].errors)
    assert not bob.summaries.exists()


def test_two_summaries_of_a_user_are_not_assigned_to_one_paper(client, summary, alice):
    other = make_summary(author=alice)
    response = assign(client, "paper", [other], summary.paper)
    both = assign(client, "paper", [summary, other], make_paper())

    assert "Alice" in str(response.context["form"].errors)
    assert "Alice" in str(both.context["form"].errors)
    assert fresh(other).paper == other.paper


def test_an_assignment_to_nothing_asks_again(client, summary):
    response = assign(client, "paper", [summary], None)

    assert response.context["form"].errors


@pytest.mark.parametrize("ids", ["", "x", "0", "-1", "9" * 30, "1,,2", "²", ",".join(["1"] * 500)])
def test_an_assignment_of_no_summaries_is_a_404(client, ids):
    assert client.get(f"{SUMMARIES}assign-to-paper/", {"ids": ids}).status_code == 404
    assert client.get(f"{SUMMARIES}assign-to-paper/").status_code == 404


def test_too_many_are_not_assigned_at_a_time(client, monkeypatch):
    monkeypatch.setattr("summaries.admin.assignment.MOST", 1)
    rows = [make_imported_summary(), make_imported_summary()]
    response = client.post(
        SUMMARIES,
        {"action": "assign_to_paper", "_selected_action": [row.pk for row in rows]},
        follow=True,
    )

    assert "at most 1 summaries" in response.content.decode()


def test_only_who_may_see_users_assigns_to_users(client, moderator):
    summary = make_imported_summary()
    client.force_login(moderator)
    choices = dict(client.get(SUMMARIES).context["action_form"].fields["action"].choices)

    assert "assign_to_paper" in choices
    assert "assign_to_user" not in choices
    assert client.get(f"{SUMMARIES}assign-to-paper/?ids={summary.pk}").status_code == 200
    assert client.get(f"{SUMMARIES}assign-to-user/?ids={summary.pk}").status_code == 403


def test_strangers_cannot_assign(client, carol):
    summary = make_imported_summary()
    client.force_login(carol)

    assert client.get(f"{SUMMARIES}assign-to-paper/?ids={summary.pk}").status_code == 302
