"""The whole site in one file: database and pictures of one moment, and back."""

from .making import make
from .manifest import Manifest
from .problems import BackupError
from .restoring import check, restore

__all__ = ["BackupError", "Manifest", "check", "make", "restore"]
