"""What tells an author from namesakes, on the moderators' desk: curators mend it, with a reason."""

import pytest

from summaries.models import Author, AuthorIdentifier, LogEntry
from tests.desk import fresh
from tests.factories import make_author
from tests.moderating import entry, member_of
from tests.paper_form import errors, inline

pytestmark = pytest.mark.django_db
AUTHORS = "/admin/summaries/author/"
ORCID = "0000-0002-1825-0097"


@pytest.fixture(autouse=True)
def curator(client):
    person = member_of("curator")
    client.force_login(person)
    return person


@pytest.fixture
def ann():
    return make_author("Ann Lee")


def save(client, author, *rows, **changes):
    """The page of the author as a browser sends it; rows that are there have an `id`."""
    fields = {"name": author.name, "slug": author.slug, "why": "wrong_facts", **changes}
    rows = [{"author": author.pk, **row} for row in rows]
    fields |= inline("identifiers", rows, sum("id" in row for row in rows))
    return client.post(f"{AUTHORS}{author.pk}/change/", fields)


def known(author):
    return {row.scheme: row.value for row in author.identifiers.all()}


def test_a_curator_finds_a_row_to_fill_in(client, ann):
    assert 'name="identifiers-0-value"' in client.get(f"{AUTHORS}{ann.pk}/change/").text


def test_a_curator_adds_changes_and_takes_away_identifiers_and_each_is_in_the_log(client, ann):
    save(client, ann, {"scheme": "orcid", "value": ORCID}, {"scheme": "dblp", "value": "A Lee"})
    assert known(ann) == {"orcid": ORCID, "dblp": "A Lee"}
    orcid, dblp = (ann.identifiers.get(scheme=scheme) for scheme in ("orcid", "dblp"))
    gone = {"id": orcid.pk, "scheme": "orcid", "value": ORCID, "DELETE": "on"}
    save(client, ann, gone, {"id": dblp.pk, "scheme": "dblp", "value": "Ann Lee 0002"})

    assert known(ann) == {"dblp": "Ann Lee 0002"}
    assert LogEntry.objects.count() == 2
    assert (entry().kind, entry().thing_id, entry().detail) == ("author", ann.pk, "identifiers")


def test_without_a_reason_none_is_added(client, ann):
    response = save(client, ann, {"scheme": "orcid", "value": ORCID}, why="")

    assert "A change needs a reason." in errors(response)
    assert known(ann) == {}


@pytest.mark.parametrize("typed", [f"https://orcid.org/{ORCID}", ORCID.replace("-", "")])
def test_an_orcid_is_stored_in_its_usual_form(client, ann, typed):
    save(client, ann, {"scheme": "orcid", "value": typed})

    assert known(ann) == {"orcid": ORCID}


@pytest.mark.parametrize(
    ("scheme", "value", "words"),
    [
        ("orcid", "0000-0002-1825-0098", "its last sign is wrong"),
        ("orcid", "Ann", "sixteen digits"),
        ("slug", "a/b", "valid “slug”"),
        ("slug", "bo-li", "That is the address of another author."),
        ("dblp", "Bo Li 0001", "already exists"),
    ],
)
def test_what_is_none_or_leads_elsewhere_is_refused(client, ann, scheme, value, words):
    other = make_author("Bo Li")
    other.identifiers.create(scheme="dblp", value="Bo Li 0001")
    response = save(client, ann, {"scheme": scheme, "value": value})

    assert words in errors(response)
    assert known(ann) == {}


def test_an_author_moves_to_another_address_and_is_found_at_the_former_one(client, ann):
    save(client, ann, {"scheme": "slug", "value": "ann-lee"}, slug="ann-lee-of-oslo")
    response = client.get("/authors/ann-lee/")

    assert (response.status_code, response.url) == (301, "/authors/ann-lee-of-oslo/")


def test_an_address_that_leads_to_another_author_is_nobody_elses(client, ann):
    make_author("Bo Li").identifiers.create(scheme="slug", value="b-li")
    response = save(client, ann, slug="b-li")

    assert "That address leads to another author: “Bo Li”." in errors(response)
    assert fresh(ann).slug == "ann-lee"


def test_others_of_the_staff_change_nothing(client, ann):
    client.force_login(member_of("moderator"))

    assert save(client, ann, {"scheme": "orcid", "value": ORCID}).status_code == 403
    assert not AuthorIdentifier.objects.exists()
    assert Author.objects.get() == ann
