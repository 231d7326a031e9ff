"""What a field of BibTeX says: braces, quotes, abbreviations, and pieces joined by `#`."""

Strings = dict[str, str]  # abbreviation in small letters → text

MONTHS: Strings = {name[:3]: name.capitalize() for name in (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)}  # fmt: skip
LONGEST = 100_000  # an abbreviation made of abbreviations may double with each


def text_of(value: str, strings: Strings) -> str:
    """The text of a raw value."""
    pieces = (_piece(piece.strip(), strings) for piece in _pieces(value))
    return "".join(pieces)[:LONGEST]


def _piece(text: str, strings: Strings) -> str:
    is_enclosed = len(text) > 1 and text[0] + text[-1] in ("{}", '""')
    return text[1:-1] if is_enclosed else strings.get(text.lower(), text)


def _pieces(value: str) -> list[str]:
    """What stands between `#` that are neither in braces nor in quotes."""
    pieces, start, depth, is_quoted = [], 0, 0, False
    for place, sign in enumerate(value):
        depth += (sign == "{") - (sign == "}")
        if sign == '"' and depth == 0:
            is_quoted = not is_quoted
        elif sign == "#" and depth == 0 and not is_quoted:
            pieces.append(value[start:place])
            start = place + 1
    return [*pieces, value[start:]]
