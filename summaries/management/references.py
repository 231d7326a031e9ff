"""What the commands share that import files of references, however large."""

import io
from abc import ABC, abstractmethod
from contextlib import ExitStack
from pathlib import Path

from django.core.management.base import CommandError

from summaries.catalogue.run import Run
from summaries.management.progress import counted
from summaries.management.reporting import Importing
from summaries.unfolding import unfolded


class ImportReferences(Importing, ABC):
    """Reads each file as a stream; a reader of one format says how, in `read`."""

    noun = "entries"  # of which the progress speaks

    @abstractmethod
    def read(self, stream):
        """The entries of a file, which is open for bytes."""

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="FILE", help="May be compressed: .gz")
        super().add_arguments(parser)

    def run(self, files, dry_run, strict, report):
        with ExitStack() as stack:
            self.start(stack, files)
            report_file = self.opened(stack, report)
            run = stack.enter_context(Run(dry_run=dry_run, strict=strict))
            outcomes = (o for path in files for o in run.import_file(path, self.reader(path)))
            for outcome in counted(outcomes, self.noun, self.stderr):
                self.complain(outcome, outcome.problem, run.totals["rejected"])
                self.tell(outcome, report_file)
        self.count_the_rest(run)
        return run

    def start(self, stack, files):
        """Refuse to start, with exit code 2, where nothing could come of it."""
        try:
            for path in files:
                opened_file(path).close()
        except OSError as error:
            raise CommandError(f"Cannot start: {error}.", returncode=2) from error
        self.alone(stack)

    def reader(self, path):
        """A function that begins anew at each call."""

        def entries():
            with opened_file(path) as stream:
                yield from self.read(stream)

        return entries


def opened_file(path: str):
    """The bytes of a file, unpacked where it is compressed."""
    with open(path, "rb") as file:
        is_packed = file.read(2) == b"\x1f\x8b"
    return unfolded(Path(path).open("rb")) if is_packed else Path(path).open("rb")


def as_text(stream):
    """The same as text, whatever bytes are in it."""
    return io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline=None)
