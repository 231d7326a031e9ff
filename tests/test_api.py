"""The API for anybody: all facts of one paper, text or person, and what it does not tell."""

import json

import pytest

from tests.factories import (
    make_author,
    make_comment,
    make_identifier,
    make_imported_summary,
    make_paper,
    make_summary,
    make_user,
    make_venue,
    make_vote,
)


def test_a_paper_has_all_its_facts(client, paper):
    make_identifier(paper, "arxiv", "2006.12433")
    paper.venue = make_venue(key="conf/nips", name="NeurIPS")
    paper.save()
    facts = client.get(f"/api/v1/papers/{paper.key}").json()

    assert facts["key"] == "conf/nips/HermannL20"
    assert facts["url"] == "http://testserver/papers/conf/nips/HermannL20/"
    assert [author["name"] for author in facts["authors"]] == [
        "Katherine Hermann",
        "Andrew Lampinen",
    ]
    assert facts["venue"]["key"] == "conf/nips"
    assert facts["keywords"] == ["cs.LG"]
    assert {"scheme": "arxiv", "value": "2006.12433"} in facts["identifiers"]
    assert facts["summary_count"] == 0


@pytest.mark.parametrize(
    "name", ["2006.12433", "arXiv:2006.12433v2", "https://arxiv.org/abs/2006.12433"]
)
def test_a_paper_is_found_by_any_of_its_names(client, paper, name):
    make_identifier(paper, "arxiv", "2006.12433")

    assert client.get(f"/api/v1/papers/{name}").json()["key"] == paper.key


def test_a_summary_has_its_text_its_licence_and_its_numbers(client, alice, paper):
    summary = make_summary(paper=paper, author=alice, body="It *works*: $a + b$. [us](/about/)")
    make_vote(summary)
    make_comment(summary=summary)
    facts = client.get(f"/api/v1/summaries/{summary.pk}").json()

    assert facts["markdown"] == summary.body
    assert "<math" in facts["html"]
    assert 'href="http://testserver/about/"' in facts["html"]
    assert facts["author"]["username"] == "alice"
    assert facts["licence"] == "CC-BY-4.0"
    assert (facts["ups"], facts["downs"], facts["comment_count"]) == (1, 0, 1)
    assert facts["version"] == 1


def test_what_a_dump_did_not_state_is_null(client, db):
    summary = make_imported_summary()
    facts = client.get(f"/api/v1/summaries/{summary.pk}").json()

    assert facts["is_imported"]
    assert facts["licence"] is None
    assert facts["author"] is None


@pytest.mark.parametrize("visibility", ["draft", "private", "link"])
def test_what_is_not_public_is_not_there(client, alice, paper, visibility):
    summary = make_summary(paper=paper, author=alice, visibility=visibility)

    assert client.get(f"/api/v1/summaries/{summary.pk}").status_code == 404
    assert client.get("/api/v1/summaries").json()["items"] == []


def test_a_log_in_opens_nothing_here(client, alice, paper):
    summary = make_summary(paper=paper, author=alice, visibility="private")
    client.force_login(alice)

    assert client.get(f"/api/v1/summaries/{summary.pk}").status_code == 404
    assert client.get("/api/v1/me").status_code == 401


def test_an_anonymous_text_has_no_author(client, alice, paper):
    summary = make_summary(paper=paper, author=alice, is_anonymous=True)
    for address in (f"/api/v1/summaries/{summary.pk}", "/api/v1/summaries"):
        answer = client.get(address)
        assert "alice" not in answer.text.lower()
        assert "Anonymous" in answer.text


def test_a_paper_whose_title_is_a_private_text_is_not_told(client, alice):
    paper = make_paper(key="x/1", title="My secret words", status="unidentified")
    make_summary(paper=paper, author=alice, visibility="private")

    assert client.get("/api/v1/papers").json()["items"] == []
    assert client.get("/api/v1/papers/x/1").json()["title"] == "Unidentified paper"


def test_venues_authors_and_people_are_there_one_by_one(client, alice):
    venue = make_venue(key="conf/nips", name="NeurIPS")
    paper = make_paper(venue=venue, authors=[make_author("Ann Lee")])
    make_summary(paper=paper, author=alice)

    assert client.get("/api/v1/venues/conf/nips").json()["summarised_count"] == 1
    assert client.get("/api/v1/authors/ann-lee").json()["paper_count"] == 1
    assert client.get("/api/v1/people/alice").json()["summary_count"] == 1


def test_a_closed_account_has_no_page_and_signs_nothing(client, db):
    gone = make_user("gone", is_active=False)
    summary = make_summary(author=gone)

    assert client.get("/api/v1/people/gone").status_code == 404
    assert client.get(f"/api/v1/summaries/{summary.pk}").json()["author"] is None


def test_the_description_for_programs_names_every_refusal_as_a_problem(client, db):
    described = json.loads(client.get("/api/v1/openapi.json").text)

    for operations in described["paths"].values():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                kind = "application/problem+json" if int(status) >= 400 else "application/json"
                assert list(answer.get("content", {kind: ""})) == [kind]
            assert "429" in operation["responses"]
