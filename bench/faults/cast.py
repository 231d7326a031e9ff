"""Who takes part: people who are signed in, papers and texts; and what is stored in the end."""

import json
import sys
from contextlib import closing
from dataclasses import dataclass

from tests.processes import python, said

# The environment of a server and of whoever prepares its database: they share keys of sessions.
SITE = {
    "DEBUG": "0",
    "DJANGO_SETTINGS_MODULE": "bench.faults.settings",
    "EMAIL_URL": "smtp://127.0.0.1:9",  # nobody listens on "discard"
    "SECRET_KEY": "only-for-faults",
    "SITE_URL": "http://127.0.0.1",
}


@dataclass(frozen=True)
class Cast:
    """What the people of a fault know: their sessions, and what they may read and vote on."""

    sessions: list[list]  # number of the user, key of the session
    summaries: list[int]
    papers: list[str]
    pages: list[str]


def prepared(url: str, people: int, **environment: str) -> Cast:
    """A migrated database with a cast in it."""
    program = "from bench.faults.cast import make; make()"
    return Cast(**json.loads(said(python(url, program, str(people), **SITE | environment))))


def stored(url: str, **environment: str) -> dict:
    """What the database says: votes, comments, texts, and how many tallies are wrong."""
    program = "from bench.faults.cast import look; look()"
    return json.loads(said(python(url, program, **SITE | environment)))


def make() -> None:
    """Within a process that knows the site."""
    from django.core.management import call_command

    from tests.entering import make_member
    from tests.factories import make_paper, make_summary, make_user, make_venue

    call_command("migrate", verbosity=0)
    people = [make_member(f"person{number}") for number in range(int(sys.argv[1]))]
    author, venue = make_user("author"), make_venue(key="conf/nips", name="NeurIPS")
    facts = {"venue": venue, "authors": ["Ann Lee"], "keywords": ["cs.LG"]}
    papers = [make_paper(**facts) for _ in range(10)]
    summaries = [make_summary(author=author, paper=paper) for paper in papers[:5]]
    found = {
        "sessions": [[user.pk, session_of(user)] for user in people],
        "summaries": [summary.pk for summary in summaries],
        "papers": [paper.key for paper in papers],
        "pages": [
            *("/", "/?tab=recent", "/?tab=best", "/?tab=read", "/?section=cs", "/venues/"),
            *("/venues/conf/nips/", "/venues/conf/nips/2019/", "/keywords/cs.LG/", "/people/"),
            *("/people/author/", "/authors/ann-lee/", "/feed.atom", "/rss.xml", "/sitemap.xml"),
            *("/about/", "/about/writing/", "/api/", "/feeds/", "/moderation/", "/healthz"),
            *("/api/v1/papers", "/api/v1/summaries", "/search/?q=study+things", "/account/login/"),
            *(paper.get_absolute_url() for paper in papers),
            *(f"{paper.get_absolute_url()}cite.bib" for paper in papers[:2]),
            *(summary.get_absolute_url() for summary in summaries),
        ],
    }
    print(json.dumps(found))


def session_of(user) -> str:
    """The key of a session in which that person is logged in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session.create()
    return session.session_key


def look() -> None:
    """Within a process that knows the site."""
    from django.db import connection

    from summaries.models import Comment, Summary, Vote
    from summaries.recount import recount

    with closing(connection):
        found = {
            "votes": list(Vote.objects.values_list("voter_id", "summary_id", "value")),
            "comments": list(Comment.objects.values_list("author_id", "body")),
            "texts": list(Summary.objects.values_list("author_id", "paper__key", "body")),
            "wrong": sum(recount(check=True).values()),
        }
    print(json.dumps(found))
