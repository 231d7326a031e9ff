"""Let in whose suspension is over."""

from django.core.management.base import BaseCommand

from accounts.suspending import lift_those_over


class Command(BaseCommand):
    help = "Let in everybody whose suspension is over. Run it every hour; log-ins do it, too."

    def handle(self, **options):
        self.stdout.write(f"{lift_those_over()} let in.")
