"""Authors and keywords by words of their names."""


def authors(words: str, size: int = 5) -> list:
    return []


def keywords(words: str, size: int = 5) -> list:
    return []
