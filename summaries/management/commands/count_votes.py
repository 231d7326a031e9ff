"""Let the votes of new accounts count when they are established; those of leavers no more."""

from django.core.management.base import BaseCommand

from summaries.recount.due_votes import count_due_votes
from summaries.recount.leavers import withdraw_votes


class Command(BaseCommand):
    help = (
        "Count votes whose voters are no longer new, and take some of those who leave out of the "
        "tallies. Run it every hour; safe to run twice."
    )

    def handle(self, **options):
        counted, withdrawn = count_due_votes(), withdraw_votes()
        words = f"{counted} votes count from now on, {withdrawn} no more."
        self.stdout.write(self.style.SUCCESS(words))
