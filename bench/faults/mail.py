"""Kill the sender of mails at random moments; start it again until nothing waits.

.venv/bin/python -m bench.faults.mail [--moments 20] [--kind sqlite] [--seed 1]

Each mail and each sealed letter comes at least once. What comes twice has the same Message-ID and
says the same but for the moment at which its link was signed, so that mail programs show it once.
"""

import argparse
import os
import random
import re
import signal
import subprocess
import tempfile
import threading
from collections import defaultdict
from pathlib import Path

from bench.faults.promises import print_all, told
from tests import smtp
from tests.processes import KINDS, database, python, said, start
from tests.serving import wait_until

MAILS, LETTERS = 25, 3  # for each moment; a sender takes ten at once, and may have begun on more
OWN = {
    "DJANGO_SETTINGS_MODULE": "shortsci.settings",
    "EMAIL_URL": "smtp://127.0.0.1:9",  # mails wait for a sender
    "SECRET_KEY": "only-for-this",
    "SITE_URL": "http://127.0.0.1",
}
SIGNED_AT = re.compile(r":\w+:[\w-]+/")
LOOP = ["manage.py", "send_notifications", "--loop", "--interval", "0.05"]
PREPARE = """
import sys
from django.core.management import call_command
call_command("migrate", verbosity=0)
from accounts.models import Letter
from accounts.notify import comment_posted
from tests.factories import make_comment, make_summary, make_user
mails, letters = map(int, sys.argv[1:])
summary, bob = make_summary(author=make_user("alice")), make_user("bob")
for number in range(mails):
    comment_posted(make_comment(summary=summary, author=bob, body=f"Number {number}."))
for number in range(letters):
    Letter.objects.post("alice@example.org", f"Letter {number}", f"Letter number {number}.")
"""
END_LEASES = """
from django.db.models import F
from accounts.mailer import LEASE
from accounts.models import Letter, OutgoingMail
for outbox in (Letter, OutgoingMail):
    outbox.objects.waiting().update(due_at=F("due_at") - LEASE)
"""
WAITING = """
from accounts.models import Letter, OutgoingMail
print(sum(outbox.objects.filter(sent_at=None).count() for outbox in (Letter, OutgoingMail)))
"""


class Deadly(smtp.Sink):
    """Kills its victim when it has taken some mails more: before it answers, or a little later."""

    def __init__(self, chance: random.Random):
        super().__init__()
        self.chance, self.victim, self.more = chance, 0, 0

    async def handle_DATA(self, server, session, envelope):
        answer = await super().handle_DATA(server, session, envelope)
        self.more -= 1
        if self.victim and self.more <= 0:
            victim, self.victim = self.victim, 0
            if self.chance.random() < 0.5:
                os.kill(victim, signal.SIGKILL)
            else:
                late = self.chance.uniform(0, 0.03)
                threading.Timer(late, os.kill, [victim, signal.SIGKILL]).start()
        return answer

    def contents(self) -> dict[str, list[str]]:
        """What came under each Message-ID."""
        found = defaultdict(list)
        for mail in self.mails:
            words = SIGNED_AT.sub("", mail.get_body(["plain"]).get_content())
            found[mail["Message-ID"]].append(f"{mail['To']} {mail['Subject']} {words}")
        return found


def sender(url: str, port: int) -> subprocess.Popen:
    return start(url, *LOOP, **OWN | {"EMAIL_URL": f"smtp://127.0.0.1:{port}"})


def kill_one(url: str, port: int, sink: Deadly) -> int:
    """Its exit code."""
    process = sender(url, port)
    sink.more, sink.victim = sink.chance.randint(1, 9), process.pid
    process.communicate(timeout=120)
    return process.returncode


def send_the_rest(url: str, port: int) -> None:
    said(python(url, END_LEASES, **OWN))
    process = sender(url, port)
    wait_until(lambda: said(python(url, WAITING, **OWN)) == "0\n", seconds=300)
    process.terminate()
    process.communicate(timeout=60)


def try_it(kind: str, folder: Path, *, moments: int, seed: int) -> dict:
    sink = Deadly(random.Random(seed))
    mails, letters = MAILS * moments, LETTERS * moments
    with smtp.listening(sink) as port, database(kind, folder) as url:
        said(python(url, PREPARE, str(mails), str(letters), **OWN))
        codes = [kill_one(url, port, sink) for _ in range(moments)]
        before_the_rest = len(sink.mails)
        send_the_rest(url, port)
    came = sink.contents()
    figures = {
        "database": kind,
        "killed": codes.count(-signal.SIGKILL),
        "mails and letters": mails + letters,
        "taken from senders that were killed": before_the_rest,
        "came": len(came),
        "came twice": sum(len(each) == 2 for each in came.values()),
        "came more often": sum(len(each) > 2 for each in came.values()),
    }
    return told(
        figures,
        each_sender_was_killed=figures["killed"] == moments,
        each_mail_came=len(came) == mails + letters,
        what_came_twice_says_the_same=all(len(set(each)) == 1 for each in came.values()),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", choices=KINDS)
    options = vars(parser.parse_args())
    kind = options.pop("kind")
    print_all(*(try_on(each, **options) for each in ([kind] if kind else KINDS)))


def try_on(kind: str, **options) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        return try_it(kind, Path(folder), **options)


if __name__ == "__main__":
    main()
