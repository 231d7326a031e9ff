"""Who is told of a new summary, and who is not."""

import pytest

from accounts.models import Notification, OutgoingMail
from accounts.notify import name_withdrawn, summary_published
from summaries.models import Follow
from summaries.writing import save_summary
from tests.factories import make_paper, make_summary, make_venue
from tests.news import told

Kind = Notification.Kind

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
