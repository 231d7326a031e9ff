"""Write a dump: a folder that is there as a whole, or not at all."""

import gzip
import json
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from pydantic import ValidationError

from .gathering import GATHERED
from .manifest import NAME, Manifest, Part, in_words, part_of, schema_file
from .problems import DumpError
from .rows import TABLES, Row
from .snapshot import snapshot


def write(folder: Path, *, compress: bool = False) -> Manifest:
    """Write all that is public into a new folder; DumpError when it is there already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DumpError(f"{folder} is there already, and not empty")
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=folder.parent))
    try:
        manifest = _write_all(unfinished, compress)
        unfinished.chmod(0o755)
        unfinished.replace(folder)
    except BaseException:
        shutil.rmtree(unfinished)
        raise
    return manifest


def _write_all(folder: Path, compress: bool) -> Manifest:
    with snapshot():
        parts = [_write_table(folder, table, compress) for table in TABLES]
    manifest = Manifest(tables=parts)
    for table, row in TABLES.items():
        _write_json(folder / schema_file(table), row.model_json_schema())
    _write_json(folder / NAME, manifest.model_dump())
    return manifest


def _write_json(path: Path, content: dict) -> None:
    with path.open("x", encoding="utf-8", newline="\n") as file:
        json.dump(content, file, ensure_ascii=False, indent=2)
        file.write("\n")
        _sync(file)


def _write_table(folder: Path, table: str, compress: bool) -> Part:
    path = folder / (f"{table}.jsonl.gz" if compress else f"{table}.jsonl")
    with path.open("xb") as file:
        if compress:  # without a name and a moment, which would be other bytes each time
            with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
                count = _write_rows(packed, table, GATHERED[table]())
        else:
            count = _write_rows(file, table, GATHERED[table]())
        _sync(file)
    return part_of(table, path, count)


def _write_rows(file: IO[bytes] | gzip.GzipFile, table: str, rows: Iterable[Row]) -> int:
    count = 0
    try:
        for row in rows:
            file.write(row.model_dump_json().encode() + b"\n")
            count += 1
    except ValidationError as error:
        message = f"{table}, row {count + 1} cannot be written: {in_words(error)}"
        raise DumpError(message) from error
    return count


def _sync(file: IO) -> None:
    """A power cut must not leave a folder with empty files behind."""
    file.flush()
    os.fsync(file.fileno())
