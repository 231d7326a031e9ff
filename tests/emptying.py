"""How tests that commit are cleaned up: the moderation log refuses to be emptied like a table."""

from importlib import import_module

from django.db import connection

from tests import deployed

log = import_module("summaries.migrations.0011_append_only_log")


def let_tests_empty_the_log() -> None:
    """Let what empties the tables between tests put the log's guards aside for a moment."""
    operations = type(connection.ops)
    original = operations.sql_flush

    def sql_flush(self, style, tables, **options):
        emptied = [table for table in tables if not (deployed.SITE and table in deployed.KEPT)]
        statements = original(self, style, emptied, **options)
        guards = [log.statements(connection.vendor, what) for what in ("drop", "create")]
        return [*guards[0], *statements, *guards[1]]

    operations.sql_flush = sql_flush
