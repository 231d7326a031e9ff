"""Papers and summaries of the API are narrowed down by what one asks for."""

import pytest

from tests.factories import make_paper, make_summary, make_venue


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("", ["b", "a"]),
        ("venue=conf/nips", ["a"]),
        ("year=2001", ["a"]),
        ("author=ann-lee", ["a"]),
        ("keyword=cs.LG", ["a"]),
        ("section=cs", ["a"]),
        ("section=biology", ["b"]),
        ("has_summaries=true", ["a"]),
        ("has_summaries=false", ["b"]),
        ("year=2001&has_summaries=false", []),
        ("venue=nothing", []),
    ],
)
def test_papers_are_narrowed_down(client, db, query, keys):
    venue = make_venue(key="conf/nips")
    paper = make_paper(key="a", year=2001, venue=venue, authors=["Ann Lee"], keywords=["cs.LG"])
    make_paper(key="b", keywords=["q-bio.NC"])
    make_summary(paper=paper)
    answer = client.get(f"/api/v1/papers?{query}").json()

    assert [item["key"] for item in answer["items"]] == keys


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("paper=conf/nips/HermannL20", 2),
        ("person=alice", 1),
        ("person=bob", 0),
        ("keyword=cs.LG", 2),
        ("section=cs", 2),
        ("section=biology", 0),
        ("venue=conf/nips", 0),
    ],
)
def test_summaries_are_narrowed_down_and_nobody_by_what_is_unsigned(
    client, alice, bob, paper, query, count
):
    make_summary(paper=paper, author=alice)
    make_summary(paper=paper, author=bob, is_anonymous=True)
    answer = client.get(f"/api/v1/summaries?{query}").json()

    assert len(answer["items"]) == count
