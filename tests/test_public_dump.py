"""The public dump: the same bytes after a load, and either all of it or nothing."""

import gzip
import json
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command
from jsonschema_rs import validator_for

from accounts.models import User
from summaries import public_dump, recount
from summaries.models import Keyword, Paper, Summary
from summaries.public_dump.rows import TABLES
from tests.dumping import dump, rows_of, wipe
from tests.factories import (
    make_author,
    make_comment,
    make_identifier,
    make_imported_summary,
    make_paper,
    make_sighting,
    make_summary,
    make_venue,
    make_vote,
)

HOSTILE = [
    r"plain \cite{conf/nips/P0} and /papers/conf/nips/P1/",
    "",
    '"quotes" and \\backslashes\\ and \\n and \\N and \\.',
    "a\ttab, a\nline, a\r\nline",
    "\u2028\u2029\x85\ufeff\u200b\u202e",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 😀 é e\u0301 ñ 漢字 עברית",
    "=1+1,<script>alert(1)</script>{}[]\x01\x1f\x7f",
    "NULL",
    "x" * 300,
]


@pytest.fixture
def library(alice, bob, carol):
    """Everything that can be in a dump, in odd words, beside what must not be."""
    venue = make_venue(key="conf/nips", name="NeurIPS", section="cs")
    lee = make_author("Ann Lee")
    lee.identifiers.create(scheme="orcid", value="0000-0002-1825-0097")
    for number, words in enumerate(HOSTILE):
        paper = make_paper(
            key=f"conf/nips/P{number}",
            title=words,
            abstract=words,
            venue=venue if number % 2 else None,
            year=None if number % 3 else 2001,
            authors=["Zoe", lee, "Béa"],
            keywords=["cs.LG", f"topic {number}"],
        )
        make_identifier(paper, "doi", f"10.1000/{number}(a)<b>")
        make_identifier(paper, "key", f"former/{number}")
        write_about(paper, words, alice, bob, carol)
    return paper


def write_about(paper, words, alice, bob, carol):
    moment = datetime(2020, 1, 2, 3, 4, 5, 678, UTC)
    body = words.strip() or "words"
    signed = make_summary(paper=paper, author=alice, body=body, published_at=moment)
    signed.revise(f"{body} and more", alice, words[:200])
    make_vote(signed)
    make_vote(signed, -1)
    unsigned = make_summary(
        paper=paper, author=bob, body=body, is_anonymous=True, ai_assistance=words[:500]
    )
    make_sighting(summary=make_imported_summary(paper=paper, body=body), comment_count=3)
    make_summary(paper=paper, author=carol, visibility="private")
    question = make_comment(summary=signed, author=carol, body=body)
    make_comment(summary=signed, author=alice, parent=question)
    gone = make_comment(summary=signed, author=carol, body="retractedsecret")
    make_comment(summary=signed, parent=gone).revise(f"{body}!")
    gone.retract()
    make_comment(summary=unsigned, author=bob, body="As the author.")


def test_a_load_brings_back_the_same_bytes(library, tmp_path):
    before = dump(tmp_path / "before")
    facts = list(Paper.objects.order_by("pk").values("key", "title_hash", "search_title"))
    numbers = list(Summary.objects.listed().order_by("pk").values("pk", "ups", "hot", "quality"))
    counts = list(Paper.objects.order_by("pk").values_list("key", "summary_count"))
    wipe()
    call_command("load_public", tmp_path / "before", verbosity=0)

    assert dump(tmp_path / "after") == before
    assert facts == list(Paper.objects.order_by("pk").values("key", "title_hash", "search_title"))
    assert numbers == list(Summary.objects.order_by("pk").values("pk", "ups", "hot", "quality"))
    assert counts == list(Paper.objects.order_by("pk").values_list("key", "summary_count"))


def test_what_is_loaded_reads_as_before_and_its_numbers_prove_right(library, tmp_path, client):
    summary = Summary.objects.listed().filter(comment_count__gt=0, is_anonymous=False).first()
    unsigned = Summary.objects.filter(is_anonymous=True).first()
    dump(tmp_path / "dump")
    html, comments = summary.body_html, summary.comment_count
    wipe()
    call_command("load_public", tmp_path / "dump", verbosity=0)
    page = client.get(f"/summaries/{summary.pk}/").text
    loaded = Summary.objects.get(pk=summary.pk)

    assert (loaded.body_html, loaded.comment_count) == (html, comments)
    assert (loaded.ups, loaded.downs) == (1, 1)
    assert "Alice" in page
    assert "This comment was removed." in page
    assert "The author" in client.get(f"/summaries/{unsigned.pk}/").text
    assert recount.recount(check=True).total() == 0
    assert User.objects.get(username="alice").summary_count == len(HOSTILE)
    assert not User.objects.get(username="alice").has_usable_password()


def test_comments_that_the_old_site_states_are_still_stated(library, tmp_path, client):
    summary = Summary.objects.filter(is_imported=True).first()
    dump(tmp_path / "dump")
    wipe()
    call_command("load_public", tmp_path / "dump", verbosity=0)

    assert (
        "3 comments were made at ShortScience.org" in client.get(f"/summaries/{summary.pk}/").text
    )


def test_votes_go_on_from_where_they_were(library, tmp_path, db):
    dump(tmp_path / "dump")
    summary = Summary.objects.filter(ups=1).first()
    wipe()
    call_command("load_public", tmp_path / "dump", verbosity=0)
    loaded = Summary.objects.get(pk=summary.pk)
    make_vote(loaded)

    assert (loaded.ups, loaded.downs) == (2, 1)
    assert make_paper().pk > Paper.objects.filter(key__startswith="conf/nips/P").count()


def test_two_dumps_of_the_same_are_the_same_compressed_or_not(library, tmp_path):
    plain, again = dump(tmp_path / "a"), dump(tmp_path / "b")
    packed, repacked = (dump(tmp_path / name, compress=True) for name in "cd")

    assert plain == again
    assert packed == repacked
    for table in TABLES:
        assert gzip.decompress(packed[f"{table}.jsonl.gz"]) == plain[f"{table}.jsonl"]


def test_a_compressed_dump_loads_as_well(library, tmp_path):
    plain = dump(tmp_path / "plain")
    dump(tmp_path / "packed", compress=True)
    wipe()
    call_command("load_public", tmp_path / "packed", verbosity=0)

    assert dump(tmp_path / "after") == plain


def test_every_row_fits_the_schema_beside_it(library, tmp_path):
    dump(tmp_path / "dump")

    for table in TABLES:
        schema = json.loads((tmp_path / "dump" / f"{table}.schema.json").read_text())
        rows = rows_of(tmp_path / "dump", table)
        assert rows
        for row in rows:
            validator_for(schema).validate(row)


def test_an_empty_site_makes_a_dump_that_loads(db, tmp_path):
    before = dump(tmp_path / "before")
    call_command("load_public", tmp_path / "before", verbosity=0)

    assert dump(tmp_path / "after") == before


def test_a_folder_that_holds_something_is_left_alone(db, tmp_path):
    (tmp_path / "dump").mkdir()
    (tmp_path / "dump" / "mine.txt").write_text("mine")
    with pytest.raises(CommandError, match="not empty"):
        call_command("dump_public", tmp_path / "dump")

    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["mine.txt"]


def test_a_dump_that_fails_leaves_nothing_behind(library, tmp_path):
    Paper.objects.filter(key="conf/nips/P8").update(abstract="x" * 1_000_001)
    with pytest.raises(CommandError, match="papers, row 9"):
        call_command("dump_public", tmp_path / "dump")

    assert list(tmp_path.iterdir()) == []


def test_a_command_without_a_goal_says_what_it_wants(db, tmp_path):
    for arguments in ([], [str(tmp_path / "x"), "--publish"]):
        with pytest.raises(CommandError, match="Name a folder, or --publish"):
            call_command("dump_public", *arguments)


def test_memory_does_not_grow_with_the_tables(db, tmp_path, django_assert_max_num_queries):
    Keyword.objects.bulk_create(Keyword(name=f"word {number}") for number in range(1_200))
    with django_assert_max_num_queries(25):
        public_dump.write(tmp_path / "dump")

    assert len(rows_of(tmp_path / "dump", "keywords")) == 1_200
