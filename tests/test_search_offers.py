"""What the search offers by itself: people, keywords, what was meant, suggestions."""

import pytest
from django.db import connection
from django.urls import reverse

from summaries import search
from summaries.models import Paper
from tests.factories import make_paper
from tests.searching import text

pytestmark = pytest.mark.django_db


def test_authors_and_keywords_called_so_stand_above(client):
    make_paper(authors=["Käthe Möller"], keywords=["möbius"])

    page = text(client, q="mo")

    assert '<a href="/authors/k%C3%A4the-m%C3%B6ller/">Käthe <mark>Möller</mark></a>' in page
    assert '<a href="/keywords/m%C3%B6bius/"><mark>möbius</mark></a>' in page
    assert [row.name for row in search.authors("moller k")] == ["Käthe Möller"]
    assert search.authors("") == search.keywords("?") == []


def test_misspelt_titles_and_names_are_guessed_where_the_database_can(client):
    paper = make_paper(title="Convolutional networks", authors=["Katherine Hermann"])
    make_paper(title="Convolutional netwroks secret", status=Paper.Status.UNIDENTIFIED)

    titles = [row.pk for row in search.alike("convolutoinal netwrks").papers]
    names = [row.name for row in search.alike("katerine herman").authors]
    page = text(client, q="convolutoinal netwrks")

    guesses = connection.vendor == "postgresql"
    assert titles == ([paper.pk] if guesses else [])
    assert names == (["Katherine Hermann"] if guesses else [])
    assert ("Did you mean" in page) == guesses
    assert "secret" not in page
    assert not search.alike("xyz")


def test_browsers_are_told_how_to_search_here(client, db):
    assert f'href="{reverse("summaries:opensearch")}"' in client.get("/").content.decode()

    response = client.get("/opensearch.xml")

    assert response["Content-Type"] == "application/opensearchdescription+xml"
    assert 'template="http://testserver/search/?q={searchTerms}"' in response.content.decode()
    assert (
        'template="http://testserver/search/suggest?q={searchTerms}"' in response.content.decode()
    )


def test_suggestions_go_on_like_what_was_typed(client):
    paper = make_paper(title="Attention is all you need", authors=["Ann Lee", "Bo Li", "Cy Xu"])
    make_paper(title="Something else")

    response = client.get("/search/suggest", {"q": "attention is al"})

    assert response["Content-Type"] == "application/x-suggestions+json"
    words, found, descriptions, addresses = response.json()
    assert (words, found) == ("attention is al", ["Attention is all you need"])
    assert descriptions == ["Ann Lee et al."]
    assert addresses == [f"http://testserver{paper.get_absolute_url()}"]


def test_every_page_has_a_search_box_that_needs_no_script_and_no_token(client, db):
    for address in ("/", "/venues/", "/no/such/page/"):
        page = client.get(address).content.decode()
        assert '<form class="search-box" role="search" aria-label="Site"' in page
        assert 'action="/search/" method="get"' in page
        assert "csrfmiddlewaretoken" not in page


def test_whoever_cites_finds_papers_by_the_beginning_of_the_last_word(client, alice):
    first = make_paper(key="conf/nips/Vaswani17", title="Attention is all you need")
    make_paper(key="conf/nips/Other", title="Another", authors=["Attila Kiss"])
    client.force_login(alice)

    def cited(words):
        return [row["key"] for row in client.get("/cite/", {"q": words}).json()["papers"]]

    assert cited("atten") == cited("all attent") == cited("conf/nips/Vas") == [first.key]
    assert cited("kis") == ["conf/nips/Other"]
    assert cited("att") == [first.key, "conf/nips/Other"]
    assert cited("nowhere") == []
