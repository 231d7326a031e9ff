"""Bring up to date which summaries were read most in the last seven days."""

from django.core.management.base import BaseCommand

from summaries.readers import count_readers_of_week


class Command(BaseCommand):
    help = "Count the readers of the week anew. For a timer, every ten minutes; safe to run twice."

    def handle(self, **options):
        self.stdout.write(self.style.SUCCESS(f"{count_readers_of_week()} numbers have changed."))
