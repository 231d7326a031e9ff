"""Two rows of one paper become one, and nothing that belonged to either is lost."""

from datetime import date

import pytest

from summaries.models import (
    Bookmark,
    CannotJoin,
    DailyReaders,
    Draft,
    Follow,
    Paper,
    ReaderMark,
    Twin,
)
from tests.factories import make_daily_readers, make_identifier, make_paper, make_summary

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


@pytest.fixture
def published(db):
    return make_paper(key="conf/cvpr/HeZRS16", title="Residuals", kind="conference", year=2016)


@pytest.fixture
def preprint(db):
    paper = make_paper(
        key="journals/corr/1512.03385",
        title="Residuals, early",
        kind="preprint",
        year=2015,
        container="CoRR",
        abstract="Deeper is harder.",
        authors=["Ada Lovelace"],
        keywords=["cs.CV"],
    )
    make_identifier(paper, "arxiv", "1512.03385")
    return paper


def test_texts_and_all_that_people_keep_move_over(published, preprint, alice, bob, carol):
    summary = make_summary(paper=preprint, author=alice)
    make_summary(paper=published, author=bob)
    Draft.objects.keep(carol, preprint, 0, body="not yet")
    Bookmark.objects.keep(alice, preprint, "read")
    for user in (alice, bob):
        Follow.objects.note(user, "paper", preprint, True)
    Follow.objects.note(bob, "paper", published, True)
    published.absorb(preprint)
    published.refresh_from_db()

    assert Paper.objects.get() == published
    assert published.summary_count == 2
    assert type(summary).objects.get(pk=summary.pk).paper == published
    assert Draft.objects.get().paper == published
    assert Bookmark.objects.get().paper == published
    assert Follow.objects.filter(paper=published).count() == 2


def test_readers_of_a_day_add_up_and_nobody_is_marked_twice(published, preprint, alice):
    summary = make_summary(paper=preprint, author=alice)
    for paper in (published, preprint):
        make_daily_readers(paper=paper, day=DAY, readers=3)
        ReaderMark.objects.create(day=DAY, paper=paper, visitor=b"x" * 16)
    make_daily_readers(summary=summary, day=DAY, readers=2)
    ReaderMark.objects.create(day=DAY, paper=preprint, visitor=b"y" * 16)
    published.absorb(preprint)

    assert DailyReaders.objects.get(summary=None).readers == 6
    assert DailyReaders.objects.get(summary=summary).paper == published
    assert ReaderMark.objects.filter(paper=published).count() == 2


def test_every_address_of_the_one_leads_to_the_other(client, published, preprint):
    published.absorb(preprint)

    for name in ("journals/corr/1512.03385", "arXiv:1512.03385v1"):
        assert Paper.objects.resolve(name) == published
    response = client.get("/papers/journals/corr/1512.03385/")
    assert (response.status_code, response.url) == (301, published.get_absolute_url())


def test_the_published_facts_stay_and_only_what_they_lack_is_gained(published, preprint):
    published.absorb(preprint)
    published.refresh_from_db()

    assert (published.title, published.year, published.container) == ("Residuals", 2016, "")
    assert published.abstract == "Deeper is harder."
    assert [str(author) for author in published.authors.all()] == ["Ada Lovelace"]
    assert [str(keyword) for keyword in published.keywords.all()] == ["cs.CV"]


@pytest.mark.parametrize("first", ["summary", "draft"])
@pytest.mark.parametrize("second", ["summary", "draft"])
def test_what_one_person_wrote_about_both_is_for_people_to_solve(
    published, preprint, alice, first, second
):
    for paper, kind in ((published, first), (preprint, second)):
        if kind == "summary":
            make_summary(paper=paper, author=alice)
        else:
            Draft.objects.keep(alice, paper, 0, body="a draft")

    with pytest.raises(CannotJoin):
        published.absorb(preprint)
    assert Paper.objects.count() == 2


def test_two_texts_by_nobody_we_know_are_no_conflict(published, preprint):
    for paper in (published, preprint):
        make_summary(paper=paper, author=None, is_imported=True)
    published.absorb(preprint)

    assert published.summaries.count() == 2


def act(client, action, twin):
    sent = {"action": action, "_selected_action": [twin.pk]}
    return client.post("/admin/summaries/twin/", sent, follow=True)


def pair(one, other):
    Twin.objects.note(one, [other], Twin.Why.TITLE)
    return Twin.objects.get()


def test_an_admin_joins_a_pair_into_the_published_one(client, admin, published, preprint):
    client.force_login(admin)
    page = act(client, "join", pair(published, preprint)).content.decode()

    assert "“journals/corr/1512.03385” is conf/cvpr/HeZRS16 now." in page
    assert Paper.objects.get() == published
    assert not Twin.objects.exists()


def test_an_admin_says_once_that_two_are_different(client, admin, published, preprint):
    client.force_login(admin)
    act(client, "differ", pair(published, preprint))
    Twin.objects.note(preprint, [published], Twin.Why.TITLE)
    twin = Twin.objects.get()

    assert (twin.state, twin.decided_by) == ("different", admin)
    assert client.get(f"/admin/summaries/twin/{twin.pk}/change/").status_code == 200


def test_a_pair_that_cannot_be_joined_says_why(client, admin, published, preprint, alice):
    for paper in (published, preprint):
        make_summary(paper=paper, author=alice)
    client.force_login(admin)
    page = act(client, "join", pair(published, preprint)).content.decode()

    assert "Nothing was joined" in page
    assert Paper.objects.count() == 2
