"""Links to the old site's pages become links to our own; definitions stand at the end."""

import re
from urllib.parse import quote, unquote

OLD_PAGE = re.compile(
    r"https?://(?:www\.)?shortscience\.org/paper/?\?(?:[^\s()<>\"'&#\]]*&)?bibtexKey="
    r"([^\s()<>\"'&#\]]+)(?:[&#][^\s()<>\"'\]]*)?",
    re.IGNORECASE,
)
OWN_PAGE = re.compile(r"(?<=[\s(<])/papers/([^\s()<>\"']+)/(?=[\s()<>\"'.,;:!?]|\Z)")
DEFINITIONS = re.compile(r"(?:(?:^|\s+)\[[^\[\]\s^][^\[\]\n]{0,99}\]:[ \t]+<?https?://\S+)+\s*\Z")
DEFINITION = re.compile(r"\[[^\[\]]+\]:[ \t]+\S+")
TRAILING = ".,;:!?"


def relink(text: str) -> str:
    """Addresses of papers on the old site become addresses of papers here."""
    return OLD_PAGE.sub(_own_page, text)


def _own_page(match: re.Match[str]) -> str:
    key = match[1]
    is_last = match.end(1) == match.end()
    tail = key[len(key.rstrip(TRAILING)) :] if is_last else ""
    key = unquote(key[: len(key) - len(tail)]).strip("/")
    return f"/papers/{quote(key, safe='/:@!,~')}/{tail}" if key.strip() else match[0]


def linked_keys(markdown: str) -> list[str]:
    """The keys of the papers here that a repaired text links to, once each, in order."""
    return list(dict.fromkeys(unquote(match[1]) for match in OWN_PAGE.finditer(markdown)))


def cut_definitions(text: str) -> tuple[str, list[str]]:
    """The text before the reference definitions that end it, and those, one by one."""
    window = max(0, len(text) - 5000)
    match = DEFINITIONS.search(text, window)
    if not match:
        return text, []
    return text[: match.start()], DEFINITION.findall(match[0])
