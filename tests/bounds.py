"""What a search costs beside its own questions."""

from django.db import connection

# PostgreSQL is told a bound of time and told the former one again, in a savepoint of the test's.
TO_BOUND_A_SEARCH = 4 if connection.vendor == "postgresql" else 0
