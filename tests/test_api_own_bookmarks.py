"""Keeping papers by token."""

import pytest

from tests.factories import make_paper
from tests.programs import KEY


def test_a_paper_is_kept_and_kept_no_more(program, alice):
    address = f"/api/v1/me/bookmarks/{KEY}"
    kept = program.ask("PUT", address, {"state": "read"})

    assert kept.json()["state"] == "read"
    assert kept.json()["paper"]["key"] == KEY
    assert alice.bookmarks.get().state == "read"
    assert program.ask("GET", "/api/v1/me/bookmarks").json()["items"][0]["state"] == "read"
    assert program.ask("DELETE", address).status_code == 204
    assert not alice.bookmarks.exists()
    assert program.ask("DELETE", address).status_code == 204


@pytest.mark.parametrize("sent", [{}, {"state": "none"}, {"state": "eaten"}, {"state": 1}])
def test_what_is_no_bookmark_is_refused(program, alice, sent):
    answer = program.ask("PUT", f"/api/v1/me/bookmarks/{KEY}", sent)

    assert answer.status_code == 422
    assert not alice.bookmarks.exists()


def test_unknown_papers_are_not_kept(program):
    make_paper()

    assert program.ask("PUT", "/api/v1/me/bookmarks/x/y", {"state": "read"}).status_code == 404
