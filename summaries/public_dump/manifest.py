"""What a dump consists of: the table of contents, with checksums and licences."""

import hashlib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .problems import DumpError
from .rows import TABLES, Count

NAME = "manifest.json"
LONGEST = 1_000_000  # bytes of a manifest
FACTS = "CC0-1.0"  # of facts about papers, which are nobody's
LICENCES = {"people": "CC-BY-4.0", "summaries": "as each row says", "comments": "CC-BY-4.0"}


class Part(BaseModel):
    """The file of one table."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    table: str
    file: str
    schema_file: str
    licence: str
    rows: Count
    bytes: int = Field(ge=0)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Manifest(BaseModel):
    """No moment is in it: the same facts make the same dump, to the byte."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    format: Literal["shortscience-public-dump"] = "shortscience-public-dump"
    version: Literal[1] = 1
    licence: str = (
        "Facts about papers: CC0-1.0. Each summary names its own licence; an empty one is not "
        "stated. What else people wrote: CC-BY-4.0."
    )
    tables: list[Part]


def part_of(table: str, path: Path, rows: int) -> Part:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Part(
        table=table,
        file=path.name,
        schema_file=schema_file(table),
        licence=LICENCES.get(table, FACTS),
        rows=rows,
        bytes=path.stat().st_size,
        sha256=digest,
    )


def schema_file(table: str) -> str:
    return f"{table}.schema.json"


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the dump in that folder; DumpError when it is none of ours."""
    try:
        with (folder / NAME).open("rb") as file:
            manifest = Manifest.model_validate_json(file.read(LONGEST))
    except OSError as error:
        raise DumpError(f"{NAME} cannot be read: {error.strerror}") from error
    except ValidationError as error:
        raise DumpError(f"{NAME}: {in_words(error)}") from error
    if [part.table for part in manifest.tables] != list(TABLES):
        raise DumpError(f"{NAME}: the tables must be {', '.join(TABLES)}, in this order")
    for part in manifest.tables:  # so no name can lead out of the folder
        if part.file not in {f"{part.table}.jsonl", f"{part.table}.jsonl.gz"}:
            raise DumpError(f"{NAME}: “{part.file}” is not the file of {part.table}")
    return manifest


def verify(folder: Path, manifest: Manifest) -> None:
    """Compare each file with its checksum; DumpError at the first that differs."""
    for part in manifest.tables:
        try:
            found = part_of(part.table, folder / part.file, part.rows)
        except OSError as error:
            raise DumpError(f"{part.file} cannot be read: {error.strerror}") from error
        if (found.bytes, found.sha256) != (part.bytes, part.sha256):
            raise DumpError(f"{part.file} is not what {NAME} says: it was changed or cut off")


def in_words(error: ValidationError) -> str:
    """The first thing that is wrong, and where."""
    first = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place}: {first['msg']}" if place else first["msg"]
