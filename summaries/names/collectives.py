"""Names of groups, which have no parts."""

_LAST_WORDS = (
    "association authors center centre collaboration committee community company consortium "
    "contributors corporation council department developers foundation group inc inc. "
    "initiative institute investigators laboratory labs network organization organisation "
    "panel partnership program programme project society team university"
)
_LAST = frozenset(_LAST_WORDS.split())
_FIRST = frozenset({"association", "department", "institute", "laboratory", "university"})


def is_collective(name: str) -> bool:
    """Whether the words say that it is a group: "The ATLAS Collaboration", "OpenAI Team"."""
    words = name.casefold().split()
    if len(words) < 2 or "," in name:
        return False
    is_called_so = words[-1] in _LAST or (words[0] in _FIRST and words[1] in ("of", "for"))
    return is_called_so or words[0] == "the"
