"""How a summary comes by its versions: every change of what it says is one."""

from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone


class Versioned(models.Model):
    """The half of Summary that writes its revisions."""

    class Meta:
        abstract = True

    @transaction.atomic
    def revise(self, body, editor=None, note=""):
        """Store a new text and remember it as a revision; False when it is the same."""
        if body == self.body and self.revisions.exists():
            return False
        if self.published_at and self.revisions.exists():
            self.edited_at = timezone.now()
        self.body = body
        self.save(update_fields=["body", "edited_at"])
        self.add_revision(editor, note)
        return True

    def describe(self, **beside):
        """Store what stands beside the text (licence, disclosures …); returns what changed."""
        changed = [name for name, value in beside.items() if getattr(self, name) != value]
        for name in changed:
            setattr(self, name, beside[name])
        if changed:
            self.save(update_fields=changed)
        return changed

    def add_revision(self, editor=None, note=""):
        """Remember the present text as the newest revision."""
        self.revisions.create(
            number=self.version + 1,
            body=self.body,
            editor=editor,
            note=note,
            shown_at=timezone.now() if self.visibility == "public" else None,
        )

    @property
    def version(self):
        """The number of its newest revision; 0 while there is none."""
        return self.revisions.aggregate(newest=Max("number"))["newest"] or 0
