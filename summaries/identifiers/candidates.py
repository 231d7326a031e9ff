"""Every stored spelling by which a pasted text may be known, so that one look finds it."""

from . import arxiv
from .cleaning import MOST, cleaned, decoded, trimmed
from .recognising import recognise
from .reference import ARXIV, KEY, URL, Reference

LONGEST = 500  # characters of a stored name


def candidates(text: str) -> tuple[Reference, ...]:
    """What to look for, the likeliest first: the text as a key, what it is recognised as, and
    the other names that follow from those. () for what is too long or empty."""
    if len(text) > MOST:
        return ()
    found = [Reference(KEY, reading) for reading in _readings(text)]
    for reference in recognise(text):
        found += [reference, *spellings(reference)]
    return tuple(each for each in dict.fromkeys(found) if _can_be_stored(each.value))


def _can_be_stored(value: str) -> bool:
    return 0 < len(value) <= LONGEST and value.isprintable()  # PostgreSQL stores no NUL


def _readings(text: str) -> list[str]:
    plain = decoded(text.strip())
    clean = [cleaned(reading) for reading in plain]
    return [*reversed(plain), *clean, *map(trimmed, clean)]


def spellings(reference: Reference) -> list[Reference]:
    """The other names that follow from one."""
    if reference.scheme == ARXIV:
        return arxiv.spellings(reference.value)
    if reference.scheme == URL:
        return [Reference(URL, each) for each in _addresses(reference.value)]
    return [Reference(KEY, reference.value)]


def _addresses(url: str) -> list[str]:
    """With and without "www.", "s" and the last slash, as the same page is written down."""
    rest = url.partition("://")[2].removeprefix("www.").rstrip("/")
    return [
        f"{scheme}://{www}{rest}{slash}"
        for scheme in ("https", "http")
        for www in ("", "www.")
        for slash in ("", "/")
    ]
