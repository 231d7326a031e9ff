"""How the tests of `manage.py import_dumps` write dumps, run it and look at what it did."""

import io
import json
from types import SimpleNamespace

from django.core.management import call_command

from summaries.models import Identifier, ImportRun, Paper, Sighting, Summary, SummaryRevision, Venue

ENTRY = "[link]\n{} ![]() |\n"


def write_dump(folder, *bodies, name="a.txt", tail=b""):
    """A dump of these texts; the same name again replaces it."""
    path = folder / name
    path.write_bytes("".join(ENTRY.format(body) for body in bodies).encode() + tail)
    return path


def import_dumps(*arguments, report=True):
    """Exit code, totals, complaints, and the lines of the report."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    try:
        extra = ["--report", "-"] if report else []
        call_command("import_dumps", *map(str, arguments), *extra, stdout=out, stderr=err)
    except SystemExit as leaving:
        code = leaving.code
    lines = [json.loads(line) for line in out.getvalue().splitlines()] if report else []
    return SimpleNamespace(code=code, out=out.getvalue(), err=err.getvalue(), report=lines)


def statuses(result):
    return [line["status"] for line in result.report]


def snapshot():
    """Every row that an import may touch."""
    models = [Summary, Paper, Sighting, SummaryRevision, ImportRun, Venue, Identifier]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}
