"""Who is told of what, and who is not."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import MailChoice, Mute, Notification, OutgoingMail, User
from accounts.notify import comment_posted, name_withdrawn, summary_published, votes_changed
from summaries.models import Follow, Summary
from summaries.writing import save_summary
from tests.factories import (
    make_comment,
    make_paper,
    make_summary,
    make_user,
    make_venue,
)

Kind = Notification.Kind


def told(user):
    return list(user.notifications.order_by("pk").values_list("kind", flat=True))


def commented(**fields):
    comment = make_comment(**fields)
    comment_posted(comment)
    return comment


# Comments


def test_the_author_hears_of_a_comment_and_its_writer_does_not(alice, bob, summary):
    commented(summary=summary, author=bob)

    assert told(alice) == [Kind.COMMENT]
    assert told(bob) == []


def test_nobody_hears_of_their_own_comment(alice, summary):
    commented(summary=summary, author=alice, body="Thanks, @alice!")

    assert told(alice) == []


def test_an_answer_is_told_to_whom_it_answers(alice, bob, carol, summary):
    first = make_comment(summary=summary, author=bob)
    commented(summary=summary, author=carol, parent=first)

    assert told(bob) == [Kind.REPLY]
    assert told(alice) == [Kind.COMMENT]


def test_whoever_is_named_hears_of_it(bob, carol, summary):
    commented(summary=summary, author=bob, body="What do you say, @Carol?")

    assert told(carol) == [Kind.MENTION]


def test_an_edit_tells_only_whom_it_names_anew(client, alice, bob, carol, summary):
    comment = commented(summary=summary, author=bob, body="Hm.")
    client.force_login(bob)
    client.post(f"/comments/{comment.pk}/edit/", {"body": "Hm, @carol?"})

    assert told(carol) == [Kind.MENTION]
    assert told(alice) == [Kind.COMMENT]


def test_a_name_in_code_is_nobody(carol, summary):
    commented(summary=summary, body="`@carol` decorates")

    assert told(carol) == []


def test_one_comment_tells_each_person_once(alice, bob, summary):
    first = make_comment(summary=summary, author=alice)
    commented(summary=summary, author=bob, parent=first, body="Dear @alice, dear @alice")

    assert told(alice) == [Kind.REPLY]


def test_telling_again_changes_nothing(alice, bob, summary):
    comment = commented(summary=summary, author=bob)
    comment_posted(comment)

    assert told(alice) == [Kind.COMMENT]
    assert OutgoingMail.objects.count() == 1


def test_who_muted_the_discussion_hears_nothing(alice, bob, carol, summary):
    Mute.objects.create(user=alice, summary=summary)
    Mute.objects.create(user=carol, summary=summary)
    commented(summary=summary, author=bob, body="@carol")

    assert told(alice) == told(carol) == []


def test_a_closed_account_hears_nothing(bob, summary):
    gone = make_user("gone", is_active=False)
    first = make_comment(summary=summary, author=gone)
    commented(summary=summary, author=bob, parent=first, body="@gone")

    assert told(gone) == []


@pytest.mark.parametrize("fields", [{"visibility": "private"}, {"visibility": "link"}])
def test_of_what_one_may_not_read_one_is_not_told(alice, bob, fields):
    hidden = make_summary(author=alice, **fields)
    commented(summary=hidden, author=alice, body="A secret for @bob")

    assert told(bob) == []


def test_of_what_a_moderator_hid_only_its_author_hears(alice, bob, carol, summary):
    summary.hide()
    commented(summary=summary, author=bob, body="@carol")

    assert told(alice) == [Kind.COMMENT]
    assert told(carol) == []


def test_the_author_of_an_anonymous_summary_is_told_like_any_other(alice, bob):
    commented(summary=make_summary(author=alice, is_anonymous=True), author=bob)

    assert told(alice) == [Kind.COMMENT]


# Mail


@pytest.mark.parametrize(
    ("how", "mails", "awaits_digest"),
    [("at_once", 1, False), ("digest", 0, True), ("never", 0, False)],
)
def test_mail_goes_out_as_one_chose(alice, bob, summary, how, mails, awaits_digest):
    MailChoice.objects.create(user=alice, kind=Kind.COMMENT, how=how)
    commented(summary=summary, author=bob)

    assert alice.mails.count() == mails
    assert alice.notifications.get().awaits_digest is awaits_digest


def test_a_choice_about_one_kind_is_none_about_another(alice, bob, summary):
    MailChoice.objects.create(user=alice, kind=Kind.MENTION, how="never")
    commented(summary=summary, author=bob)

    assert alice.mails.count() == 1


@pytest.mark.parametrize("fields", [{"verified_at": None}, {"email": ""}])
def test_no_mail_goes_to_an_address_that_nobody_confirmed(bob, summary, fields):
    dora = make_user("dora", **fields)
    commented(summary=summary, author=bob, body="@dora")

    assert told(dora) == [Kind.MENTION]
    assert dora.mails.count() == 0


# New summaries


TARGETS = {
    "person": lambda summary: summary.author,
    "paper": lambda summary: summary.paper,
    "venue": lambda summary: summary.paper.venue,
    "author": lambda summary: summary.paper.authors.first(),
    "keyword": lambda summary: summary.paper.keywords.first(),
}


@pytest.fixture
def news(alice):
    paper = make_paper(venue=make_venue(), authors=["Ann Lee"], keywords=["cs.LG"])
    return make_summary(author=alice, paper=paper)


@pytest.mark.parametrize("target", TARGETS)
def test_followers_hear_of_a_new_summary(news, bob, target):
    Follow.objects.create(user=bob, **{target: TARGETS[target](news)})
    summary_published(news)

    assert told(bob) == [Kind.SUMMARY]


@pytest.mark.parametrize("target", TARGETS)
def test_of_an_anonymous_one_no_follower_of_its_author_hears(news, bob, target):
    Follow.objects.create(user=bob, **{target: TARGETS[target](news)})
    news.describe(is_anonymous=True)
    summary_published(news)

    assert told(bob) == ([] if target == "person" else [Kind.SUMMARY])


def test_who_follows_other_things_hears_nothing(news, bob, carol):
    other = make_paper(venue=make_venue(), authors=["Bo Yu"], keywords=["math"])
    for thing in [
        {"paper": other},
        {"venue": other.venue},
        {"author": other.authors.first()},
        {"keyword": other.keywords.first()},
        {"person": carol},
    ]:
        Follow.objects.create(user=bob, **thing)
    summary_published(news)
    bare = make_summary(paper=make_paper(), author=None)
    summary_published(bare)

    assert told(bob) == []


def test_who_follows_in_several_ways_hears_once(news, bob):
    for target, of in TARGETS.items():
        Follow.objects.create(user=bob, **{target: of(news)})
    summary_published(news)

    assert told(bob) == [Kind.SUMMARY]


def test_the_author_does_not_hear_of_their_own(news, alice):
    Follow.objects.create(user=alice, paper=news.paper)
    summary_published(news)

    assert told(alice) == []


@pytest.mark.parametrize("visibility", ["draft", "private", "link"])
def test_what_is_not_public_is_no_news(alice, bob, visibility):
    summary = make_summary(author=alice, visibility=visibility)
    Follow.objects.create(user=bob, person=alice)
    summary_published(summary)

    assert told(bob) == []


def test_becoming_anonymous_takes_back_what_the_name_told(news, bob, carol):
    Follow.objects.create(user=bob, person=news.author)
    Follow.objects.create(user=carol, paper=news.paper)
    summary_published(news)
    news.describe(is_anonymous=True)
    name_withdrawn(news)

    assert told(bob) == []
    assert told(carol) == [Kind.SUMMARY]
    assert [mail.user for mail in OutgoingMail.objects.all()] == [carol]


def typed(**fields):
    return {
        "body": "A new text.",
        "visibility": "public",
        "is_anonymous": False,
        "licence": "CC-BY-4.0",
        "competing_interests": "",
        "ai_assistance": "",
        "note": "",
        "base": 0,
        **fields,
    }


def test_saving_tells_of_the_first_publication_alone(alice, bob, carol, paper):
    Follow.objects.create(user=bob, person=alice)
    save_summary(paper, alice, typed(visibility="private"))
    assert told(bob) == []
    save_summary(paper, alice, typed(base=1))
    Follow.objects.create(user=carol, person=alice)
    save_summary(paper, alice, typed(base=1, body="Changed."))

    assert told(bob) == [Kind.SUMMARY]
    assert told(carol) == []


def test_saving_without_a_name_takes_back_what_the_name_told(alice, bob, paper):
    Follow.objects.create(user=bob, person=alice)
    save_summary(paper, alice, typed())
    save_summary(paper, alice, typed(base=1, is_anonymous=True))

    assert told(bob) == []


# Votes


def voted(summary: Summary, voter, value=1):
    summary.set_vote(voter, value)
    summary.refresh_from_db()
    votes_changed(summary)


def test_the_author_hears_of_milestones_without_names(alice, summary):
    counts = []
    for _ in range(6):
        voted(summary, make_user())
        counts.append([row.count for row in alice.notifications.all()])

    assert counts == [[1], [1], [1], [1], [5], [5]]
    assert str(alice.notifications.get().sentence) == "5 people find your summary helpful"


def test_a_vote_taken_back_and_cast_again_is_no_news(alice, bob, summary):
    voted(summary, bob)
    alice.notifications.update(read_at=summary.created_at)
    voted(summary, bob, 0)
    voted(summary, bob)

    assert alice.notifications.unread().count() == 0


def test_a_vote_that_waits_is_news_once_it_counts(alice, summary):
    newcomer = make_user(date_joined=timezone.now())
    voted(summary, newcomer)
    assert told(alice) == []

    User.objects.filter(pk=newcomer.pk).update(date_joined=timezone.now() - timedelta(days=2))
    call_command("count_votes")
    assert told(alice) == [Kind.VOTES]


def test_votes_down_are_no_news(alice, bob, summary):
    voted(summary, bob, -1)

    assert told(alice) == []


# How much it costs


def queries(action) -> int:
    with CaptureQueriesContext(connection) as counted:
        action()
    return len(counted)


def test_fifty_followers_cost_as_many_queries_as_one(alice):
    costs = []
    for followers in (1, 50):
        paper = make_paper()
        for _ in range(followers):
            Follow.objects.create(user=make_user(), paper=paper)
        summary = make_summary(author=alice, paper=paper)
        costs.append(queries(lambda summary=summary: summary_published(summary)))
        assert Notification.objects.filter(summary=summary).count() == followers
        assert OutgoingMail.objects.filter(notification__summary=summary).count() == followers

    assert costs[0] == costs[1] <= 5


def test_twenty_mentions_cost_as_many_queries_as_one(summary):
    costs = []
    for number in (1, 20):
        names = " ".join(f"@{make_user().username}" for _ in range(number))
        comment = make_comment(summary=summary, body=names)
        costs.append(queries(lambda comment=comment: comment_posted(comment)))

    assert costs[0] == costs[1] <= 12
