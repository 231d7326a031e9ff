"""Delete what the site keeps about people for a time only."""

from django.core.management.base import BaseCommand

from accounts.forgetting import forget


class Command(BaseCommand):
    help = "Delete ended sessions, their devices, old networks of sign-ups. Run it once a day."

    def handle(self, **options):
        gone = ", ".join(f"{total} {what}" for what, total in forget().items())
        self.stdout.write(self.style.SUCCESS(f"Forgotten: {gone}."))
