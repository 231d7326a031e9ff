"""The folded spellings that rows keep of their titles and names."""

from collections.abc import Callable

from django.apps import apps as installed
from django.db.models import Model

from summaries.batches import batches
from summaries.search.folding import fold, searchable, title_hash

BATCH = 2_000


def refold(apps=installed) -> int:
    """Bring the folded columns up to date; how many rows were not. Also for migrations."""
    paper, author = (apps.get_model("summaries", name) for name in ("Paper", "Author"))
    return _refold(paper, "title", of_title) + _refold(author, "name", of_name)


def of_title(title: str) -> dict[str, str]:
    return {"search_title": searchable(title), "title_hash": title_hash(title)}


def of_name(name: str) -> dict[str, str]:
    return {"search_name": fold(name)[:255]}


def _refold(model: type[Model], source: str, columns_of: Callable[[str], dict[str, str]]) -> int:
    columns, count = list(columns_of("")), 0
    for keys in batches(model._default_manager.all(), BATCH):
        rows = model._default_manager.filter(pk__in=keys).only("pk", source, *columns)
        stale = [row for row in rows if _set(row, columns_of(getattr(row, source)))]
        model._default_manager.bulk_update(stale, columns, batch_size=200)
        count += len(stale)
    return count


def _set(row: Model, values: dict[str, str]) -> bool:
    """Whether a value was another before."""
    is_stale = any(getattr(row, name) != value for name, value in values.items())
    for name, value in values.items():
        setattr(row, name, value)
    return is_stale
