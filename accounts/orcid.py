"""ORCID iDs: read what people type, and check the last digit (ISO 7064, MOD 11-2)."""

import re

from django.core.exceptions import ValidationError

TYPED = re.compile(
    r"(?:https?://(?:www\.)?orcid\.org/)?(\d{4})[- ]?(\d{4})[- ]?(\d{4})[- ]?(\d{3}[\dX])/?",
    re.I | re.A,
)


def check_digit(digits: str) -> str:
    """The sixteenth sign that belongs to fifteen digits; X stands for ten."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    result = (12 - total % 11) % 11
    return "X" if result == 10 else str(result)


def orcid_from(typed: str) -> str:
    """The iD in its usual form; ValidationError when there is none, or it has a typing error."""
    found = TYPED.fullmatch(typed.strip())
    if not found:
        raise ValidationError("An ORCID iD has sixteen digits, like 0000-0002-1825-0097.")
    signs = "".join(found.groups()).upper()
    if check_digit(signs[:15]) != signs[15]:
        raise ValidationError("There is a typing error in that ORCID iD: its last sign is wrong.")
    return "-".join(signs[start : start + 4] for start in range(0, 16, 4))
