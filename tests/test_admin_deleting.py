"""Venues, authors and keywords are deleted with a reason, which stands in the public log."""

import pytest
from django.contrib.admin.models import LogEntry as History

from summaries.models import LogEntry, Venue
from tests.desk import act, fresh, numbers_are_right
from tests.factories import (
    make_author,
    make_keyword,
    make_paper,
    make_summary,
    make_user,
    make_venue,
)
from tests.moderating import entry, member_of

pytestmark = pytest.mark.django_db
DESK = "/admin/summaries"
WHY = {"reason": "twice", "explanation": "It is there under another name."}
MAKING = {
    "venue": lambda: make_venue(key="conf/nips", name="NIPS"),
    "author": lambda: make_author("Ann Lee"),
    "keyword": lambda: make_keyword("physic"),
}
KINDS = list(MAKING)


@pytest.fixture(autouse=True)
def _desk(client, admin):
    client.force_login(admin)


def page_of(*rows):
    """The page that asks why these are to be deleted."""
    keys = ",".join(str(row.pk) for row in rows)
    return f"{DESK}/{rows[0]._meta.model_name}/delete/?ids={keys}"


def is_there(row):
    return type(row).objects.filter(pk=row.pk).exists()


def log(client):
    client.logout()
    return client.get("/moderation/").text + client.get("/moderation/feed.atom").text


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_deleted_is_in_the_log_with_why_and_by_whom(client, admin, kind):
    row = MAKING[kind]()
    client.post(page_of(row), WHY)

    assert not is_there(row)
    assert (entry().action, entry().kind, entry().thing_id) == ("delete", kind, row.pk)
    told = log(client)
    words = (f"a {kind} that is gone", "Deleted", "It is there under another name.", "admin")
    assert not [each for each in words if each not in told]


@pytest.mark.parametrize("kind", ["venue", "keyword"])
def test_the_log_says_the_name_that_it_had(client, kind):
    row = MAKING[kind]()
    client.post(page_of(row), WHY)

    assert entry().detail == str(row)
    assert str(row) in log(client)


def test_the_log_never_names_a_person(client):
    client.post(page_of(make_author("Ann Lee")), WHY)

    assert "Lee" not in log(client)
    assert "Ann Lee" in History.objects.get().object_repr  # which the staff alone can read


@pytest.mark.parametrize("reason", ["spam", "abuse", "privacy"])
def test_a_name_that_was_the_reason_is_not_said_again(client, reason):
    client.post(page_of(make_keyword("buy shoes")), {"reason": reason})

    assert "buy shoes" not in log(client)


@pytest.mark.parametrize("kind", KINDS)
def test_the_own_page_and_the_action_of_the_list_lead_to_the_question(client, kind):
    row = MAKING[kind]()
    own = f"{DESK}/{kind}/{row.pk}/delete/"
    ways = [client.get(own), client.post(own, {"post": "yes"})]
    ways.append(act(client, f"{DESK}/{kind}/", "delete_chosen", row))

    assert {way.url for way in ways} == {page_of(row)}
    assert is_there(row)
    assert not LogEntry.objects.exists()
    assert "Delete for ever" in client.get(page_of(row)).text


@pytest.mark.parametrize("kind", KINDS)
def test_the_way_around_the_question_is_closed(client, kind):
    row = MAKING[kind]()
    listed = client.get(f"{DESK}/{kind}/").text
    sure = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    client.post(f"{DESK}/{kind}/", sure)

    assert is_there(row)
    assert "delete_selected" not in listed
    assert f"Delete selected {row._meta.verbose_name_plural}" in listed


def test_several_at_once_have_an_entry_each(client):
    keywords = [make_keyword(name) for name in ("physic", "phisics")]
    answer = client.post(page_of(*keywords), WHY, follow=True)

    assert [is_there(row) for row in keywords] == [False, False]
    assert {each.detail for each in LogEntry.objects.all()} == {"physic", "phisics"}
    assert "Deleted 2, and written into the log." in answer.text


def test_papers_and_texts_stay_and_are_counted_right(client, bob):
    venue, keyword = make_venue(section="physics"), make_keyword("hep-th")
    summary = make_summary(paper=make_paper(venue=venue, keywords=[keyword]))
    assert client.get("/?section=physics").context["page"].rows
    for row in (venue, keyword):
        bob.follows.create(**{row._meta.model_name: row})
        assert "Papers: 1" in client.get(page_of(row)).text
        client.post(page_of(row), WHY)

    paper = fresh(summary).paper
    assert (paper.venue, list(paper.keywords.all())) == (None, [])
    assert not bob.follows.exists()
    assert not client.get("/?section=physics").context["page"].rows
    assert numbers_are_right()


def test_an_author_of_papers_is_not_deleted_and_the_page_says_why(client):
    author = make_author("Ann Lee")
    make_paper(authors=[author])
    page = client.get(page_of(author)).text
    answer = client.post(page_of(author), WHY, follow=True).text

    for told in (page, answer):
        assert "Papers have it among their authors" in told
    assert "Delete for ever" not in page
    assert is_there(author)
    assert not LogEntry.objects.exists()
    assert not History.objects.exists()


def test_of_several_authors_those_without_papers_are_deleted(client):
    writes, idle = make_author("Ann Lee"), make_author("Bo Li")
    make_paper(authors=[writes])
    answer = client.post(page_of(writes, idle), WHY, follow=True).text

    assert (is_there(writes), is_there(idle)) == (True, False)
    assert "Ann Lee: Papers have it" in answer
    assert "Deleted 1, and written into the log." in answer
    assert LogEntry.objects.get().thing_id == idle.pk


@pytest.mark.parametrize("fields", [{}, {"reason": "nonsense"}, WHY | {"explanation": "x" * 1001}])
def test_without_a_reason_nothing_is_deleted(client, fields):
    venue = MAKING["venue"]()
    response = client.post(page_of(venue), fields)

    assert response.status_code == 422
    assert "errorlist" in response.text
    assert is_there(venue)
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("ids", ["", "?ids=", "?ids=x", "?ids=0", "?ids=²", f"?ids={'9' * 30}"])
def test_what_is_not_there_is_a_404(client, ids):
    MAKING["venue"]()

    assert client.get(f"{DESK}/venue/delete/{ids}").status_code == 404
    assert client.post(f"{DESK}/venue/delete/{ids}", WHY).status_code == 404
    assert Venue.objects.exists()


def test_what_somebody_else_has_deleted_is_no_second_entry(client):
    venue = MAKING["venue"]()
    page = page_of(venue)
    client.post(page, WHY)

    assert client.post(page, WHY).status_code == 404
    assert LogEntry.objects.count() == 1


def test_more_than_a_hundred_at_once_are_refused_in_words(client):
    keywords = [make_keyword() for _ in range(101)]
    sent = {"action": "delete_chosen", "_selected_action": [row.pk for row in keywords]}
    answer = client.post(f"{DESK}/keyword/", sent, follow=True)

    assert "At most 100 at a time." in answer.text
    assert is_there(keywords[0])


@pytest.mark.parametrize("group", ["moderator", "curator", ""])
@pytest.mark.parametrize("kind", KINDS)
def test_only_administrators_delete(client, group, kind):
    row = MAKING[kind]()
    client.force_login(member_of(group) if group else make_user())
    ways = [client.get(page_of(row)), client.post(page_of(row), WHY)]
    ways.append(client.get(f"{DESK}/{kind}/{row.pk}/delete/"))
    act(client, f"{DESK}/{kind}/", "delete_chosen", row)

    assert {way.status_code for way in ways} == ({403} if group else {302})
    assert is_there(row)
    assert not LogEntry.objects.exists()


def test_the_page_costs_the_same_for_one_and_for_five(client, django_assert_max_num_queries):
    authors = [make_author() for _ in range(5)]
    make_paper(authors=authors[:3])
    with django_assert_max_num_queries(12) as one:
        client.get(page_of(authors[0]))
    with django_assert_max_num_queries(12) as five:
        client.get(page_of(*authors))

    assert len(one) == len(five)


def test_no_venue_is_deleted_from_beside_its_picker(client, paper):
    page = client.get(f"{DESK}/paper/{paper.pk}/change/").text

    assert "add_id_venue" in page
    assert "delete_id_venue" not in page
