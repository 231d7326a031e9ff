"""What was pasted, without what text processors and sentences leave on an identifier."""

import unicodedata
from urllib.parse import unquote

MOST = 2_000  # characters; nothing longer is an identifier
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_SLASHES = dict.fromkeys(map(ord, "⁄∕"), "/")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_OPENERS = "([{<\"'“‘«"
_CLOSERS = {")": "(", "]": "[", "}": "{", ">": "<"}
_POINTS = ".,;:!?\"'”’»"


def cleaned(text: str) -> str:
    """In plain signs: no look-alikes of letters, digits and dashes, nothing invisible."""
    text = unicodedata.normalize("NFKC", text.translate(_DASHES | _SLASHES))[:MOST]  # it may grow
    text = "".join(sign for sign in text.translate(_SLASHES) if _is_seen(sign))
    for entity, sign in _ENTITIES:
        text = text.replace(entity, sign)
    return " ".join(text.split()).lstrip(_OPENERS)


def _is_seen(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cf", "Cs")


def trimmed(text: str) -> str:
    """Without the end of a sentence, and without a bracket that closes none of its own."""
    surplus = {close: text.count(close) - text.count(open) for close, open in _CLOSERS.items()}
    end = len(text)
    while end:
        last = text[end - 1]
        if surplus.get(last, 0) > 0:
            surplus[last] -= 1
        elif last not in _POINTS:
            break
        end -= 1
    return text[:end]


def decoded(text: str) -> list[str]:
    """The readings of a text that may be percent-encoded up to twice, the plainest first."""
    once = unquote(text)
    return list(dict.fromkeys([unquote(once), once, text]))
