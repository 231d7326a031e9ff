"""Prove that everything stands where triggers should have put it, or put it there."""

# ruff: noqa: S608 - every part of these statements is written in summaries.places

from collections import Counter

from django.db import connection, transaction

from summaries import places
from summaries.places.statements import Placed


def recount_places(*, check: bool) -> Counter[str]:
    """How many rows were missing, wrong or too many; with `check` they stay so."""
    wrong: Counter[str] = Counter()
    for table, which, present in places.steps():
        wrong[table.table] += _mend(table, which, present, check)
    return wrong


@transaction.atomic
def _mend(table: Placed, which: str, present: str, check: bool) -> int:
    columns = ", ".join(table.columns)
    right = f"SELECT {columns} FROM ({table.should(which)}) AS placed"
    stored = f"SELECT {columns} FROM {table.table} WHERE {present}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({right} EXCEPT {stored}) AS absent")
        (absent,) = cursor.fetchone()
        cursor.execute(f"SELECT count(*) FROM ({stored} EXCEPT {right}) AS surplus")
        (surplus,) = cursor.fetchone()
        if (absent or surplus) and not check:
            cursor.execute(f"DELETE FROM {table.table} WHERE {present}")
            cursor.execute(table.place(which))
    return max(absent, surplus)
