"""How each of the two databases is spoken to: pools, patience, and who waits for whom."""

from django.core.exceptions import ImproperlyConfigured


def prepare(database: dict, *, pool_size: int) -> None:
    """Complete one entry of DATABASES."""
    if database["ENGINE"] == "django.db.backends.postgresql":
        _prepare_postgresql(database, pool_size)
    elif database["ENGINE"] == "django.db.backends.sqlite3":
        _prepare_sqlite(database)
    else:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgres:// or sqlite:///.")


def _prepare_postgresql(database: dict, pool_size: int) -> None:
    # A pool survives a restart of the server; persistent connections do not.
    database["CONN_MAX_AGE"] = 0
    database["CONN_HEALTH_CHECKS"] = True
    database.setdefault("OPTIONS", {}).update(
        # Soon tired of a server that is away, and soon at it again: left to itself the pool would
        # double its rests, and sleep for half a minute after the server has come back.
        pool={"min_size": 1, "max_size": pool_size, "timeout": 5, "reconnect_timeout": 2},
        options="-c statement_timeout=30s -c lock_timeout=10s"
        " -c idle_in_transaction_session_timeout=60s",
    )


def _prepare_sqlite(database: dict) -> None:
    # Writers queue for up to 20 s instead of failing; readers never wait for them.
    database.setdefault("OPTIONS", {}).update(
        transaction_mode="IMMEDIATE",
        timeout=20,
        init_command="PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    )
