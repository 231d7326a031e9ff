r"""Macros that a text defines in one formula and uses in later ones, as MathJax let it."""

from collections.abc import Sequence

from .guards import COMMAND, DEFINITION, Refused, braced, check

MAX_DEFINITIONS = 50


class Definitions:
    """The harmless definitions of a text so far, by the name they define."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def before(self, tex: str) -> str:
        """The definitions that a formula needs, to stand before it."""
        used = dict.fromkeys(COMMAND.findall(tex))
        return "".join(self._known[name] for name in used if name in self._known)

    def learn(self, tex: str) -> None:
        """Remember what this formula defines; called once the guards have let it pass."""
        for name, definition in _definitions(tex):
            if len(self._known) < MAX_DEFINITIONS:
                self._known[name] = definition


def _definitions(tex: str) -> Sequence[tuple[str, str]]:
    return [
        (match[1] or match[3], f"{match[0]}{braced(tex, match.end() - 1)}}}")
        for match in DEFINITION.finditer(tex)
    ]


def with_definitions(tex: str, definitions: Definitions) -> str:
    """The formula with the definitions it needs, once the guards have passed both."""
    check(tex)
    whole = definitions.before(tex) + tex
    try:
        check(whole)
    except Refused:
        return tex
    definitions.learn(tex)
    return whole
