"""What one text may cost: its length, its nesting, the size of what comes out."""

import re
from collections.abc import Iterable, Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

MAX_SOURCE = 100_000  # characters of one text
MAX_NESTING = 20  # quotes and lists inside each other; a list counts twice
MAX_OUTPUT = 2_000_000  # characters of HTML before mathematics goes in
# What a stage prints for one token beside the token's own text.
PRINTED = {"cite": 60, "footnote_anchor": 110, "footnote_ref": 150, "image": 200, "picture": 250}
MAX_TOKENS = 100_000  # pieces that the parser finds

# XML forbids these, PostgreSQL refuses NUL, and no reader misses any of them.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


class TextTooLong(ValueError):
    """The source is longer than MAX_SOURCE: a form says so before anything is stored."""


def cleaned(source: str) -> str:
    """The source without control characters and lone surrogates; raises TextTooLong."""
    if len(source) > MAX_SOURCE:
        raise TextTooLong(f"A text may have {MAX_SOURCE:,} characters; this has {len(source):,}.")
    return _UNPRINTABLE.sub("", _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", source))


def stop_deep_nesting(md: MarkdownIt) -> None:
    """Keep what is nested too deeply as plain paragraphs, where the parser would drop it."""
    md.block.ruler.before("table", "too_deep", _too_deep)


def _too_deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.level < MAX_NESTING - 2:  # a list adds two levels at once
        return False
    if silent:
        return False
    last = start
    while last < end and (state.isEmpty(last) or state.sCount[last] >= state.blkIndent):
        last += 1
    last = max(last, start + 1)
    state.push("paragraph_open", "p", 1)
    state.push("text_block", "", 0).content = state.getLines(start, last, state.blkIndent, False)
    state.push("paragraph_close", "p", -1)
    state.line = last
    return True


def output_too_large(tokens: Iterable[Token]) -> bool:
    """Whether HTML made of these tokens would pass a cap, told without making it."""
    sizes = [_size(token) for token in _every(tokens)]
    return len(sizes) > MAX_TOKENS or sum(sizes) > MAX_OUTPUT


def _every(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _every(token.children or ())


def _size(token: Token) -> int:
    text = 0 if token.children else len(token.content)
    text += PRINTED.get(token.type, len(token.tag))
    return text + sum(len(str(value)) for value in token.attrs.values())
