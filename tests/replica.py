"""A streaming copy of a temporary PostgreSQL server, made as one is made on real machines."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from tests.postgres import PORT, run, server_options, server_user


@contextmanager
def streaming_replica(primary: str, programs: Path) -> Iterator[str]:
    """Yield the DATABASE_URL of a copy that follows the primary as long as the block lasts."""
    folder = Path(tempfile.mkdtemp(prefix="shortsci-copy-"))
    data = folder / "data"
    try:
        user = server_user(folder)
        host = unquote(urlsplit(primary).netloc.partition("@")[2].rpartition(":")[0])
        copy = [str(programs / "pg_basebackup"), "--pgdata", str(data), "--write-recovery-conf"]
        connection = ["--host", host, "--port", PORT, "--username=postgres", "--checkpoint=fast"]
        run([*user, *copy, *connection, "--wal-method=stream", "--no-sync"], folder)
        pg_ctl = [*user, str(programs / "pg_ctl"), "--pgdata", str(data)]
        log = ["--log", str(folder / "log"), "--options", server_options(folder)]
        run([*pg_ctl, *log, "--wait", "start"], folder)
        try:
            yield f"postgres://postgres@{quote(str(folder), safe='')}:{PORT}/postgres"
        finally:
            run([*pg_ctl, "--mode=immediate", "stop"], folder)
    finally:
        shutil.rmtree(folder)
