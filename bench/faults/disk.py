"""Fill the disk under a site on SQLite: what is asked of it then, and what it does afterwards.

.venv/bin/python -m bench.faults.disk [--megabytes 80] [--seed 1]

People get a page of ours with Retry-After, commands end with a sentence, nothing half-written
stays, and everything works again when there is room.
"""

import argparse
import http.client
import json
import tempfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from bench.faults import deeds
from bench.faults.cast import SITE, prepared, stored
from bench.faults.memory import family
from bench.faults.person import TOKEN, Person, lost, statuses, unkind
from bench.faults.promises import print_all, told
from bench.faults.room import Limited, Tmpfs, small_disk
from tests.processes import python, said, start
from tests.serving import serving

LONG = "A sentence that takes room. " * 700  # 20 KB
COMMANDS = {
    "import_dumps": ["import_dumps", "-v0"],
    "dump_public": ["dump_public", "{folder}/dump"],
    "backup": ["backup", "{folder}/backups"],
    "load_public": ["load_public", "{elsewhere}/dump"],
}
GROWING = ("import_dumps", "load_public")  # tried a second time, with room to begin
SPARE = 1_000_000  # bytes
MIGRATE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""
DUMP = """
import sys
from pathlib import Path
from summaries import public_dump
public_dump.write(Path(sys.argv[1]))
"""
CHECK = """
import json
from django.db import connection
from summaries.models import Picture
with connection.cursor() as cursor:
    cursor.execute("PRAGMA integrity_check")
    print(json.dumps([cursor.fetchone()[0], Picture.objects.count()]))
"""


class Writer(Person):
    """Somebody whose texts are long and who sends pictures, too."""

    def upload(self) -> tuple[int, str]:
        """The status and the words."""
        body, kind = picture_form(self.chance.randbytes(120_000))
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        cookies = f"sessionid={self.session}; csrftoken={TOKEN}"
        headers = {"Cookie": cookies, "Content-Type": kind, "X-CSRFToken": TOKEN}
        connection.request("POST", "/pictures/", body, headers)
        with connection.getresponse() as response:
            text = response.read().decode()
        connection.close()
        return response.status, text

    def write_long(self) -> None:
        """Texts until one was refused, or all papers have one."""
        for key in self.cast.papers:
            body = f"{LONG} {self.chance.random()}"
            fields = {"body": body, "visibility": "public", "licence": "CC-BY-4.0", "base": 0}
            answer = self.ask("write", f"/papers/{key}/write/", fields, [deeds.ACKNOWLEDGED])
            if answer.status == deeds.ACKNOWLEDGED:
                self.texts[key] = {body}
            else:
                self.texts[key] = {"", body}


def picture_form(pixels: bytes) -> tuple[bytes, str]:
    """A multipart body with a PNG of noise, and its type."""
    from PIL import Image

    content = BytesIO()
    Image.frombytes("RGB", (200, 200), pixels).save(content, "PNG")
    head = 'Content-Disposition: form-data; name="picture"; filename="a.png"'
    parts = [b"--limit", head.encode(), b"Content-Type: image/png", b"", content.getvalue()]
    return b"\r\n".join([*parts, b"--limit--", b""]), "multipart/form-data; boundary=limit"


class Trial:
    """A site on a small disk."""

    def __init__(self, disk: Tmpfs | Limited, elsewhere: Path, tried: Iterable[str]):
        self.disk, self.elsewhere, self.tried = disk, elsewhere, tried
        self.url = f"sqlite:///{disk.folder / 'site.sqlite3'}"
        self.loaded = f"sqlite:///{disk.folder / 'loaded.sqlite3'}"
        self.own = {"MEDIA_ROOT": str(disk.folder / "media"), "WEB_CONCURRENCY": "2"}

    def command(self, name: str) -> dict:
        """Its exit code, and what it says."""
        url = self.loaded if name == "load_public" else self.url
        places = {"folder": self.disk.folder, "elsewhere": self.elsewhere}
        arguments = [each.format(**places) for each in COMMANDS[name]]
        process = start(url, "manage.py", *arguments, **SITE, **self.own)
        _, errors = process.communicate()
        last = errors.strip().splitlines()[-1:] or [""]
        traceback = "Traceback" in errors
        return {"code": process.returncode, "says": last[0][:150], "traceback": traceback}

    def commands(self, suffix: str = "", names: Iterable[str] = COMMANDS) -> dict[str, dict]:
        wanted = (name for name in names if name in self.tried)
        return {f"{name}{suffix}": self.command(name) for name in wanted}

    def files(self) -> set[str]:
        """What is there beside the databases."""
        paths = (path for path in self.disk.folder.rglob("*") if path.is_file())
        names = {str(path.relative_to(self.disk.folder)) for path in paths}
        return {name for name in names if "sqlite3" not in name}


def use(person: Writer) -> dict:
    """Write, vote, comment, read, upload."""
    person.write_long()
    for deed in (deeds.vote, deeds.comment, deeds.read) * 5:
        deed(person)
    status, words = person.upload()
    return {
        "answers": statuses(person.done),
        "in other words": unkind(person.done),
        "upload": [status, words[:100] if status >= 400 else ""],
    }


def try_it(disk: Tmpfs | Limited, elsewhere: Path, *, seed: int, tried=tuple(COMMANDS)) -> dict:
    trial = Trial(disk, elsewhere, tried)
    cast = prepared(trial.url, 2, **trial.own)
    said(python(trial.loaded, MIGRATE, **SITE))
    said(python(trial.url, DUMP, str(elsewhere / "dump"), **SITE))
    with serving(trial.url, elsewhere, "bench.faults.site", **SITE, **trial.own) as site:
        people = [Writer(site.port, cast, number, [], seed) for number in range(2)]
        before = trial.files()
        with disk.full([site.process.pid, *family(site.process.pid)]):
            full = use(people[0]) | {"commands": trial.commands()}
            left = sorted(trial.files() - before - {"ballast"})
        with disk.full(spare=SPARE):
            full["commands"] |= trial.commands(", soon", GROWING)
        free = use(people[1]) | {"commands": trial.commands()}
    figures = {"disk": disk.kind, "full": full, "left half-written": left, "free again": free}
    return judged(trial, people, figures)


def judged(trial: Trial, people: list[Writer], figures: dict) -> dict:
    full, free = figures["full"], figures["free again"]
    found = stored(trial.url)
    integrity, pictures = json.loads(said(python(trial.url, CHECK, **SITE)))
    figures |= {
        "acknowledged and lost": lost(people, found),
        "tallies that are wrong": found["wrong"],
        "integrity": integrity,
    }
    commands = full["commands"].values()
    return told(
        figures,
        who_writes_is_asked_to_come_back="503" in full["answers"] and not full["in other words"],
        a_picture_is_refused_in_words=full["upload"][0] == 503,
        commands_end_with_a_sentence=all(
            each["code"] and each["says"] and not each["traceback"] for each in commands
        ),
        nothing_half_written_stays=not figures["left half-written"] and pictures == 1,
        it_works_again=set(free["answers"]) == {"200", "302"}
        and free["upload"][0] == 201
        and all(each["code"] == 0 for each in free["commands"].values()),
        nothing_acknowledged_is_lost=not figures["acknowledged and lost"],
        tallies_equal_rows=not found["wrong"],
        the_file_is_whole=integrity == "ok",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=80)
    parser.add_argument("--seed", type=int, default=1)
    options = vars(parser.parse_args())
    with tempfile.TemporaryDirectory() as elsewhere, small_disk(options.pop("megabytes")) as disk:
        print_all(try_it(disk, Path(elsewhere), **options))


if __name__ == "__main__":
    main()
