"""The stages in their order: parse, print, sanitise, put the mathematics in, measure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from html import escape

from . import citations, mentions
from .fold import fold_at
from .fragments import filled, videos_of
from .job import Job
from .limits import cleaned, output_too_large
from .mathematics import fragments_of
from .parser import parse, to_html
from .plain import plain_text, word_count
from .sanitise import sanitise

VERSION = 1  # raise it when the same source gives other HTML: stored texts are rendered anew

_NO_PAPERS: Mapping[str, str] = {}
_NO_PEOPLE: Mapping[str, str] = {}
_NO_PICTURES: Mapping[str, tuple[int, int]] = {}


@dataclass(frozen=True)
class Rendered:
    """What one source becomes."""

    html: str
    text: str  # plain, one line a block
    errors: list[str]  # one sentence for each formula that failed, or for a limit
    has_math: bool
    fold_at: int  # offset in html, for lead_html and rest_html; 0 for a short text
    word_count: int


def render(
    source: str,
    *,
    papers: Mapping[str, str] = _NO_PAPERS,
    pictures: Mapping[str, tuple[int, int]] = _NO_PICTURES,
    people: Mapping[str, str] = _NO_PEOPLE,
    under: int = 0,
) -> Rendered:
    r"""Markdown and LaTeX to safe HTML; raises TextTooLong and nothing else.

    `papers` has the title of each paper that a \cite may link to, by its key; `pictures` the
    width and height of each of our own pictures, by its name; `people` the user name of
    each person who may be mentioned, by that name in lower case. `under` is the level of the
    heading that the text will stand under: then its own headings leave no gap.
    """
    job = Job(cleaned(source), papers, pictures, people, under)
    tokens = parse(job)
    if output_too_large(tokens):
        return _as_source(job)
    html = sanitise(to_html(tokens, job).replace(job.pipe, "|"))
    formulas, errors = fragments_of(job.formulas)
    fill = partial(filled, job=job, formulas=formulas, videos=videos_of(job))
    text = plain_text(html, partial(fill, part=lambda fragment: fragment.text))
    words = word_count(plain_text(html, partial(fill, part=lambda _: "x")))
    whole = fill(html, part=lambda fragment: fragment.html)
    return Rendered(whole, text, errors, "<math" in whole, fold_at(whole), words)


def cited_keys(source: str) -> list[str]:
    r"""The keys of each \cite outside code and mathematics, once, in order."""
    if "\\cite" not in source:
        return []
    return citations.keys_in(parse(Job(cleaned(source), _NO_PAPERS)))


def mentioned_names(source: str) -> list[str]:
    """What each @name outside code and mathematics may mean, in lower case, once, in order."""
    if "@" not in source:
        return []
    return mentions.names_in(parse(Job(cleaned(source), _NO_PAPERS)))


def _as_source(job: Job) -> Rendered:
    """A text whose HTML would be far larger than itself, as its author typed it."""
    html = f"<pre>{escape(job.source)}</pre>"
    error = "The text repeats itself too often to be shown as more than its source."
    return Rendered(html, job.source, [error], False, 0, word_count(job.source))
