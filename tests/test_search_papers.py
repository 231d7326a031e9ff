"""The search for papers: found by what they are called, about and known by, best first."""

import pytest

from tests.factories import make_identifier, make_paper, make_summary
from tests.searching import URL, text, titles

pytestmark = pytest.mark.django_db


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
