"""Writing by token: the same rules as on the pages, and nobody is overtaken unawares."""

import pytest
from django.core.cache import cache
from django.test import override_settings

from summaries.models import Draft, Summary
from tests.factories import make_summary
from tests.programs import KEY, Program

OWN = f"/api/v1/me/summaries/{KEY}"
TEXT = {"markdown": "It *works*.", "visibility": "public"}


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
