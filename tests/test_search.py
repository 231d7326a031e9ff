"""The search page: what is typed finds papers, people, keywords and texts that anybody may see."""

import pytest
from django.db import connection
from django.urls import reverse

from summaries import search
from summaries.models import Paper
from summaries.search import MOST
from tests.factories import (
    make_identifier,
    make_keyword,
    make_paper,
    make_summary,
    make_venue,
)

pytestmark = pytest.mark.django_db
URL = "/search/"


def titles(client, **asked):
    response = client.get(URL, asked)
    assert response.status_code == 200
    return [row.shown_title for row in response.context["page"]]


def text(client, **asked):
    return client.get(URL, asked).content.decode()


# What finds what

SPELLINGS = [
    (r"On $\ell_1$-regularized Schr{\"o}dinger operators", "l1 regularized schrodinger"),
    (r"{B}ayesian $\beta$-{VAE}s", "β-VAEs"),
    (r"{B}ayesian $\beta$-{VAE}s", "beta vaes"),
    ("The β-divergence", r"$\beta$ divergence"),
    (r"\textit{Deep} Residual Learning", "deep residual LEARNING"),
    ("Self-Attention in vision", "self attention"),
    ("Self-Attention in vision", "selfattention"),
    ("Self attention in vision", "selfattention"),
    ("Self attention in vision", "self-attention"),
    ("Selfattention in vision", "self-attention vision"),
    ("Selfattention in vision", "self attention"),
    ("Non-negative matrices", "nonnegative matrices"),
    ("Über Straßen und Größen", "uber strassen grossen"),
    ("Uber Strassen", "Über Straßen"),
    ("Łukasiewicz's logic", "lukasiewicz logic"),
    ("What shapes representations?", "shape representation"),
    ("What shapes representations?", "what shapes"),
    ("What shapes representations?", "representat"),
    ("What shapes representations?", "WHAT shapes repr"),
    ("Encoder/decoder and cs.LG 3.5", "decoder"),
    ("深度学习 in practice", "深度"),
    ("Нейронные сети", "нейронные СЕТИ"),
    ("Graph learning", "learnin"),
]


@pytest.mark.parametrize(("title", "typed"), SPELLINGS)
def test_a_title_is_found_however_somebody_writes_it(client, title, typed):
    make_paper(title="Something else entirely")
    make_paper(title=title)

    assert titles(client, q=typed) == [title]


def test_abstracts_are_found_and_an_excerpt_shows_where(client):
    make_paper(title="A title", abstract=f"{'word ' * 100} the <b>encoder/decoder</b> pair")

    page = text(client, q="decoders")

    assert "<mark>decoder</mark>&lt;/b&gt; pair" in page
    assert "…" in page


def test_words_in_quotation_marks_stand_side_by_side(client):
    make_paper(title="Nearest neighbor search")
    make_paper(title="Neighbor of the nearest star")

    assert len(titles(client, q="nearest neighbor")) == 2
    assert titles(client, q='"nearest neighbor"') == ["Nearest neighbor search"]
    assert titles(client, q="“nearest neighbor” search") == ["Nearest neighbor search"]


def test_the_very_title_comes_first_then_titles_then_names_then_abstracts(client):
    make_paper(title="In an abstract", abstract="It is about attention.", year=2024)
    make_paper(title="By name", authors=["Attention, Ann"], year=2023)
    make_paper(title="Attention in vision", year=2022)
    make_paper(title="Attention", year=1999)

    found = titles(client, q="attention")

    assert found == ["Attention", "Attention in vision", "By name", "In an abstract"]


def test_among_equals_papers_with_summaries_come_first_then_the_newest(client):
    make_paper(title="Attention one", year=2021)
    make_paper(title="Attention two", year=2022)
    make_summary(paper=make_paper(title="Attention three", year=2001))

    assert titles(client, q="attention") == ["Attention three", "Attention two", "Attention one"]


def test_it_is_sorted_by_year_or_by_the_newest_summary(client):
    old = make_paper(title="Attention", year=1999)
    make_paper(title="Attention in vision", year=2022)
    make_summary(paper=old)

    assert titles(client, q="attention", order="year")[0] == "Attention in vision"
    assert titles(client, q="vision attention", order="activity") == ["Attention in vision"]
    assert titles(client, q="attention", order="activity")[0] == "Attention"


def test_authors_and_keywords_called_so_stand_above(client):
    make_paper(authors=["Käthe Möller"], keywords=["möbius"])

    page = text(client, q="mo")

    assert '<a href="/authors/k%C3%A4the-m%C3%B6ller/">Käthe <mark>Möller</mark></a>' in page
    assert '<a href="/keywords/m%C3%B6bius/"><mark>möbius</mark></a>' in page
    assert [row.name for row in search.authors("moller k")] == ["Käthe Möller"]
    assert search.authors("") == search.keywords("?") == []


# The text of summaries


def test_public_summaries_are_found_by_their_text_with_an_excerpt(client, alice):
    summary = make_summary(author=alice, body="A *lucid* <proof> of $x^2$.")

    page = text(client, q="lucid", **{"in": "summaries"})

    assert "A <mark>lucid</mark> &lt;proof&gt;" in page
    assert summary.get_absolute_url() in page
    assert 'href="/people/alice/"' in page


def test_words_that_only_texts_have_show_the_texts_at_once(client, alice):
    summary = make_summary(author=alice, body="A lucid proof.")

    assert list(client.get(URL, {"q": "lucid"}).context["page"]) == [summary]
    assert list(client.get(URL, {"q": "lucid", "in": "papers"}).context["page"]) == []
    assert list(client.get(URL, {"q": "limpid"}).context["page"]) == []


@pytest.mark.parametrize("visibility", ["draft", "private", "link", "hidden"])
def test_no_other_text_is_found_or_counted(client, alice, bob, visibility):
    secret = make_summary(author=alice, visibility="public", body="lucid")
    secret.hide() if visibility == "hidden" else secret.show_to(visibility)
    client.force_login(bob)

    response = client.get(URL, {"q": "lucid", "in": "summaries"})

    assert response.context["page"].rows == []
    assert response.context["counts"]["summaries"].count == 0
    assert response.context["counts"]["papers"].count == 0
    assert secret.get_absolute_url() not in response.content.decode()


def test_an_anonymous_summary_is_found_without_its_author(client, alice):
    make_summary(author=alice, is_anonymous=True, body="lucid")

    page = text(client, q="lucid", **{"in": "summaries"})

    assert "Summary by Anonymous" in page
    assert "alice" not in page.lower()
    assert titles(client, q="alice") == []


def test_a_title_made_of_words_that_nobody_may_read_is_not_found(client):
    paper = make_paper(title="Secret opening words", status=Paper.Status.UNIDENTIFIED)
    assert titles(client, q="secret opening") == []
    summary = make_summary(paper=paper)
    assert titles(client, q="secret opening") == ["Secret opening words"]
    summary.hide()

    assert titles(client, q="secret opening") == []
    assert client.get("/search/suggest", {"q": "secret"}).json()[1] == []


def test_texts_are_sorted_by_how_much_they_speak_of_it_by_year_or_by_age(client):
    older = make_summary(paper=make_paper(year=2020), body="lucid lucid lucid")
    newer = make_summary(paper=make_paper(year=1990), body="lucid " + "and more " * 50)

    def order(by):
        rows = client.get(URL, {"q": "lucid", "in": "summaries", "order": by}).context["page"].rows
        return [row.pk for row in rows]

    assert order("relevance") == order("year") == [older.pk, newer.pk]
    assert order("activity") == [newer.pk, older.pk]


# Filters


@pytest.fixture
def shelf(db):
    """Four papers about attention, each alone in something."""
    nips = make_venue(key="conf/nips", name="NeurIPS", full_name="Neural Information Processing")
    make_summary(paper=make_paper(title="Attention with a summary", year=2001))
    make_paper(title="Attention at NeurIPS", year=2010, venue=nips)
    make_paper(title="Attention of Ann", year=2015, authors=["Ann Lee", "Bo Li"])
    make_paper(title="Attention in biology", year=2020, keywords=["q-bio.NC"])


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"venue": "conf/nips"}, "Attention at NeurIPS"),
        ({"venue": "neurips"}, "Attention at NeurIPS"),
        ({"venue": "Neural information processing"}, "Attention at NeurIPS"),
        ({"author": "ann lee"}, "Attention of Ann"),
        ({"author": "li"}, "Attention of Ann"),
        ({"section": "biology"}, "Attention in biology"),
        ({"has": "on"}, "Attention with a summary"),
        ({"first": "2016"}, "Attention in biology"),
        ({"last": "2005"}, "Attention with a summary"),
        ({"first": "2009", "last": "2011"}, "Attention at NeurIPS"),
        ({"first": "2009", "author": "ann"}, "Attention of Ann"),
    ],
)
def test_filters_narrow_it_down_with_words_and_without(client, shelf, filters, found):
    assert titles(client, q="attention", **filters) == [found]
    assert titles(client, **filters) == [found]


def test_filters_hold_for_texts_too(client, shelf):
    asked = {"q": "works", "in": "summaries"}

    assert len(client.get(URL, {**asked, "last": "2005"}).context["page"].rows) == 1
    assert len(client.get(URL, {**asked, "first": "2005"}).context["page"].rows) == 0


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"first": "abc"}, "A year is a number such as 2019."),
        ({"last": "99999999999999999999"}, "A year is a number such as 2019."),
        ({"first": "-5"}, "A year is a number such as 2019."),
        ({"venue": "conf/none"}, "No venue here has that name or key."),
        ({"section": "cooking"}, "There is no such section."),
        ({"order": "random"}, "There is no such order."),
        ({"last": "2000"}, "This year is before the one from which on you search."),
    ],
)
def test_a_filter_that_cannot_be_meant_is_said_and_the_others_apply(client, shelf, wrong, words):
    asked = {"q": "attention", "first": "2016", "author": "", **wrong}

    response = client.get(URL, asked)

    page = response.content.decode()
    assert response.status_code == 200
    assert words in page
    assert 'aria-invalid="true"' in page
    assert "Attention in biology" in [row.title for row in response.context["page"]]
    assert next(iter(wrong.values())) in page  # what was typed stays


# Names of papers


@pytest.mark.parametrize(
    "typed",
    ["conf/nips/HermannL20", "https://doi.org/10.1000/ABC", "arXiv:2006.12433v2", "10.1000/abc"],
)
def test_a_name_of_a_paper_leads_to_it_at_once(client, paper, typed):
    make_identifier(paper, "doi", "10.1000/abc")
    make_identifier(paper, "arxiv", "2006.12433")

    response = client.get(URL, {"q": f" {typed} "})

    assert (response.status_code, response.url) == (302, paper.get_absolute_url())


def test_while_one_types_it_is_offered_and_leads_nowhere(client, paper):
    response = client.get(URL, {"q": paper.key}, headers={"HX-Request": "true"})

    assert response.status_code == 200
    assert f'<a href="{paper.get_absolute_url()}">' in response.content.decode()


def test_a_name_that_nobody_goes_by_offers_to_add_the_paper(client, db):
    page = text(client, q="10.1000/<new>&more")

    assert "We do not know this paper yet" in page
    assert 'href="/papers/add/?q=10.1000%2F%3Cnew%3E%26more"' in page


# The page


def test_an_empty_search_gives_advice_and_no_results(client, shelf):
    for asked in ({}, {"q": ""}, {"q": "   "}, {"q": "", "first": "x"}):
        response = client.get(URL, asked)
        assert response.context["page"].rows == []
        assert "Paste whatever you have of a paper" in response.content.decode()


def test_what_is_nowhere_is_said_with_an_offer_to_add_it(client, db):
    page = text(client, q="Zebrafish & co")

    assert "Nothing was found" in page
    assert 'href="/papers/add/?q=Zebrafish%20%26%20co"' in page


def test_where_only_texts_have_the_words_the_page_says_so(client):
    make_summary(body="A lucid proof.")

    assert "1 summary has" in text(client, q="lucid", **{"in": "papers"})


def test_what_is_longer_than_anybody_types_is_cut_and_that_is_said(client):
    make_paper(title="Attention")

    page = text(client, q="attention " * 100)

    assert "Only the first 400 characters were looked at." in page
    assert "<mark>Attention</mark>" in page


def test_pages_of_results_neither_repeat_nor_skip_one(client, settings):
    settings.LIST_SIZE = 3
    made = {make_paper(title=f"Attention {number}").title for number in range(7)}

    pages = [titles(client, q="attention", page=number) for number in (1, 2, 3)]

    assert [len(page) for page in pages] == [3, 3, 1]
    assert {title for page in pages for title in page} == made
    assert client.get(URL, {"q": "attention", "page": 4}).status_code == 404
    assert 'href="?q=attention&amp;page=2"' in text(client, q="attention")


def test_more_than_the_bound_is_said_and_the_oldest_very_title_is_still_first(
    client, monkeypatch, settings
):
    monkeypatch.setattr(search.finding, "MOST", 5)
    settings.LIST_SIZE = 10
    make_paper(title="Attention", year=1990)
    for number in range(8):
        make_paper(title=f"Attention {number}", year=2000 + number)

    response = client.get(URL, {"q": "attention"})

    page = response.content.decode()
    assert response.context["page"].rows[0].title == "Attention"
    assert response.context["counts"]["papers"].count == 5
    assert "More than 5 papers" in page
    assert "More match than these" in page
    assert MOST == 2_000


def test_while_one_types_only_the_results_come_back(client, shelf):
    asked = {"q": "attention", "venue": "", "first": ""}
    response = client.get(URL, asked, headers={"HX-Request": "true"})

    page = response.content.decode()
    assert "<html" not in page
    assert "<mark>Attention</mark> at NeurIPS" in page
    assert 'data-hx-swap-oob="innerHTML:#search-count"' in page
    assert response.headers["HX-Replace-Url"] == "/search/?q=attention"
    assert "HX-Request" in response.headers["Vary"]


def test_results_cost_the_same_number_of_queries_whatever_they_are(
    client, alice, django_assert_max_num_queries
):
    def fill(count):
        for _ in range(count):
            paper = make_paper(title="Attention", authors=["Attention Lee"], venue=make_venue())
            make_summary(paper=paper, author=alice, body="Attention works.")

    make_keyword("attention")
    most = 12 if connection.vendor == "postgresql" else 8  # four keep the time
    for kind in ("papers", "summaries"):
        fill(1)
        with django_assert_max_num_queries(most) as few:
            client.get(URL, {"q": "attention", "in": kind})
        fill(4)
        with django_assert_max_num_queries(most) as many:
            client.get(URL, {"q": "attention", "in": kind})
        assert len(many) == len(few)


def test_searching_has_a_limit(client, db, settings):
    settings.LIMITS = {**settings.LIMITS, "search": (2, 60), "suggest": (2, 60)}

    for address in (URL, "/search/suggest?q=ab"):
        assert [client.get(address).status_code for _ in range(3)] == [200, 200, 429]


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999", "²"])
def test_a_page_that_cannot_be_is_not_found(client, shelf, page):
    assert client.get(URL, {"q": "attention", "page": page}).status_code == 404


# Browsers


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


# Completing a citation


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


# What was meant


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
