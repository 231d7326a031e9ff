"""Let the votes of new accounts count once the accounts have become established."""

from django.core.management.base import BaseCommand

from summaries.recount.due_votes import count_due_votes


class Command(BaseCommand):
    help = "Count votes whose voters are no longer new. For a timer; safe to run twice."

    def handle(self, **options):
        self.stdout.write(self.style.SUCCESS(f"{count_due_votes()} votes count from now on."))
