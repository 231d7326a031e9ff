"""Voting by token: the same rules as on the pages."""

import pytest
from django.utils import timezone

from tests.factories import make_imported_summary, make_summary, make_user
from tests.programs import Program


def vote_on(summary):
    return f"/api/v1/me/votes/{summary.pk}"


def test_a_vote_is_cast_changed_and_taken_back(program, alice, bob):
    summary = make_summary(author=bob)
    cast = program.ask("PUT", vote_on(summary), {"value": 1})
    again = program.ask("PUT", vote_on(summary), {"value": -1, "reason": "unclear"})

    assert cast.json() == {"summary_id": summary.pk, "value": 1, "reason": "", "counts": True}
    assert again.json()["reason"] == "unclear"
    assert program.ask("GET", vote_on(summary)).json()["value"] == -1
    assert len(program.ask("GET", "/api/v1/me/votes").json()["items"]) == 1
    summary.refresh_from_db()
    assert (summary.ups, summary.downs) == (0, 1)
    assert program.ask("DELETE", vote_on(summary)).status_code == 204
    assert program.ask("GET", vote_on(summary)).status_code == 404
    summary.refresh_from_db()
    assert summary.downs == 0


def test_a_vote_tells_the_author_as_on_the_page(program, bob):
    program.ask("PUT", vote_on(make_summary(author=bob)), {"value": 1})

    assert bob.notifications.filter(kind="votes").exists()


def test_the_vote_of_a_new_account_waits(client, paper):
    newcomer = make_user(date_joined=timezone.now())
    summary = make_summary(paper=paper)
    answer = Program(client, newcomer).ask("PUT", vote_on(summary), {"value": 1})

    summary.refresh_from_db()
    assert not answer.json()["counts"]
    assert summary.ups == 0


def test_nobody_votes_on_their_own(program, alice):
    summary = make_summary(author=alice)
    answer = program.ask("PUT", vote_on(summary), {"value": 1})

    assert answer.status_code == 403
    assert "own summary" in answer.json()["detail"]


@pytest.mark.parametrize("number", [0, 99999999999999999999999])
def test_there_is_no_voting_on_what_is_not_there(program, number):
    for method, sent in (("GET", None), ("PUT", {"value": 1}), ("DELETE", None)):
        answer = program.ask(method, f"/api/v1/me/votes/{number}", sent)
        assert answer.status_code == 404


@pytest.mark.parametrize("sent", [{}, {"value": 2}, {"value": 0}, {"value": 1, "reason": "mean"}])
def test_what_is_no_vote_is_refused(program, bob, sent):
    assert program.ask("PUT", vote_on(make_summary(author=bob)), sent).status_code == 422


def test_there_is_no_voting_on_what_is_not_public(program, bob):
    hidden = make_summary(author=bob)
    hidden.hide()
    private = make_summary(author=bob, visibility="private")

    for summary in (hidden, private):
        assert program.ask("PUT", vote_on(summary), {"value": 1}).status_code == 404
        assert program.ask("DELETE", vote_on(summary)).status_code == 404


def test_a_vote_on_an_imported_text_counts(program):
    summary = make_imported_summary()

    assert program.ask("PUT", vote_on(summary), {"value": 1}).json()["counts"]
