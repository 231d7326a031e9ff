"""Tell the moderators of votes that look agreed upon."""

from django.core.management.base import BaseCommand

from summaries.vote_report import report_votes

WORDS = {
    "one another": "give one another most of their votes",
    "together": "vote alike where few vote",
    "one network": "value texts from the network of their own sign-up",
    "crowds": "signed up from one network and voted alike on a text",
}


class Command(BaseCommand):
    help = (
        "Report people who value one another, vote alike, or value what comes from the network "
        "of their own sign-up. Files reports for moderators, nothing else. Run it every night."
    )

    def handle(self, **options):
        filed = report_votes()
        for kind, total in filed.items():
            self.stdout.write(f"{total:5} who {WORDS[kind]}")
        words = f"{filed.total()} reports for the moderators; what was told before is left out."
        self.stdout.write(self.style.SUCCESS(words))
