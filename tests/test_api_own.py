"""Writing by token: the same rules as on the pages, and nobody is overtaken unawares."""

import pytest
from django.core.cache import cache
from django.test import override_settings
from django.utils import timezone

from summaries.models import Draft, Summary
from tests.factories import make_imported_summary, make_paper, make_summary, make_user
from tests.test_tokens import make_token

KEY = "conf/nips/HermannL20"
OWN = f"/api/v1/me/summaries/{KEY}"
TEXT = {"markdown": "It *works*.", "visibility": "public"}


@pytest.fixture
def program(client, alice, paper):
    """Asks in alice's name."""
    return Program(client, alice)


class Program:
    """A client with a token."""

    def __init__(self, client, user, *scopes):
        self.client, self.headers = client, make_token(user, *scopes)[1]

    def ask(self, method, address, data=None, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.generic(
            method,
            address,
            b"" if data is None else self.client._encode_json(data, "application/json"),
            content_type="application/json",
            headers={**self.headers, **headers},
        )


def test_a_summary_is_written_by_a_program(program, alice):
    answer = program.ask("PUT", OWN, {**TEXT, "note": "by a script"})
    summary = Summary.objects.get()

    assert answer.status_code == 201
    assert answer.json()["visibility"] == "public"
    assert (summary.author, summary.body, summary.version) == (alice, "It *works*.", 1)
    assert summary.revisions.get().note == "by a script"
    assert "<em>works</em>" in summary.body_html
    assert summary.paper.summary_count == 1
    assert program.ask("GET", OWN).json()["markdown"] == "It *works*."
    assert program.ask("GET", OWN)["ETag"] == answer["ETag"]


def test_a_new_one_is_a_draft_unless_it_says_otherwise(program, alice):
    alice.licence = "CC0-1.0"
    alice.save()
    answer = program.ask("PUT", OWN, {"markdown": "x"}).json()

    assert (answer["visibility"], answer["licence"]) == ("draft", "CC0-1.0")
    assert not answer["is_anonymous"]


def test_what_is_left_out_stays_and_an_anonymous_text_stays_so(program, alice, paper):
    summary = make_summary(
        paper=paper, author=alice, is_anonymous=True, competing_interests="None.", licence="CC0-1.0"
    )
    etag = program.ask("GET", OWN)["ETag"]
    answer = program.ask("PUT", OWN, {"markdown": "Other words."}, If_Match=etag)

    summary.refresh_from_db()
    assert answer.status_code == 200
    assert (summary.body, summary.is_anonymous) == ("Other words.", True)
    assert (summary.competing_interests, summary.licence) == ("None.", "CC0-1.0")
    assert summary.visibility == "public"


def test_a_paper_may_be_named_in_any_way(program, paper):
    paper.add_identifier("arxiv", "2006.12433")
    answer = program.ask("PUT", "/api/v1/me/summaries/arXiv:2006.12433v1", TEXT)

    assert answer.json()["paper"]["key"] == KEY


def test_without_a_condition_nothing_that_is_there_is_replaced(program):
    program.ask("PUT", OWN, TEXT)
    answer = program.ask("PUT", OWN, {"markdown": "Another."})

    assert answer.status_code == 409
    assert "If-Match" in answer.json()["detail"]
    assert Summary.objects.get().body == "It *works*."


@pytest.mark.parametrize(
    ("condition", "status"),
    [("{etag}", 200), ("W/{etag}", 200), ("*", 200), ('"9.1"', 412), ('"x"', 412), ("x", 412)],
)
def test_a_condition_decides(program, condition, status):
    etag = program.ask("PUT", OWN, TEXT)["ETag"]
    condition = condition.replace("{etag}", etag)
    answer = program.ask("PUT", OWN, {"markdown": "Another."}, If_Match=condition)

    assert answer.status_code == status
    assert Summary.objects.get().body == ("Another." if status == 200 else "It *works*.")


def test_who_was_overtaken_is_told(program, alice, paper):
    etag = program.ask("PUT", OWN, TEXT)["ETag"]
    Summary.objects.get().revise("From another window.", alice)
    answer = program.ask("PUT", OWN, {"markdown": "Mine."}, If_Match=etag)

    assert answer.status_code == 412
    assert Summary.objects.get().body == "From another window."


@pytest.mark.parametrize("condition", ["*", '"1.0"'])
def test_a_condition_on_what_is_not_there_fails(program, condition):
    assert program.ask("PUT", OWN, TEXT, If_Match=condition).status_code == 412
    assert not Summary.objects.exists()


def test_the_same_twice_is_no_new_version(program):
    program.ask("PUT", OWN, TEXT)
    program.ask("PUT", OWN, TEXT, If_Match="*")

    assert Summary.objects.get().version == 1


def test_what_waits_in_the_editor_is_left_alone(program, alice, paper):
    Draft.objects.keep(alice, paper, 0, body="Half a thought")
    program.ask("PUT", OWN, TEXT)

    assert Draft.objects.get().body == "Half a thought"


@pytest.mark.parametrize(
    ("sent", "where"),
    [
        ({}, "body/markdown"),
        ({"markdown": ""}, "body/markdown"),
        ({"markdown": "  \n "}, "body/markdown"),
        ({"markdown": "x" * 100_001}, "body/markdown"),
        ({"markdown": None}, "body/markdown"),
        ({"markdown": "x", "visibility": "everybody"}, "body/visibility"),
        ({"markdown": "x", "licence": "mine"}, "body/licence"),
        ({"markdown": "x", "is_anonymous": "perhaps"}, "body/is_anonymous"),
        ({"markdown": "x", "note": "x" * 201}, "body/note"),
        ({"markdown": "x", "ai_assistance": "x" * 501}, "body/ai_assistance"),
        ({"markdown": "x", "note": "a\0b"}, "body/note"),
        ({"markdown": "x", "is_anonymus": True}, "body/is_anonymus"),
    ],
)
def test_what_is_no_summary_is_said_where(program, sent, where):
    answer = program.ask("PUT", OWN, sent)

    assert answer.status_code == 422
    assert [fault["where"] for fault in answer.json()["errors"]] == [where]
    assert not Summary.objects.exists()


def test_unknown_papers_are_not_written_about(program):
    answer = program.ask("PUT", "/api/v1/me/summaries/none/of/ours", TEXT)

    assert answer.status_code == 404
    assert "none/of/ours" in answer.json()["detail"]


def test_ones_own_are_listed_and_nobody_elses(program, alice, bob, django_assert_max_num_queries):
    make_summary(author=alice, visibility="private")
    make_summary(author=bob)
    with django_assert_max_num_queries(5) as one:
        items = program.ask("GET", "/api/v1/me/summaries").json()["items"]
    for _ in range(4):
        make_summary(author=alice)
    with django_assert_max_num_queries(5) as five:
        program.ask("GET", "/api/v1/me/summaries")

    assert [item["visibility"] for item in items] == ["private"]
    assert len(five) <= len(one)


def test_the_right_to_vote_writes_no_text(client, alice, paper):
    program = Program(client, alice, "votes:write", "bookmarks:write")

    assert program.ask("PUT", OWN, TEXT).status_code == 403
    assert program.ask("GET", OWN).status_code == 403


@override_settings(LIMITS={"api": (9, 60), "save": (1, 60), "vote": (1, 60), "keep": (1, 60)})
def test_programs_have_the_limits_of_people(program, bob):
    cache.clear()
    program.ask("PUT", OWN, TEXT)
    answer = program.ask("PUT", OWN, TEXT, If_Match="*")

    assert answer.status_code == 429
    assert answer["RateLimit-Policy"] == '"api";q=9;w=60, "save";q=1;w=60'
    assert int(answer["Retry-After"]) > 0


# Votes


def vote_on(summary):
    return f"/api/v1/me/votes/{summary.pk}"


def test_a_vote_is_cast_changed_and_taken_back(program, alice, bob):
    summary = make_summary(author=bob)
    cast = program.ask("PUT", vote_on(summary), {"value": 1})
    again = program.ask("PUT", vote_on(summary), {"value": -1, "reason": "unclear"})

    assert cast.json() == {"summary_id": summary.pk, "value": 1, "reason": "", "counts": True}
    assert again.json()["reason"] == "unclear"
    assert program.ask("GET", vote_on(summary)).json()["value"] == -1
    assert len(program.ask("GET", "/api/v1/me/votes").json()["items"]) == 1
    summary.refresh_from_db()
    assert (summary.ups, summary.downs) == (0, 1)
    assert program.ask("DELETE", vote_on(summary)).status_code == 204
    assert program.ask("GET", vote_on(summary)).status_code == 404
    summary.refresh_from_db()
    assert summary.downs == 0


def test_a_vote_tells_the_author_as_on_the_page(program, bob):
    program.ask("PUT", vote_on(make_summary(author=bob)), {"value": 1})

    assert bob.notifications.filter(kind="votes").exists()


def test_the_vote_of_a_new_account_waits(client, paper):
    newcomer = make_user(date_joined=timezone.now())
    summary = make_summary(paper=paper)
    answer = Program(client, newcomer).ask("PUT", vote_on(summary), {"value": 1})

    summary.refresh_from_db()
    assert not answer.json()["counts"]
    assert summary.ups == 0


def test_nobody_votes_on_their_own(program, alice):
    summary = make_summary(author=alice)
    answer = program.ask("PUT", vote_on(summary), {"value": 1})

    assert answer.status_code == 403
    assert "own summary" in answer.json()["detail"]


@pytest.mark.parametrize("number", [0, 99999999999999999999999])
def test_there_is_no_voting_on_what_is_not_there(program, number):
    for method, sent in (("GET", None), ("PUT", {"value": 1}), ("DELETE", None)):
        answer = program.ask(method, f"/api/v1/me/votes/{number}", sent)
        assert answer.status_code == 404


@pytest.mark.parametrize("sent", [{}, {"value": 2}, {"value": 0}, {"value": 1, "reason": "mean"}])
def test_what_is_no_vote_is_refused(program, bob, sent):
    assert program.ask("PUT", vote_on(make_summary(author=bob)), sent).status_code == 422


def test_there_is_no_voting_on_what_is_not_public(program, bob):
    hidden = make_summary(author=bob)
    hidden.hide()
    private = make_summary(author=bob, visibility="private")

    for summary in (hidden, private):
        assert program.ask("PUT", vote_on(summary), {"value": 1}).status_code == 404
        assert program.ask("DELETE", vote_on(summary)).status_code == 404


def test_a_vote_on_an_imported_text_counts(program):
    summary = make_imported_summary()

    assert program.ask("PUT", vote_on(summary), {"value": 1}).json()["counts"]


# Bookmarks


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
