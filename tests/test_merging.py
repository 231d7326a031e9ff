"""Papers that become one, with a preview and a way back."""

import json

import pytest
from django.core import serializers
from django.utils import timezone

from accounts.models import Notice
from summaries.models import (
    Bookmark,
    CannotJoin,
    Draft,
    Follow,
    LogEntry,
    Merge,
    Paper,
    ReaderMark,
    Ticket,
    Twin,
)
from summaries.moderation import merging
from summaries.moderation.journal import belongings
from tests.desk import fresh, numbers_are_right
from tests.factories import (
    make_comment,
    make_daily_readers,
    make_identifier,
    make_paper,
    make_summary,
    make_user,
    make_venue,
    make_vote,
)
from tests.moderating import decide, member_of, report, ticket_page
from tests.test_readers import beacon

pytestmark = pytest.mark.django_db
DAY = "2026-01-01"
MERGE, SPLIT = "/admin/summaries/ticket/merge/", "/admin/summaries/ticket/split/"


@pytest.fixture
def desk(client):
    client.force_login(member_of("curator"))
    return client


@pytest.fixture
def pair(bob, carol):
    """Two papers with all that can belong to one, some of it to both."""
    stays = make_paper(title="One paper", keywords=["cs.LG"], year=None, authors=["Ann Lee"])
    goes = make_paper(
        title="One paper, again",
        keywords=["cs.LG", "cs.AI"],
        year=2018,
        venue=make_venue(),
        authors=["Ann Lee", "Bo Wu"],
        abstract="What it says.",
    )
    make_identifier(goes, "doi", "10.1000/goes")
    for paper in (stays, goes):
        summary = make_summary(paper=paper)
        make_vote(summary)
        make_comment(summary=summary)
        make_daily_readers(summary=summary, day=DAY)
        make_daily_readers(paper=paper, readers=5, day=DAY)
        Bookmark.objects.create(user=bob, paper=paper)
        Follow.objects.create(user=bob, paper=paper)
    make_daily_readers(paper=goes, day="2026-01-02", readers=2)
    Bookmark.objects.create(user=carol, paper=goes)
    Draft.objects.keep(carol, goes, 0, body="Unfinished.")
    Twin.objects.create(first=stays, second=goes, why="title")
    return stays, goes


def everything(*papers):
    """All rows of the papers, without what no merge brings back: when they were changed."""
    found = {}
    for paper in papers:
        rows = json.loads(serializers.serialize("json", [fresh(paper)]))
        for owned in belongings(paper).values():
            rows += owned
        for row in rows:
            fields = {k: v for k, v in row["fields"].items() if k not in CHANGING}
            found[row["model"], row["pk"]] = fields
    return {key: fields for key, fields in found.items() if key[0] not in BESIDE}


CHANGING = {"updated_at", "search_names"}
BESIDE = {"summaries.ticket", "summaries.merge"}


def merge(client, stays, goes, **fields):
    fields = {"reason": "twice", "explanation": "The same title.", **fields}
    return client.post(f"{MERGE}{stays.pk}/?other={goes.key}", fields)


def test_the_preview_says_what_would_move_and_changes_nothing(desk, pair):
    stays = pair[0]
    before = everything(*pair)
    page = desk.get(f"{MERGE}{stays.pk}/?other=10.1000/GOES")
    shown = dict(page.context["preview"].moves)

    assert (shown["summary"], shown["bookmark"], shown["draft"]) == (1, 2, 1)
    assert "What it says." in page.content.decode()
    assert everything(*pair) == before


def test_merging_moves_everything_and_keeps_the_address(client, desk, pair):
    stays, goes = pair
    response = merge(desk, stays, goes)
    entry = LogEntry.objects.get()
    client.logout()

    assert response.url == ticket_page("paper", stays)
    assert not Paper.objects.filter(pk=goes.pk).exists()
    assert stays.summaries.count() == 2
    assert client.get(f"/papers/{goes.key}/").url == stays.get_absolute_url()
    assert (entry.action, entry.thing_id) == ("merge", stays.pk)
    assert entry.detail == f"{goes.key} became {stays.key}"
    assert goes.key in client.get("/moderation/").content.decode()
    assert numbers_are_right()


def test_undoing_a_merge_brings_everything_back(client, desk, pair):
    stays, goes = pair
    before = everything(*pair)
    merge(desk, stays, goes)
    response = decide(desk, "paper", stays, "unmerge", reason="other", explanation="They differ.")
    goes = Paper.objects.get(key=goes.key)

    assert response.status_code == 302
    assert everything(stays, goes) == before
    assert [entry.action for entry in LogEntry.objects.all()] == ["unmerge", "merge"]
    assert numbers_are_right()
    client.logout()
    for paper in (stays, goes):
        assert client.get(paper.get_absolute_url()).status_code == 200
    assert decide(desk, "paper", stays, "unmerge").status_code in {302, 422}
    assert LogEntry.objects.count() == 2


def test_what_happened_since_the_merge_stays(desk, pair, bob):
    stays, goes = pair
    merge(desk, stays, goes)
    stays = fresh(stays)
    stays.year = 2001
    stays.save()
    later = make_summary(paper=stays)
    make_user("dora").bookmarks.create(paper=stays)
    bob.delete()
    decide(desk, "paper", stays, "unmerge")

    assert fresh(stays).year == 2001
    assert fresh(later).paper == stays
    assert stays.bookmarks.count() == 1
    assert numbers_are_right()


def test_merges_are_undone_the_last_first(desk):
    first, second, third = make_paper(), make_paper(), make_paper()
    merge(desk, first, second)
    merge(desk, first, third)
    decide(desk, "paper", first, "unmerge")
    assert Paper.objects.filter(key=third.key).exists()
    assert not Paper.objects.filter(key=second.key).exists()
    decide(desk, "paper", first, "unmerge")

    assert Paper.objects.filter(key=second.key).exists()
    assert not Merge.objects.standing().exists()


def test_a_chain_of_merges_is_undone_as_well(desk):
    first, second, third = make_paper(), make_paper(), make_paper()
    summary = make_summary(paper=third)
    merge(desk, second, third)
    merge(desk, first, second)
    decide(desk, "paper", first, "unmerge")
    second = Paper.objects.get(key=second.key)
    assert fresh(summary).paper == second
    decide(desk, "paper", second, "unmerge")

    assert fresh(summary).paper.key == third.key


def test_a_merge_is_not_undone_when_another_paper_has_the_key(desk):
    stays, goes = make_paper(), make_paper()
    merge(desk, stays, goes)
    stays.identifiers.filter(value=goes.key).delete()
    make_paper(key=goes.key)
    response = decide(desk, "paper", stays, "unmerge")

    assert response.status_code == 409
    assert "Another paper goes by" in response.content.decode()


def test_papers_that_one_person_has_written_about_are_not_merged(desk, alice):
    stays, goes = (make_summary(author=alice, paper=make_paper()).paper for _ in range(2))
    page = desk.get(f"{MERGE}{stays.pk}/?other={goes.key}").content.decode()
    response = merge(desk, stays, goes)

    assert "One person has written about both" in page
    assert response.status_code == 422
    assert Paper.objects.count() == 2
    assert not LogEntry.objects.exists()
    assert not Merge.objects.exists()


@pytest.mark.parametrize("other", ["no/such/key", "the same", ""])
def test_without_another_paper_the_page_asks_again(desk, paper, other):
    asked = paper.key if other == "the same" else other
    response = desk.get(f"{MERGE}{paper.pk}/", {"other": asked} if asked else {})

    assert response.status_code == (404 if asked else 200)
    assert "The paper that goes" in response.content.decode()


def test_a_merge_needs_a_reason(desk, pair):
    assert merge(desk, *pair, reason="").status_code == 422
    assert Paper.objects.count() == 2


def test_the_ticket_of_what_goes_is_settled(client, bob, carol, pair):
    stays, goes = pair
    for person in (bob, carol):
        report(client, person, goes, reason="twice")
    client.force_login(member_of("curator"))
    merge(client, stays, goes)

    assert not Ticket.objects.open().exists()
    assert not Notice.objects.exists()


def test_twins_are_merged_by_way_of_the_log(client, admin, pair):
    client.force_login(admin)
    twin = Twin.objects.get()
    client.post("/admin/summaries/twin/", {"action": "join", "_selected_action": [twin.pk]})

    assert LogEntry.objects.get().action == "merge"
    assert Merge.objects.standing().exists()


@pytest.mark.parametrize("url", [MERGE, SPLIT])
def test_only_curators_merge_and_split(client, moderator, paper, url):
    client.force_login(member_of("moderator", "other"))
    assert client.get(f"{url}{paper.pk}/").status_code == 403
    client.logout()

    assert client.get(f"{url}{paper.pk}/").status_code == 302
    client.force_login(moderator)
    assert client.get(f"{url}99999999/").status_code == 404


def test_a_merge_of_long_ago_forgets_those_who_left(desk, pair, carol):
    stays, goes = pair
    merge(desk, stays, goes)
    carol.delete()
    decide(desk, "paper", stays, "unmerge")

    assert Paper.objects.get(key=goes.key).bookmarks.count() == 1
    assert timezone.now() > Merge.objects.get().undone_at


def test_of_two_who_merge_the_same_at_once_the_second_is_refused(pair):
    stays, goes = pair
    as_the_second_saw_it = fresh(goes)
    merging.merge(stays, goes)
    with pytest.raises(CannotJoin, match="meanwhile"):
        merging.merge(make_paper(), as_the_second_saw_it)

    assert Merge.objects.count() == 1


def test_who_read_it_today_is_in_no_journal(client, desk, pair):
    stays, goes = pair
    for paper in pair:
        beacon(client, paper)
    assert ReaderMark.objects.filter(summary=None).count() == 2
    merge(desk, stays, goes)
    journal = Merge.objects.get().journal

    assert "summaries.readermark" not in {row["model"] for row in journal["gone"]}
    decide(desk, "paper", stays, "unmerge")
    assert numbers_are_right()
