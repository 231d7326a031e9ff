"""The keywords that a record names."""

from collections.abc import Iterable

from summaries.identifiers import is_path
from summaries.models import Keyword, Paper

MOST = 20  # of one record; who names more is listing, not describing


def usable(names: Iterable[str]) -> list[str]:
    """Those that a keyword can have, each once."""
    plain = dict.fromkeys(" ".join(name.split()) for name in names)
    return [name for name in plain if len(name) <= 100 and is_path(name)][:MOST]


def set_keywords(paper: Paper, names: Iterable[str]) -> bool:
    """Add the keywords to the paper's; whether any was new."""
    present = set(paper.keywords.values_list("name", flat=True))
    new = [name for name in usable(names) if name not in present]
    paper.keywords.add(*(Keyword.objects.get_or_create(name=name)[0] for name in new))
    return bool(new)
