"""The frame of a dump, and what is no dump."""

import gzip
import io

import pytest

from summaries import unfolding
from summaries.dumps import DumpError, Entry, Problem, iter_files, parse, reader


def read(data: bytes | str) -> list[Entry | Problem]:
    return list(parse(io.BytesIO(data.encode() if isinstance(data, str) else data)))


@pytest.mark.parametrize(
    ("frame", "comments"),
    [
        (" ![]() |\n", None),
        (" ![]() |", None),
        (" |\n", None),
        ("", None),
        ("\n|\n", None),
        (" ![]() |\n|\n", None),
        ("\n![]() |", None),
        (" ![]() ![]() |\n|![]() |\n", None),
        (" ![]()\n1 Comments\n|\n", 1),
        ("\n12 Comments\n|", 12),
        (" ![]() 3 Comments |\n", 3),
        (" ![]()\r\n1 Comment\r\n|\r\n", 1),
        (" ![]() |![]() |\nWelcome to ShortScience.org! |\n![]() ![]() |\n", None),
        (" |Welcome to ShortScience.org! |\n", None),
        (" ![]() |\ufeff|\nWelcome to ShortScience.org! |\n|\n", None),
    ],
)
def test_the_frame_is_taken_off(frame, comments):
    [entry] = read(f"[link]\nA text of 5 Comments.{frame}")

    assert entry.body == "A text of 5 Comments."
    assert entry.comment_count == comments
    assert entry.original.decode() == f"A text of 5 Comments.{frame}"


@pytest.mark.parametrize(
    ("body", "frame"),
    [
        ("a | b", " ![]() |"),
        ("text\n\n| a | b |\n|---|---|\n| 1 | 2 |", "\n![]() |\n"),
        ("text\n\n| a | b |\n|---|---|\n| 1 | 2 |", " |\n"),
        ("text\n\n| a | b |\n|---|---|\n| 1 | 2 |", " ![]() |\n|\n"),
        ("He made 7 Comments", " |"),
    ],
)
def test_pipes_and_counts_of_the_body_stay(body, frame):
    [entry] = read(f"[link]\n{body}{frame}")

    assert entry.body == body
    assert entry.comment_count is None


@pytest.mark.parametrize(
    "preamble",
    ["", "|\n", "\ufeff![]() |\r\nWelcome to ShortScience.org! |\r\n![]() ![]() |\r\n", "\n\n"],
)
def test_what_stands_before_the_first_entry_is_frame(preamble):
    [entry] = read(f"{preamble}[link]\r\nA text. |")

    assert (entry.number, entry.line) == (1, preamble.count("\n") + 1)
    assert entry.body == "A text."


def test_entries_know_their_number_and_line():
    entries = read("|\n[link]\nOne. |\n|\n[link]\nTwo\nlines. |\n[link] \nThree. |")

    assert [(e.number, e.line, e.body) for e in entries] == [
        (1, 2, "One."),
        (2, 5, "Two\nlines."),
        (3, 8, "Three."),
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"Just a text.\n", "no entry"),
        (b"|\nWelcome to ShortScience.org! |\n", "no entry"),
        (b"<!DOCTYPE html>\n<title>x</title>\n[link]\n", "HTML"),
        (b"\n <html>", "HTML"),
        (b"PK\x03\x04\x00\x00", "line 1: a NUL byte"),
        (b"|\nna\xefve", "line 2: not UTF-8"),
        ("\ufeff[link]\nText".encode("utf-16"), "line 1"),
    ],
)
def test_what_is_no_dump_is_refused_in_words(data, message):
    with pytest.raises(DumpError, match=message):
        read(data)


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (b" ![]() |\n", "line 4: an entry without text"),
        (b"Fine\nna\xefve |\n", "line 6: not UTF-8"),
        (b"Nul \0 here |\n", "line 5: a NUL byte"),
    ],
)
def test_one_bad_entry_is_named_and_the_rest_goes_on(entry, message):
    data = b"|\n[link]\nOne. |\n[link]\n" + entry + b"[link]\nTwo. |\n"

    one, problem, two = read(data)

    assert (one.body, two.body, two.number) == ("One.", "Two.", 3)
    assert isinstance(problem, Problem)
    assert (problem.number, problem.line) == (2, 4)
    assert message in f"line {problem.line}: {problem.message}"


def test_text_before_the_first_entry_is_named():
    problem, entry = read("|\nA lost text. |\n[link]\nOne. |")

    assert "belongs to no entry" in problem.message
    assert entry.body == "One."


def test_an_entry_beyond_the_cap_is_named_and_not_held(monkeypatch):
    monkeypatch.setattr(reader, "CAP", 1000)

    one, problem, two = read("[link]\nOne.\n[link]\n" + "long " * 500 + "\n[link]\nTwo.\n")

    assert (one.body, two.body) == ("One.", "Two.")
    assert "2501 bytes; at most 1000" in problem.message


def test_a_long_dump_is_read_piece_by_piece():
    class Endless(io.RawIOBase):
        lines = 0

        def readline(self, size=-1):
            self.lines += 1
            return b"[link]\n" if self.lines % 2 else b"Some words. |\n"

    endless = Endless()
    entries = parse(endless)
    for _ in range(50):
        next(entries)

    assert endless.lines < 110


def test_control_characters_become_spaces_with_a_warning():
    [entry] = read("[link]\nOne\x0btwo. |")

    assert entry.markdown == "One two."
    assert entry.warnings == ["control characters became spaces"]


def names_and_errors(*paths):
    return [(file.name.rsplit("/", 1)[-1], file.error) for file in iter_files(paths)]


def test_files_folders_and_standard_input_are_found(tmp_path):
    (tmp_path / "b.txt").write_text("[link]\nB.")
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"[link]\nA."))
    (tmp_path / "c.md").write_text("no")

    found = names_and_errors(tmp_path, "-", tmp_path / "c.md")

    assert found == [("a.txt.gz", ""), ("b.txt", ""), ("-", ""), ("c.md", "")]


def test_a_compressed_dump_is_read(tmp_path):
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"[link]\nA text. |\n"))
    [file] = iter_files([tmp_path])

    with file.open() as stream:
        [entry] = parse(stream)

    assert entry.body == "A text."


def test_a_missing_path_and_an_empty_folder_are_named(tmp_path):
    (tmp_path / "empty").mkdir()

    assert names_and_errors(tmp_path / "gone", tmp_path / "empty") == [
        ("gone", "no such file or folder"),
        ("empty", "a folder without dumps (*.txt, *.txt.gz)"),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"no gzip at all", "damaged"),
        (gzip.compress(b"[link]\nText")[:-9], "damaged"),
        (gzip.compress(b"[link]\n" + b"x" * 9000), "more than 100 times its size"),
    ],
    ids=["no archive", "cut off", "too large"],  # the bytes hold the time, and tests need one name
)
def test_a_damaged_or_swelling_archive_is_refused(tmp_path, monkeypatch, content, message):
    monkeypatch.setattr(unfolding, "ALWAYS_FREE", 5000)
    (tmp_path / "a.txt.gz").write_bytes(content)
    [file] = iter_files([tmp_path])

    with pytest.raises(DumpError, match=message), file.open() as stream:
        list(parse(stream))
