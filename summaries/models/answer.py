"""What other catalogues answered, so that nobody is asked the same thing every day."""

import hashlib
from dataclasses import asdict, fields
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from summaries.catalogue.record import Name, Record
from summaries.identifiers import Reference

from .identifier import Identifier
from .paper import Paper

KEPT = timedelta(days=30)
KEPT_UNKNOWN = timedelta(days=1)  # papers get their records late
LONGEST = 500  # characters of an identifier


class KeptAnswerQuerySet(models.QuerySet):
    def fresh(self):
        return self.filter(expires_at__gt=timezone.now())

    def expired(self):
        return self.filter(expires_at__lte=timezone.now())

    def to(self, source: str, reference: Reference) -> "KeptAnswer | None":
        """What the source said lately about that identifier."""
        scheme, value = reference
        return self.fresh().filter(source=source, scheme=scheme, value=value).first()

    def keep(self, source: str, reference: Reference, record: Record | None, body: bytes = b""):
        """Keep a record, or that there is none."""
        now = timezone.now()
        told = {
            "record": asdict(record) if record else None,
            "digest": hashlib.sha256(body).hexdigest() if body else "",
            "asked_at": now,
            "expires_at": now + (KEPT if record else KEPT_UNKNOWN),
        }
        return self.update_or_create(
            source=source, scheme=reference.scheme, value=reference.value, defaults=told
        )[0]


class KeptAnswer(models.Model):
    """What one source said about one identifier; without a record, that it knows none."""

    source = models.CharField(max_length=20, choices=Paper.Source)
    scheme = models.CharField(max_length=10, choices=Identifier.Scheme)
    value = models.CharField(max_length=LONGEST, help_text="In its normal form.")
    record = models.JSONField(null=True, blank=True, help_text="Empty: it knows no such paper.")
    digest = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 of the answer as it came, in hex."
    )
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True, help_text="Asked anew from then on.")
    objects = KeptAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value", "source"], name="kept_answer_once"),
            models.CheckConstraint(condition=~Q(value=""), name="kept_answer_has_value"),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} about {self.value}"

    def as_record(self) -> Record | None:
        """The record as the source's reader made it."""
        if self.record is None:
            return None
        names = {field.name for field in fields(Name)}
        told = {
            field.name: self.record[field.name]
            for field in fields(Record)
            if field.name in self.record
        }
        authors = ({key: name[key] for key in names & set(name)} for name in told["authors"])
        told["authors"] = tuple(Name(**name) for name in authors)
        return Record(**{**told, "keywords": tuple(told["keywords"])})
