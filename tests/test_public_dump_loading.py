"""What is no dump, or not the one that its manifest promises, changes nothing."""

import gzip
import hashlib
import json
import shutil

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from summaries import public_dump
from summaries.models import Author, Comment, Keyword, Paper, Summary, Venue
from summaries.public_dump.rows import TABLES, Name, Person
from tests.dumping import wipe
from tests.factories import make_comment, make_identifier, make_paper, make_summary, make_venue


@pytest.fixture
def folder(alice, tmp_path):
    """A small dump, and a database from which all of it is gone."""
    paper = make_paper(key="a/b", venue=make_venue(), authors=["Lee", "Kim"], keywords=["cs.LG"])
    make_identifier(paper, "doi", "10.1000/1")
    make_comment(summary=make_summary(paper=paper, author=alice), author=alice)
    make_paper(key="a/c", authors=["Lee"])
    public_dump.write(tmp_path / "dump")
    wipe()
    return tmp_path / "dump"


def change(folder, table, number, **members):
    """Another content of one line, which the manifest knows of."""
    path = folder / f"{table}.jsonl"
    lines = path.read_bytes().split(b"\n")
    lines[number - 1] = json.dumps({**json.loads(lines[number - 1]), **members}).encode()
    rewrite(folder, table, b"\n".join(lines))


def rewrite(folder, table, content, rows=None):
    path = folder / f"{table}.jsonl"
    path.write_bytes(content)
    manifest = json.loads((folder / "manifest.json").read_text())
    part = next(part for part in manifest["tables"] if part["table"] == table)
    part |= {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    part["rows"] = part["rows"] if rows is None else rows
    (folder / "manifest.json").write_text(json.dumps(manifest))


def refuses(folder, words):
    with pytest.raises(CommandError) as error:
        call_command("load_public", folder, verbosity=0)
    assert words in str(error.value)
    for model in (Paper, Author, Venue, Keyword, Summary, Comment, User):
        assert not model.objects.exists()


WRONG_LINES = [
    ("papers", 2, {"key": ""}, "papers.jsonl, line 2: key: String should have at least"),
    ("papers", 2, {"key": "a/b"}, "papers.jsonl, line 2: the database refuses it"),
    ("papers", 2, {"year": "2020"}, "papers.jsonl, line 2: year"),
    ("papers", 2, {"year": 20}, "papers.jsonl, line 2: year"),
    ("papers", 2, {"status": "lost"}, "papers.jsonl, line 2: status"),
    ("papers", 2, {"title": "a\0b"}, "papers.jsonl, line 2: title"),
    ("papers", 2, {"keywords": ["a\0b"]}, "papers.jsonl, line 2: keywords"),
    ("papers", 2, {"secret": 1}, "papers.jsonl, line 2: secret"),
    ("papers", 1, {"authors": ["nobody"]}, "line 1: there is no author “nobody”"),
    ("papers", 1, {"authors": ["lee", "lee"]}, "papers.jsonl, line 1: the database"),
    ("papers", 1, {"venue": "none"}, "line 1: there is no venue “none”"),
    ("papers", 1, {"keywords": ["none"]}, "line 1: there is no keyword “none”"),
    ("papers", 2, {"identifiers": [{"scheme": "doi", "value": "10.1000/1"}]}, "line 2"),
    ("papers", 2, {"identifiers": [{"scheme": "doi", "value": "10.1000/A"}]}, "line 2"),
    ("authors", 2, {"slug": "lee"}, "authors.jsonl, line 2: the database refuses it"),
    ("people", 1, {"username": None}, "people.jsonl, line 1: username"),
    ("summaries", 1, {"paper": "none"}, "line 1: there is no paper “none”"),
    ("summaries", 1, {"author": "none"}, "line 1: there is no person “none”"),
    ("summaries", 1, {"id": 2**63}, "summaries.jsonl, line 1: id"),
    ("summaries", 1, {"id": 0}, "summaries.jsonl, line 1: id"),
    ("summaries", 1, {"ups": -1}, "summaries.jsonl, line 1: ups"),
    ("summaries", 1, {"published_at": "2020-01-01T00:00:00"}, "line 1: published_at"),
    ("summaries", 1, {"published_at": "yesterday"}, "line 1: published_at"),
    ("summaries", 1, {"paper": None}, "summaries.jsonl, line 1: paper"),
    ("summaries", 1, {"paper": "a\0b"}, "summaries.jsonl, line 1: paper"),
    ("comments", 1, {"summary": "1"}, "comments.jsonl, line 1: summary"),
    ("comments", 1, {"is_gone": None}, "comments.jsonl, line 1: is_gone"),
    ("comments", 1, {"summary": 999_999}, "line 1: there is no summary “999999”"),
]


def test_a_line_that_is_wrong_is_named_and_nothing_is_loaded(subtests, folder):
    for number, (table, line, members, words) in enumerate(WRONG_LINES):
        with subtests.test(table, line=line, members=members):
            another = copy_of(folder, number)
            change(another, table, line, **members)

            refuses(another, words)


def copy_of(folder, number):
    return shutil.copytree(folder, folder.with_name(f"copy{number}"))


NO_ROWS = [
    (b"{\n", "venues.jsonl, line 1: Invalid JSON"),
    (b"[]\n", "venues.jsonl, line 1: Input should be an object"),
    (b"\n", "venues.jsonl, line 1: Invalid JSON"),
    (b"\xff\xfe\n", "venues.jsonl, line 1: Invalid JSON"),
    (b'{"key": "\\ud800"}\n', "venues.jsonl, line 1: Invalid JSON"),
    (b"[" * 10_000 + b"\n", "venues.jsonl, line 1: Invalid JSON"),
]


def test_a_line_that_is_no_row_is_named(subtests, folder):
    for content, words in NO_ROWS:
        with subtests.test(content[:20]):
            rewrite(folder, "venues", content)

            refuses(folder, words)


def test_a_row_too_few_or_too_many_is_noticed(folder):
    rewrite(folder, "comments", b"", rows=1)

    refuses(folder, "comments.jsonl has 0 rows, and the manifest says 1")


def test_a_file_that_was_changed_or_cut_off_is_noticed_before_anything_is_read(folder):
    path = folder / "comments.jsonl"
    path.write_bytes(path.read_bytes()[:-5])

    refuses(folder, "comments.jsonl is not what manifest.json says")


def test_a_file_that_is_missing_is_named(folder):
    (folder / "papers.jsonl").unlink()

    refuses(folder, "papers.jsonl cannot be read")


ELSEWHERE = ["../papers.jsonl", "/etc/passwd", "papers.jsonl\0", "", "comments.jsonl", "papers"]


def test_a_manifest_leads_nowhere_else(subtests, folder):
    shutil.copy(folder / "papers.jsonl", folder.parent / "papers.jsonl")
    manifest = json.loads((folder / "manifest.json").read_text())
    papers = next(part for part in manifest["tables"] if part["table"] == "papers")
    for name in ELSEWHERE:
        with subtests.test(name):
            papers["file"] = name
            (folder / "manifest.json").write_text(json.dumps(manifest))

            refuses(folder, "is not the file of papers")


NO_MANIFESTS = [
    ("", "manifest.json: Invalid JSON"),
    ("[]", "manifest.json: Input should be an object"),
    ('{"tables": []}', "the tables must be venues, keywords"),
    ('{"tables": [], "version": 2}', "manifest.json: version"),
    ('{"tables": [], "format": "other"}', "manifest.json: format"),
    ('{"tables": [{}]}', "manifest.json: tables.0.table"),
]


def test_a_manifest_that_is_none_of_ours_is_refused(subtests, folder):
    for content, words in NO_MANIFESTS:
        with subtests.test(content):
            (folder / "manifest.json").write_text(content)

            refuses(folder, words)


def test_a_folder_without_a_manifest_is_refused(db, tmp_path):
    refuses(tmp_path / "nothing", "manifest.json cannot be read")


def test_a_damaged_compression_is_told(db, folder):
    packed = gzip.compress((folder / "venues.jsonl").read_bytes())[:-9]
    (folder / "venues.jsonl.gz").write_bytes(packed)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["tables"][0] |= {
        "file": "venues.jsonl.gz",
        "bytes": len(packed),
        "sha256": hashlib.sha256(packed).hexdigest(),
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))

    refuses(folder, "venues.jsonl.gz")


def test_a_database_with_something_in_it_is_left_alone(folder):
    make_paper(key="mine")
    with pytest.raises(CommandError, match="not empty: there are papers"):
        call_command("load_public", folder)

    assert [paper.key for paper in Paper.objects.all()] == ["mine"]


def test_an_admin_may_be_there_already(folder, admin):
    call_command("load_public", folder, verbosity=0)

    assert Paper.objects.count() == 2
    assert User.objects.filter(username="admin").exists()
    assert Summary.objects.get().author.username == "alice"


def test_rendering_may_wait(folder):
    call_command("load_public", folder, "--no-render", verbosity=0)
    assert Summary.objects.get().body_html == ""

    call_command("render_summaries", verbosity=0)
    assert "<math" in Summary.objects.get().body_html


def test_html_in_a_dump_is_only_text(folder):
    change(folder, "summaries", 1, body="<script>alert(1)</script>")
    call_command("load_public", folder, verbosity=0)

    assert "<script" not in Summary.objects.get().body_html


def test_it_says_what_it_loaded(folder, capsys):
    call_command("load_public", folder, verbosity=2)

    said = capsys.readouterr().out
    assert "papers: 2" in said
    assert "rows loaded" in said


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


@given(texts.filter(bool), texts, texts)
def test_any_text_comes_back_from_its_line(username, bio, value):
    day = "2020-01-01"
    facts = {"username": username, "display_name": value, "bio": bio, "orcid": "", "website": ""}
    row = Person.model_validate_json(
        json.dumps({**facts, "is_orcid_verified": False, "since": day}), strict=True
    )
    line = row.model_dump_json()

    assert Person.model_validate_json(line) == row
    assert json.loads(line)["bio"] == bio
    assert "\n" not in line


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_any_other_json_is_no_row(value):
    for row in (*TABLES.values(), Name):
        with pytest.raises(ValueError, match="validation error"):
            row.model_validate_json(json.dumps(value))
