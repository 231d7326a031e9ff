"""An address of a page names a paper where it can, and is never fetched."""

import pytest

from tests.adding import page_of, post


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("https://www.nature.com/articles/nature14539.pdf", "/works/10.1038%2Fnature14539"),
        ("https://aclanthology.org/N19-1423/", "/works/10.18653%2Fv1%2Fn19-1423"),
        ("https://aclanthology.org/2020.acl-main.1.pdf", "/works/10.18653%2Fv1%2F2020.acl-main.1"),
        ("https://elifesciences.org/articles/12345", "/works/10.7554%2Felife.12345"),
        ("https://link.springer.com/article/10.1007/s00001-1", "/works/10.1007%2Fs00001-1"),
        ("https://dl.acm.org/doi/pdf/10.1145/1.2", "/works/10.1145%2F1.2"),
        ("https://www.pnas.org/doi/full/10.1073/pnas.1", "/works/10.1073%2Fpnas.1"),
    ],
)
def test_a_publishers_page_is_known_by_its_address_and_never_fetched(
    reader, server, address, asked
):
    page = page_of(post(reader, address))

    assert server.asked[0] == asked
    assert "knows no such paper" in page
    assert f'value="{address.rstrip("/")}"' in page or f'value="{address}"' in page


def test_a_doi_that_we_only_guessed_is_not_kept(reader, server):
    page = page_of(post(reader, "https://www.nature.com/articles/nature14539"))

    assert 'value="10.1038/nature14539"' not in page


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://ieeexplore.ieee.org/document/1234567", "IEEE Xplore"),
        ("https://www.sciencedirect.com/science/article/pii/S0000000000000001", "ScienceDirect"),
        ("https://openreview.net/forum?id=abc", "OpenReview"),
        ("https://proceedings.mlr.press/v48/beispiel16.html", "PMLR"),
        ("https://papers.nips.cc/paper/1-abc", "the NeurIPS proceedings"),
    ],
)
def test_pages_that_tell_nothing_say_what_to_paste_instead(reader, server, address, words):
    page = page_of(post(reader, address))

    assert words in page
    assert f'value="{address}"' in page
    assert server.asked == []


@pytest.mark.parametrize(
    "address",
    ["http://169.254.169.254/latest/", "http://localhost:8000/admin/", "https://192.0.2.1/x.pdf"],
)
def test_no_address_that_somebody_types_is_ever_fetched(reader, server, address):
    response = post(reader, address)

    assert response.status_code == 200
    assert server.asked == []
