"""Load a dump into an empty database: all of it, or nothing."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from accounts import contributions
from summaries import models, places, search

from .building import FILLED, WITH_NUMBERS, Builder
from .counting import Counts
from .indexes import made_at_the_end
from .inserting import Record, go_on_counting, insert, let_bulk_in
from .manifest import Part, read_manifest, verify
from .problems import DumpError
from .reading import batches
from .rows import TABLES, Row

MUST_BE_EMPTY = (models.Paper, models.Author, models.Venue, models.Keyword, models.Summary)


def load(folder: Path, tell: Callable[[str], object] = lambda line: None) -> Counter[str]:
    """Load the dump in that folder; how many rows of each table. DumpError: nothing is changed.

    The texts are stored as they were written: `rerender.render_outdated` has to follow.
    """
    manifest = read_manifest(folder)
    verify(folder, manifest)
    _refuse_unless_empty()  # before a site that is in use has to wait for us
    counts: Counter[str] = Counter()
    with transaction.atomic():
        let_bulk_in(FILLED)
        _refuse_unless_empty()  # somebody may have written meanwhile
        # All that is taken away comes back in this transaction: a load that is killed leaves
        # everything as it was.
        with search.left_out(), places.paused(), made_at_the_end(FILLED):
            said = Counts(folder, {part.table: part for part in manifest.tables})
            builder = Builder(said)
            for part in manifest.tables:
                counts[part.table] = _load_table(folder, part, builder)
                tell(f"{part.table}: {counts[part.table]:,}")
            said.forget()
        go_on_counting(WITH_NUMBERS)
        contributions.count_all()
    return counts


def _refuse_unless_empty() -> None:
    for model in MUST_BE_EMPTY:
        if model._default_manager.exists():
            names = model._meta.verbose_name_plural
            raise DumpError(f"the database is not empty: there are {names} in it")


def _load_table(folder: Path, part: Part, builder: Builder) -> int:
    count = 0
    for batch in batches(folder / part.file, TABLES[part.table]):
        builder.look_up(part.table, [row for _, row in batch])
        insert([(line, _built(builder, part, line, row)) for line, row in batch], part.file)
        count += len(batch)
    if count != part.rows:
        raise DumpError(f"{part.file} has {count} rows, and the manifest says {part.rows}")
    return count


def _built(builder: Builder, part: Part, line: int, row: Row) -> list[Record]:
    try:
        return builder.build(part.table, row)
    except DumpError as error:
        raise DumpError(f"{part.file}, line {line}: {error}") from error
