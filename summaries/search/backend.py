"""The one of the two backends that belongs to the database.

Both have `anywhere`, `in_better_places`, `weighed`, `named` and `alike`.
"""

from types import ModuleType

from django.db import connection

from . import postgresql, sqlite


def backend() -> ModuleType:
    return postgresql if connection.vendor == "postgresql" else sqlite
