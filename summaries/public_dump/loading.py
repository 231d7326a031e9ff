"""Load a dump into an empty database: all of it, or nothing."""

import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Count, OuterRef, Subquery
from pydantic import ValidationError

from accounts import contributions
from summaries import models, places, search
from summaries.unfolding import unfolded

from .building import WITH_NUMBERS, Builder
from .inserting import go_on_counting, insert, let_bulk_in
from .manifest import Part, in_words, read_manifest, verify
from .problems import DumpError
from .rows import TABLES, Row

BATCH = 1_000
LONGEST_LINE = 200_000_000  # bytes; the most that one summary with its versions may take
# In one go over both tables: about new ones the database knows nothing, and might look through all
# summaries for each paper. All that a dump holds are public.
COUNT_SUMMARIES = """
    UPDATE summaries_paper SET summary_count = counted.total
    FROM (SELECT paper_id, count(*) AS total FROM summaries_summary GROUP BY paper_id) AS counted
    WHERE counted.paper_id = summaries_paper.id
"""
MUST_BE_EMPTY = (models.Paper, models.Author, models.Venue, models.Keyword, models.Summary)


def load(folder: Path, tell: Callable[[str], object] = lambda line: None) -> Counter[str]:
    """Load the dump in that folder; how many rows of each table. DumpError: nothing is changed.

    The texts are stored as they were written: `rerender.render_outdated` has to follow.
    """
    manifest = read_manifest(folder)
    verify(folder, manifest)
    _refuse_unless_empty()
    counts: Counter[str] = Counter()
    # An index that is made at once costs less than one that grows row by row. The pause is part of
    # the transaction, so that a load that is killed leaves the search as it was.
    is_inside = connection.in_atomic_block
    pauses = [] if is_inside else [search.paused(), places.paused()]
    with transaction.atomic(), ExitStack() as paused:
        for pause in pauses:
            paused.enter_context(pause)
        let_bulk_in()
        builder = Builder()
        for part in manifest.tables:
            counts[part.table] = _load_table(folder, part, builder)
            tell(f"{part.table}: {counts[part.table]:,}")
        go_on_counting(WITH_NUMBERS)
        _count()
    return counts


def _refuse_unless_empty() -> None:
    for model in MUST_BE_EMPTY:
        if model._default_manager.exists():
            names = model._meta.verbose_name_plural
            raise DumpError(f"the database is not empty: there are {names} in it")


def _load_table(folder: Path, part: Part, builder: Builder) -> int:
    rows, count = _rows(folder / part.file, TABLES[part.table]), 0
    while batch := list(islice(rows, BATCH)):
        builder.look_up(part.table, [row for _, row in batch])
        insert([(line, _built(builder, part, line, row)) for line, row in batch], part.file)
        count += len(batch)
    if count != part.rows:
        raise DumpError(f"{part.file} has {count} rows, and the manifest says {part.rows}")
    return count


def _built(builder: Builder, part: Part, line: int, row: Row) -> list:
    try:
        return builder.build(part.table, row)
    except DumpError as error:
        raise DumpError(f"{part.file}, line {line}: {error}") from error


def _rows(path: Path, kind: type[Row]) -> Iterator[tuple[int, Row]]:
    """Number and content of each line; DumpError for one that is no such row."""
    for number, line in enumerate(_lines(path), start=1):
        try:
            yield number, kind.model_validate_json(line)
        except ValidationError as error:
            raise DumpError(f"{path.name}, line {number}: {in_words(error)}") from error


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as packed:
        file = unfolded(packed) if path.suffix == ".gz" else packed
        try:
            while line := file.readline(LONGEST_LINE):
                yield line
        except (EOFError, OSError, zlib.error) as error:
            raise DumpError(f"{path.name} cannot be read: {error}") from error


def _count() -> None:
    """What is derived from several rows: counts of summaries, comments and what people gave."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT_SUMMARIES)
    said = models.Comment.objects.visible().filter(summary=OuterRef("pk")).order_by()
    of_summary = said.values("summary").annotate(total=Count("pk")).values("total")
    discussed = models.Comment.objects.visible().values("summary")
    models.Summary.objects.filter(pk__in=discussed).update(comment_count=Subquery(of_summary))
    contributions.count_all()
