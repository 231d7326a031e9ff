"""The search of the site, for programs."""

import json

import pytest

from tests.factories import make_keyword, make_paper, make_summary


def test_the_search_is_the_one_of_the_site(client, db):
    make_keyword("unused")
    paper = make_paper(title="On quokkas", authors=["Ann Lee"])
    summary = make_summary(paper=paper, body="Smiling marsupials.")
    papers = client.get("/api/v1/search/papers?q=quokkas").json()
    summaries = client.get("/api/v1/search/summaries?q=marsupials").json()

    assert [item["key"] for item in papers["items"]] == [paper.key]
    assert [item["id"] for item in summaries["items"]] == [summary.pk]
    assert (papers["count"], papers["is_more"]) == (1, False)


@pytest.mark.parametrize("kind", ["papers", "summaries"])
def test_a_search_is_read_page_by_page(client, db, kind):
    for number in range(5):
        make_summary(paper=make_paper(title=f"Of quokkas {number}"), body="Of quokkas.")
    address, found = f"/api/v1/search/{kind}?q=quokkas&limit=2", []
    while address:
        response = client.get(address)
        found += [json.dumps(item) for item in response.json()["items"]]
        address = response.json()["next"]
        assert (address or "") in response.headers.get("Link", "")

    assert len(found) == len(set(found)) == 5


@pytest.mark.parametrize("cursor", ["x", "WzFd" * 9, "Wy0xXQ", "Wzk5OTk5XQ", "WyJhIl0"])
def test_a_cursor_of_no_search_is_refused_in_words(client, db, cursor):
    response = client.get(f"/api/v1/search/papers?q=quokkas&cursor={cursor}")

    assert response.status_code == 404
    assert "cursor" in response.json()["detail"]
