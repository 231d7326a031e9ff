"""`@name`: a link to the person of that user name, where there is one."""

import re
from collections.abc import Sequence
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_NAME = re.compile(r"@([A-Za-z0-9][A-Za-z0-9._-]{0,149})")
_BEFORE = re.compile(r"[\w@/.+-]")  # the "@" of a mail address, or of an address on the web
_PUNCTUATION = "._-"


def find_mentions(md: MarkdownIt) -> None:
    md.inline.ruler.push("mention", mention)
    md.add_render_rule("mention", _link)


def mention(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "@" or state.linkLevel:
        return False
    match = _NAME.match(state.src, state.pos, state.posMax)
    if not match or (state.pos and _BEFORE.match(state.src[state.pos - 1])):
        return False
    if not silent:
        state.push("mention", "", 0).content = match[1]
    state.pos = match.end()
    return True


def names_in(tokens: Sequence[Token]) -> list[str]:
    """Every name that is mentioned, in lower case, once, in order; also without what may be
    the punctuation after it."""
    found: dict[str, None] = {}
    for token in tokens:
        if token.type == "mention":
            found |= dict.fromkeys(_readings(token.content))
        found |= dict.fromkeys(names_in(token.children or []))
    return list(found)


def _readings(name: str) -> list[str]:
    """What may be meant: the name as it stands, or without the end of the sentence."""
    name = name.lower()
    return list(dict.fromkeys([name, name.rstrip(_PUNCTUATION)]))


def _link(_self, tokens: Sequence[Token], index: int, _options, env) -> str:
    name, people = tokens[index].content, env["job"].people
    for reading in _readings(name):
        if reading in people:
            rest, user_name = name[len(reading) :], people[reading]
            path, shown = f"/people/{quote(user_name)}/", escapeHtml(f"@{user_name}")
            return f'<a class="mention" href="{path}">{shown}</a>{rest}'
    return escapeHtml(f"@{name}")
