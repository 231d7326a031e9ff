"""What is refused before math-core sees it: inputs that would crash it, or make it loop."""

import re

MAX_TEX = 4_000
MAX_DEPTH = 40
MAX_UNCLOSED = 16  # math-core doubles its time with each bracket that is never closed
MAX_CELLS = 2_000
MAX_CHAIN = 40  # commands in a row that take what follows them: \sqrt\sqrt\sqrt…

_REFUSED = frozenset(
    r"""\afterassignment \aftergroup \begingroup \catcode \class \csname \cssId \directlua \edef
    \endcsname \endgroup \eqref \everymath \expandafter \futurelet \gdef \global \href \html
    \htmlClass \htmlData \htmlId \htmlStyle \immediate \include \includegraphics \input \jobname
    \let \long \loop \makeatletter \mathchardef \newenvironment \newif \noexpand \openin \openout
    \outer \read \ref \renewenvironment \repeat \require \romannumeral \scantokens \string \style
    \the \uppercase \url \usepackage \write \xdef""".split()  # noqa: SIM905 - as a list, a page long
)
COMMAND = re.compile(r"\\(?:[a-zA-Z]+|.)", re.DOTALL)
_PART = re.compile(r"\\(?:[a-zA-Z]+|.)|[{}()\[\]^_]", re.DOTALL)
_DEEPER = {"{": 1, "}": -1, r"\left": 1, r"\right": -1, r"\begin": 1, r"\end": -1}
_UNCLOSED = {"(": 1, ")": -1, "[": 1, "]": -1, r"\left": 1, r"\right": -1, r"\{": 1, r"\}": -1}
_SINGLE = {"^", "_"}

DEFINITION = re.compile(
    r"\\(?:new|renew|provide)command\*?\s*\{?\s*(\\[a-zA-Z]+)\s*\}?\s*(?:\[(\d)\])?\s*\{"
    r"|\\def\s*(\\[a-zA-Z]+)((?:#\d)*)\s*\{"
)
_DEFINERS = {r"\newcommand", r"\renewcommand", r"\providecommand", r"\def"}


class Refused(Exception):
    """The formula will not be converted; the message is for its author."""


def check(tex: str) -> None:
    """Raise Refused for what must not reach math-core."""
    if len(tex) > MAX_TEX:
        raise Refused(f"Formula too long: {len(tex):,} of at most {MAX_TEX:,} characters")
    commands = COMMAND.findall(tex)
    if refused := _REFUSED.intersection(commands):
        raise Refused(f"Command not allowed: {min(refused)}")
    if tex.count("&") + commands.count(r"\\") > MAX_CELLS:
        raise Refused(f"A table of more than {MAX_CELLS:,} cells")
    _check_nesting(_PART.findall(tex))
    _check_chains(tex)
    _check_definitions(tex, commands)


def _check_nesting(parts: list[str]) -> None:
    depth = unclosed = deepest = most = 0
    for part in parts:
        depth += _DEEPER.get(part, 0)
        unclosed = max(0, unclosed + _UNCLOSED.get(part, 0))
        deepest, most = max(deepest, depth), max(most, unclosed)
    if deepest > MAX_DEPTH:
        raise Refused(f"Nested more than {MAX_DEPTH} deep")
    if unclosed > MAX_UNCLOSED or most > MAX_DEPTH:
        raise Refused(f"More than {MAX_UNCLOSED} brackets are not closed")


def _check_chains(tex: str) -> None:
    """Commands that follow each other with nothing between them may nest without any brace."""
    if re.search(rf"(?:(\\[a-zA-Z]+)\s*)(?:\1\s*){{{MAX_CHAIN},}}", tex):
        raise Refused(f"Nested more than {MAX_DEPTH} deep")


def _check_definitions(tex: str, commands: list[str]) -> None:
    definitions = list(DEFINITION.finditer(tex))
    if len(definitions) != sum(command in _DEFINERS for command in commands):
        raise Refused("A definition that cannot be read")
    names = {match[1] or match[3] for match in definitions}
    for match in definitions:
        body = braced(tex, match.end() - 1)
        arguments = re.findall(r"#(\d?)", body)
        if names.intersection(COMMAND.findall(body)) or len(set(arguments)) < len(arguments):
            raise Refused("A definition may not name another, nor use an argument twice")


def braced(tex: str, start: int) -> str:
    """What stands between the brace at `start` and its partner, or the end."""
    depth = 0
    for part in re.compile(r"\\.|[{}]", re.DOTALL).finditer(tex, start):
        depth += {"{": 1, "}": -1}.get(part[0], 0)
        if not depth:
            return tex[start + 1 : part.start()]
    return tex[start + 1 :]
