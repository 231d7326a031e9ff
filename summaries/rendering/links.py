"""Links: bare addresses recognised, only harmless schemes, `rel` on what leads away."""

import re
from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from .citations import paper_path

MAX_URL = 2_000
SCHEMES = frozenset({"http", "https", "mailto"})
REL = "ugc nofollow noopener"

_SCHEME = re.compile(r"([^/?#:]*):")
_AFTER_COLON = re.compile(r"://[\w.-]+(?::\d{1,5})?(?:[/?#][^\s<>\"`|\\^{}\x00-\x20]{0,2000})?")
_OLD_HOSTS = {"shortscience.org", "www.shortscience.org"}


def find_links(md: MarkdownIt) -> None:
    md.validateLink = is_safe  # type: ignore[method-assign]
    md.inline.ruler.push("bare_url", bare_url)
    md.add_render_rule("link_open", _open)


def is_safe(url: str) -> bool:
    """Whether a link may lead there: what has a colon in its first part has a scheme we know."""
    scheme = _SCHEME.match(url)
    return len(url) <= MAX_URL and (not scheme or scheme[1].lower() in SCHEMES)


def bare_url(state: StateInline, silent: bool) -> bool:
    """Turn an address without brackets into a link; called at each colon."""
    if silent or state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    scheme = next((s for s in ("https", "http") if state.pending.lower().endswith(s)), "")
    before = state.src[state.pos - len(scheme) - 1 : state.pos - len(scheme)]
    match = _AFTER_COLON.match(state.src, state.pos, state.posMax)
    if not scheme or not match or (before and before.isalnum()):
        return False
    rest = without_punctuation(match[0])
    url = state.md.normalizeLink(state.pending[-len(scheme) :] + rest)
    if len(rest) <= len("://") or not state.md.validateLink(url):
        return False
    shown = state.pending[-len(scheme) :] + rest
    state.pending = state.pending[: -len(scheme)]
    _push(state, url, shown)
    state.pos += len(rest)
    return True


def without_punctuation(url: str) -> str:
    """The address without what belongs to the sentence around it."""
    end = len(url)
    surplus = url.count(")") - url.count("(")
    while end and (url[end - 1] in "?!.,:;*_~'\"[]" or (url[end - 1] == ")" and surplus > 0)):
        surplus -= url[end - 1] == ")"
        end -= 1
    return url[:end]


def _push(state: StateInline, url: str, shown: str) -> None:
    opening = state.push("link_open", "a", 1)
    opening.attrs, opening.markup, opening.info = {"href": url}, "bare", "auto"
    state.push("text", "", 0).content = shown
    state.push("link_close", "a", -1).markup = "bare"


def _open(self, tokens: Sequence[Token], index: int, options, env) -> str:
    token = tokens[index]
    token.attrs["href"] = here(str(token.attrs.get("href", "")))
    if leads_away(str(token.attrs["href"])):
        token.attrs["rel"] = REL
    return self.renderToken(tokens, index, options, env)


def leads_away(url: str) -> bool:
    return not url.startswith(("/", "#")) or url.startswith("//")


def here(url: str) -> str:
    """Our own page for a link to a paper on the old site; any other address as it is."""
    try:
        parts = urlsplit(url)
        keys = parse_qs(parts.query).get("bibtexKey") if parts.hostname in _OLD_HOSTS else None
    except ValueError:
        return url
    return paper_path(keys[0]) if keys and parts.path.rstrip("/") == "/paper" else url
