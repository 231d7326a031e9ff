"""Delete the accounts whose owners asked for it and had their days to think again."""

from django.core.management.base import BaseCommand

from accounts.deletion import delete_account, due


class Command(BaseCommand):
    help = "Delete accounts whose time has come. Run it once a day; safe to run again."

    def handle(self, **options):
        accounts = due()
        for user in accounts:
            delete_account(user)
        self.stdout.write(self.style.SUCCESS(f"{len(accounts)} deleted."))
