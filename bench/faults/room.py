"""A small disk that can be filled: a tmpfs, or where nobody may mount one a limit of each file."""

import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

BLOCK = 4096


class Tmpfs:
    """Its ballast takes all the room that is left."""

    kind = "tmpfs"

    def __init__(self, folder: Path):
        self.folder = folder

    @contextmanager
    def full(self, pids: Iterable[int] = (), spare: int = 0) -> Iterator[None]:
        """As long as the block lasts there is room for so many bytes."""
        ballast = self.folder / "ballast"
        with ballast.open("wb", buffering=0) as file, suppress(OSError):
            while shutil.disk_usage(self.folder).free > spare:
                file.write(b"x" * BLOCK)
        try:
            yield
        finally:
            ballast.unlink()


class Limited:
    """No file of these processes, and of those that are started meanwhile, grows any more."""

    kind = "RLIMIT_FSIZE"
    ROOM = 20_000  # bytes

    def __init__(self, folder: Path):
        self.folder = folder

    @contextmanager
    def full(self, pids: Iterable[int] = (), spare: int = 0) -> Iterator[None]:
        processes = [os.getpid(), *pids]
        before = [resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in processes]
        for pid, (_, most) in zip(processes, before, strict=True):
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (self.ROOM + spare, most))
        try:
            yield
        finally:
            for pid, limits in zip(processes, before, strict=True):
                resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)


@contextmanager
def small_disk(megabytes: int) -> Iterator[Tmpfs | Limited]:
    """A folder for the length of a block, and how to fill it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "none", name]
        if subprocess.call(mount, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) != 0:
            yield Limited(folder)
            return
        try:
            yield Tmpfs(folder)
        finally:
            # Also while some process has not let go of a file there: it takes nothing from others.
            subprocess.check_call(["umount", "--lazy", name])
