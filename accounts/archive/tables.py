"""Rows as JSON, and as CSV that a spreadsheet can open without running anything."""

import csv
import io
import json
import re

from django.core.serializers.json import DjangoJSONEncoder

# Also after a line and after a semicolon, at which spreadsheets of some countries begin a cell
# whatever the quotes say; and the wide signs, which some take for the narrow ones.
FORMULA = re.compile(r"(?:^|(?<=[\t\r\n;]))(?=[ \xa0]*[=+\-@＝＋－＠])|^(?=[\t\r\n])")


def as_json(rows: object) -> str:
    return json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2) + "\n"


def as_csv(rows: list[dict]) -> str:
    """With a heading when there are rows; see `guarded` for the one change it makes."""
    file = io.StringIO()
    if rows:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows({name: guarded(value) for name, value in row.items()} for row in rows)
    return file.getvalue()


def guarded(value: object) -> object:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return FORMULA.sub("'", value) if isinstance(value, str) else value
