"""What a backup consists of: its table of contents, signed with the site's own key.

A backup is as powerful as the database: what it holds is run. So one that was not made with our
SECRET_KEY is refused unless whoever restores it says that they know where it comes from.
"""

from datetime import datetime
from typing import Annotated, Literal

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .problems import BackupError

NAME = "manifest.json"
SIGNATURE = "manifest.sig"
DATABASE = {"sqlite": "database.sqlite3.gz", "postgresql": "database.dump"}
MEDIA = "media/"  # in front of the names of pictures
LONGEST = 100_000_000  # bytes of a manifest: half a million pictures

Count = Annotated[int, Field(ge=0)]


class Part(BaseModel):
    """One file of the backup."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: str
    bytes: Count
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class State(BaseModel):
    """What the database was like at the moment of the backup."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    engine: Literal["sqlite", "postgresql"]
    server: str
    migrations: list[tuple[str, str]]
    rows: dict[str, Count]
    unpacked: Count  # bytes that a database in a file takes


class Manifest(BaseModel):
    """Everything that a restore compares with what it finds."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    format: Literal["shortscience-backup"] = "shortscience-backup"
    version: Literal[1] = 1
    made_at: datetime
    state: State
    parts: list[Part]

    @property
    def database(self) -> Part:
        return self.parts[0]

    @property
    def media(self) -> dict[str, Part]:
        """Name in the storage → its part."""
        return {part.name.removeprefix(MEDIA): part for part in self.parts[1:]}

    @property
    def rows(self) -> int:
        return sum(self.state.rows.values())


def signed(manifest: bytes) -> str:
    return _signature(manifest, settings.SECRET_KEY)


def is_ours(manifest: bytes, signature: str) -> bool:
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(constant_time_compare(signature, _signature(manifest, key)) for key in keys)


def _signature(manifest: bytes, key: str | bytes) -> str:
    return salted_hmac("shortscience.backup", manifest, key, algorithm="sha256").hexdigest()


def read(content: bytes) -> Manifest:
    try:
        manifest = Manifest.model_validate_json(content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise BackupError(f"{NAME}: {place}: {first['msg']}") from error
    names = [part.name for part in manifest.parts]
    if names[:1] != [DATABASE[manifest.state.engine]] or len(set(names)) != len(names):
        raise BackupError(f"{NAME}: the database must come first, and each part once")
    for name in names[1:]:
        _refuse_unless_harmless(name)
    return manifest


def _refuse_unless_harmless(name: str) -> None:
    """No name may lead out of the folder of the pictures."""
    steps = name.removeprefix(MEDIA).split("/")
    is_plain = name.startswith(MEDIA) and name.isprintable() and not set(name) & set("\\:")
    if not is_plain or any(not step or step.startswith(".") for step in steps):
        raise BackupError(f"{NAME}: “{name[:80]}” is not the name of a picture")
