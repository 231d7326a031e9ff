"""Names of people and groups: from any order and script into parts, and back."""

import re

_DBLP_NUMBER = re.compile(r"(.+\S)\s+(\d{4})")


def without_number(name: str) -> str:
    """A name in dblp without the number that tells it from namesakes: "Wei Wang 0001"."""
    match = _DBLP_NUMBER.fullmatch(name)
    return match[1] if match else name
