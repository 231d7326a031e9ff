"""Headings two levels down and never past h6, so that the page keeps one outline."""

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore


def demote_headings(md: MarkdownIt) -> None:
    md.core.ruler.after("block", "demote_headings", _demote)


def _demote(state: StateCore) -> None:
    """Demote; under a heading of the page also close gaps, as authors take #### for its size."""
    under = state.env["job"].under
    level = above = under or 6
    for token in state.tokens:
        if token.type == "heading_open":
            level = min(int(token.tag[1]) + 2, above + 1, 6)
            above = level if under else 6
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{level}"
