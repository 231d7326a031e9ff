"""Venues, authors and keywords: what papers are sorted by."""

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Count

from summaries.identifiers import is_path
from summaries.models import (
    Author,
    CannotJoin,
    Keyword,
    LogEntry,
    Reason,
    Subject,
    Venue,
)
from summaries.moderation.deciding import Decision, record

from .author_identifiers import AuthorForm, AuthorIdentifierInline
from .deleting import DeletedWithReason
from .reasoned import ReasonedForm

ONE_PERSON = Decision(LogEntry.Action.JOIN, Reason.OTHER, "They are one person.")


class VenueForm(ReasonedForm):
    """A venue whose key can stand in an address, before a year."""

    def clean_key(self):
        key = self.cleaned_data["key"]
        if not is_path(key) or " " in key or key.rpartition("/")[2].isdecimal():
            raise forms.ValidationError("No page can have that address, or it is that of a year.")
        return key


class KeywordForm(ReasonedForm):
    """A keyword whose name can stand in an address."""

    def clean_name(self):
        name = self.cleaned_data["name"]
        if not is_path(name):
            raise forms.ValidationError("No page can have that address.")
        return name


class ShelfAdmin(DeletedWithReason):
    """Says how many papers belong to each row; what becomes of one stands in the log."""

    form = ReasonedForm
    subject = ""
    ordering = ["name", "pk"]  # that of the model is lost in counting

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(paper_total=Count("papers", distinct=True))

    @admin.display(description="papers", ordering="paper_total")
    def number_of_papers(self, row):
        return row.paper_total

    @transaction.atomic
    def save_related(self, request, form, formsets, change):
        """All is stored then, and what was changed is known."""
        super().save_related(request, form, formsets, change)
        changed = form.said() + [each.prefix for each in formsets if each.has_changed()]
        if change and changed:
            said = form.cleaned_data
            decision = Decision(LogEntry.Action.FACTS, said["why"], said["explanation"])
            record(self.subject, form.instance.pk, decision, request.user, ", ".join(changed))


@admin.register(Venue)
class VenueAdmin(ShelfAdmin):
    form = VenueForm
    subject = Subject.VENUE
    list_display = ["name", "key", "kind", "section", "number_of_papers"]
    list_filter = ["kind", "section"]
    search_fields = ["name", "key", "full_name"]


@admin.register(Author)
class AuthorAdmin(ShelfAdmin):
    form = AuthorForm
    subject = Subject.AUTHOR
    list_display = ["name", "slug", "number_of_papers"]
    search_fields = ["name", "slug", "=identifiers__value"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [AuthorIdentifierInline]
    actions = ["join", *ShelfAdmin.actions]

    @admin.action(description="They are one person: join", permissions=["change"])
    def join(self, request, authors):
        """Into the one with the most papers; all of them, or none."""
        first, *others = authors.order_by("-paper_total", "pk") or [None]
        if not others:
            return self.message_user(request, "Choose at least two.", messages.ERROR)
        try:
            with transaction.atomic():
                for other in others:
                    first.absorb(other)
                    moved = f"with {other.paper_total} of its papers"
                    record(Subject.AUTHOR, first.pk, ONE_PERSON, request.user, moved)
                    self.log_change(request, first, f"Joined with {other.slug}, which leads here.")
        except CannotJoin as error:
            text = f"{error} Nobody was joined."
            return self.message_user(request, text, messages.ERROR)
        return self.message_user(request, f"They are {first.slug} now.")


@admin.register(Keyword)
class KeywordAdmin(ShelfAdmin):
    form = KeywordForm
    subject = Subject.KEYWORD
    list_display = ["name", "section", "number_of_papers"]
    list_filter = ["section"]
    search_fields = ["name"]
