"""One plain spelling of a text, so that titles match however somebody writes them."""

import hashlib
import unicodedata


def fold(text: str) -> str:
    """The words of a title or name in small letters without accents, parted by single spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(
        sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign)
    )
    return " ".join(letters.split())


def title_hash(title: str) -> str:
    """The same for two titles when they fold to the same words; "" for one without words."""
    folded = fold(title)
    return hashlib.blake2b(folded.encode(), digest_size=16).hexdigest() if folded else ""
