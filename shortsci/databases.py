"""How the site speaks to its database: one server, PgBouncer before it, or a copy to read from."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import Env

POSTGRESQL = "django.db.backends.postgresql"
SQLITE = "django.db.backends.sqlite3"
# What no statement, lock or forgotten transaction may exceed, whoever sends it.
TIMEOUTS = {
    "statement_timeout": "30s",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",
}
REPLICA_PATIENCE = 2  # seconds to reach a copy; the primary has the same rows


def configured(env: Env, base: Path, *, behind_pgbouncer: bool) -> dict[str, dict[str, Any]]:
    """DATABASES: the one of DATABASE_URL, a file in `base` if there is none, and its copy."""
    default = env.dj_db_url("DATABASE_URL", f"sqlite:///{base / 'db.sqlite3'}")
    if default["ENGINE"] not in {POSTGRESQL, SQLITE}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgres:// or sqlite:///.")
    pool_size = env.int("DATABASE_POOL_SIZE", 8)
    found = {"default": _prepared(default, pool_size, behind_pgbouncer)}
    if env.str("REPLICA_URL", "") and default["ENGINE"] == POSTGRESQL:
        replica = _prepared(env.dj_db_url("REPLICA_URL"), pool_size, behind_pgbouncer)
        found["replica"] = _as_replica(replica)
    return found


def _prepared(
    database: Mapping[str, Any], pool_size: int, behind_pgbouncer: bool
) -> dict[str, Any]:
    """The settings of one database with all that Django does not know of it."""
    if database["ENGINE"] == SQLITE:
        options = {**database.get("OPTIONS", {}), **_sqlite()}
        # The last one to close the file brings the log of writes into it, and waits for the disk.
        return {**database, "OPTIONS": options, "CONN_MAX_AGE": None}
    options = {**database.get("OPTIONS", {}), **_postgresql(pool_size, behind_pgbouncer)}
    return {
        **database,
        "OPTIONS": options,
        # A pool survives a restart of the server; persistent connections do not.
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        # A cursor of the server lives in a session, and behind PgBouncer nobody keeps one.
        "DISABLE_SERVER_SIDE_CURSORS": behind_pgbouncer,
    }


def _sqlite() -> dict[str, Any]:
    """Writers queue for up to 20 s instead of failing; readers never wait for them."""
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }


def _postgresql(pool_size: int, behind_pgbouncer: bool) -> dict[str, Any]:
    options: dict[str, Any] = {}
    if pool_size:
        # Soon tired of a server that is away, and soon at it again: left to itself the pool would
        # double its rests, and sleep for half a minute after the server has come back.
        rests = {"timeout": 5, "reconnect_timeout": 2}
        options["pool"] = {"min_size": 1, "max_size": pool_size, **rests}
    if not behind_pgbouncer:
        # PgBouncer refuses them: there they belong to the role (docs/deploy.md; a check asks).
        options["options"] = " ".join(f"-c {name}={value}" for name, value in TIMEOUTS.items())
    return options


def _as_replica(database: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a copy that streams from the primary; tests see one database."""
    options = {**database["OPTIONS"], "connect_timeout": REPLICA_PATIENCE}
    if "pool" in options:
        options["pool"] = {**options["pool"], "timeout": REPLICA_PATIENCE}
    return {**database, "OPTIONS": options, "TEST": {"MIRROR": "default"}}
