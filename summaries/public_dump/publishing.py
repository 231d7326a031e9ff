"""The dumps that anybody may fetch: a folder for each day, the newest of them offered."""

import re
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from .manifest import NAME, Manifest, Part, read_manifest
from .problems import DumpError
from .writing import write

KEPT = 3  # the newest; whoever is fetching one can finish
DAY = re.compile(r"\d{4}-\d\d-\d\d(-\d{1,3})?")


@dataclass(frozen=True)
class Published:
    """A dump that is offered."""

    folder: Path
    manifest: Manifest

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def day(self) -> date:
        return date.fromisoformat(self.name[:10])

    @property
    def parts(self) -> list[Part]:
        return self.manifest.tables

    def digest_of(self, file: str) -> str | None:
        """The checksum of one of its tables."""
        return next((part.sha256 for part in self.parts if part.file == file), None)

    def holds(self, file: str) -> bool:
        names = {name for part in self.parts for name in (part.file, part.schema_file)}
        return file in names | {NAME}


def publish() -> Published:
    """Write a dump of today and offer it; the oldest ones go."""
    folder = _free_folder()
    manifest = write(folder, compress=True)
    for former in _folders()[KEPT:]:
        shutil.rmtree(former)
    return Published(folder, manifest)


def newest() -> Published | None:
    return next((found for folder in _folders() if (found := _opened(folder))), None)


def published(name: str) -> Published | None:
    """The one of that day, if it is still there."""
    return _opened(settings.DUMPS_ROOT / name) if DAY.fullmatch(name) else None


def _opened(folder: Path) -> Published | None:
    try:
        return Published(folder, read_manifest(folder))
    except DumpError:  # somebody has just removed it
        return None


def _folders() -> list[Path]:
    """The newest first; a folder appears under its name when it is complete."""
    root: Path = settings.DUMPS_ROOT
    folders = [path for path in root.glob("*") if DAY.fullmatch(path.name)]
    return sorted(folders, key=_rank, reverse=True)


def _rank(folder: Path) -> tuple[str, int]:
    return folder.name[:10], int(folder.name[11:] or 1)


def _free_folder() -> Path:
    day = timezone.now().date().isoformat()
    names = [day, *(f"{day}-{number}" for number in range(2, 1_000))]
    taken = {folder.name for folder in _folders()}
    return settings.DUMPS_ROOT / next(name for name in names if name not in taken)
