"""The one file that a backup is: a zip whose parts are stored as they are, so that none of them
can be larger unpacked than what lies there.
"""

import hashlib
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from . import manifest
from .manifest import Manifest, Part
from .problems import BackupError

CHUNK = 1 << 20
MOMENT = (1980, 1, 1, 0, 0, 0)  # of each part; the manifest says when it was made


class Writer:
    """Adds parts, and the manifest at last."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = ZipFile(file, "w", ZIP_STORED)
        self.parts: list[Part] = []

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, *_) -> None:
        self._zip.close()

    def add(self, name: str, source: IO[bytes]) -> None:
        digest, length = hashlib.sha256(), 0
        with self._zip.open(ZipInfo(name, MOMENT), "w", force_zip64=True) as part:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                length += len(chunk)
                part.write(chunk)
        self.parts.append(Part(name=name, bytes=length, sha256=digest.hexdigest()))

    def conclude(self, contents: Manifest) -> None:
        text = contents.model_dump_json(indent=1).encode()
        self._zip.writestr(ZipInfo(manifest.NAME, MOMENT), text)
        self._zip.writestr(ZipInfo(manifest.SIGNATURE, MOMENT), manifest.signed(text))


class Reader:
    """Gives out what the manifest promises, to the byte, and nothing else."""

    def __init__(self, opened: ZipFile, length: int, from_elsewhere: bool) -> None:
        self._zip = opened
        infos = opened.infolist()
        _refuse_unless_stored(infos, length)
        text = self._small(manifest.NAME, manifest.LONGEST)
        signature = self._small(manifest.SIGNATURE, 64)
        if not from_elsewhere and not manifest.is_ours(text, signature.decode("ascii", "replace")):
            raise BackupError("it was not made with the SECRET_KEY of this site, or was changed")
        self.manifest = manifest.read(text)
        named = [part.name for part in self.manifest.parts]
        if [info.filename for info in infos] != [*named, manifest.NAME, manifest.SIGNATURE]:
            raise BackupError(f"it holds other files than {manifest.NAME} says")

    def _small(self, name: str, most: int) -> bytes:
        try:
            with self._zip.open(name) as file:
                return file.read(most)
        except KeyError:
            raise BackupError(f"it has no {name}: it is no backup, or was cut off") from None

    def verify(self) -> None:
        """Read all of it once; BackupError at the first part that is not as promised."""
        for part in self.manifest.parts:
            for _ in self.read(part):
                pass

    def read(self, part: Part) -> Iterator[bytes]:
        """The bytes of a part; BackupError after the last of them when they were not the same."""
        digest, length = hashlib.sha256(), 0
        with self._zip.open(part.name) as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
                length += len(chunk)
                yield chunk
        if (length, digest.hexdigest()) != (part.bytes, part.sha256):
            raise BackupError(f"{part.name} is not what {manifest.NAME} says: it was changed")


def _refuse_unless_stored(infos: list[ZipInfo], length: int) -> None:
    for info in infos:
        kind = stat.S_IFMT(info.external_attr >> 16)
        is_plain = kind in (0, stat.S_IFREG) and not info.is_dir() and not info.flag_bits & 1
        if not is_plain or info.compress_type != ZIP_STORED or info.file_size > length:
            raise BackupError(f"“{info.filename[:80]}” in it is no plain file")
    if sum(info.file_size for info in infos) > length:
        raise BackupError("its parts overlap")


@contextmanager
def opened(path: Path, *, from_elsewhere: bool = False) -> Iterator[Reader]:
    """A backup that is ours; BackupError when it is none, at the latest when it is read."""
    try:
        with ZipFile(path) as archive:
            yield Reader(archive, path.stat().st_size, from_elsewhere)
    except (BadZipFile, EOFError, NotImplementedError) as error:
        raise BackupError(f"it is no backup, or was cut off ({error})") from error
