"""Rows that are deleted on a page where a reason is asked for: that of their ticket."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse

from summaries.moderation.things import kind_of


class DeletedByTicket(admin.ModelAdmin):
    """Nothing is deleted without a reason: neither from its own page, nor several at once."""

    def delete_view(self, request, object_id, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        row = self.get_object(request, object_id)
        if row is None or not self.has_delete_permission(request, row):
            return super().delete_view(request, object_id, extra_context)
        return redirect(self.page_that_deletes(row))

    def page_that_deletes(self, row) -> str:
        return reverse("admin:summaries_ticket_about", args=[kind_of(row), row.pk])

    def get_actions(self, request):
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions
