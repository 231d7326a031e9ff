"""Numbers in what was sent: such as the database can be asked for."""

LONGEST = 18  # digits of a number that fits every column


def is_number(text: str, digits: int = LONGEST) -> bool:
    """Whether it is a whole number in at most so many ASCII digits, without a sign."""
    return text.isascii() and text.isdigit() and len(text) <= digits
