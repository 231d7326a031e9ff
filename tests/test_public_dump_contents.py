"""Who and what is in the public dump: all that is public and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from tests.dumping import dump, rows_of
from tests.factories import make_comment, make_paper, make_summary, make_user, make_vote


def test_only_people_who_signed_something_are_in_it(db, tmp_path):
    signs, speaks, hides, votes, gone = (
        make_user(name, bio=f"I am {name}.")
        for name in ("signs", "speaks", "quiet-q", "votes-q", "gone-q")
    )
    summary = make_summary(author=signs)
    make_comment(summary=summary, author=speaks)
    unsigned = make_summary(author=hides, is_anonymous=True)
    make_comment(summary=unsigned, author=hides)
    make_comment(summary=summary, author=votes).hide()
    make_vote(summary, voter=votes)
    make_summary(author=votes, visibility="private")
    make_summary(author=gone)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    whole = b"".join(dump(tmp_path / "dump").values())

    people = [row["username"] for row in rows_of(tmp_path / "dump", "people")]
    assert people == ["signs", "speaks"]
    for name in (b"quiet-q", b"votes-q", b"gone-q"):
        assert name not in whole
    assert b"@example.org" not in whole


@pytest.mark.parametrize("visibility", ["draft", "private", "link"])
def test_what_is_not_public_is_not_in_it(alice, tmp_path, visibility):
    summary = make_summary(author=alice, visibility=visibility, body="privatesecret")
    make_comment(summary=summary, body="privatesecret")
    make_summary(author=alice, body="privatesecret").hide()

    assert b"privatesecret" not in b"".join(dump(tmp_path / "dump").values())


def test_versions_that_never_were_public_or_are_redacted_are_not_in_it(alice, tmp_path):
    summary = make_summary(author=alice, visibility="draft", body="privatesecret of a draft")
    summary.revise("redactedsecret", alice)
    summary.publish()
    summary.revisions.filter(number=2).update(redacted_at=timezone.now())
    summary.revise("At last.", alice)
    whole = b"".join(dump(tmp_path / "dump").values())
    row = rows_of(tmp_path / "dump", "summaries")[0]

    assert b"secret" not in whole
    assert [each["number"] for each in row["revisions"]] == [2, 3]
    assert [each["is_redacted"] for each in row["revisions"]] == [True, False]


def test_a_paper_whose_title_is_a_private_text_is_not_in_it(alice, tmp_path):
    paper = make_paper(title="privatesecret", status="unidentified")
    make_summary(paper=paper, author=alice, visibility="private")

    assert b"privatesecret" not in b"".join(dump(tmp_path / "dump").values())


def test_an_anonymous_text_has_no_author_and_its_writers_comments_no_name(bob, tmp_path):
    summary = make_summary(author=bob, is_anonymous=True)
    make_comment(summary=summary, author=bob)
    dump(tmp_path / "dump")
    row, comment = (rows_of(tmp_path / "dump", table)[0] for table in ("summaries", "comments"))

    assert (row["author"], row["is_anonymous"]) == (None, True)
    assert (comment["author"], comment["is_by_the_author"]) == (None, True)
    assert b"bob" not in b"".join(path.read_bytes() for path in (tmp_path / "dump").glob("*.jsonl"))


def test_moments_keep_their_microseconds(alice, tmp_path):
    moment = datetime(2020, 1, 2, 3, 4, 5, 678, UTC)
    make_summary(author=alice, published_at=moment, edited_at=moment + timedelta(days=1))
    dump(tmp_path / "dump")

    row = rows_of(tmp_path / "dump", "summaries")[0]
    assert row["published_at"] == "2020-01-02T03:04:05.000678Z"
