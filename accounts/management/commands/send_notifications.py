"""Send the mails of the outbox, once or for as long as it is let."""

import signal
import threading

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from accounts.mailer import send_due


class Command(BaseCommand):
    help = "Send the mails that are due. Safe to run twice at once."

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help="go on until SIGTERM or Ctrl-C")
        parser.add_argument("--interval", type=float, default=10, help="seconds between looks")

    def handle(self, *, loop, interval, **options):
        if not loop:
            self.send()
            return
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())  # what is claimed is sent first
        while not stop.is_set():
            try:
                self.send(lambda: not stop.is_set())
            except DatabaseError as error:  # it may be restarting
                self.stderr.write(self.style.ERROR(str(error)))
            close_old_connections()
            stop.wait(interval)

    def send(self, *may_go_on) -> None:
        totals = send_due(*may_go_on)
        if totals:
            words = ", ".join(f"{number} {outcome}" for outcome, number in totals.items())
            self.stdout.write(self.style.SUCCESS(f"Mails: {words}."))
