"""What no source tells is typed, and nothing that was typed is lost."""

import pytest
from django.test import Client
from django.utils import timezone

from summaries.identifiers import DOI, Reference
from summaries.models import KeptAnswer, Paper
from tests.adding import page_of
from tests.factories import make_identifier, make_paper, make_user

HAND = "/papers/add/by-hand/"


def typed(**fields):
    return {"title": "A paper of mine", **fields}


def test_the_title_is_enough(reader, alice):
    response = reader.post(HAND, typed())

    paper = Paper.objects.get()
    assert response.url == paper.get_absolute_url()
    assert (paper.title, paper.source, paper.added_by) == ("A paper of mine", "hand", alice)
    assert paper.key.startswith("papers/")
    assert not paper.awaits_facts
    assert "waits for its first summary" in page_of(reader.get(response.url))


def test_all_facts_are_stored(reader):
    reader.post(
        HAND,
        typed(
            authors="Beispiel, Ada\r\n\r\nKarl van der Muster\nThe ATLAS Collaboration",
            year="1999",
            kind="article",
            container="Journal of Examples",
            volume="3",
            number="2",
            pages="117--149",
            publisher="Press",
            doi="https://doi.org/10.5555/HAND.1",
            arxiv="arXiv:1904.06387v2",
            pubmed="31000000",
            url="https://example.org/paper",
            abstract="It says\nthis.",
            keywords="cs.LG, growth , ",
        ),
    )

    paper = Paper.objects.get()
    names = {(row.scheme, row.value) for row in paper.identifiers.all()}
    assert [author.name for author in paper.authors.order_by("authorships__position")] == [
        "Ada Beispiel",
        "Karl van der Muster",
        "The ATLAS Collaboration",
    ]
    assert (paper.year, paper.kind, paper.pages) == (1999, "article", "117-149")
    assert (paper.container, paper.volume, paper.number) == ("Journal of Examples", "3", "2")
    assert {keyword.name for keyword in paper.keywords.all()} == {"cs.LG", "growth"}
    assert names >= {
        ("doi", "10.5555/hand.1"),
        ("arxiv", "1904.06387"),
        ("pubmed", "31000000"),
        ("url", "https://example.org/paper"),
    }


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"dblp": "conf/nips/X1", "doi": "10.5555/1", "arxiv": "1904.06387"}, "conf/nips/X1"),
        ({"doi": "10.5555/1", "arxiv": "1904.06387"}, "10.5555/1"),
        ({"arxiv": "1904.06387"}, "journals/corr/1904.06387"),
    ],
)
def test_the_key_is_the_best_known_name(reader, fields, key):
    reader.post(HAND, typed(**fields))

    assert Paper.objects.get().key == key


def test_what_no_source_has_answered_yet_awaits_its_facts(reader):
    reader.post(HAND, typed(doi="10.5555/1"))

    assert Paper.objects.get().awaits_facts


def test_what_all_sources_denied_awaits_nothing(reader):
    for source in ("crossref", "datacite"):
        KeptAnswer.objects.keep(source, Reference(DOI, "10.5555/1"), None)
    reader.post(HAND, typed(doi="10.5555/1"))

    assert not Paper.objects.get().awaits_facts


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": ""}, "required"),
        ({"title": "x" * 1001}, "at most 1000"),
        ({"year": "12"}, "1400"),
        ({"year": "soon"}, "whole number"),
        ({"doi": "no doi"}, "is no DOI"),
        ({"arxiv": "no id"}, "is no arXiv id"),
        ({"pubmed": "x"}, "is no PubMed id"),
        ({"dblp": "a b"}, "is no key"),
        ({"url": "javascript:alert(1)"}, "is not a web address"),
        ({"kind": "song"}, "Select a valid choice"),
        ({"authors": "A B\n" * 501}, "at most 500 authors"),
    ],
)
def test_a_mistake_is_named_beside_its_field_and_the_rest_is_kept(reader, wrong, words):
    response = reader.post(HAND, {**typed(container="Kept journal", abstract="Kept text"), **wrong})
    page = page_of(response)

    assert response.status_code == 422
    assert words in page
    assert 'value="Kept journal"' in page
    assert "Kept text</textarea>" in page
    assert Paper.objects.count() == 0


def test_equal_titles_are_a_question_and_never_one_paper(reader):
    twin = make_paper(title="A PAPER of mine")
    asked = reader.post(HAND, typed(year="2001"))
    stored = reader.post(HAND, typed(year="2001", another="1"))

    assert asked.status_code == 409
    assert twin.get_absolute_url() in page_of(asked)
    assert "No, it is another: add it" in page_of(asked)
    assert 'value="2001"' in page_of(asked)
    assert stored.status_code == 302
    assert Paper.objects.count() == 2


def test_the_same_paper_typed_twice_is_one(reader):
    fields = typed(authors="Ada Beispiel", year="2001")
    first, second = reader.post(HAND, fields), reader.post(HAND, fields)

    assert first.url == second.url
    assert Paper.objects.count() == 1
    assert "here already" in page_of(reader.get(second.url))


def test_an_identifier_of_another_paper_is_shown_as_such(reader):
    other = make_paper(title="Another one")
    make_identifier(other, "doi", "10.5555/1")
    response = reader.post(HAND, typed(doi="10.5555/1", abstract="Kept text"))

    assert response.status_code == 409
    assert "that of another paper" in page_of(response)
    assert other.get_absolute_url() in page_of(response)
    assert "Kept text</textarea>" in page_of(response)
    other.refresh_from_db()
    assert (Paper.objects.count(), other.abstract) == (1, "")


def test_the_form_begins_with_what_is_known(reader):
    page = page_of(reader.get(HAND, {"title": "Growth & more", "q": "10.5555/ABC"}))

    assert 'value="Growth &amp; more"' in page
    assert 'value="10.5555/abc"' in page


def test_strangers_log_in_first(client, db):
    assert client.get(HAND).url == "/account/login/?next=/papers/add/by-hand/"


def test_an_ended_session_and_a_stale_token_lose_nothing(client, alice):
    out = client.post(HAND, typed(abstract="Kept text"))
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(alice)
    stale = browser.post(HAND, typed(abstract="Kept text"))

    for response in (out, stale):
        assert response.status_code == 403
        assert "Kept text</textarea>" in page_of(response)
        assert response["Cache-Control"] == "no-store"
    assert Paper.objects.count() == 0


def test_too_many_are_a_429_that_keeps_what_was_typed(reader, settings):
    settings.LIMITS = {**settings.LIMITS, "add": (0, 60)}
    response = reader.post(HAND, typed(abstract="Kept text"))

    assert response.status_code == 429
    assert "Kept text</textarea>" in page_of(response)
    assert response["Retry-After"].isdigit()


def test_nobody_is_told_who_added_a_paper(reader, alice, client):
    address = reader.post(HAND, typed()).url
    client.logout()
    page = page_of(client.get(address)).lower()

    assert "alice" not in page


def test_a_new_account_may_add_fewer(client, settings, db):
    settings.LIMITS_OF_NEW_ACCOUNTS = {"add": (1, 60)}
    client.force_login(make_user(date_joined=timezone.now()))
    client.post(HAND, typed())

    assert client.post(HAND, typed(title="Another")).status_code == 429
