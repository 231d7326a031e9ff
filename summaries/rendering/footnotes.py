"""Footnotes, with ids that are unique to the text and links back that have names."""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref

ID = re.compile(r"fn(?:ref)?-[0-9a-f]{10}-\d+(?:-\d+)?")
MAX_BACK = 20  # links back from one note; who refers to it more often is testing us
_REFERENCE = re.compile(r"\[\^[^\s\[\]]{1,60}\]")


def add_footnotes(md: MarkdownIt) -> None:
    footnote_plugin(md, inline=False)
    md.inline.ruler.at("footnote_ref", _bounded_reference)
    md.add_render_rule("footnote_ref", _reference)
    md.add_render_rule("footnote_block_open", lambda *_: '<div class="footnotes"><ol>\n')
    md.add_render_rule("footnote_block_close", lambda *_: "</ol></div>\n")
    md.add_render_rule("footnote_open", _open)
    md.add_render_rule("footnote_anchor", _back)


def _bounded_reference(state: StateInline, silent: bool) -> bool:
    """The plugin's rule, which looks for a `]` through the whole text: a flood of `[^` hurts it."""
    if not _REFERENCE.match(state.src, state.pos, state.posMax):
        return False
    return footnote_ref(state, silent)


def _number(token: Token, env) -> str:
    return f"{env['job'].prefix}-{token.meta['id'] + 1}"


def _reference_id(token: Token, env) -> str:
    again = token.meta.get("subId", 0)
    return f"fnref-{_number(token, env)}" + (f"-{again}" if again else "")


def _reference(_self, tokens: Sequence[Token], index: int, _options, env) -> str:
    token = tokens[index]
    number = token.meta["id"] + 1
    return (
        f'<sup class="footnote-ref"><a href="#fn-{_number(token, env)}" '
        f'id="{_reference_id(token, env)}" aria-label="Footnote {number}">{number}</a></sup>'
    )


def _open(_self, tokens: Sequence[Token], index: int, _options, env) -> str:
    return f'<li id="fn-{_number(tokens[index], env)}">'


def _back(_self, tokens: Sequence[Token], index: int, _options, env) -> str:
    token = tokens[index]
    if token.meta["subId"] >= MAX_BACK:
        return ""
    return (
        f' <a class="footnote-back" href="#{_reference_id(token, env)}" '
        f'aria-label="Back to the text, footnote {token.meta["id"] + 1}">↩</a>'
    )
