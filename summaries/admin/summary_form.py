"""What the admin may type into a summary, and how each change goes through the model."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import transaction
from django.utils import timezone

from summaries.models import Summary
from summaries.rendering import MAX_SOURCE

from .reasoned import ReasonedForm

PUBLIC = Summary.Visibility.PUBLIC
EARLIEST = 1990  # an older date is a slip, and the hot ranking would believe it


class SummaryForm(ReasonedForm):
    """A summary, mended by an administrator: the log says that it was, and why."""

    # Not stripped: blanks at the beginning of a text mean something in markdown.
    body = forms.CharField(
        max_length=MAX_SOURCE,
        strip=False,
        widget=AdminTextareaWidget(attrs={"rows": 24}),
        help_text="Markdown and LaTeX. A changed text becomes a version of its own.",
    )
    note = forms.CharField(
        max_length=200, required=False, help_text="Why the text was changed, for its history."
    )

    class Meta:
        model = Summary
        fields = [
            "paper",
            "author",
            "is_anonymous",
            "body",
            "visibility",
            "published_at",
            "licence",
        ]

    def clean_body(self):
        """Line breaks as they are stored: browsers send them as CR LF."""
        body = self.cleaned_data["body"].replace("\r\n", "\n").replace("\r", "\n")
        if not body.strip():
            raise forms.ValidationError("A summary needs words.")
        return body

    def clean_published_at(self):
        moment = self._kept("published_at")
        if moment and moment > timezone.now():
            raise forms.ValidationError("The first publication cannot lie in the future.")
        if moment and moment.year < EARLIEST:
            raise forms.ValidationError(f"Nothing was published here before {EARLIEST}.")
        return moment

    def _kept(self, name):
        """The moment typed in; the stored one when nobody changed it: pages show whole seconds."""
        return (self.cleaned_data if name in self.changed_data else self.initial).get(name)

    def clean(self):
        """What is made public is dated; what once was public keeps a date."""
        data = super().clean() or self.cleaned_data
        if "published_at" not in self.fields:
            return data
        if data.get("visibility") == PUBLIC and not data.get("published_at"):
            if self.initial.get("published_at") and "published_at" not in self.errors:
                self.add_error("published_at", "A public summary has a date of publication.")
            data["published_at"] = timezone.now()
        return data

    @transaction.atomic
    def store(self, editor) -> None:
        """Write the summary; a new text by the method for it."""
        wanted = self.instance
        if wanted.pk is None:
            wanted.save()
            wanted.add_revision(editor, self.cleaned_data["note"])
            wanted.recount_owners()
            return
        summary = Summary.objects.select_related("paper", "author").get(pk=wanted.pk)
        plain = ["is_anonymous", "visibility", "published_at", "licence"]
        for column in plain:
            setattr(summary, column, getattr(wanted, column))
        summary.save(update_fields=plain)
        summary.revise(wanted.body, editor, self.cleaned_data["note"])
        summary.recount_owners()
