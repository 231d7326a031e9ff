"""What moderators did, for everybody to read: rows are added, and the database refuses the rest.

A row holds numbers and no names. Names are looked up when it is read, so that deleting an account
or making a text anonymous takes them from the log as well, although no row of it ever changes.
"""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.utils import timezone

from .report import Reason


class Subject(models.TextChoices):
    """What an entry may be about: what tickets are about, and what papers are sorted by."""

    SUMMARY = "summary", "summary"
    COMMENT = "comment", "comment"
    PERSON = "person", "user"
    PAPER = "paper", "paper"
    AUTHOR = "author", "author"
    VENUE = "venue", "venue"
    KEYWORD = "keyword", "keyword"


class LogEntryQuerySet(models.QuerySet):
    def about(self, kind: str, pk: int):
        return self.filter(kind=kind, thing_id=pk)

    def newest_first(self):
        return self.order_by("-pk")

    def by(self, username: str):
        people = get_user_model().objects.filter(username=username)
        return self.filter(moderator_id__in=people.values("pk"))


class LogEntry(models.Model):
    """One action of a moderator, or of the site itself: what, why, when, by whom."""

    class Action(models.TextChoices):
        HIDE = "hide", "hidden"
        HOLD = "hold", "held back"
        RESTORE = "restore", "shown again"
        DELETE = "delete", "deleted"
        REDACT = "redact", "a former version withheld"
        LOCK = "lock", "comments closed"
        UNLOCK = "unlock", "comments opened again"
        MOVE = "move", "moved to another paper"
        MERGE = "merge", "merged with another paper"
        UNMERGE = "unmerge", "merge undone"
        JOIN = "join", "joined with another author"
        SPLIT = "split", "split into two papers"
        FACTS = "facts", "facts mended"
        IDENTIFY = "identify", "identified"
        REFUSE = "refuse", "a suggestion refused"
        ASSIGN = "assign", "given to its writer"
        EDIT = "edit", "edited"
        SUSPEND = "suspend", "suspended"
        BAN = "ban", "banned"
        LIFT = "lift", "allowed back"
        DECLINE = "decline", "appeal declined"

    action = models.CharField(max_length=10, choices=Action)
    kind = models.CharField(max_length=10, choices=Subject)
    thing_id = models.BigIntegerField()
    moderator_id = models.BigIntegerField(null=True, help_text="Empty: the site itself.")
    reason = models.CharField(max_length=20, choices=Reason)
    explanation = models.CharField(max_length=1000, blank=True)
    detail = models.CharField(max_length=600, blank=True, help_text="Version, keys of papers …")
    until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    about: Any  # a Name, by name_entries()
    moderator: str  # by name_entries(), as the two below
    moderator_username: str  # "" where that is nobody who is here
    told: str  # of the detail, what everybody may know today
    objects = LogEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "log entries"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kind", "thing_id"], name="log_thing")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.thing_id}: {self.get_action_display()}"
