"""Put names to the numbers of the log: such as everybody may read on the day they are read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model

from summaries.models import (
    Author,
    Comment,
    Keyword,
    Kind,
    LogEntry,
    Paper,
    Subject,
    Summary,
    Venue,
)

THE_SITE = "the site itself"
FORMER = "a former moderator"
TEXTS = {Kind.SUMMARY, Kind.COMMENT}  # nobody can tell any more whether they were private


@dataclass(frozen=True)
class Name:
    """What the log calls a thing; `url` is empty where there is nothing to see."""

    words: str
    url: str = ""
    changed_at: object = None
    is_private: bool = False  # so that nothing of it may be told


def name_entries(entries: Iterable[LogEntry]) -> None:
    """Give each entry what everybody may read of it today, by one query a kind of thing."""
    entries = list(entries)
    names: dict[str, dict[int, Name]] = {kind: _names(kind, entries) for kind in NAMING}
    moderators = {entry.moderator_id for entry in entries}
    people = _rows(get_user_model().objects, moderators | _keys(Subject.PERSON, entries))
    names[Subject.PERSON] = {pk: name_person(person) for pk, person in people.items()}
    for entry in entries:
        gone = Name(f"a {entry.get_kind_display()} that is gone", is_private=entry.kind in TEXTS)
        entry.about = names[entry.kind].get(entry.thing_id, gone)
        entry.told = "" if entry.about.is_private else entry.detail
        who = people.get(entry.moderator_id, FORMER) if entry.moderator_id else THE_SITE
        entry.moderator = str(who)
        entry.moderator_username = getattr(who, "username", "")


def name_notices(notices: Iterable[Any]) -> None:
    """Give each, from with_story(), a `subject`: what the person concerned calls it."""
    notices = list(notices)
    name_entries(notice.entry for notice in notices)
    for notice in notices:
        notice.subject = _subject(notice)


def _subject(notice) -> str:
    """One's own text has its title, whoever else may read it."""
    if notice.entry.kind == Kind.PERSON:
        return "your account"
    summary = notice.ticket.summary
    if summary and summary.author_id == notice.user_id:
        return f"your summary of “{summary.paper.shown_title}”"
    return notice.entry.about.words


def _names(kind: str, entries: list[LogEntry]) -> dict[int, Name]:
    rows, name = NAMING[kind]
    return {pk: name(row) for pk, row in _rows(rows, _keys(kind, entries)).items()}


def _keys(kind: str, entries: list[LogEntry]) -> set[int]:
    return {entry.thing_id for entry in entries if entry.kind == kind}


def _rows(rows, keys) -> dict:
    keys = {key for key in keys if key}
    return rows.in_bulk(keys) if keys else {}


def name_summary(summary: Summary) -> Name:
    """Never who wrote it. A text that its writer does not show to everybody has no title here."""
    if summary.visibility != Summary.Visibility.PUBLIC:
        return Name("a summary that is not public", "", summary.updated_at, is_private=True)
    words = f"a summary of “{_title(summary.paper)}”"
    url = "" if summary.hidden_at else summary.get_absolute_url()
    return Name(words, url, summary.updated_at)


def name_comment(comment: Comment) -> Name:
    of = name_summary(comment.summary)
    is_in_sight = of.url and not comment.is_gone
    url = comment.get_absolute_url() if is_in_sight else ""
    return Name(f"a comment on {of.words}", url, comment.updated_at)


def name_person(person) -> Name:
    return Name(f"@{person.username}", person.get_absolute_url() if person.is_active else "")


def name_paper(paper: Paper) -> Name:
    return Name(f"the paper “{_title(paper)}”", paper.get_absolute_url(), paper.updated_at)


def name_shelf(shelf: Author | Venue | Keyword) -> Name:
    """Of what papers are sorted by."""
    kind = shelf._meta.verbose_name
    return Name(f"the {kind} “{shelf}”", shelf.get_absolute_url())


def _title(paper: Paper) -> str:
    """A paper that nobody has identified is called by the first words of a text."""
    is_of_a_text = paper.status == Paper.Status.UNIDENTIFIED
    return "an unidentified paper" if is_of_a_text else paper.shown_title


NAMING: dict[str, tuple[Any, Callable[[Any], Name]]] = {
    Subject.SUMMARY: (Summary.objects.select_related("paper"), name_summary),
    Subject.COMMENT: (Comment.objects.select_related("summary__paper"), name_comment),
    Subject.PAPER: (Paper.objects.all(), name_paper),
    Subject.AUTHOR: (Author.objects.all(), name_shelf),
    Subject.VENUE: (Venue.objects.all(), name_shelf),
    Subject.KEYWORD: (Keyword.objects.all(), name_shelf),
}
