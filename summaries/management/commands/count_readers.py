"""Write down who waits to be counted; then, which summaries were read most in seven days."""

from django.core.management.base import BaseCommand

from summaries.reader_marks import write_down_waiting
from summaries.readers import count_readers_of_week


class Command(BaseCommand):
    help = "Count the readers of the week anew. For a timer, every ten minutes; safe to run twice."

    def handle(self, **options):
        waited, changed = write_down_waiting(), count_readers_of_week()
        words = f"{waited} readers have waited, {changed} numbers have changed."
        self.stdout.write(self.style.SUCCESS(words))
