"""Pages between an action and its effect: which paper are these about, who wrote them?"""

from abc import ABC, abstractmethod

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.shortcuts import redirect, render
from django.urls import reverse

from summaries.models import LogEntry, Paper, Reason, Summary
from summaries.moderation.actions import Refused
from summaries.moderation.deciding import Decision, decide
from summaries.moderation.decision_forms import SeveralForm

from .deciding import asked_for

MOST = 200  # summaries assigned at a time


class AssignmentForm(SeveralForm):
    """To what the summaries belong, and how one can tell."""

    field_order = ["chosen"]

    def __init__(self, assignment, summaries, data=None) -> None:
        super().__init__(summaries, data)
        self.assignment, self.summaries = assignment, summaries
        self.fields["reason"].initial = assignment.reason
        field = Summary._meta.get_field(assignment.column)
        self.fields["chosen"] = forms.ModelChoiceField(
            assignment.choices,
            widget=AutocompleteSelect(field, admin.site),
            label=assignment.column.capitalize(),
        )
        self.order_fields(self.field_order)

    def clean_chosen(self):
        chosen = self.cleaned_data["chosen"]
        if names := self.assignment.conflicts(self.summaries, chosen):
            raise forms.ValidationError(
                "A user has at most one summary of a paper; there would be two: "
                + ", ".join(sorted(names))
            )
        return chosen


class Assignment(ABC):
    """`?ids=1,2` asks to what the summaries with these numbers belong, and assigns them."""

    name = ""  # of the page and of the action that leads to it
    title = ""
    column = ""
    other = ""  # the column that with `column` must be one of a kind
    choices: QuerySet  # of what the column can refer to
    needs = ""  # a permission beyond that to change summaries
    reason = Reason.OTHER  # unless the form says another

    def __init__(self, model_admin) -> None:
        self.model_admin = model_admin

    def conflicts(self, summaries, chosen) -> set[str]:
        """What would break the rule that a user has one summary of a paper, by name."""
        theirs = [getattr(summary, self.other) for summary in summaries]
        theirs = [each for each in theirs if each]
        others = chosen.summaries.exclude(pk__in=[summary.pk for summary in summaries])
        have_one = others.filter(**{f"{self.other}__in": theirs}).select_related(self.other)
        repeated = {each for each in theirs if theirs.count(each) > 1}
        return {str(each) for each in repeated | {getattr(one, self.other) for one in have_one}}

    @abstractmethod
    def decision(self, chosen, why: dict) -> Decision:
        """What the log will say of each of them."""

    def is_done(self, summary, chosen) -> bool:
        return getattr(summary, self.column) == chosen

    def is_allowed(self, request) -> bool:
        may_choose = request.user.has_perm(self.needs)
        return may_choose and self.model_admin.has_change_permission(request)

    def ask_about(self, request, summaries):
        """Lead from an action to this page."""
        keys = [str(key) for key in summaries.values_list("pk", flat=True)[: MOST + 1]]
        if len(keys) <= MOST:
            return redirect(f"{reverse(f'admin:{self.name}')}?ids={','.join(keys)}")
        text = f"Assign at most {MOST} summaries at a time."
        return self.model_admin.message_user(request, text, messages.ERROR)

    def page(self, request):
        if not self.is_allowed(request):
            raise PermissionDenied
        rows = self.model_admin.get_queryset(request).select_related("paper", "author")
        summaries = asked_for(request, rows, MOST)
        form = AssignmentForm(self, summaries, request.POST if request.method == "POST" else None)
        if form.is_valid() and self._assign_all(request, form):
            return redirect("admin:summaries_summary_changelist")
        context = {
            **self.model_admin.admin_site.each_context(request),
            "title": self.title,
            "opts": Summary._meta,
            "summaries": summaries,
            "form": form,
            "media": self.model_admin.media + form.media,
        }
        status = 422 if request.method == "POST" else 200
        return render(request, "admin/summaries/assign.html", context, status=status)

    def _assign_all(self, request, form) -> bool:
        """All of them, or none and why."""
        why = dict(form.cleaned_data)
        chosen = why.pop("chosen")
        try:
            with transaction.atomic():
                for summary in form.summaries:
                    self._assign(request, summary, chosen, why)
        except Refused as error:
            form.add_error(None, str(error))
            return False
        text = f"Assigned to “{chosen}”: {len(form.summaries)}."
        self.model_admin.message_user(request, text, messages.SUCCESS)
        return True

    def _assign(self, request, summary, chosen, why: dict) -> None:
        if not self.is_done(summary, chosen):
            decide(summary, self.decision(chosen, why), request.user)
        self.model_admin.log_change(request, summary, f"Assigned to {self.column} “{chosen}”.")


class ToPaper(Assignment):
    name = "summaries_summary_assign_to_paper"
    title = "Which paper are they about?"
    column = "paper"
    other = "author"
    choices = Paper.objects.all()
    needs = "summaries.view_paper"
    reason = Reason.WRONG_PAPER

    def decision(self, chosen, why):
        return Decision(LogEntry.Action.MOVE, **why, paper=chosen)


class ToUser(Assignment):
    """Of imported texts alone: what was written here has its author."""

    name = "summaries_summary_assign_to_user"
    title = "Who wrote them?"
    column = "author"
    other = "paper"
    choices = get_user_model().objects.all()
    needs = "accounts.view_user"

    def decision(self, chosen, why):
        return Decision(LogEntry.Action.ASSIGN, **why, person=chosen)
