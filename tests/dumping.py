"""The public dump as the tests write, read and lose it."""

import json

from accounts.models import User
from summaries import public_dump
from summaries.models import Author, Comment, Keyword, Paper, Summary, Venue


def dump(folder, **options):
    public_dump.write(folder, **options)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def wipe():
    """An empty database, but for what the migrations have put into it."""
    for model in (Comment, Summary, Paper, Author, Keyword, Venue, User):
        model.objects.all().delete()


def rows_of(folder, table):
    lines = (folder / f"{table}.jsonl").read_bytes().split(b"\n")[:-1]
    return [json.loads(line) for line in lines]
