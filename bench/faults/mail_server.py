"""The mail server is away, or takes connections and says nothing: nobody waits, mail goes later.

.venv/bin/python -m bench.faults.mail_server [--seconds 10] [--clients 4] [--seed 1]
"""

import argparse
import socket
import tempfile
import time
from pathlib import Path
from statistics import median

from bench.faults.cast import SITE, Cast, prepared
from bench.faults.deeds import ACKNOWLEDGED, comment
from bench.faults.mail import LOOP, WAITING
from bench.faults.person import Person, act, end, statuses, unkind
from bench.faults.promises import print_all, told
from tests import smtp
from tests.processes import database, python, said, start
from tests.serving import serving, wait_until

SOON = 15  # seconds; one question to a silent server takes twenty (EMAIL_TIMEOUT)
PUT_OFF = """
from accounts.models import Letter, OutgoingMail
outboxes = Letter, OutgoingMail
print(sum(each.objects.waiting().exclude(error="").count() for each in outboxes))
"""
DUE_NOW = """
from django.utils import timezone
from accounts.models import Letter, OutgoingMail
for outbox in (Letter, OutgoingMail):
    outbox.objects.waiting().update(due_at=timezone.now())
"""


def forget_password(person: Person) -> None:
    """What has a letter written."""
    fields = {"email": f"person{person.chance.randrange(4)}@example.org"}
    with person.as_stranger():
        person.ask("reset", "/account/password/reset/", fields, [ACKNOWLEDGED])


def use_site(url: str, folder: Path, cast: Cast, address: str, options: dict) -> dict:
    """How people fare whose comments and forgotten passwords cause mail."""
    own = SITE | {"EMAIL_URL": address}
    with serving(url, folder, "bench.faults.site", **own) as site:
        numbers = range(options["clients"])
        deeds = [comment, forget_password]
        people = [Person(site.port, cast, number, deeds, options["seed"]) for number in numbers]
        act(people)
        time.sleep(options["seconds"])
        done = end(people)
    return {
        "answers": statuses(done),
        "in other words": unkind(done),
        "median, seconds": round(median(each.seconds for each in done), 2),
        "slowest, seconds": round(max(each.seconds for each in done), 2),
    }


def try_it(url: str, folder: Path, **options) -> dict:
    cast = prepared(url, 4)
    away = use_site(url, folder, cast, "smtp://127.0.0.1:9", options)
    with socket.create_server(("127.0.0.1", 0)) as silent:  # the kernel accepts, nobody answers
        address = f"smtp://127.0.0.1:{silent.getsockname()[1]}"
        hanging = use_site(url, folder, cast, address, options)
        asked = is_asked(silent)
        before = int(said(python(url, WAITING, **SITE)))
        put_off_after = send_to_silent(url, address)
    came = send(url)
    figures = {
        "away": away,
        "silent": hanging,
        "mails that waited": before,
        "seconds until one was put off": put_off_after,
        "came later": len(came),
        "came later, each once": len(set(came)),
    }
    slowest = max(away["slowest, seconds"], hanging["slowest, seconds"])
    return told(
        figures,
        no_page_asks_the_mail_server=not asked,
        nobody_waits_for_it=slowest < SOON,
        nobody_gets_an_error=not away["in other words"] and not hanging["in other words"],
        all_mail_goes_out_later=len(came) == len(set(came)) == before,
    )


def is_asked(server: socket.socket) -> bool:
    """Whether somebody has connected to it."""
    server.setblocking(False)
    try:
        server.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def send_to_silent(url: str, address: str) -> float:
    """Seconds until the sender has put a mail off; it goes on with the next."""
    began = time.monotonic()
    sender = start(url, *LOOP, **SITE | {"EMAIL_URL": address})
    wait_until(lambda: said(python(url, PUT_OFF, **SITE)) != "0\n", seconds=300)
    passed = round(time.monotonic() - began, 1)
    assert sender.poll() is None, "The sender has ended."
    sender.kill()  # in the middle of the next one
    sender.communicate()
    return passed


def send(url: str) -> list[str]:
    """The Message-IDs of all that a server takes that is there again."""
    sink = smtp.Sink()
    said(python(url, DUE_NOW, **SITE))
    with smtp.listening(sink) as port:
        sender = start(url, *LOOP, **SITE | {"EMAIL_URL": f"smtp://127.0.0.1:{port}"})
        wait_until(lambda: said(python(url, WAITING, **SITE)) == "0\n", seconds=300)
        sender.terminate()
        sender.communicate(timeout=60)
    return [mail["Message-ID"] for mail in sink.mails]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    with tempfile.TemporaryDirectory() as folder, database("sqlite", Path(folder)) as url:
        print_all(try_it(url, Path(folder), **vars(parser.parse_args())))


if __name__ == "__main__":
    main()
