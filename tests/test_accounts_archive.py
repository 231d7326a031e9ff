"""The archive: all that is one's own goes out, and when it comes in again nothing else moves."""

import csv
import io
import json

import pytest
import yaml
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st

from accounts.archive.tables import as_csv
from accounts.archive.writing import write_archive
from summaries.models import Bookmark, Draft, Follow, Picture, PictureUpload, Summary
from summaries.moderation import deciding, reporting
from summaries.moderation.deciding import Decision
from tests.archiving import export, take_in
from tests.factories import make_comment, make_paper, make_summary, make_vote
from tests.moderating import decide, report

BODY = 'A "text" with $\\frac{a}{b}$\n\n---\n\n* é 漢字 🙂\r\n  trailing  '


@pytest.fixture
def busy(alice, bob):
    """Alice, with something of every kind."""
    paper = make_paper(key="conf/nips/Busy20", title="=A title: with signs")
    make_summary(paper=paper, author=alice, body=BODY)
    for visibility in ("private", "draft", "link"):
        make_summary(author=alice, visibility=visibility, body=f"{visibility} words")
    make_summary(author=alice, is_anonymous=True, body="anonymous words")
    Draft.objects.create(user=alice, paper=make_paper(), body="unsaved words")
    other = make_summary(author=bob, body="words of somebody else")
    make_comment(summary=other, author=alice, body="=cmd|'/C calc'!A0")
    make_comment(summary=other, author=bob, body="an answer by bob")
    make_vote(other, -1, voter=alice)
    Bookmark.objects.create(user=alice, paper=paper)
    Follow.objects.create(user=alice, person=bob)
    Follow.objects.create(user=alice, paper=paper)
    picture = Picture(name="ab12.png", width=1, height=1, size=3)
    picture.file.save("ab12.png", ContentFile(b"png"))
    PictureUpload.objects.create(picture=picture, user=alice)
    return alice


def test_the_archive_holds_all_that_is_ones_own_and_nothing_of_others(client, busy):
    archive = export(client, busy)
    names = archive.namelist()
    whole = b"".join(archive.read(name) for name in names).decode()

    assert len([name for name in names if name.startswith("summaries/")]) == 5
    assert len([name for name in names if name.startswith("drafts/")]) == 1
    assert archive.read("pictures/ab12.png") == b"png"
    for words in ("private words", "draft words", "link words", "anonymous words", "unsaved words"):
        assert words in whole
    assert "words of somebody else" not in whole
    assert "an answer by bob" not in whole
    assert busy.password not in whole
    assert json.loads(archive.read("profile.json"))["email"] == "alice@example.org"
    assert json.loads(archive.read("votes.json"))[0]["value"] == -1
    assert {row["kind"] for row in json.loads(archive.read("follows.json"))} == {"person", "paper"}
    assert json.loads(archive.read("bookmarks.json"))[0]["state"] == "to_read"
    assert b"taken in again" in archive.read("README.txt")


def test_it_holds_what_moderators_said_and_what_was_said_to_them(client, busy, bob, moderator):
    summary = busy.summaries.get(visibility="public", is_anonymous=False)
    client.force_login(moderator)
    decide(client, "summary", summary, "hide", explanation="It sells shoes.")
    client.force_login(busy)
    client.post(busy.notices.get().get_absolute_url(), {"appeal": "They are my own shoes."})
    report(client, busy, bob, "abuse", words="He shouts.")
    archive = export(client, busy)
    told, said = (json.loads(archive.read(f"{name}.json"))[0] for name in ("notices", "reports"))

    assert (told["decision"], told["number"]) == ("hidden", summary.pk)
    assert told["explanation"] == "It sells shoes."
    assert told["appeal"] == "They are my own shoes."
    assert said["address"] == "/people/bob/"
    assert (said["reason"], said["words"]) == ("abuse or harassment", "He shouts.")
    theirs = export(client, bob)
    assert b"He shouts" not in b"".join(theirs.read(name) for name in theirs.namelist())


def test_a_text_carries_its_facts_as_yaml(client, busy):
    archive = export(client, busy)
    name = next(name for name in archive.namelist() if name.endswith("-conf-nips-Busy20.md"))

    text = archive.read(name).decode()
    facts = yaml.safe_load(text.split("---\n")[1])

    assert text.endswith("---\n" + BODY)
    assert facts["paper"] == "conf/nips/Busy20"
    assert facts["title"] == "=A title: with signs"
    assert facts["visibility"] == "public"
    assert facts["anonymous"] is False
    assert facts["licence"] == "CC-BY-4.0"
    assert facts["revision"] == 1


def test_no_cell_of_a_table_is_a_formula(client, busy):
    archive = export(client, busy)

    for name in ("comments", "votes", "bookmarks", "follows"):
        rows = list(csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode(), newline="")))
        cells = [cell for row in rows for cell in row.values()]
        assert len(rows) == len(json.loads(archive.read(f"{name}.json")))
        assert not [cell for cell in cells if cell[:1] in set("=+@\t\r")]
    assert "'=cmd" in archive.read("comments.csv").decode()


@given(st.dictionaries(st.text("abc", min_size=1), st.text(min_size=1), min_size=1))
def test_any_text_cell_survives_the_guard(row):
    parsed = next(csv.DictReader(io.StringIO(as_csv([row]), newline="")))

    for name, value in row.items():
        assert parsed[name].replace("'", "") == value.replace("'", "")
        assert not parsed[name].startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(
    "before", ["", " ", "\n", "\r\n", "a;", "a; ", "\t", "a\t", "\n\xa0", ";;"]
)
@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
def test_no_place_at_which_a_spreadsheet_begins_a_cell_holds_a_formula(before, sign):
    cell = next(csv.reader(io.StringIO(as_csv([{"a": f"{before}{sign}cmd"}]).partition("\n")[2])))[
        0
    ]

    assert f"'{sign}" in cell.replace(" ", "").replace("\xa0", "")
    assert cell.replace("'", "") == f"{before}{sign}cmd"


def test_writing_an_archive_asks_no_more_of_the_database_for_more_rows(
    alice, django_assert_num_queries
):
    for count in (1, 6):
        for _ in range(count):
            make_vote(make_summary(), voter=alice)
            make_comment(author=alice)
            make_summary(author=alice)
            Bookmark.objects.create(user=alice, paper=make_paper())
            Follow.objects.create(user=alice, paper=make_paper())
            reporting.report(make_summary(), alice, "spam")
            deciding.decide(make_summary(author=alice), Decision("hide", "spam"), moderator=None)
        with django_assert_num_queries(14):
            write_archive(alice, io.BytesIO())


def test_exports_are_limited(client, alice):
    for _ in range(5):
        export(client, alice)

    assert client.post("/account/export/").status_code == 429
    assert client.get("/account/export/").status_code == 405


def test_ones_own_archive_changes_nothing_when_it_comes_in_again(client, busy):
    archive = export(client, busy)
    before = list(Summary.objects.order_by("pk").values())

    response = take_in(client, "archive.zip", archive.fp.getvalue())

    assert response.status_code == 200
    assert [outcome.is_taken for outcome in response.context["outcomes"]] == [False] * 6
    assert list(Summary.objects.order_by("pk").values()) == before
    assert Draft.objects.count() == 1


def test_another_account_gets_every_text_as_a_draft_to_the_sign(client, busy, carol):
    archive = export(client, busy)
    client.force_login(carol)

    response = take_in(client, "archive.zip", archive.fp.getvalue())

    drafts = {draft.body for draft in carol.drafts.all()}
    assert all(outcome.is_taken for outcome in response.context["outcomes"])
    assert drafts == set(busy.summaries.values_list("body", flat=True)) | {"unsaved words"}
    assert not carol.summaries.exists()
    fields = carol.drafts.get(body="anonymous words").fields
    assert fields["is_anonymous"] is True
    assert fields["visibility"] == "draft"
