"""Prove the derived numbers, and put right what is wrong."""

import sys

from django.core.management.base import BaseCommand

from summaries.recount import recount


class Command(BaseCommand):
    help = "Recompute every derived number and say how many were wrong, column by column."

    def add_arguments(self, parser):
        parser.add_argument(
            "--check", action="store_true", help="Change nothing; exit 1 when a number is wrong."
        )

    def handle(self, *, check, **options):
        wrong = recount(check=check)
        for column, rows in sorted(wrong.items()):
            self.stdout.write(f"{column}: {rows} wrong{'' if check else ', put right'}")
        if not wrong:
            self.stdout.write(self.style.SUCCESS("Every number is right."))
        elif check:
            sys.exit(1)
