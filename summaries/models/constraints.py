"""A rule for the database that Django has no word for."""

from collections.abc import Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models.constraints import BaseConstraint


class CompositeForeignKey(BaseConstraint):
    """Columns that must all together be found in another row of the same table.

    Checked by the database when the transaction commits. A row with NULL in one of `fields`
    refers to nothing. Both PostgreSQL and SQLite need a unique constraint on `to_fields`.
    """

    def __init__(self, *, fields: list[str], to_fields: list[str], name: str) -> None:
        super().__init__(name=name)
        self.fields = fields
        self.to_fields = to_fields

    def constraint_sql(self, model, schema_editor) -> str:
        def columns(names: list[str]) -> str:
            found = (model._meta.get_field(name).column for name in names)
            return ", ".join(schema_editor.quote_name(column) for column in found)

        # While SQLite rebuilds a table it has a passing name; the rule is about the real one.
        table = model._meta.db_table.removeprefix("new__")
        return (
            f"CONSTRAINT {schema_editor.quote_name(self.name)} "
            f"FOREIGN KEY ({columns(self.fields)}) "
            f"REFERENCES {schema_editor.quote_name(table)} ({columns(self.to_fields)}) "
            "DEFERRABLE INITIALLY DEFERRED"
        )

    def create_sql(self, model, schema_editor) -> str:
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} ADD {self.constraint_sql(model, schema_editor)}"

    def remove_sql(self, model, schema_editor) -> str:
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} DROP CONSTRAINT {schema_editor.quote_name(self.name)}"

    def validate(self, model, instance, exclude=None, using=DEFAULT_DB_ALIAS) -> None:
        """Nothing: one row cannot tell what the whole transaction will hold."""

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "fields": self.fields, "to_fields": self.to_fields}

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, CompositeForeignKey):
            return NotImplemented
        return self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash(self.name)
