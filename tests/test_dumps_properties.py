"""What holds for every dump and every text."""

import io
import re
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summaries.dumps import DumpError, Entry, Problem, parse, repair

DUMPS = sorted((Path(__file__).resolve().parent.parent / "fixtures/dumps").glob("*.txt"))
ADDRESS = re.compile(r"https?://[^\s()<>]*?\.(?:png|gif|jpe?g)|https?://\S*shortscience\.org\S*")
OWN = re.compile(r"/papers/[^\s()]*/")

VOCABULARY = r"""
The a net of layers. We find: that data, is good. 2 * 3 x > 0.05 $a * b$ `x - y` $$c$$ $ ` [ ( * -
1. 2. 3. 1) 2) > # ## ### **Lead:** **bold** --- ----- | ![]() (1) (3.1) et al. e.g. : 1986.
https://i.imgur.com/aB1.png thhttps://i.imgur.com/aB1.pnge [a](https://b.org) [p]: \cite{k} \
\\ \begin{align} \end{align} é ß 日本 ½ _ ~ ``` Figure 1: Finally, | a | b | - [^1]: https://x.org
"""
WORDS = st.sampled_from(VOCABULARY.split())
TEXTS = st.one_of(
    st.lists(WORDS, max_size=60).map(" ".join),
    st.lists(WORDS, max_size=40).map("\n".join),
    st.lists(st.tuples(WORDS, st.sampled_from([" ", "\n", "  ", "   ", ""])), max_size=40).map(
        lambda pairs: "".join(word + blank for word, blank in pairs)
    ),
    st.text(max_size=200),
)


def letters(text: str) -> str:
    """Letters and digits but those of addresses, which may move or change."""
    return "".join(c for c in OWN.sub("", ADDRESS.sub("", text)) if c.isalnum())


def read(data: bytes) -> list[Entry | Problem]:
    return list(parse(io.BytesIO(data)))


def dump(*bodies: str) -> bytes:
    return b"![]() |\n" + b"".join(f"[link]\n{body} ![]() |\n".encode() for body in bodies)


@given(TEXTS)
def test_no_letter_and_no_digit_is_lost_or_moved(text):
    markdown, _ = repair(text)

    assert letters(markdown) == letters(text)


@given(TEXTS)
def test_every_picture_is_still_there(text):
    assert repair(text)[0].count(".png") == text.count(".png")


@given(TEXTS)
def test_what_is_repaired_stays_as_it_is(text):
    once = repair(text)[0]
    if "\n\n" in once:
        assert repair(once)[0] == once


@given(st.lists(TEXTS.filter(lambda t: "[link]" not in t and "\0" not in t), max_size=4))
def test_parsing_twice_gives_the_same(bodies):
    data = dump("First words", *bodies)

    assert read(data) == read(data)


def outcome(data: bytes) -> list:
    try:
        return read(data)
    except DumpError as error:
        return [str(error)]


@given(st.binary(max_size=400), st.booleans())
def test_no_bytes_raise_anything_but_dump_error(data, with_entry):
    assert outcome(b"[link]\n" + data if with_entry else data)


@settings(max_examples=15)
@given(st.lists(st.sampled_from(DUMPS), min_size=1, max_size=4), st.booleans())
def test_concatenated_dumps_give_the_union(paths, with_newline):
    data = (b"\n" if with_newline else b"").join(path.read_bytes() for path in paths)

    together = [(e.body, e.markdown, e.comment_count, e.fingerprint) for e in read(data)]

    each = [entry for path in paths for entry in read(path.read_bytes())]
    assert together == [(e.body, e.markdown, e.comment_count, e.fingerprint) for e in each]


@pytest.mark.parametrize("path", DUMPS, ids=lambda path: path.name)
def test_the_summaries_of_the_dumps_keep_every_letter(path):
    for entry in read(path.read_bytes()):
        assert letters(entry.markdown) == letters(entry.body)
        assert repair(entry.markdown)[0] == entry.markdown


@pytest.mark.parametrize("path", DUMPS, ids=lambda path: path.name)
def test_the_originals_are_the_file_to_the_byte(path):
    data = path.read_bytes()

    pieces = [entry.original for entry in read(data)]

    assert data.split(b"[link]\n", 1)[1] == b"[link]\n".join(pieces)


def test_a_copy_that_lost_its_lines_has_the_same_fingerprint():
    [kept] = [e for e in read(DUMPS[0].read_bytes()) if "\n" in e.body]

    [flat] = read(dump(" ".join(kept.body.split())))

    assert flat.fingerprint == kept.fingerprint
    assert flat.body != kept.body


FLOODS = [
    "$", "$a ", "$$", "`", "``` ", "[", "![", "[a](", r"\[", r"\(", r"\begin{align}", "(", "* ",
    "* A ", ": * A ", ": - A. ", "- A ", "1. A ", "1. A 2. B ", "> ", ". > A ", "## ", "## A ",
    "**", "**A:** ", "|", " ![]() |", "x  ", "A.   ", "\n", "\n* a:", "* (1) A\n", "--- ", "A. ",
    "https://i.imgur.com/a.png ", "xhttps://i.imgur.com/a.pngx ", "[a]: http://b ", "word The is ",
    "https://", "\\", "\\\\ ", ": * Two parts: ", "(a. B (", "1 Comments\n",
]  # fmt: skip


@pytest.mark.parametrize("flood", FLOODS)
def test_the_cost_grows_with_the_size_and_no_faster(flood):
    def cost(size: int) -> float:
        text = (flood * (size // len(flood) + 1))[:size]
        return min(seconds(text) for _ in range(2))

    small, large = cost(4_000), cost(32_000)

    assert large < 30 * max(small, 0.002)  # 8 if linear, 64 if quadratic


def seconds(text: str) -> float:
    begin = process_time()
    read(b"[link]\nWords " + text.encode())
    return process_time() - begin
