"""One plain spelling of a text, so that titles match however somebody writes them."""

import hashlib
import re
import unicodedata
from itertools import pairwise

from .latex import GREEK, bare

# Letters that Unicode does not take apart into a plain one and a sign.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n"}
    | {"æ": "ae", "œ": "oe", "þ": "th", "&": " and "}
)
# Most titles are of these signs alone, and have nothing to take apart.
_ASCII = {code: " " for code in range(128) if not chr(code).isalnum()} | {ord("&"): " and "}
# One alone is a symbol (α-divergence); several side by side are a word of Greek.
_SYMBOL = re.compile("(?<![α-ω])[α-ω](?![α-ω])")
# Scripts that set no blanks between words: each sign is looked for by itself.
_UNSPACED = re.compile(
    "([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
)
# What is written together, apart and with a hyphen: self-attention, multi task, pretraining.
_FIRST_PART = re.compile(
    "auto|bi|co|cross|de|few|hyper|inter|intra|meta|micro|mini|mono|multi|non|one|over|pre|re|self"
    "|semi|sub|super|under|un|zero"
)
_HYPHENATED = re.compile(r"\w+(?:[-\u2010\u2011]\w+)+")


def fold(text: str) -> str:
    """The words of a title or name in small letters without accents, parted by single spaces.

    Folding again changes nothing. A Greek letter is spelt out, LaTeX is gone.
    """
    plain = _letters(bare(text))
    # What remains can still be in need of folding, when signs met that stood apart before.
    return plain if plain.isascii() else _letters(plain)


def _letters(text: str) -> str:
    if text.isascii():
        return " ".join(text.lower().translate(_ASCII).split())
    taken_apart = unicodedata.normalize("NFKD", text.casefold()).casefold().translate(_PLAIN)
    kept = "".join(sign for sign in taken_apart if not unicodedata.combining(sign))
    named = _SYMBOL.sub(lambda sign: f" {GREEK[sign[0]]} ", kept.replace("ς", "σ"))
    spaced = _UNSPACED.sub(r" \1 ", unicodedata.normalize("NFC", named))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in spaced).split())


def title_hash(title: str) -> str:
    """The same for two titles when they fold to the same words; "" for one without words."""
    folded = fold(title)
    return hashlib.blake2b(folded.encode(), digest_size=16).hexdigest() if folded else ""


def searchable(title: str) -> str:
    """The folded title, and in one piece what its hyphens and first parts keep in two.

    So that "selfattention" finds "self-attention" and "self attention"; a search for two words
    looks for both in one piece, too (`words.Word.spellings`).
    """
    folded = fold(title)
    joined = [fold(word).replace(" ", "") for word in _HYPHENATED.findall(bare(title))]
    words = folded.split()
    joined += [first + second for first, second in pairwise(words) if _FIRST_PART.fullmatch(first)]
    return " ".join([folded, *dict.fromkeys(word for word in joined if word not in words)]).strip()
