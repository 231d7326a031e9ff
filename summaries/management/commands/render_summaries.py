"""Render stored texts anew after the renderer has changed."""

import sys

from django.core.management.base import BaseCommand

from summaries.management.progress import progress
from summaries.rerender import mark_all_outdated, outdated, render_outdated


class Command(BaseCommand):
    help = (
        "Bring the HTML of summaries, comments and bios up to date with the renderer. "
        "Can be stopped at any time; the next run goes on from there."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--all",
            action="store_true",
            help="Render all texts: say, because cited papers have other titles now.",
        )

    def handle(self, *, all, **options):
        if all:
            mark_all_outdated()
        total, failed = sum(outdated().values()), 0
        for name, problem in progress(render_outdated(), total, self.stderr):
            if problem:
                failed += 1
                self.stderr.write(self.style.ERROR(f"{name}: {problem}"))
        self.stdout.write(self.style.SUCCESS(f"{total - failed} rendered, {failed} failed."))
        if failed:
            sys.exit(1)
