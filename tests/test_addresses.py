"""Names that stand in addresses: what a browser would rewrite, or another page has, is refused."""

import pytest

from summaries.identifiers import is_key, is_path
from summaries.importer.papers import mentioned_keys
from tests.factories import make_keyword, make_venue

GOOD = ["conf/nips/HermannL20", "10.1002/(SICI)1097;2-2>3.0#", "journals/corr/1904.06387", "a..b/c"]
BAD = ["", "/a", "a/", "a//b", "..", ".", "a/../b", "a/./b", "a\nb", "a\x7fb", "a\u202eb", "a\x00b"]


@pytest.mark.parametrize("key", GOOD)
def test_these_are_keys(key):
    assert is_key(key)


@pytest.mark.parametrize(
    "key", [*BAD, "a b", "a\xa0b", "add", "x/readers", "x/write", "x/cite.bib"]
)
def test_these_are_no_keys(key):
    assert not is_key(key)


@pytest.mark.parametrize("name", [*GOOD, "machine learning", "add"])
def test_a_keyword_may_have_blanks(name):
    assert is_path(name)


def test_a_cited_key_that_is_another_page_gets_no_paper():
    text = r"\cite{../../admin/logout,foo/readers,conf/nips/X1}"

    assert mentioned_keys(text) == ["conf/nips/X1"]


@pytest.mark.parametrize("key", ["a\nb", "a/../b", "/a/", "a b", "conf/nips/2019"])
def test_a_venue_whose_key_makes_no_address_is_refused(admin, client, key):
    venue = make_venue(key="conf/nips")
    client.force_login(admin)

    response = client.post(
        f"/admin/summaries/venue/{venue.pk}/change/",
        {"key": key, "name": "NeurIPS", "kind": "conference"},
    )

    assert "No page can have that address" in response.content.decode()
    venue.refresh_from_db()
    assert venue.key == "conf/nips"


@pytest.mark.parametrize("name", ["a\nb", "a/../b", "a/", ".."])
def test_a_keyword_that_makes_no_address_is_refused(admin, client, name):
    keyword = make_keyword("attention")
    client.force_login(admin)

    response = client.post(f"/admin/summaries/keyword/{keyword.pk}/change/", {"name": name})

    assert "No page can have that address" in response.content.decode()
    keyword.refresh_from_db()
    assert keyword.name == "attention"
