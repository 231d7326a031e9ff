"""From whatever somebody pastes to the paper that goes by it."""

import pytest

from summaries.models import Identifier, Paper
from tests.factories import make_identifier, make_paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def known():
    """A paper with one name of each kind."""
    paper = make_paper(key="conf/nips/HermannL20", title="What shapes {F}eatures?")
    make_identifier(paper, "arxiv", "2006.12433")
    make_identifier(paper, "doi", "10.5555/abc(1)")
    make_identifier(paper, "pubmed", "26017442")
    make_identifier(paper, "url", "https://papers.example.org/paper/7")
    make_identifier(paper, "key", "unidentified/1")
    make_paper(key="conf/nips/hermannl20")  # another, for case matters in keys
    return paper


@pytest.mark.parametrize(
    "text",
    [
        *("conf/nips/HermannL20", "conf%2Fnips%2FHermannL20", "conf/nips/HermannL20]"),
        *("DBLP:conf/nips/HermannL20", "https://dblp.org/rec/conf/nips/HermannL20.html"),
        *("/papers/conf/nips/HermannL20/", "http://papers.example.org/paper/7/#top"),
        *("2006.12433v3", "abs-2006-12433", "journals/corr/abs-2006-12433", "PMID: 26017442"),
        *("https://arxiv.org/pdf/2006.12433", "10.48550/arXiv.2006.12433", "unidentified/1"),
        *(
            "10.5555/ABC(1)",
            "https://doi.org/10.5555/abc%281%29",
            "10.5555/abc(1)).",
            "\n2006.12433",
        ),
    ],
)
def test_every_name_leads_to_the_paper_in_two_queries(known, text, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = Paper.objects.resolve(text)

    assert found == known


@pytest.mark.parametrize("text", ["", "conf/nips/HERMANNL20", "26017442", "nothing", "x" * 10**6])
def test_what_names_none_leads_nowhere(known, text):
    assert Paper.objects.resolve(text) is None


@pytest.mark.parametrize("key", ["journals/corr/abs-2006-12433", "journals/corr/2006.12433"])
def test_a_preprint_is_found_by_its_id_under_either_key(key):
    paper = make_paper(key=key)

    assert Paper.objects.resolve("arXiv:2006.12433v1") == paper


def test_a_key_that_is_a_doi_is_found_in_any_case():
    paper = make_paper(key="10.1002/(SICI)1097-4571<693::AID-ASI4>3.0.CO;2-O")

    assert Paper.objects.resolve(paper.key.lower()) == paper
    assert Paper.objects.resolve(paper.key.upper()) == paper
    assert paper.identifiers.get().scheme == Identifier.Scheme.DOI


def test_a_doi_that_leads_to_another_paper_stays_with_that():
    first = make_paper(key="conf/x/First")
    make_identifier(first, "doi", "10.1000/abc")
    second = make_paper(key="10.1000/ABC")

    assert Paper.objects.resolve("10.1000/ABC") == second
    assert Paper.objects.resolve("10.1000/aBc") == first


def test_the_key_as_it_is_written_wins_over_every_other_reading():
    preprint = make_paper(key="journals/corr/abs-2006-12433")
    published = make_paper(key="conf/x/Y")
    make_identifier(published, "arxiv", "2006.12433")

    assert Paper.objects.resolve("journals/corr/abs-2006-12433") == preprint
    assert Paper.objects.resolve("2006.12433") == published


def test_many_texts_are_resolved_in_the_same_two_queries(known, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = Paper.objects.resolve_many(["2006.12433v1", "10.5555/abc(1)", "nothing"])

    assert found == {"2006.12433v1": known, "10.5555/abc(1)": known}


@pytest.mark.parametrize("title", ["What shapes {F}eatures?", "what shapes features"])
def test_a_title_leads_to_its_paper(known, title):
    assert Paper.objects.titled(title) == known


def test_a_title_of_two_papers_leads_to_neither(known):
    make_paper(title="What shapes features")

    assert Paper.objects.titled("What shapes features?") is None
    assert Paper.objects.titled("") is None


def test_the_first_words_of_a_text_are_nobodys_title():
    make_paper(key="unidentified/2", title="Hidden words of somebody", status="unidentified")

    assert Paper.objects.titled("Hidden words of somebody") is None
