"""The page on which venues, authors or keywords are deleted, one or several, with a reason."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect
from django.urls import path, reverse

from summaries.models import LogEntry
from summaries.moderation.deciding import Decision
from summaries.moderation.decision_forms import SeveralForm
from summaries.moderation.deleting import delete, what_holds

from .by_ticket import DeletedByTicket
from .deciding import MOST, asked_for, desk_page, each_by_itself, lead_to


class DeletedWithReason(DeletedByTicket):
    """What has no ticket has this page: `?ids=1,2`."""

    actions = ["delete_chosen"]

    def get_urls(self):
        view = self.admin_site.admin_view(self.deletion)
        return [path("delete/", view, name=self._name_of("deletion")), *super().get_urls()]

    def _name_of(self, page: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def _deletion_page(self) -> str:
        return reverse(f"admin:{self._name_of('deletion')}")

    def page_that_deletes(self, row):
        return f"{self._deletion_page()}?ids={row.pk}"

    @admin.action(description="Delete selected %(verbose_name_plural)s", permissions=["delete"])
    def delete_chosen(self, request, rows):
        return lead_to(request, self._deletion_page(), rows)

    def deletion(self, request):
        if not (self.has_view_permission(request) and self.has_delete_permission(request)):
            raise PermissionDenied
        rows = asked_for(request, self.get_queryset(request), MOST)
        form = SeveralForm(rows, request.POST if request.method == "POST" else None)
        if form.is_valid():
            return self._delete_all(request, rows, form.cleaned_data)
        shown = [(row, what_holds(row, has_papers=row.paper_total > 0)) for row in rows]
        context = {
            "opts": self.opts,
            "title": f"Delete {self.opts.verbose_name_plural}",
            "changelist": self._changelist(),
            "rows": shown,
            "may_delete": not all(fault for _, fault in shown),
            "form": form,
        }
        status = 422 if request.method == "POST" else 200
        return desk_page(request, self, "delete", status, **context)

    def _delete_all(self, request, rows, said):
        decision = Decision(LogEntry.Action.DELETE, **said)
        if done := each_by_itself(request, rows, lambda row: self._delete(request, row, decision)):
            messages.success(request, f"Deleted {done}, and written into the log.")
        return redirect(self._changelist())

    @transaction.atomic
    def _delete(self, request, row, decision) -> None:
        self.log_deletions(request, self.model._default_manager.filter(pk=row.pk))
        delete(row, decision, request.user)

    def _changelist(self) -> str:
        return reverse(f"admin:{self._name_of('changelist')}")
