"""How the tests of the imports of references run them and look at what they did."""

import io
import json
from types import SimpleNamespace

from django.core.management import call_command

from summaries.models import Author, AuthorIdentifier, Authorship, Identifier, Paper, Twin


def import_references(command, *arguments):
    """Exit code, complaints, and the lines of the report."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    try:
        call_command(command, *map(str, arguments), "--report", "-", stdout=out, stderr=err)
    except SystemExit as leaving:
        code = leaving.code
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    return SimpleNamespace(code=code, report=lines, err=err.getvalue())


def statuses(result):
    return [line["status"] for line in result.report]


def snapshot():
    """Every row that such an import may touch."""
    models = [Paper, Identifier, Author, AuthorIdentifier, Authorship, Twin]
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}
