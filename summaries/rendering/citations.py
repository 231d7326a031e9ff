r"""`\cite{key,other}`: links to papers by their keys."""

import re
from collections.abc import Sequence
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_CITE = re.compile(r"\\cite[tp]?\*?(?:\[[^\[\]{}\n]{0,200}\]){0,2}\{([^{}\\$`\"]{1,2000})\}")
MAX_KEY = 300
PATH_SAFE = "/~:@!$&'()*+,;="  # what Django leaves as it is, so that both write one address


def find_citations(md: MarkdownIt) -> None:
    md.inline.ruler.before("escape", "cite", cite)
    md.add_render_rule("cite", _link)


def cite(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "\\":
        return False
    match = _CITE.match(state.src, state.pos, state.posMax)
    keys = [key for key in map(str.strip, match[1].split(",")) if key] if match else []
    if not match or not keys or any(len(k) > MAX_KEY or len(k.split()) > 1 for k in keys):
        return False
    if not silent:
        _push(state, keys)
    state.pos = match.end()
    return True


def _push(state: StateInline, keys: list[str]) -> None:
    for number, key in enumerate(keys):
        if number:
            state.push("text", "", 0).content = ", "
        token = state.push("cite", "", 0)
        token.content, token.meta = key, {"in_link": state.linkLevel > 0}


def keys_in(tokens: Sequence[Token]) -> list[str]:
    """Every key that is cited, once, in order."""
    found: dict[str, None] = {}
    for token in tokens:
        if token.type == "cite":
            found[token.content] = None
        found |= dict.fromkeys(keys_in(token.children or []))
    return list(found)


def paper_path(key: str) -> str:
    return f"/papers/{quote(key, safe=PATH_SAFE)}/"


def _link(_self, tokens: Sequence[Token], index: int, _options, env) -> str:
    key, papers = tokens[index].content, env["job"].papers
    if key not in papers:
        return (
            f'<span class="cite cite-unknown" title="No such paper here">{escapeHtml(key)}</span>'
        )
    name = escapeHtml(papers[key] or key)
    if tokens[index].meta["in_link"]:  # a link may not hold another
        return f'<span class="cite">{name}</span>'
    return f'<a class="cite" href="{escapeHtml(paper_path(key))}">{name}</a>'
