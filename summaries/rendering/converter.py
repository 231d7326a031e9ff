"""LaTeX to MathML in a child process: one for each worker of the site, replaced when it dies."""

import atexit
import contextlib
import json
import os
import selectors
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO

FORMULA_SECONDS = 1.0
TEXT_SECONDS = 5.0
START_SECONDS = 10.0  # a cold disk, a busy machine
BATCH = 100  # formulas in one frame: few enough that no pipe fills up while both sides write

_LENGTH = struct.Struct(">I")
_WORKER = Path(__file__).with_name("math_worker.py")

Result = tuple[str, str]  # MathML, or empty and the reason


class WorkerDied(Exception):
    """The child process ended, or was too slow and had to be ended."""


class Converter:
    """Starts its worker when first asked, and again after each crash."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def convert(self, formulas: Sequence[tuple[str, bool]]) -> list[Result]:
        """One result for each formula; one that kills the worker costs only itself."""
        results: list[Result] = []
        with self._lock:
            deadline = time.monotonic() + TEXT_SECONDS
            while len(results) < len(formulas):
                if time.monotonic() > deadline:
                    results.append(("", "The formulas of this text take too long"))
                    continue
                batch = formulas[len(results) : len(results) + BATCH]
                self._convert_batch(batch, results)
        return results

    def _convert_batch(self, batch: Sequence[tuple[str, bool]], results: list[Result]) -> None:
        reason = "The converter of formulas does not start"
        try:
            self._send(batch)
            reason = "This formula is too much for the converter"
            for _ in batch:
                mathml, error = self._receive(FORMULA_SECONDS)
                results.append((mathml, error))
        except (OSError, WorkerDied):
            self.close()
            results.append(("", reason))

    def _send(self, batch: Sequence[tuple[str, bool]]) -> None:
        if self._process is None or self._process.poll() is not None:
            self._start()
        body = json.dumps(list(batch)).encode()
        self._write(_LENGTH.pack(len(body)) + body)

    def _start(self) -> None:
        self.close()
        self._process = subprocess.Popen(  # noqa: S603 - our own file, no input in the command
            [sys.executable, "-P", str(_WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # No secret of the site's environment has to be where native code reads foreign text.
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        self._receive(START_SECONDS)  # it says that it is ready, so that no formula pays for it

    def _write(self, data: bytes) -> None:
        try:
            self._pipes()[0].write(data)
            self._pipes()[0].flush()
        except OSError as error:
            raise WorkerDied from error

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise WorkerDied
        return process.stdin, process.stdout

    def _receive(self, seconds: float) -> list[str]:
        deadline = time.monotonic() + seconds
        (length,) = _LENGTH.unpack(self._read(_LENGTH.size, deadline))
        return json.loads(self._read(length, deadline))

    def _read(self, size: int, deadline: float) -> bytes:
        descriptor, data = self._pipes()[1].fileno(), b""
        with selectors.DefaultSelector() as selector:
            selector.register(descriptor, selectors.EVENT_READ)
            while len(data) < size:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise WorkerDied
                chunk = os.read(descriptor, size - len(data))
                if not chunk:
                    raise WorkerDied
                data += chunk
        return data

    def close(self) -> None:
        """End the worker and collect it, so that no zombie stays."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        _close_pipes(process)
        process.wait()

    def forget(self) -> None:
        """After a fork the worker belongs to the parent: let go of it without ending it."""
        process, self._process = self._process, None
        self._lock = threading.Lock()
        if process is not None:
            _close_pipes(process)
            process.returncode = 0  # not our child, so there is nothing to wait for


def _close_pipes(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            if pipe is not None:
                pipe.close()


_converter = Converter()
convert = _converter.convert
atexit.register(_converter.close)
os.register_at_fork(after_in_child=_converter.forget)
