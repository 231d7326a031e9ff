"""The steps of the demo that need Django: `python -m shortsci.demo.prepare code dumps admin`."""

import secrets
import signal
import sys

import django
from django.core.management import call_command

ADMIN_NOTE = """
    An admin was created:  admin  {password}
    The password is not shown again; change it at /account/password/change/
"""


def prepare(steps: list[str]) -> None:
    if "code" in steps:
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
    if "dumps" in steps:
        call_command("import_dumps")
    elif "code" in steps:
        call_command("render_summaries")
    if "admin" in steps:
        create_admin()


def create_admin() -> None:
    from accounts.models import User  # only once Django is set up

    if not User.objects.filter(username="admin").exists():
        password = secrets.token_urlsafe(12)
        User.objects.create_superuser("admin", password=password)
        print(ADMIN_NOTE.format(password=password), flush=True)  # noqa: T201


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C ends it without a traceback
    django.setup()
    prepare(sys.argv[1:])
