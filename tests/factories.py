"""Rows for tests: `make_…(**fields)` fills in whatever the test does not care about."""

import hashlib
from datetime import timedelta
from itertools import count

from django.utils import timezone

from accounts.models import User
from summaries.catalogue.record import Name
from summaries.models import (
    Author,
    Comment,
    DailyReaders,
    Identifier,
    ImportRun,
    Keyword,
    Paper,
    Sighting,
    Summary,
    Venue,
)
from summaries.readers import count_readers_of_week

_numbers = count(1)


def make_user(username="", **fields):
    number = next(_numbers)
    username = username or f"reader{number}"
    fields.setdefault("email", f"{username}@example.org")
    fields.setdefault("verified_at", timezone.now())
    fields.setdefault("date_joined", timezone.now() - timedelta(days=30))  # nobody new
    return User.objects.create_user(username, password="a long passphrase", **fields)


def make_author(name="", **fields):
    """The author of that name, made when there is none; with `fields`, or "", one more."""
    name = name or f"Author {next(_numbers)}"
    if fields:
        return Author.objects.create(name=name, **fields)
    return Author.objects.filter(name=name).first() or Author.objects.begin(Name(full=name))


def make_venue(**fields):
    number = next(_numbers)
    fields = {"key": f"conf/test{number}", "name": f"Venue {number}", **fields}
    return Venue.objects.create(**fields)


def make_keyword(name="", **fields):
    return Keyword.objects.create(name=name or f"keyword {next(_numbers)}", **fields)


def make_paper(*, authors=(), keywords=(), **fields):
    """A paper; `authors` and `keywords` are names, or rows."""
    number = next(_numbers)
    fields = {"key": f"conf/test/Paper{number}", "title": f"A study of {number} things", **fields}
    paper = Paper.objects.create(**{"year": 2019, **fields})
    paper.set_authors([make_author(a) if isinstance(a, str) else a for a in authors])
    for keyword in keywords:
        if isinstance(keyword, str):
            keyword = Keyword.objects.get_or_create(name=keyword)[0]
        paper.keywords.add(keyword)
    return paper


def make_identifier(paper, scheme, value):
    """One more name of the paper, stored as given."""
    return Identifier.objects.create(paper=paper, scheme=scheme, value=value)


def make_summary(**fields):
    """A public summary with its first revision; counts of paper and author are right."""
    fields = {"visibility": Summary.Visibility.PUBLIC, "body": "It *works*: $a + b$.", **fields}
    if fields["visibility"] == Summary.Visibility.PUBLIC:
        fields.setdefault("published_at", timezone.now())
    if "paper" not in fields:
        fields["paper"] = make_paper()
    if "author" not in fields:
        fields["author"] = make_user()
    summary = Summary.objects.create(**fields)
    summary.add_revision(editor=summary.author)
    summary.recount_owners()
    return summary


def make_imported_summary(**fields):
    """A summary by nobody we know, seen once in a dump."""
    summary = make_summary(**{"author": None, "is_imported": True, "licence": "", **fields})
    make_sighting(summary=summary)
    return summary


def make_vote(summary, value=1, voter=None):
    """A vote by `voter`, or by somebody new; the tallies of the summary follow."""
    voter = voter or make_user()
    summary.set_vote(voter, value)
    return summary.votes.get(voter=voter)


def make_comment(**fields):
    """A comment; the count of its summary is right."""
    fields = {"body": "I agree.", **fields}
    if "summary" not in fields:
        fields["summary"] = make_summary()
    if "author" not in fields:
        fields["author"] = make_user()
    comment = Comment.objects.create(**fields)
    comment.summary.recount()
    return comment


def make_run(**fields):
    return ImportRun.objects.create(**{"finished_at": timezone.now(), **fields})


def make_sighting(**fields):
    number = next(_numbers)
    if "summary" not in fields:
        fields["summary"] = make_summary(author=None, is_imported=True)
    original = fields.setdefault("original", f"| {fields['summary'].body} | {number}".encode())
    fields = {
        "source": "000.txt",
        "entry": number,
        "line": number,
        "digest": hashlib.sha256(original).hexdigest(),
        "fingerprint": hashlib.sha256(fields["summary"].body.encode()).hexdigest(),
        "imported_body": fields["summary"].body,
        **fields,
    }
    return Sighting.objects.create(**fields)


def make_daily_readers(**fields):
    """The readers of one day, of a paper's page or, with `summary`, of one summary.

    The count of its week is right.
    """
    if "paper" not in fields:
        fields["paper"] = fields["summary"].paper if "summary" in fields else make_paper()
    fields = {"day": timezone.now().date(), "readers": 3, **fields}
    readers = DailyReaders.objects.create(**fields)
    count_readers_of_week()
    return readers
