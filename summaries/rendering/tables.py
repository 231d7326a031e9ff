"""Tables: a box of their own to scroll in, alignment by class, `|` inside formulas kept whole."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore

from .formulas import formula_at
from .job import Job

_OPENER = re.compile(r"\\?[$(\[]|\\.|`+", re.DOTALL)


def shape_tables(md: MarkdownIt) -> None:
    md.core.ruler.after("block", "table_alignment", _alignment_by_class)
    md.add_render_rule("table_open", _open)
    md.add_render_rule("table_close", lambda *_: "</table></div>\n")


def hide_pipes(source: str, job: Job) -> str:
    """The source with `|` inside formulas replaced by the job's stand-in, in rows of tables.

    The table parser splits a row before anything inline is read, so it must not see them.
    """
    if "|" not in source:
        return source
    return "\n".join(_hide_in_row(line, job) for line in source.split("\n"))


def _hide_in_row(line: str, job: Job) -> str:
    if "|" not in line or not ("$" in line or "\\(" in line):
        return line
    pieces, last = [], 0
    for opener in _OPENER.finditer(line):
        if opener.start() < last or opener[0] not in ("$", r"\(", r"\["):
            continue
        if found := formula_at(line, opener.start(), len(line), job):
            end = opener.start() + len(found.source)
            pieces += [line[last : opener.start()], found.source.replace("|", job.pipe)]
            last = end
    return "".join([*pieces, line[last:]])


def _alignment_by_class(state: StateCore) -> None:
    for token in state.tokens:
        if token.type in ("th_open", "td_open") and (style := token.attrs.pop("style", "")):
            token.attrs["class"] = "align-" + str(style).removeprefix("text-align:")


def _open(*_args) -> str:
    # A group, not a region: several landmarks of one name on a page confuse screen readers.
    return '<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>\n'
