"""Headings two levels down and never past h6, so that the page keeps one outline."""

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

PAGE_LEVEL = 2  # the heading of the summary on its page


def demote_headings(md: MarkdownIt) -> None:
    md.core.ruler.after("block", "demote_headings", _demote)


def _demote(state: StateCore) -> None:
    outline = PAGE_LEVEL
    for token in state.tokens:
        if token.type not in ("heading_open", "heading_close"):
            continue
        level = min(int(token.tag[1]) + 2, 6)
        token.tag = f"h{level}"
        if token.type == "heading_open":
            # Authors begin with #### for its size: the outline that is read aloud has no gaps.
            outline = min(level, outline + 1)
            if outline != level:
                token.attrs["aria-level"] = str(outline)
