"""A streaming copy of a temporary PostgreSQL server, made as one is made on real machines."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.postgres import PORT, run, server_user, started


@contextmanager
def streaming_replica(primary: str, programs: Path) -> Iterator[str]:
    """Yield the DATABASE_URL of a copy that follows the primary as long as the block lasts."""
    folder = Path(tempfile.mkdtemp(prefix="shortsci-copy-"))
    try:
        host = unquote(urlsplit(primary).netloc.partition("@")[2].rpartition(":")[0])
        copy = [*server_user(folder), str(programs / "pg_basebackup")]
        files = ["--pgdata", str(folder / "data"), "--write-recovery-conf"]
        connection = ["--host", host, "--port", PORT, "--username=postgres", "--checkpoint=fast"]
        run([*copy, *files, *connection, "--wal-method=stream", "--no-sync"], folder)
        with started(programs, folder) as url:
            yield url
    finally:
        shutil.rmtree(folder)
