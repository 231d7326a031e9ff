"""Delete the accounts whose owners asked for it and had their days to think again."""

from django.core.management.base import BaseCommand

from accounts.deletion import delete_account, due


class Command(BaseCommand):
    help = "Delete accounts whose time has come. Run it once a day; safe to run again."

    def handle(self, **options):
        deleted, failed = 0, 0
        for user in due():
            try:
                deleted += delete_account(user)
            except Exception as error:  # one account must not keep the others
                failed += 1
                self.stderr.write(self.style.ERROR(f"{user.username}: {error!r}"))
        self.stdout.write(self.style.SUCCESS(f"{deleted} deleted, {failed} failed."))
        if failed:
            raise SystemExit(1)
