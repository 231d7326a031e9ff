"""A backup made while people write, restored elsewhere: every row and every file, on both."""

import json

import psycopg
import pytest

from tests.processes import KINDS, database, python, said

# What both processes say of the site as it lies there: a digest of each table and of each file.
LOOK = """
import hashlib
from pathlib import Path
from django.conf import settings
from django.db import connection

def digest(content):
    return hashlib.sha256(content).hexdigest()

def look():
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = sorted(map(repr, cursor.fetchall()))
            found[table] = [len(rows), digest(repr(rows).encode())]
    for path in sorted(Path(settings.MEDIA_ROOT).rglob("*")):
        if path.is_file():
            found[str(path.relative_to(settings.MEDIA_ROOT))] = digest(path.read_bytes())
    return found
"""
# Writers write pairs, a picture and a text that shows it, and note each that was acknowledged.
SOURCE = f"""
import io, json, random, resource, sys, threading
from django.db import transaction
from django.core.management import CommandError, call_command
from PIL import Image
from summaries.models import Picture
from summaries.pictures import encode
from tests.factories import make_comment, make_paper, make_summary, make_user
{LOOK}
folder = Path(sys.argv[1])
call_command("migrate", verbosity=0)
alice, bob = make_user("alice"), make_user("bob")
first = make_summary(author=alice, paper=make_paper(authors=["Ann Lee"], keywords=["cs.LG"]))
first.set_vote(bob, 1)
make_comment(summary=first, author=bob)
(Path(settings.MEDIA_ROOT) / "dumps").mkdir(parents=True)
(Path(settings.MEDIA_ROOT) / "dumps/public.jsonl").write_text("can be written again")
done, enough = [], threading.Event()

def write(number):
    chance = random.Random(number)
    while not enough.is_set():
        pixels = io.BytesIO()
        Image.frombytes("RGB", (30, 30), chance.randbytes(2700)).save(pixels, "PNG")
        pixels.seek(0)
        picture = Picture.objects.keep(encode(pixels, 1000), alice)
        with transaction.atomic():  # the comment and its count, as the site writes them
            make_comment(summary=first, author=alice, body=f"![]({{picture.get_absolute_url()}})")
        done.append(picture.name)
    connection.close()

writers = [threading.Thread(target=write, args=[number]) for number in range(3)]
[writer.start() for writer in writers]
while len(done) < 6:
    enough.wait(0.02)
before = len(done)
call_command("backup", folder, verbosity=0)
after = len(done)
while len(done) < after + 6:
    enough.wait(0.02)
enough.set()
[writer.join() for writer in writers]
call_command("backup", folder, verbosity=0)
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
try:
    call_command("backup", folder, verbosity=0)
except CommandError as error:
    full = str(error)
files = sorted(path.name for path in folder.iterdir())
print(json.dumps([look(), done[:before], full, files]))
"""
RESTORED = f"""
import json, sys
from django.core.management import CommandError, call_command
from django.db import Error, transaction
from accounts.models import User
from summaries import search
from summaries.models import Comment, Picture, Summary
from summaries.recount import recount
from summaries.search import indexes
from tests.factories import make_paper
{LOOK}
busy, quiet = sys.argv[1:]
call_command("restore", quiet, verbosity=0)
first = look()
try:
    call_command("restore", busy, verbosity=0)
except CommandError as error:
    refused = str(error)
between = look()
call_command("restore", busy, replace=True, verbosity=0)
files = {{path.name for path in (Path(settings.MEDIA_ROOT) / "pictures").iterdir()}}
names = {{picture.name for picture in Picture.objects.all()}}
shown = {{comment.body[4:-1].rsplit("/")[-1] for comment in Comment.objects.exclude(body="")}}
summary = Summary.objects.get()
alice = summary.author
try:
    with transaction.atomic():
        summary.votes.create(voter=alice, value=1)
    guarded = False
except Error:
    guarded = True
make_paper(title="On quokkas")
print(json.dumps([first, refused, between == first, sorted(files), sorted(names),
    sum(recount(check=True).values()), guarded, indexes.missing(),
    len(search.papers(search.Query("quokkas")).rows), summary.comment_count]))
"""


def site(url, program, folder, *arguments):
    """Run it on a site with files of its own, and read what it says."""
    own = {"DJANGO_SETTINGS_MODULE": "shortsci.settings", "DEBUG": "1", "MEDIA_ROOT": str(folder)}
    return json.loads(said(python(url, program, *map(str, arguments), **own)))


def another(url, kind, folder):
    """An empty database beside the first."""
    if kind == "sqlite":
        return f"sqlite:///{folder / 'another.sqlite3'}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE another")
    return f"{url.removesuffix('/postgres')}/another"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_restored_is_what_was_there(kind, tmp_path):
    backups = tmp_path / "backups"
    with database(kind, tmp_path) as url:
        there, acknowledged, full, made = site(url, SOURCE, tmp_path / "media", backups)
        paths = [backups / name for name in made]
        other = another(url, kind, tmp_path)
        found = site(other, RESTORED, tmp_path / "restored", *paths)
    restored, refused, is_untouched, files, names, wrong, *works, comments = found

    assert there.pop("dumps/public.jsonl")
    assert restored == there
    assert "the site is not empty" in refused
    assert is_untouched
    # The busy one: all that was acknowledged before it began, each picture with its file.
    assert set(acknowledged) <= set(names)
    assert len(names) < len(there)
    assert set(names) <= set(files)
    assert wrong == 0
    assert comments >= len(acknowledged) + 1
    assert works == [True, [], 1]  # guards and indexes of the database, and new numbers
    assert "No backup was made" in full
    assert len(made) == 2  # and nothing half-written beside
