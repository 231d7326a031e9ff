"""Tell the moderators of votes that look agreed upon."""

from django.core.management.base import BaseCommand

from summaries.vote_report import report_votes


class Command(BaseCommand):
    help = (
        "Report people who value one another, vote alike, or value what comes from the network "
        "of their own sign-up. Files reports for moderators, nothing else. Run it every night."
    )

    def handle(self, **options):
        filed = report_votes()
        for kind, total in filed.items():
            self.stdout.write(f"{kind}: {total} reported")
        if not filed.total():
            self.stdout.write(self.style.SUCCESS("Nothing that was not told before."))
