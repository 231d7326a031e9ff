"""Where a formula begins and ends: an inline rule that runs before escapes and emphasis."""

import re
from collections.abc import Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from .job import Formula, Job

MAX_SCAN = 20_000  # beyond this no closer is looked for; five times what a formula may have
ENVIRONMENTS = "align|alignat|displaymath|eqnarray|equation|flalign|gather|math|multline"
INNER = "aligned|array|cases|gathered|matrix|[bBpvV]matrix|split"

_STEP = re.compile(r"\\.|[{}$]|`+|\n[ \t]*\n", re.DOTALL)
_BEGIN = re.compile(rf"\\begin\{{((?:{ENVIRONMENTS}|{INNER})\*?)\}}")
_CITED_NUMBER = re.compile(r"\d[\d\s,;–-]*|[^\W\d_]{2,}[.?!]?")
_TEX = re.compile(r"[\\^_={}<>|+/&]")
_WORD = re.compile(r"(?:^|[\s,;(])([^\W\d_]{2,})(?=$|[\s,.;:!?)])")
_OPERATORS = {"cos", "det", "exp", "inf", "lim", "ln", "log", "max", "min", "mod", "sin", "sup"}


def find_formulas(md: MarkdownIt) -> None:
    md.inline.ruler.before("escape", "formula", formula)
    md.add_render_rule("formula", _placeholder)


def formula(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "$\\":
        return False
    found = formula_at(state.src, state.pos, state.posMax, state.env["job"])
    if not found:
        return _dollars_as_text(state, silent)
    if not silent:
        token = state.push("formula", "", 0)
        token.content, token.meta = found.source, {"formula": found}
    state.pos += len(found.source)
    return True


def _dollars_as_text(state: StateInline, silent: bool) -> bool:
    """Step over `$$` that opens nothing as one, so that its second half opens nothing either."""
    if not state.src.startswith("$$", state.pos):
        return False
    if not silent:
        state.pending += "$$"
    state.pos += 2
    return True


def formula_at(src: str, pos: int, end: int, job: Job) -> Formula | None:
    """The formula that opens at `pos`, if one does and it closes before `end`."""
    if src.startswith("$$", pos):
        return _display_dollars(src, pos, end, job)
    if src[pos] == "$":
        return _inline_dollars(src, pos, end, job)
    if src.startswith((r"\(", r"\["), pos):
        return _brackets(src, pos, end, job)
    if match := _BEGIN.match(src, pos, end):
        return _environment(src, match, end, job)
    return None


def _display_dollars(src: str, pos: int, end: int, job: Job) -> Formula | None:
    close = _closer(src, pos + 2, end, "$$", job)
    body = src[pos + 2 : close]
    if close < 0 or not body.strip() or _is_prose(body):
        return None
    return Formula(body, "$$", "$$", is_display=True)


def _inline_dollars(src: str, pos: int, end: int, job: Job) -> Formula | None:
    if pos + 1 >= end or src[pos + 1].isspace():
        return None
    close = _closer(src, pos + 1, end, "$", job)
    body = src[pos + 1 : close]
    if close < 0 or not body or body[-1].isspace() or "](" in body or _is_prose(body):
        return None
    touches_number = src[pos - 1 : pos].isdigit() or src[close + 1 : close + 2].isdigit()
    if touches_number and not body.startswith("\\"):
        return None
    return Formula(body, "$", "$", is_display=False)


def _brackets(src: str, pos: int, end: int, job: Job) -> Formula | None:
    opener = src[pos : pos + 2]
    closer = {r"\(": r"\)", r"\[": r"\]"}[opener]
    close = _closer(src, pos + 2, end, closer, job)
    body = src[pos + 2 : close]
    if close < 0 or not body.strip() or _CITED_NUMBER.fullmatch(body.strip()):
        return None
    if not _TEX.search(body) and _WORD.search(body):
        return None  # \(see below\), \[Smith et al, 2019\]: escaped brackets around words
    return Formula(body, opener, closer, is_display=opener == r"\[")


def _environment(src: str, begin: re.Match[str], end: int, job: Job) -> Formula | None:
    name, depth, last = re.escape(begin[1]), 0, begin.start()
    limit = min(end, begin.start() + MAX_SCAN)
    steps = re.compile(rf"\\(begin|end)\{{{name}\}}|\n[ \t]*\n")
    for step in steps.finditer(src, begin.start(), limit):
        if not job.spend(step.end() - last) or not step[1]:
            return None
        depth, last = depth + (1 if step[1] == "begin" else -1), step.end()
        if not depth:
            return Formula(src[begin.start() : last], "", "", is_display=True)
    job.spend(limit - last)
    return None


def _closer(src: str, start: int, end: int, closer: str, job: Job) -> int:
    """Where `closer` stands at brace depth 0; -1 when something else ends the formula first."""
    depth, last, limit = 0, start, min(end, start + MAX_SCAN)
    for step in _STEP.finditer(src, start, limit):
        mark = step[0]
        if not job.spend(step.end() - last):
            return -1
        last = step.end()
        if not depth and src.startswith(closer, step.start()) and mark[0] == closer[0]:
            return step.start()
        if _breaks_off(src, step, depth, limit, job):
            return -1
        depth += {"{": 1, "}": -1}.get(mark, 0)
        if depth < 0:
            return -1
    job.spend(limit - last)
    return -1


def _breaks_off(src: str, step: re.Match[str], depth: int, limit: int, job: Job) -> bool:
    mark = step[0]
    if mark[0] == "`":
        return _is_code_span(src, step, limit, job)
    return mark[0] == "\n" or (mark == "$" and not depth)


def _is_code_span(src: str, ticks: re.Match[str], limit: int, job: Job) -> bool:
    """Whether a run of backticks has its partner: code wins over mathematics."""
    job.spend(limit - ticks.end())
    return any(run[0] == ticks[0] for run in re.compile("`+").finditer(src, ticks.end(), limit))


def _is_prose(body: str) -> bool:
    """Whether what stands between two dollar signs is an amount and the words after it."""
    body = body.strip()
    if not body[:1].isdigit() or _TEX.search(body):
        return False
    return any(word.lower() not in _OPERATORS for word in _WORD.findall(body))


def _placeholder(_self, tokens: Sequence[Token], index: int, _options, env) -> str:
    found, job = tokens[index].meta["formula"], env["job"]
    return job.placeholder_for_formula(replace(found, tex=found.tex.replace(job.pipe, "|")))
