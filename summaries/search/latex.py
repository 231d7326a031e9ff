"""What remains of LaTeX in a title or a name when only its words count."""

import re

GREEK = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "ζ": "zeta",
    "η": "eta",
    "θ": "theta",
    "ι": "iota",
    "κ": "kappa",
    "λ": "lambda",
    "μ": "mu",
    "ν": "nu",
    "ξ": "xi",
    "ο": "omicron",
    "π": "pi",
    "ρ": "rho",
    "σ": "sigma",
    "τ": "tau",
    "υ": "upsilon",
    "φ": "phi",
    "χ": "chi",
    "ψ": "psi",
    "ω": "omega",
}
_NAMES = frozenset(GREEK.values())
_LETTERS = {"ss": "ss", "ae": "ae", "oe": "oe", "aa": "a", "o": "o", "l": "l", "i": "i", "j": "j"}
_LETTERS |= {"ell": "l", "dh": "d", "dj": "d", "th": "th", "ng": "n"}
# How something is set is no word of it: \textit, \mathcal, \left, \operatorname …
_MANNER = re.compile(
    r"text\w*|math\w*|[bf]f|it|em|emph|rm|tt|sc|sf|sl|bm|cal|bold\w*|operatorname|mbox|hbox"
    r"|ensuremath|left|right|[bB]igg?[lr]?|displaystyle|limits|hspace|vspace|quad|qquad|,"
)
_ACCENT = re.compile(
    r"""\\["'`^~=.](?=\s*\{|\s*\\?[^\W\d_])\s*|\\[cvHukrbdt](?:\s+(?=\w)|(?=\{))"""
)
_LETTER = re.compile(r"\\(ss|ae|AE|oe|OE|aa|AA|o|O|l|L|i|j|ell|dh|DH|dj|DJ|th|TH|ng)(?![A-Za-z]) ?")
_COMMAND = re.compile(r"\\([A-Za-z]+|,)\*?")
_SCRIPTS = re.compile(r"(?<=\w)[_^](?=[{\w\\+*-])")


def bare(text: str) -> str:
    r"""The text without its LaTeX: `{\"o}` is o, `\alpha` alpha, `$\ell_1$` l1."""
    if not {"\\", "{", "}", "$", "_", "^"}.intersection(text):
        return text
    text = _ACCENT.sub("", text)
    text = _LETTER.sub(lambda letter: _LETTERS[letter[1].lower()], text)
    text = _COMMAND.sub(_word, text)
    text = text.replace("{", "").replace("}", "").replace("$", "")
    return _SCRIPTS.sub("", text)


def _word(command: re.Match[str]) -> str:
    """A Greek letter by its name, nothing of a manner, of any other command its name."""
    name = command[1].lower()
    if _MANNER.fullmatch(command[1]):
        return ""
    plain = name.removeprefix("var")
    return f" {plain if plain in _NAMES else name} "
