"""Write the daily digests into the outbox."""

from django.core.management.base import BaseCommand

from accounts.digest import write_digests


class Command(BaseCommand):
    help = "Write the digests of the day; send_notifications sends them. Safe to run again."

    def handle(self, **options):
        self.stdout.write(self.style.SUCCESS(f"Digests written: {write_digests()}."))
