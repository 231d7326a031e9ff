"""Write the archive of one person: all that is theirs, and nobody else's words."""

import zipfile
from collections.abc import Iterator
from typing import IO

from django.conf import settings
from django.db.models import Max

from accounts.archive import front_matter
from accounts.archive.rows import TABLES, profile_of
from accounts.archive.tables import as_csv, as_json
from accounts.models import User
from summaries.models import Draft, Picture, Summary

README = """\
Your archive from {site}

profile.json       what the site knows about you
summaries/*.md     your summaries, public, private and hidden ones, one file each
drafts/*.md        what you typed and have not saved yet
*.json, *.csv      your comments, votes, bookmarks and follows, what moderators told you,
                   and what you reported to them
pictures/          the pictures that you uploaded

A .md file begins with its facts as YAML, between two lines of three hyphens; the text in
markdown follows. The files, or this whole archive, can be taken in again at {address}
"""


def write_archive(user: User, file: IO[bytes]) -> None:
    """Write the zip of everything that belongs to `user` into `file`."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        address = f"{settings.SITE_URL}/account/import/"
        readme = README.format(site=settings.SITE_NAME, address=address)
        archive.writestr("README.txt", readme)
        archive.writestr("profile.json", as_json(profile_of(user)))
        for name, text in texts(user):
            archive.writestr(name, text)
        for name, rows_of in TABLES.items():
            rows = list(rows_of(user))
            archive.writestr(f"{name}.json", as_json(rows))
            archive.writestr(f"{name}.csv", as_csv(rows))
        write_pictures(user, archive)


def texts(user: User) -> Iterator[tuple[str, str]]:
    """Name and content of each markdown file."""
    summaries = user.summaries.select_related("paper").order_by("pk")
    for summary in summaries.annotate(revision=Max("revisions__number")):
        name = f"summaries/{file_name(summary.pk, summary.paper.key)}"
        yield name, front_matter.join(facts_of(summary), summary.body)
    for draft in user.drafts.select_related("paper").order_by("pk"):
        name = f"drafts/{file_name(draft.pk, draft.paper.key)}"
        yield name, front_matter.join(facts_of_draft(draft), draft.body)


def file_name(pk: int, key: str) -> str:
    """Readable, unique, and safe on every file system."""
    readable = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in key)
    return f"{pk}-{readable[:80].strip('-')}.md"


def facts_of(summary: Summary) -> dict[str, object]:
    facts = {
        "paper": summary.paper.key,
        "title": summary.paper.shown_title,
        "address": settings.SITE_URL + summary.get_absolute_url(),
        "visibility": summary.visibility,
        "anonymous": summary.is_anonymous,
        "licence": summary.licence,
        "competing_interests": summary.competing_interests,
        "ai_assistance": summary.ai_assistance,
        "created": summary.created_at,
        "published": summary.published_at,
        "edited": summary.edited_at,
        "revision": summary.revision,  # type: ignore[attr-defined]
    }
    return plain(facts)


def facts_of_draft(draft: Draft) -> dict[str, object]:
    fields = {name: value for name, value in draft.fields.items() if isinstance(value, str | bool)}
    facts = {"paper": draft.paper.key, "title": draft.paper.shown_title, "saved": draft.updated_at}
    return plain(facts | fields | {"draft": True})


def plain(facts: dict) -> dict[str, object]:
    """Moments in ISO 8601; what is not known is left out."""
    return {
        name: value.isoformat(timespec="seconds") if hasattr(value, "isoformat") else value
        for name, value in facts.items()
        if value not in ("", None)
    }


def write_pictures(user: User, archive: zipfile.ZipFile) -> None:
    for picture in Picture.objects.filter(uploads__user=user).order_by("pk"):
        try:
            with picture.file.open("rb") as file:
                archive.writestr(f"pictures/{picture.name}", file.read())
        except FileNotFoundError:  # a store that lost one file must not keep back all the rest
            archive.writestr(f"pictures/{picture.name}.missing.txt", "This file is lost.")
