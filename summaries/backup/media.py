"""The pictures, wherever the storage keeps them: on this machine or in a bucket."""

import hashlib
import tempfile
from collections.abc import Iterator

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage

from .archive import CHUNK, Reader, Writer
from .manifest import MEDIA, Part


def stored(folder: str = "") -> Iterator[str]:
    """The name of each file, in order, but public dumps, which can be written again; what begins
    with a dot is not finished.
    """
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        if not name.startswith("."):
            yield f"{folder}/{name}".lstrip("/")
    for name in sorted(folders):
        if not name.startswith(".") and (folder or name != settings.DUMPS_ROOT.name):
            yield from stored(f"{folder}/{name}".lstrip("/"))


def save(writer: Writer) -> None:
    """After the database: the files of all rows in it are there by then."""
    for name in stored():
        try:
            file = default_storage.open(name)
        except FileNotFoundError:  # swept away meanwhile, as no text shows it
            continue
        with file:
            writer.add(f"{MEDIA}{name}", file)


def strangers(parts: dict[str, Part]) -> list[str]:
    """Files here that the backup does not have."""
    return [name for name in stored() if name not in parts]


def restore(reader: Reader) -> None:
    """What is there already to the byte is left alone, so that a second run is quick."""
    for name, part in reader.manifest.media.items():
        if default_storage.exists(name):
            if _digest(name) == part.sha256:
                continue
            default_storage.delete(name)
        with tempfile.TemporaryFile() as copy:
            for chunk in reader.read(part):
                copy.write(chunk)
            copy.seek(0)
            default_storage.save(name, File(copy))


def remove(names: list[str]) -> None:
    for name in names:
        default_storage.delete(name)


def _digest(name: str) -> str:
    digest = hashlib.sha256()
    with default_storage.open(name) as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
