"""What curators do to authors, venues and keywords is in the public log as well."""

import pytest

from summaries.models import LogEntry, Venue
from tests.desk import act
from tests.factories import (
    make_author,
    make_comment,
    make_keyword,
    make_paper,
    make_summary,
    make_user,
    make_venue,
)
from tests.moderating import entry, member_of
from tests.paper_form import inline

pytestmark = pytest.mark.django_db
DESK = "/admin/summaries"
VENUE = {"key": "conf/nips", "name": "NeurIPS", "kind": "conference", "section": ""}
WHY = {"why": "wrong_facts", "explanation": "It has another name now."}


@pytest.fixture
def curator(client):
    person = member_of("curator", "librarian")
    client.force_login(person)
    return person


def change(client, row, **fields):
    return client.post(f"{DESK}/{row._meta.model_name}/{row.pk}/change/", fields)


def log(client):
    client.logout()
    return client.get("/moderation/").text + client.get("/moderation/feed.atom").text


def test_a_venue_that_was_mended_is_in_the_log_with_why_and_by_whom(client, curator):
    venue = make_venue(key="conf/nips", name="NIPS")
    change(client, venue, **VENUE, **WHY)

    assert (entry().action, entry().kind, entry().detail) == ("facts", "venue", "name")
    told = log(client)
    for words in ("the venue “NeurIPS”", "It has another name now.", "Wrong facts", "librarian"):
        assert words in told
    assert f'href="{venue.get_absolute_url()}"' in told


def test_without_a_reason_nothing_is_changed(client, curator):
    venue = make_venue(key="conf/nips", name="NIPS")
    response = change(client, venue, **VENUE)

    assert "A change needs a reason." in response.text
    assert Venue.objects.get().name == "NIPS"
    assert not LogEntry.objects.exists()


def test_saving_what_is_there_already_is_no_entry(client, curator):
    change(client, make_venue(**VENUE), **VENUE, **WHY)

    assert not LogEntry.objects.exists()


def test_so_are_keywords_and_authors_with_their_identifiers(client, admin):
    client.force_login(admin)
    change(client, make_keyword("cs.LG"), name="cs.AI", section="cs", **WHY)
    assert (entry().kind, entry().detail) == ("keyword", "name")
    author = make_author("Ann Lee")
    row = {"scheme": "orcid", "value": "0000-0002-1825-0097", "author": author.pk}
    fields = {"name": "Ann Lee", "family": "", "slug": author.slug, **WHY}
    response = change(client, author, **fields, **inline("identifiers", [row], 0))

    assert response.status_code == 302
    assert (entry().kind, entry().thing_id, entry().detail) == ("author", author.pk, "identifiers")
    assert "the author “Ann Lee”" in log(client)


def test_what_is_new_needs_no_reason_and_is_no_entry(client, admin):
    client.force_login(admin)
    client.post(f"{DESK}/venue/add/", VENUE)

    assert Venue.objects.get().name == "NeurIPS"
    assert not LogEntry.objects.exists()


def test_authors_that_were_joined_are_in_the_log_by_whom_is_left(client, curator):
    first = make_author("Ann Lee")
    for number in range(2):
        make_paper(key=f"conf/x/{number}", authors=[first])
    other = make_author("A. Lee")
    make_paper(key="conf/x/2", authors=[other])
    act(client, f"{DESK}/author/", "join", first, other)

    assert (entry().action, entry().thing_id) == ("join", first.pk)
    told = log(client)
    assert "Joined with another author" in told
    assert "the author “Ann Lee”" in told
    assert "A. Lee" not in told  # whose name it was is nobody's any more


@pytest.mark.parametrize("kind", ["author", "keyword", "venue"])
def test_a_list_says_how_many_papers_belong_to_each(client, curator, kind):
    row = {"author": make_author, "keyword": make_keyword, "venue": make_venue}[kind]()
    for _ in range(2):
        told = {"venue": row} if kind == "venue" else {f"{kind}s": [row]}
        make_paper(**told)
    page = client.get(f"{DESK}/{kind}/?o=1").text

    assert '<td class="field-number_of_papers">2</td>' in page


def make_one_of_each():
    comment = make_comment(summary=make_summary())
    things = {
        "summary": comment.summary,
        "comment": comment,
        "paper": make_paper(),
        "person": make_user(),
        "author": make_author(),
        "venue": make_venue(),
        "keyword": make_keyword(),
    }
    for kind, thing in things.items():
        fields = {"action": "facts", "kind": kind, "reason": "other"}
        LogEntry.objects.create(thing_id=thing.pk, moderator_id=make_user().pk, **fields)


def test_the_log_of_every_kind_of_thing_takes_eight_queries(client, django_assert_max_num_queries):
    make_one_of_each()
    make_one_of_each()
    with django_assert_max_num_queries(8):
        page = client.get("/moderation/").text

    assert "that is gone" not in page
    assert client.get("/moderation/?kind=venue").text.count("the venue “") == 2
