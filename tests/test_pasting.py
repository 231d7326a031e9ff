"""Anything that somebody pastes is read in one way, quickly, and addresses tell what they can."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from summaries.catalogue.pasting import MOST_TITLE, read_pasted
from summaries.catalogue.publishers import page_at
from summaries.identifiers import ARXIV, DOI, KEY, PUBMED, Reference


@pytest.mark.parametrize(
    ("address", "doi"),
    [
        ("https://www.nature.com/articles/nature14539", "10.1038/nature14539"),
        ("https://www.nature.com/articles/s41586-020-2649-2.pdf", "10.1038/s41586-020-2649-2"),
        ("https://nature.com/articles/s41467-019-1-2/", "10.1038/s41467-019-1-2"),
        ("https://aclanthology.org/N19-1423", "10.18653/v1/n19-1423"),
        ("https://aclanthology.org/N19-1423.pdf", "10.18653/v1/n19-1423"),
        ("https://aclanthology.org/2020.acl-main.747/", "10.18653/v1/2020.acl-main.747"),
        ("https://www.aclweb.org/anthology/P18-1001/", "10.18653/v1/p18-1001"),
        ("https://elifesciences.org/articles/12345v2", "10.7554/elife.12345"),
        ("https://zenodo.org/records/3490396", "10.5281/zenodo.3490396"),
        ("https://zenodo.org/record/3490396", "10.5281/zenodo.3490396"),
        ("https://papers.ssrn.com/sol3/papers.cfm?abstract_id=123456", "10.2139/ssrn.123456"),
        ("https://ssrn.com/abstract=123456", "10.2139/ssrn.123456"),
        ("https://www.jstor.org/stable/2346178", "10.2307/2346178"),
    ],
)
def test_a_publishers_rule_makes_a_guess(address, doi):
    assert page_at(address).guess == Reference(DOI, doi)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.nature.com/",
        "https://www.nature.com/articles/",
        "https://www.nature.com/nature/articles?type=article",
        "https://aclanthology.org/venues/acl/",
        "https://evilnature.com/articles/nature14539",
        "https://nature.com.example.org/articles/nature14539",
        "https://example.org/x",
        "http://[",
        "",
    ],
)
def test_other_pages_tell_nothing(address):
    page = page_at(address)

    assert (page.guess, page.advice) == (None, "")


@pytest.mark.parametrize(
    ("address", "house"),
    [
        ("https://ieeexplore.ieee.org/abstract/document/1", "IEEE Xplore"),
        ("https://www.sciencedirect.com/science/article/abs/pii/S1", "ScienceDirect"),
        ("https://www.cell.com/cell/fulltext/S0092-8674(20)30001-1", "Cell Press"),
        ("https://academic.oup.com/bioinformatics/article/36/4/1/2", "Oxford Academic"),
        ("https://www.mdpi.com/2072-4292/9/1/1", "MDPI"),
        ("https://dl.acm.org/citation.cfm?id=1", "the ACM Digital Library"),
        ("https://openreview.net/forum?id=x", "OpenReview"),
        ("https://proceedings.mlr.press/v48/x16.html", "PMLR"),
        ("https://papers.nips.cc/paper/1-x", "the NeurIPS proceedings"),
        ("https://proceedings.neurips.cc/paper/2020/hash/x.html", "the NeurIPS proceedings"),
        ("https://www.jmlr.org/papers/v3/x03a.html", "JMLR"),
        ("https://openaccess.thecvf.com/content/CVPR2021/html/x.html", "the CVF"),
    ],
)
def test_pages_without_a_rule_say_what_to_do_instead(address, house):
    page = page_at(address)

    assert page.guess is None
    assert house in page.advice


@pytest.mark.parametrize(
    ("address", "doi"),
    [
        ("https://dl.acm.org/doi/10.1145/3292500.3330701", "10.1145/3292500.3330701"),
        ("https://dl.acm.org/doi/fullHtml/10.1145/1.2", "10.1145/1.2"),
        ("https://link.springer.com/chapter/10.1007/978-3-1_2", "10.1007/978-3-1_2"),
        ("https://link.springer.com/content/pdf/10.1007/s1-2.pdf", "10.1007/s1-2"),
        ("https://onlinelibrary.wiley.com/doi/abs/10.1002/x.1", "10.1002/x.1"),
        ("https://journals.plos.org/plosone/article?id=10.1371/j.pone.1", "10.1371/j.pone.1"),
        ("https://www.pnas.org/doi/full/10.1073/pnas.1", "10.1073/pnas.1"),
        ("https://www.science.org/doi/10.1126/science.1", "10.1126/science.1"),
        ("https://journals.aps.org/prl/abstract/10.1103/PhysRev.1.1", "10.1103/physrev.1.1"),
        ("https://iopscience.iop.org/article/10.1088/1-2/3/meta", "10.1088/1-2/3"),
        ("https://www.tandfonline.com/doi/full/10.1080/1.2", "10.1080/1.2"),
        ("https://journals.sagepub.com/doi/10.1177/1", "10.1177/1"),
        ("https://www.frontiersin.org/articles/10.3389/fnins.1/full", "10.3389/fnins.1"),
        ("https://www.biorxiv.org/content/10.1101/2020.03.19.1v2.full", "10.1101/2020.03.19.1"),
        ("https://pubs.acs.org/doi/10.1021/x.1", "10.1021/x.1"),
    ],
)
def test_a_doi_in_an_address_needs_no_rule(address, doi):
    assert Reference(DOI, doi) in read_pasted(address).names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("10.5555/X", Reference(DOI, "10.5555/x")),
        ("arXiv:1904.06387v2 [cs.LG]", Reference(ARXIV, "1904.06387")),
        ("conf/nips/HermannL20", Reference(KEY, "conf/nips/HermannL20")),
        ("PMID: 31000000", Reference(PUBMED, "31000000")),
        ("\n  https://doi.org/10.5555/x \n", Reference(DOI, "10.5555/x")),
    ],
)
def test_names_are_names(text, name):
    assert read_pasted(text).references[0] == name


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("@article{a, title={T}, year=2020}", 1),
        ("  @inproceedings(a, title={T})", 1),
        ("% comment\n@article{a, title={T}}\n@book{b, title={U}}", 2),
        ("TY  - JOUR\nTI  - T\nER  - \n", 1),
        ("\ufeffTY  - JOUR\r\nTI  - T\r\nER  - \r\n", 1),
        ("@article{broken", 1),
    ],
)
def test_bibliographies_are_read_as_such(text, count):
    entries = read_pasted(text).entries

    assert len(entries) == count
    assert all(entry.record or entry.problem for entry in entries)


@pytest.mark.parametrize(
    "text", ["Attention is all you need", "@ a café", "TY for the music", "e-mail me@example.org"]
)
def test_the_rest_is_a_title(text):
    pasted = read_pasted(text)

    assert pasted.title == text
    assert not pasted.entries
    assert not pasted.names


@given(st.text(max_size=200) | st.sampled_from(["@x{", "TY  - ", "10.1/", "http://"]).map("a".join))
@example("http://[")
@example("https://[::1]/10.1/x")
@example("@" * 1000)
def test_nothing_brings_it_down(text):
    pasted = read_pasted(text)

    assert len(pasted.title) <= MOST_TITLE
    assert bool(pasted.entries) + bool(pasted.references) + bool(pasted.title) <= 1
    page_at(text)
