"""Whoever brings a paper that is here already is led to it, or asked whether it is the same."""

import pytest

from summaries.models import Paper
from tests import metadata_replies as replies
from tests.adding import page_of, post
from tests.factories import make_identifier, make_paper


@pytest.mark.parametrize(
    "pasted",
    [
        "conf/nips/HermannL20",
        "10.5555/Known",
        "https://doi.org/10.5555/known",
        "see https://dl.acm.org/doi/abs/10.5555/known for it",
        "arXiv:1904.06387v3",
        "https://arxiv.org/pdf/1904.06387",
        "PMID: 31000000",
        "https://dblp.org/rec/conf/nips/HermannL20.html",
        "https://www.nature.com/articles/nature14539",
    ],
)
def test_what_we_know_leads_to_its_page_at_once(reader, server, paper, pasted):
    for scheme, value in [
        ("doi", "10.5555/known"),
        ("doi", "10.1038/nature14539"),
        ("arxiv", "1904.06387"),
        ("pubmed", "31000000"),
    ]:
        make_identifier(paper, scheme, value)

    response = post(reader, pasted)

    assert response.url == paper.get_absolute_url()
    assert server.asked == []
    assert "here already" in page_of(reader.get(response.url))


def test_a_known_paper_learns_the_name_under_which_it_was_brought(reader, server):
    paper = make_paper(authors=["Ada Beispiel"])
    make_identifier(paper, "doi", "10.5555/abc.123")
    server.say("/api/query", replies.ARXIV)

    response = post(reader, "1904.06387")

    assert response.url == paper.get_absolute_url()
    assert paper.identifiers.filter(scheme="arxiv", value="1904.06387").exists()


def test_a_preprint_that_claims_the_doi_of_a_paper_by_others_is_another_paper(
    reader, server, paper
):
    make_identifier(paper, "doi", "10.5555/abc.123")
    server.say("/api/query", replies.ARXIV)
    shown = post(reader, "1904.06387")
    added = post(reader, "1904.06387", action="add")

    assert "Is it this paper?" in page_of(shown)
    assert added.url != paper.get_absolute_url()
    assert not paper.identifiers.filter(scheme="arxiv").exists()


def test_a_stub_that_no_source_knows_is_simply_shown(reader, server):
    stub = make_paper(key="10.5555/abc.123", title="10.5555/abc.123", status="stub")

    assert post(reader, "10.5555/abc.123").url == stub.get_absolute_url()


def test_the_same_title_is_only_a_question(reader, server):
    twin = make_paper(title="On the Growth of Very Small Things and Others: a study")
    twin.title = "On the growth of very small things & others: A study"
    twin.save()
    server.say("/works/", replies.CROSSREF)
    page = page_of(post(reader, "10.5555/abc.123"))
    post(reader, "10.5555/abc.123", action="add")

    assert "Is it one of these?" in page
    assert twin.get_absolute_url() in page
    assert "No, it is another: add it" in page
    assert Paper.objects.count() == 2


def test_a_title_offers_what_is_here_and_the_form_by_hand(reader, server, paper):
    page = page_of(post(reader, "What shapes  feature representations?"))
    unknown = page_of(post(reader, "Nothing of this kind"))

    assert paper.get_absolute_url() in page
    assert "?title=What%20shapes%20feature%20representations%3F" in page
    assert "Nobody here knows it" in unknown
    assert server.asked == []
    assert Paper.objects.count() == 1


def test_the_beginning_of_a_private_text_is_no_title_to_be_found(reader, server):
    make_paper(title="secret words", status="unidentified", key="unidentified/1")

    assert "unidentified/1" not in page_of(post(reader, "secret words"))
