"""Papers on the moderators' desk: found by any name, mended without a 500."""

import pytest
from django.db import connection
from django.urls import reverse

from summaries.catalogue.record import Record
from summaries.catalogue.store import store
from summaries.models import Identifier, LogEntry, Paper
from tests.desk import act, fresh
from tests.factories import (
    make_identifier,
    make_imported_summary,
    make_paper,
    make_summary,
    make_venue,
)
from tests.moderating import decide, ticket_page
from tests.paper_form import PAPERS, errors, save

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def desk(client, admin):
    client.force_login(admin)


@pytest.fixture
def five(db):
    return make_paper(key="conf/test/Five", authors=["A", "B", "C", "D", "E"])


def test_a_new_key_keeps_the_former_one_as_an_alias(client, paper):
    former = paper.get_absolute_url()
    save(client, paper, key="conf/nips/HermannLampinen20")
    response = client.get(former)

    assert response.status_code == 301
    assert response.url == "/papers/conf/nips/HermannLampinen20/"


def test_a_paper_goes_back_to_its_former_key(client, paper):
    save(client, paper, key="conf/nips/Other")
    paper.refresh_from_db()
    response = save(client, paper, key="conf/nips/HermannL20")

    assert response.status_code == 302
    assert [str(name) for name in paper.identifiers.all()] == ["alias conf/nips/Other"]
    assert Paper.objects.get().key == "conf/nips/HermannL20"


def test_a_key_that_leads_to_another_paper_is_refused_with_a_reason(client, paper, five):
    make_identifier(five, "key", "conf/test/Former")

    assert "leads to another paper" in errors(save(client, paper, key="conf/test/Former"))
    assert "already exists" in errors(save(client, paper, key="conf/test/Five"))


@pytest.mark.parametrize("key", ["", "conf/nips/", "/x", "two words", "x" * 256])
def test_a_key_that_makes_no_address_is_refused_with_a_reason(client, paper, key):
    assert "key" in errors(save(client, paper, key=key))


def test_an_alias_that_is_the_key_of_a_paper_is_refused_with_a_reason(client, paper, five):
    names = [{"paper": paper.pk, "scheme": "key", "value": "conf/test/Five"}]

    assert "key of a paper already" in errors(save(client, paper, None, names))


def test_one_identifier_in_two_spellings_is_refused_with_a_reason(client, paper):
    spellings = ["10.1000/ABC", "doi:10.1000/abc"]
    names = [{"paper": paper.pk, "scheme": "doi", "value": text} for text in spellings]

    assert "Please correct the duplicate" in errors(save(client, paper, None, names))
    assert not Identifier.objects.exists()


def test_an_identifier_of_another_paper_is_refused_with_a_reason(client, paper, five):
    make_identifier(five, "arxiv", "1707.09405")
    names = [{"paper": paper.pk, "scheme": "arxiv", "value": "arXiv:1707.09405v2"}]

    assert "already exists" in errors(save(client, paper, None, names))


def test_what_is_no_identifier_is_refused_with_a_reason(client, paper):
    names = [{"paper": paper.pk, "scheme": "doi", "value": "eleven"}]

    assert "“eleven” is no DOI." in errors(save(client, paper, None, names))


@pytest.mark.parametrize("year", ["1", "3000", "-5", "99999999999999999999"])
def test_a_year_that_is_none_is_refused_with_a_reason(client, paper, year):
    assert "year" in errors(save(client, paper, year=year))


@pytest.mark.parametrize(
    "words",
    [
        "feature representations",
        "nips/HermannL20",
        "10.1000/abc",
        "https://doi.org/10.1000/ABC",
        "1707.09405",
        "https://arxiv.org/abs/1707.09405v2",
        "Lampinen",
        "Hermann feature",
    ],
)
def test_a_paper_is_found_by_whatever_it_is_known_by(client, paper, five, words):
    make_identifier(paper, "doi", "10.1000/abc")
    make_identifier(paper, "arxiv", "1707.09405")
    response = client.get(PAPERS, {"q": words})

    assert list(response.context["cl"].result_list) == [paper]


def test_papers_are_narrowed_by_status_venue_year_and_summaries(client, paper):
    venue = make_venue()
    make_summary(paper=paper)
    other = make_paper(venue=venue, year=2001, status=Paper.Status.UNIDENTIFIED)

    def found(**query):
        return list(client.get(PAPERS, query).context["cl"].result_list)

    assert found(status__exact="unidentified") == [other]
    assert found(summarised="yes") == [paper]
    assert found(summarised="no") == [other]
    assert found(year="2001") == [other]
    assert found(venue__id__exact=venue.pk) == [other]


def test_papers_are_marked_as_identified(client):
    stub = make_paper(status=Paper.Status.UNIDENTIFIED)
    asked = act(client, PAPERS, "mark_identified", stub)
    assert "Mark it as identified" in client.get(asked.url).content.decode()
    client.post(asked.url, {"reason": "wrong_facts", "explanation": "By its abstract."})
    entry = LogEntry.objects.get()

    assert Paper.objects.get().is_identified
    assert Paper.objects.get().updated_at > stub.updated_at
    assert (entry.action, entry.thing_id, entry.explanation) == (
        "identify",
        stub.pk,
        "By its abstract.",
    )


def test_an_unidentified_paper_leads_to_the_assignment_of_its_summaries(client):
    stub = make_paper(status=Paper.Status.UNIDENTIFIED)
    first, second = make_imported_summary(paper=stub), make_imported_summary(paper=stub)
    page = client.get(f"{PAPERS}{stub.pk}/change/").content.decode()
    step = f"{reverse('admin:summaries_summary_assign_to_paper')}?ids={second.pk},{first.pk}"

    assert f'href="{step}"' in page
    assert client.get(step).status_code == 200


def test_a_paper_with_summaries_is_not_deleted(client, summary):
    response = decide(client, "paper", summary.paper, "delete")

    assert "have to move first" in response.content.decode()
    assert Paper.objects.filter(pk=summary.paper_id).exists()


def test_a_paper_without_summaries_is_deleted_with_a_reason(client, five):
    asked = client.post(f"{PAPERS}{five.pk}/delete/", {"post": "yes"})
    assert asked.url == ticket_page("paper", five)
    decide(client, "paper", five, "delete", explanation="It was made up.")
    connection.check_constraints()
    entry = LogEntry.objects.get()

    assert not Paper.objects.exists()
    assert (entry.action, entry.detail) == ("delete", five.key)
    assert "delete_selected" not in client.get(PAPERS).content.decode()


def test_what_a_curator_says_no_source_overwrites(client, paper):
    names = [{"paper": paper.pk, "scheme": "doi", "value": "10.1000/abc"}]
    paper.kind, paper.awaits_facts, paper.source = "preprint", True, "arxiv"
    paper.save()
    save(client, paper, None, names, title="What shapes it?", volume="3", kind="preprint")
    facts = {"title": "What shapes it?", "volume": "4", "kind": "article"}
    said = Record(doi="10.1000/abc", source="crossref", **facts)
    stored = store(said).paper

    assert (stored, stored.title, stored.volume) == (paper, "What shapes it?", "3")
    assert (stored.source, stored.awaits_facts) == ("hand", False)


def test_a_new_name_of_a_paper_leaves_its_source_as_it_is(client, paper):
    names = [{"paper": paper.pk, "scheme": "doi", "value": "10.1000/abc"}]
    save(client, paper, None, names)

    assert fresh(paper).source == ""
    assert LogEntry.objects.get().detail == "identifiers"
