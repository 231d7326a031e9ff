"""Uploads on a disk: a file appears when all of it is written, or not at all."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from django.core.files.storage import FileSystemStorage


class WholeFiles(FileSystemStorage):
    """Django's own leaves half of a picture under its final name when the disk is full."""

    def _save(self, name: str, content) -> str:
        beside = Path(name).with_name(f".unfinished-{secrets.token_hex(8)}")
        path = Path(self.path(str(beside)))
        try:
            super()._save(str(beside), content)  # type: ignore[misc]
            return self._named(path, name)
        finally:
            with suppress(FileNotFoundError):
                path.unlink()

    def _named(self, path: Path, name: str) -> str:
        """Give it the name, or another one when somebody has just taken that."""
        while True:
            try:
                os.link(path, self.path(name))
            except FileExistsError:
                name = self.get_available_name(name)
            else:
                return name
