"""Small files that unfold to endless ones: a clear error, bounded memory, nothing stored."""

import gzip
import hashlib
import io
import json
import struct
import tracemalloc
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from accounts.archive import reading
from summaries import public_dump, unfolding
from summaries.catalogue.dblp import read_dblp
from summaries.models import Draft, Paper
from tests.factories import make_paper

ZEROS = gzip.compress(b"\0" * 30_000_000)
LINES = gzip.compress((b"x" * 9_999 + b"\n") * 3_000)
WORDS = "unfolds to more than 100 times its size"
FREE = 2_000_000
COMMANDS = ["import_dumps", "import_dblp", "import_bibtex", "import_arxiv"]
ROOM = 30_000_000  # bytes of memory


@pytest.fixture(autouse=True)
def _little_is_free(monkeypatch):
    monkeypatch.setattr(unfolding, "ALWAYS_FREE", FREE)


@pytest.fixture
def memory():
    tracemalloc.start()
    yield lambda: tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()


@pytest.mark.parametrize("bomb", [ZEROS, LINES], ids=["zeros", "lines"])
@pytest.mark.parametrize("command", COMMANDS)
def test_no_command_unfolds_a_bomb(db, tmp_path, capsys, memory, command, bomb):
    path = tmp_path / "a.txt.gz"
    path.write_bytes(bomb)
    with pytest.raises(SystemExit) as exit_:
        call_command(command, path)

    assert exit_.value.code == 1
    assert memory() < ROOM
    assert not Paper.objects.exists()
    said = capsys.readouterr().err
    assert WORDS in said or "No XML" in said or "first megabyte" in said


def test_a_bomb_after_honest_lines_costs_what_follows_alone(db, tmp_path, capsys):
    honest = "@article{a, title = {Honest}, author = {Lee, Ann}, year = 2020}\n"
    path = tmp_path / "a.bib.gz"
    path.write_bytes(gzip.compress(honest.encode() + b"@article{b," + b"\n" * 30_000_000))
    with pytest.raises(SystemExit):
        call_command("import_bibtex", path)

    assert WORDS in capsys.readouterr().err
    assert Paper.objects.get().title == "Honest"


@pytest.mark.parametrize("bomb", [ZEROS, LINES], ids=["zeros", "lines"])
def test_a_public_dump_with_a_bomb_in_it_is_refused_whole(db, tmp_path, memory, bomb):
    make_paper(key="a/b")
    public_dump.write(tmp_path / "dump")
    Paper.objects.all().delete()
    put_in(tmp_path / "dump", "venues", bomb)
    with pytest.raises(CommandError, match=r"venues\.jsonl\.gz|venues\.jsonl\.gz, line 1"):
        call_command("load_public", tmp_path / "dump", verbosity=0)

    assert memory() < ROOM
    assert not Paper.objects.exists()


def put_in(folder, table, packed):
    """The manifest is right about the file: whoever sends a bomb writes it as well."""
    path = folder / f"{table}.jsonl.gz"
    path.write_bytes(packed)
    manifest = json.loads((folder / "manifest.json").read_text())
    part = next(part for part in manifest["tables"] if part["table"] == table)
    part |= {"file": path.name, "bytes": len(packed), "rows": 10**9}
    part["sha256"] = hashlib.sha256(packed).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))


def test_what_people_keep_is_not_taken_for_a_bomb(db, tmp_path):
    entry = "@article{{a{0}, title = {{Paper {0}}}, author = {{Lee, Ann}}, year = 2020}}\n"
    path = tmp_path / "a.bib.gz"
    path.write_bytes(gzip.compress("".join(entry.format(n) for n in range(300)).encode()))
    call_command("import_bibtex", path, verbosity=0)

    assert Paper.objects.count() == 300


# XML that never comes to an end

BEGINNING = b'<dblp><article key="a/b"><title>T</title>'


class Endless(io.RawIOBase):
    """The beginning, and then the same for ever, or as often as is said."""

    def __init__(self, beginning: bytes, again: bytes, times: int = 10**9):
        self.given, self.first, self.again, self.times = 0, beginning, again * 10_000, times

    def read(self, size=-1):
        piece, self.first = self.first or self.again, b""
        self.times -= 1
        self.given += len(piece)
        return piece if self.times >= 0 else b""


@pytest.mark.parametrize(
    ("again", "times", "words"),
    [(b"<i>", 2, "nested too deeply"), (b"x" * 99, 100, ""), (b"<x/>", 20, "")],
    ids=["nesting", "text", "fields"],
)
def test_a_record_without_end_takes_no_room(memory, again, times, words):
    stream = Endless(BEGINNING, again, times)
    problems = [entry.problem for entry in read_dblp(stream)]

    assert memory() < ROOM
    assert words in problems[-1]


@pytest.mark.parametrize("opening", [b'<x a="', b"<x", b"<!--", b"<![CDATA[", b"<?x "])
def test_a_tag_without_end_is_given_up_early_or_takes_no_room(memory, opening):
    stream = Endless(BEGINNING + opening, b"x" * 10, times=300)
    problems = [entry.problem for entry in read_dblp(stream)]

    assert "No XML of dblp" in problems[-1]
    assert opening == b"<![CDATA[" or stream.given < 5_000_000


# Archives that people send


def crowded(number: int) -> bytes:
    """A zip that is nothing but its directory."""
    row = struct.pack("<4s4B4HL2L5H2L", b"PK\1\2", 20, 0, 20, *[0] * 9, 1, *[0] * 5) + b"a"
    size = number * len(row)
    return row * number + struct.pack(
        "<4s4H2LH", b"PK\5\6", 0, 0, *[number & 0xFFFF] * 2, size, 0, 0
    )


def sent(client, content):
    file = SimpleUploadedFile("archive.zip", content)
    return client.post("/account/import/", {"file": file})


def test_an_archive_of_countless_files_is_refused_before_its_directory_is_read(
    client, alice, memory
):
    client.force_login(alice)
    content = crowded(40_000)
    before = memory()
    answer = sent(client, content)

    assert answer.status_code == 422
    assert "too many files" in answer.text
    assert memory() - before < ROOM


def test_texts_that_unfold_to_more_than_all_of_a_persons_are_refused(client, alice, monkeypatch):
    monkeypatch.setattr(reading, "LARGEST_TEXTS", 1_000_000)
    client.force_login(alice)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(4):
            archive.writestr(f"{number}.md", b"W" * 390_000)
    answer = sent(client, file.getvalue())

    assert answer.status_code == 422
    assert "too large in all" in answer.text
    assert not Draft.objects.exists()
