"""The queue: what was reported, and the page on which a moderator decides."""

from django.contrib import admin
from django.db.models import Count, Q
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html

from summaries.models import LogEntry, Report, Ticket
from summaries.moderation.things import kinds_of

from .deciding import decide_about, decide_about_several
from .joining import merge_papers, split_paper
from .read_only import ReadOnlyAdmin, ReadOnlyInline


class QueueFilter(admin.SimpleListFilter):
    """The queue, unless somebody wants to see what is settled."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [
            ("appealed", "with an appeal"),
            ("settled", "settled or waiting for a second report"),
            ("all", "all"),
        ]

    def choices(self, changelist):
        is_queue = self.value() not in {"appealed", "settled", "all"}
        query = changelist.get_query_string(remove=[self.parameter_name])
        yield {"selected": is_queue, "query_string": query, "display": "in the queue"}
        yield from list(super().choices(changelist))[1:]

    def queryset(self, request, rows):
        match self.value():
            case "all":
                return rows
            case "appealed":
                return rows.filter(appeal_count__gt=0)
            case "settled":
                return rows.filter(opened_at=None)
        return rows.open()


class ReportInline(ReadOnlyInline):
    model = Report
    fields = ["created_at", "reporter", "rule", "reason", "words", "settled_at"]
    readonly_fields = ["created_at", "settled_at"]


@admin.register(Ticket)
class TicketAdmin(ReadOnlyAdmin):
    """Oldest first. A click opens the page on which one decides."""

    list_display = ["subject", "kind", "waiting", "appeals", "since"]
    list_filter = [QueueFilter, "kind", "reports__reason"]
    list_display_links = None
    ordering = ["opened_at", "pk"]
    inlines = [ReportInline]
    fields = ["kind", "opened_at", "created_at"]

    def get_queryset(self, request):
        rows = super().get_queryset(request).filter(kind__in=kinds_of(request.user))
        unanswered = Q(notices__appealed_at__isnull=False, notices__answered_at=None)
        appeals = Count("notices", filter=unanswered, distinct=True)
        return rows.with_things().with_reports().annotate(appeal_count=appeals)

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path(
                "about/<str:kind>/<int:pk>/",
                view(decide_about),
                {"model_admin": self},
                name="summaries_ticket_about",
            ),
            path(
                "decide/<str:kind>/<str:action>/",
                view(decide_about_several),
                {"model_admin": self},
                name="summaries_ticket_decide",
            ),
            path(
                "merge/<int:pk>/", view(merge_papers), {"model_admin": self}, name="summaries_merge"
            ),
            path(
                "split/<int:pk>/", view(split_paper), {"model_admin": self}, name="summaries_split"
            ),
            *super().get_urls(),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        ticket = self.get_object(request, object_id)
        if ticket and ticket.thing:
            return redirect("admin:summaries_ticket_about", ticket.kind, ticket.thing.pk)
        return super().change_view(request, object_id, form_url, extra_context)

    @admin.display(description="what")
    def subject(self, ticket):
        address = reverse("admin:summaries_ticket_change", args=[ticket.pk])
        return format_html('<a href="{}">{}</a>', address, subject_of(ticket))

    @admin.display(description="reports", ordering="waiting_count")
    def waiting(self, ticket):
        return ticket.waiting_count

    @admin.display(description="appeals", ordering="appeal_count")
    def appeals(self, ticket):
        return ticket.appeal_count

    @admin.display(description="in the queue since", ordering="opened_at")
    def since(self, ticket):
        return ticket.opened_at


def subject_of(ticket: Ticket) -> str:
    match ticket.thing:
        case None:
            return str(ticket)
        case thing if ticket.kind == "summary":
            return f"Summary {thing.pk} of “{thing.paper}”"
        case thing if ticket.kind == "comment":
            return f"Comment {thing.pk} on “{thing.summary.paper}”"
        case thing if ticket.kind == "person":
            return f"@{thing.username}"
    return f"“{thing}”"


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnlyAdmin):
    """What everybody can read, with its numbers."""

    list_display = ["created_at", "action", "kind", "thing_id", "moderator_id", "reason"]
    list_filter = ["action", "kind", "reason", "created_at"]

    def has_delete_permission(self, request, obj=None):
        return False
