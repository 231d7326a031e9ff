"""Votes that look agreed upon are told to moderators; those of banned people count no more."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import SignUpOrigin
from accounts.suspending import ban
from summaries.models import Report, Ticket, Vote
from summaries.recount import recount
from summaries.vote_report import report_votes
from summaries.vote_rings import MOST_VOTERS, mutual_pairs, pairs_together, rings
from tests.factories import make_summary, make_user, make_vote


def told() -> dict[str, str]:
    """What the moderators read, by person."""
    rows = Report.objects.filter(ticket__kind="person").select_related("ticket__person")
    return {report.ticket.person.username: report.words for report in rows}


def value_one_another(one, other, times=3):
    for writer, voter in ((one, other), (other, one)):
        for _ in range(times):
            make_vote(make_summary(author=writer), voter=voter)


def test_two_who_give_one_another_their_votes_are_reported(alice, bob):
    value_one_another(alice, bob)

    call_command("vote_report", stdout=StringIO())

    assert set(told()) == {"alice", "bob"}
    assert "@bob" in told()["alice"]
    assert Ticket.objects.open().count() == 2


def test_what_was_told_is_not_told_again(alice, bob):
    value_one_another(alice, bob)
    report_votes()
    Ticket.objects.get(person=alice).close()

    assert not report_votes().total()
    assert Ticket.objects.open().get().person == bob


def test_two_who_vote_for_many_others_too_are_not(alice, bob):
    value_one_another(alice, bob)
    for voter in (alice, bob):
        for _ in range(4):
            make_vote(make_summary(), voter=voter)

    assert not report_votes().total()


def test_whose_an_anonymous_text_is_the_report_does_not_tell(alice, bob):
    value_one_another(alice, bob, times=2)
    for writer, voter in ((alice, bob), (bob, alice)):
        for _ in range(3):
            make_vote(make_summary(author=writer, is_anonymous=True), voter=voter)

    assert not report_votes().total()


def test_three_who_always_vote_alike_are_one_ring(db):
    voters = [make_user(f"sock{n}") for n in range(3)]
    for _ in range(5):
        summary = make_summary()
        for voter in voters:
            make_vote(summary, voter=voter)

    assert report_votes()["together"] == 3
    assert told()["sock0"].endswith("@sock1, @sock2.")


@pytest.mark.parametrize(("digests", "expected"), [(["x", "x"], {"alice", "bob"}), ("xy", set())])
def test_votes_for_somebody_from_the_same_network_are_reported(alice, bob, digests, expected):
    for user, digest in zip((alice, bob), digests, strict=True):
        SignUpOrigin.objects.create(user=user, digest=digest)
    make_vote(make_summary(author=alice), voter=bob)

    report_votes()

    assert set(told()) == expected


@pytest.mark.parametrize(("crowd", "expected"), [(2, 0), (3, 3), (4, 4)])
def test_several_from_one_network_for_one_text_are_reported_whoever_wrote_it(
    alice, crowd, expected
):
    """The author may have signed up long ago, elsewhere, or be anonymous."""
    summary = make_summary(author=alice, is_anonymous=True)
    for number in range(crowd):
        voter = make_user(f"sock{number}")
        SignUpOrigin.objects.create(user=voter, digest="x")
        make_vote(summary, voter=voter)
    make_vote(summary)

    assert report_votes()["crowds"] == expected
    assert len(told()) == expected
    assert "alice" not in "".join([*told(), *told().values()])


def test_some_who_vote_differently_are_no_crowd(summary):
    for number, value in enumerate((1, 1, -1, -1)):
        voter = make_user(f"reader{number}")
        SignUpOrigin.objects.create(user=voter, digest="x")
        make_vote(summary, value, voter=voter)

    assert not report_votes()["crowds"]


def test_the_command_says_in_words_how_many_are_reported(alice, bob):
    value_one_another(alice, bob)
    output = StringIO()
    call_command("vote_report", stdout=output, no_color=True)

    assert "2 who give one another most of their votes\n" in output.getvalue()
    assert "2 reports for the moderators" in output.getvalue()


def test_a_moderator_reads_why_at_the_desk(client, admin, alice, bob):
    value_one_another(alice, bob)
    call_command("vote_report", stdout=StringIO())
    client.force_login(admin)
    ticket = Ticket.objects.get(person=alice)
    page = client.get(f"/admin/summaries/ticket/{ticket.pk}/change/", follow=True)

    assert "Gives most votes to people who give them back: @bob." in page.text


def test_old_origins_are_forgotten(alice):
    SignUpOrigin.objects.create(
        user=alice, digest="x", created_at=timezone.now() - timedelta(days=31)
    )

    report_votes()

    assert not SignUpOrigin.objects.exists()


def test_a_text_on_which_everybody_votes_ties_nobody():
    votes = [(voter, text, 1, None) for voter in range(MOST_VOTERS + 1) for text in range(9)]

    assert pairs_together(votes) == set()


VOTES = st.lists(
    st.tuples(
        st.integers(1, 6),
        st.integers(1, 30),
        st.sampled_from([1, -1]),
        st.integers(1, 6) | st.none(),
    ),
    unique_by=lambda vote: vote[:2],
    max_size=60,
)


@given(VOTES)
def test_the_order_of_the_votes_changes_nothing(votes):
    backwards = votes[::-1]

    assert mutual_pairs(votes) == mutual_pairs(backwards)
    assert pairs_together(votes) == pairs_together(backwards)


@given(st.sets(st.tuples(st.integers(1, 9), st.integers(1, 9)).filter(lambda p: p[0] < p[1])))
def test_each_is_in_one_ring_with_all_to_whom_they_are_tied(pairs):
    found = rings(pairs)

    assert sorted(person for ring in found for person in ring) == sorted(
        {p for q in pairs for p in q}
    )
    assert all(any({one, other} <= set(ring) for ring in found) for one, other in pairs)


def test_votes_of_who_is_banned_count_no_more(alice, bob):
    summary = make_summary(author=alice)
    vote = make_vote(summary, voter=bob)
    ban(bob, reason="spam")
    summary.refresh_from_db()
    assert summary.ups == 0

    Vote.objects.filter(pk=vote.pk).update(counted_at=timezone.now())  # by whatever mistake

    assert recount(check=True)["vote.counted_at"] == 1
    recount()
    summary.refresh_from_db()
    assert summary.ups == 0
    assert not recount(check=True)
