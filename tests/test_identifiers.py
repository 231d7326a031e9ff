"""Whatever somebody pastes: which paper it names."""

import string
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaries.identifiers import (
    ARXIV,
    DOI,
    KEY,
    PUBMED,
    URL,
    Reference,
    candidates,
    is_key,
    link,
    normal_form,
    recognise,
)
from tests.trespass import patterns

SICI = "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O"
NAMED = [
    # arXiv
    ("1707.09405", ARXIV, "1707.09405"),
    ("1707.09405v2", ARXIV, "1707.09405"),
    ("1707.09405v12.pdf", ARXIV, "1707.09405"),
    ("0704.0001", ARXIV, "0704.0001"),
    (" 1707.09405v2 [cs.CV] ", ARXIV, "1707.09405"),
    ("arXiv:1707.09405v2 [cs.CV] 29 Jul 2017", ARXIV, "1707.09405"),
    ("ARXIV: 1707.09405", ARXIV, "1707.09405"),
    ("arXiv.1707.09405", ARXIV, "1707.09405"),
    ("Some Authors. A Title. arXiv:1707.09405, 2017.", ARXIV, "1707.09405"),
    ("abs-1906-02425", ARXIV, "1906.02425"),
    ("abs/1906.02425", ARXIV, "1906.02425"),
    ("hep-th/9901001", ARXIV, "hep-th/9901001"),
    ("math.GT/0309136v1", ARXIV, "math/0309136"),
    ("cond-mat/0309136)", ARXIV, "cond-mat/0309136"),
    ("https://arxiv.org/abs/1707.09405v2", ARXIV, "1707.09405"),
    ("http://www.arxiv.org/abs/1707.09405#comments", ARXIV, "1707.09405"),
    ("https://arxiv.org/pdf/1707.09405", ARXIV, "1707.09405"),
    ("https://arxiv.org/pdf/1707.09405v2.pdf", ARXIV, "1707.09405"),
    ("https://arxiv.org/html/1707.09405v1", ARXIV, "1707.09405"),
    ("https://arxiv.org/abs/math.GT/0309136", ARXIV, "math/0309136"),
    ("https://export.arxiv.org/abs/1707.09405", ARXIV, "1707.09405"),
    ("arxiv.org/abs/1707.09405", ARXIV, "1707.09405"),
    ("https://ar5iv.labs.arxiv.org/html/1707.09405", ARXIV, "1707.09405"),
    ("https://ar5iv.org/abs/1707.09405", ARXIV, "1707.09405"),
    ("https://www.alphaxiv.org/abs/1707.09405", ARXIV, "1707.09405"),
    ("https://huggingface.co/papers/1906.02425", ARXIV, "1906.02425"),
    ("https%3A%2F%2Farxiv.org%2Fabs%2F1707.09405", ARXIV, "1707.09405"),
    ("(https://arxiv.org/abs/1707.09405).", ARXIV, "1707.09405"),
    ("<https://arxiv.org/abs/1707.09405>", ARXIV, "1707.09405"),
    ("https:/arxiv.org/abs/1707.09405", ARXIV, "1707.09405"),
    ("10.48550/arXiv.1906.02425", ARXIV, "1906.02425"),
    ("https://doi.org/10.48550/arXiv.math/0309136", ARXIV, "math/0309136"),
    ("journals/corr/abs-1906-02425", ARXIV, "1906.02425"),
    ("journals/corr/1906.02425", ARXIV, "1906.02425"),
    ("journals/corr/abs-cs-0410014", ARXIV, "cs/0410014"),
    ("journals/corr/cs-AI-0003028", ARXIV, "cs/0003028"),
    ("１７０７.０９４０５", ARXIV, "1707.09405"),
    ("1707\u200b.09405\u00ad", ARXIV, "1707.09405"),
    ("abs–1906–02425", ARXIV, "1906.02425"),
    # DOI
    ("10.1038/nature14539", DOI, "10.1038/nature14539"),
    ("10.1038/NATURE14539", DOI, "10.1038/nature14539"),
    ("doi:10.1038/nature14539", DOI, "10.1038/nature14539"),
    ("DOI: 10.1038/nature14539.", DOI, "10.1038/nature14539"),
    ("https://doi.org/10.1038/nature14539", DOI, "10.1038/nature14539"),
    ("http://dx.doi.org/10.1038/nature14539", DOI, "10.1038/nature14539"),
    ("doi.org/10.1038/nature14539", DOI, "10.1038/nature14539"),
    ("https://doi.org/10.1038%2Fnature14539", DOI, "10.1038/nature14539"),
    ("10.1038%252Fnature14539", DOI, "10.1038/nature14539"),
    (
        "LeCun et al. Deep learning. https://doi.org/10.1038/nature14539.",
        DOI,
        "10.1038/nature14539",
    ),
    ("[10.1038/nature14539]", DOI, "10.1038/nature14539"),
    ("10.1038/nature14539]", DOI, "10.1038/nature14539"),
    ("10.1038/nature14539).", DOI, "10.1038/nature14539"),
    ("“10.1038/nature14539”,", DOI, "10.1038/nature14539"),
    ("10.1016/0004-3702(94)00092-1", DOI, "10.1016/0004-3702(94)00092-1"),
    ("(10.1016/S0140-6736(97)11096-0)", DOI, "10.1016/s0140-6736(97)11096-0"),
    ("10.1000/a(b)", DOI, "10.1000/a(b)"),
    (SICI, DOI, SICI.lower()),
    (SICI.replace("<", "&lt;").replace(">", "&gt;"), DOI, SICI.lower()),
    (quote(SICI), DOI, SICI.lower()),
    (quote(quote(SICI)), DOI, SICI.lower()),
    (f"https://doi.org/{SICI}", DOI, SICI.lower()),
    (f"https://doi.org/{quote(SICI, safe='')}", DOI, SICI.lower()),
    ("10.1000/a#b;c", DOI, "10.1000/a#b;c"),
    ("https://doi.org/10.1000/a#b", DOI, "10.1000/a#b"),
    ("https://doi.org/10.1000/a%23b", DOI, "10.1000/a#b"),
    ("10.1109／CVPR.2016.90", DOI, "10.1109/cvpr.2016.90"),
    ("10.1109/CVPR\u2011W.2016.90", DOI, "10.1109/cvpr-w.2016.90"),
    ("https://dl.acm.org/doi/10.1145/3292500.3330701", DOI, "10.1145/3292500.3330701"),
    ("https://dl.acm.org/doi/pdf/10.1145/3292500.3330701?x=1", DOI, "10.1145/3292500.3330701"),
    (
        "https://link.springer.com/article/10.1007/s11263-015-0816-y#Sec1",
        DOI,
        "10.1007/s11263-015-0816-y",
    ),
    ("https://onlinelibrary.wiley.com/doi/10.1002/asi.20001/abstract", DOI, "10.1002/asi.20001"),
    ("https://www.frontiersin.org/articles/10.3389/fnins.2018.1/full", DOI, "10.3389/fnins.2018.1"),
    (
        "https://www.biorxiv.org/content/10.1101/2020.03.04.975003v2.full.pdf",
        DOI,
        "10.1101/2020.03.04.975003",
    ),
    (
        "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0012345",
        DOI,
        "10.1371/journal.pone.0012345",
    ),
    # dblp
    ("conf/nips/HermannL20", KEY, "conf/nips/HermannL20"),
    ("conf/nips/HermannL20]", KEY, "conf/nips/HermannL20"),
    ("conf%2Fnips%2FHermannL20", KEY, "conf/nips/HermannL20"),
    ("conf%252Fnips%252FHermannL20", KEY, "conf/nips/HermannL20"),
    ("DBLP:conf/nips/HermannL20", KEY, "conf/nips/HermannL20"),
    ("journals/corr/VaswaniSPUJGKP17", KEY, "journals/corr/VaswaniSPUJGKP17"),
    ("https://dblp.org/rec/conf/nips/HermannL20", KEY, "conf/nips/HermannL20"),
    ("https://dblp.org/rec/conf/nips/HermannL20.html?view=bibtex", KEY, "conf/nips/HermannL20"),
    ("https://dblp.org/rec/conf/nips/HermannL20.bib", KEY, "conf/nips/HermannL20"),
    ("http://dblp.uni-trier.de/rec/bibtex/conf/nips/HermannL20", KEY, "conf/nips/HermannL20"),
    ("https://dblp.dagstuhl.de/rec/xml/conf/nips/HermannL20.xml", KEY, "conf/nips/HermannL20"),
    ("https://dblp.org/db/conf/nips/neurips2020.html#HermannL20", KEY, "conf/nips/HermannL20"),
    # PubMed
    ("PMID: 26017442", PUBMED, "26017442"),
    ("pmid26017442", PUBMED, "26017442"),
    ("https://pubmed.ncbi.nlm.nih.gov/26017442/", PUBMED, "26017442"),
    ("https://www.ncbi.nlm.nih.gov/pubmed/26017442", PUBMED, "26017442"),
    # Ours
    (
        "https://www.shortscience.org/paper?bibtexKey=conf/nips/HermannL20",
        KEY,
        "conf/nips/HermannL20",
    ),
    (
        "http://shortscience.org/paper?bibtexKey=conf%2Fnips%2FHermannL20&a=bob",
        KEY,
        "conf/nips/HermannL20",
    ),
    ("/papers/conf/nips/HermannL20/", KEY, "conf/nips/HermannL20"),
    ("https://example.org/papers/conf/nips/HermannL20/cite.bib", KEY, "conf/nips/HermannL20"),
    ("https://example.org/papers/conf/nips/HermannL20/#summary-3", KEY, "conf/nips/HermannL20"),
    ("https://www.shortscience.org/paper?bibtexKey=10.1000/X+y", DOI, "10.1000/x+y"),
    # elsewhere
    (
        "https://openreview.net/forum?id=HJlnC1rKPB#all",
        URL,
        "https://openreview.net/forum?id=HJlnC1rKPB",
    ),
    ("HTTP://Example.ORG/Paper", URL, "http://example.org/Paper"),
]


@pytest.mark.parametrize(("text", "scheme", "value"), NAMED)
def test_what_is_pasted_is_recognised(text, scheme, value):
    assert recognise(text)[0] == (scheme, value)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "Attention is all you need", "deep learning 2017", "resnet", "2017", "1707.9"),
        *("10.5 percent", "10.1000/", "1234.56789", "conf", "conf/", "cs/123", "v1707.09405"),
        *("section 10.1000 / 3", "http://", "https://[", "arXiv", "doi:", "PMID:", "PMID: 0", "%"),
        *("a/b/c", "AC/DC in journals", "\ud800", "\0", "ﷺ" * 2_000, "x" * 1_000_000),
    ],
)
def test_what_names_no_paper_is_not_recognised(text):
    assert recognise(text) == ()


def test_a_key_of_arxivs_comes_with_both_names():
    assert recognise("journals/corr/abs-1906-02425") == (
        (ARXIV, "1906.02425"),
        (KEY, "journals/corr/abs-1906-02425"),
    )


def test_a_web_address_is_always_among_the_names():
    names = recognise("https://arxiv.org/abs/1707.09405v2")

    assert names[-1] == (URL, "https://arxiv.org/abs/1707.09405v2")


SAME_PREPRINT = [
    *("1906.02425", "abs-1906-02425", "journals/corr/abs-1906-02425", "journals/corr/1906.02425"),
    *("10.48550/arxiv.1906.02425", "https://arxiv.org/abs/1906.02425v3"),
]


@pytest.mark.parametrize("stored", [
    Reference(ARXIV, "1906.02425"),
    Reference(DOI, "10.48550/arxiv.1906.02425"),
    Reference(KEY, "journals/corr/abs-1906-02425"),
    Reference(KEY, "journals/corr/1906.02425"),
])  # fmt: skip
@pytest.mark.parametrize("text", SAME_PREPRINT)
def test_every_name_of_a_preprint_leads_to_every_other(text, stored):
    assert stored in candidates(text)


@pytest.mark.parametrize("stored", ["http://example.org/a", "https://www.example.org/a/"])
def test_an_address_is_looked_for_with_and_without_what_changes_nothing(stored):
    assert Reference(URL, stored) in candidates("https://example.org/a")


def test_the_text_itself_is_looked_for_first():
    assert candidates("10.1000/ABC]")[0] == (KEY, "10.1000/ABC]")


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "a\nb", "10.1000/a\0b"])
def test_only_what_can_be_stored_is_looked_for(text):
    assert all(each.value.isprintable() for each in candidates(text))


def test_what_is_longer_than_any_name_is_not_looked_for():
    assert candidates("x" * 1_000_000) == ()
    assert all(len(each.value) <= 500 for each in candidates("10.1000/" + "x" * 1_500))


DOIS = st.from_regex(r"10\.[1-9][0-9]{3,8}/[a-z0-9()<>#;:_.-]{0,30}[a-z0-9]", fullmatch=True)


@given(DOIS)
def test_a_doi_survives_encoding_resolvers_and_capitals(doi):
    spelt = [quote(doi, safe=""), quote(quote(doi, safe=""), safe=""), doi.upper()]
    spelt += [f"https://doi.org/{quote(doi)}", f"doi:{doi}", f"  {doi},\n"]
    expected = recognise(doi)

    assert {recognise(text)[: len(expected)] for text in spelt} == {expected}


@given(st.text(max_size=300))
def test_anything_at_all_is_read_without_an_error(text):
    for scheme, value in (*recognise(text), *candidates(text)):
        assert value
        assert scheme in {ARXIV, DOI, KEY, PUBMED, URL}


SIGNS = st.sampled_from([*"[]()<>#?&=.: ％\0", "%2F", "%25", "v2"])
PARTS = st.sampled_from(
    [
        *("https://", "doi.org/", "arxiv.org/abs/", "10.1000/", "1707.09405", "abs-", "1906-02425"),
        *("journals/corr/", "paper", "bibtexKey=", "/papers/", "PMID:", "DBLP:", "conf/nips/X"),
    ]
)
PIECES = SIGNS | PARTS


@given(st.lists(PIECES, max_size=12).map("".join))
def test_shuffled_pieces_of_names_are_read_without_an_error(text):
    for scheme, value in recognise(text):
        if scheme in (ARXIV, DOI, PUBMED):
            assert normal_form(scheme, value) == value
            assert link(scheme, value).startswith("https://")


@given(st.text(string.printable, max_size=200))
def test_what_was_recognised_is_recognised_again_by_its_name(text):
    for found in recognise(text)[:1]:
        if found.scheme in (ARXIV, DOI):
            assert found in recognise(found.value)


@pytest.mark.parametrize(
    "piece",
    ["10.1000/", "(", ")", "%25", "https://", "arxiv:", "a-", "journals/", "&", "/full", "\u00ad"],
)
def test_long_repetitions_are_read_at_once(piece):
    text = (piece * 2_000)[:2_000]

    assert len(candidates(text)) < 40


def test_no_key_ends_like_a_page_below_a_papers_address():
    below = {path.strip("/").rpartition("/")[2] for path, _ in patterns() if "papers/" in path}
    rooms = {room for room in below if "<" not in room}

    assert {room for room in rooms if is_key(f"conf/x/{room}")} == {"by-hand"}
