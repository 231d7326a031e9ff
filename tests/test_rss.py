"""The old site's RSS addresses: served, never redirected, with the elements that readers know."""

from xml.etree import ElementTree as Tree

import feedparser
import pytest

from summaries.views import rss
from tests.factories import (
    make_identifier,
    make_imported_summary,
    make_paper,
    make_summary,
    make_user,
)

OLD = "{http://www.shortscience.org}"
DUBLIN = "{http://purl.org/dc/elements/1.1/}"
ADDRESSES = ["/rss.xml", "/rss-all.xml", "/rss-full.xml"]


def items(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/rss+xml; charset=utf-8"
    parsed = feedparser.parse(response.content)
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "rss20"
    return list(Tree.fromstring(response.content).iter("item"))


@pytest.fixture
def told(alice):
    paper = make_paper(key="journals/corr/1707.09405", title="A paper", authors=["Ann Lee"])
    make_identifier(paper, "arxiv", "1707.09405")
    return make_summary(author=alice, paper=paper, body="**Words** of $x^2$. " + "More. " * 200)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_item_has_the_elements_of_the_old_site(client, told, bob, address):
    told.set_vote(bob, 1)
    (item,) = items(client, address)
    url = f"http://testserver/summaries/{told.pk}/"

    assert item.findtext(f"{OLD}arxivid") == "1707.09405"
    assert item.findtext(f"{OLD}bibtexkey") == "journals/corr/1707.09405"
    assert item.findtext(f"{OLD}votes") == "1"
    assert item.findtext("title") == "A paper"
    assert item.findtext("link") == item.findtext("guid") == url
    assert item.findtext(f"{DUBLIN}creator") == "Alice"


def test_excerpts_are_short_and_the_full_one_is_whole(client, told):
    whole = items(client, "/rss-full.xml")[0].findtext("description")
    excerpts = [items(client, name)[0].findtext("description") for name in ADDRESSES[:2]]

    assert "<strong>Words</strong>" in whole
    assert "<msup>" in whole
    assert whole.count("More.") == 200
    assert all(text.startswith("Words of") and len(text) < 510 for text in excerpts)


def test_one_goes_further_back_than_the_others(client, db, monkeypatch):
    monkeypatch.setattr(rss, "NEWEST", 2)
    for _ in range(4):
        make_summary()

    assert [len(items(client, address)) for address in ADDRESSES] == [2, 4, 2]


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_what_anybody_may_read_is_there_by_the_name_they_may_know(client, db, address):
    hidden = make_summary(author=make_user("zeldaq"), body="hiddensecret")
    hidden.hide()
    make_summary(author=make_user("zeldap"), is_anonymous=True)
    make_summary(body="privatesecret", visibility="private")
    make_imported_summary()
    text = client.get(address).content.decode()

    assert [item.findtext(f"{DUBLIN}creator") for item in items(client, address)] == [
        "Unknown contributor",
        "Anonymous",
    ]
    assert not any(word in text for word in ("zelda", "secret"))


@pytest.mark.parametrize("odd", ["A\x01 <b>&amp; ]]> \ufffe", "<script>alert(1)</script>"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_titles_and_texts_may_hold_anything(client, db, odd, address):
    make_summary(paper=make_paper(title=odd), body=f"{odd} `{odd}`")
    (item,) = items(client, address)

    assert "<script" not in item.findtext("description")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_second_visit_is_a_304_and_costs_three_queries(
    client, told, address, django_assert_max_num_queries
):
    make_summary()
    with django_assert_max_num_queries(3):
        response = client.get(address)
    again = client.get(address, headers={"If-None-Match": response["ETag"]})

    assert again.status_code == 304
    assert client.post(address).status_code == 405
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
