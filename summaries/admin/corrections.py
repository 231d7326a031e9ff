"""What people suggest about papers, and papers that may be one."""

from django.contrib import admin, messages
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode

from accounts.notices import tell
from summaries.catalogue import correcting
from summaries.models import Correction, Kind, LogEntry, Reason, Ticket, Twin
from summaries.moderation.actions import Refused
from summaries.moderation.deciding import Decision, decide, record

from .read_only import ReadOnlyAdmin

SUGGESTED = "As a reader suggested."
REFUSED = Decision(LogEntry.Action.REFUSE, Reason.OTHER, "The facts stay as they are.")


@admin.register(Correction)
class CorrectionAdmin(ReadOnlyAdmin):
    list_display = ["paper", "changes", "reason", "suggested_by", "state", "created_at"]
    list_filter = ["state"]
    list_select_related = ["paper", "suggested_by"]
    search_fields = ["paper__title", "paper__key", "reason"]
    fields = ["paper", "changes", "reason", "suggested_by", "agreed_by", "state", "decided_by"]
    actions = ["apply", "refuse"]

    @admin.display(description="changes")
    def changes(self, correction):
        return format_html_join("", "{}: {} → {}<br>", correction.changes)

    def has_apply_permission(self, request):
        return request.user.has_perm("summaries.change_paper")

    @admin.action(description="Apply selected corrections", permissions=["apply"])
    def apply(self, request, corrections):
        for correction in corrections.open():
            self._apply(request, correction)
        self.message_user(request, "Applied, as far as the papers still said the same.")

    @transaction.atomic
    def _apply(self, request, correction):
        """What its reader says of it stays out of the log, which nobody could mend."""
        done = correcting.carry_out(correction, request.user)
        if done.state == Correction.State.APPLIED:
            decision = Decision(
                "facts", Reason.WRONG_FACTS, SUGGESTED, values=", ".join(done.facts)
            )
            decide(done.paper, decision, request.user)
        self.log_change(request, done, f"Decided: {done.state}.")
        self.log_change(request, done.paper, f"Correction {done.pk} decided: {done.state}.")

    @admin.action(description="Refuse selected corrections", permissions=["apply"])
    def refuse(self, request, corrections):
        for correction in corrections.open():
            self._refuse(request, correction)
        self.message_user(request, "The suggestions are refused.")

    @transaction.atomic
    def _refuse(self, request, correction):
        """Who suggested it is told; reports about the paper stay as they are."""
        done = correcting.refuse(correction, request.user)
        if done.state != Correction.State.REFUSED:  # somebody was quicker
            return
        facts = ", ".join(done.facts)
        entry = record(Kind.PAPER, done.paper_id, REFUSED, request.user, facts)
        if done.suggested_by not in {None, request.user}:
            tell(done.suggested_by, entry, Ticket.objects.about(Kind.PAPER, done.paper))
        self.log_change(request, done, "Refused.")


@admin.register(Twin)
class TwinAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "one", "other", "why", "state", "preview"]
    list_filter = ["state", "why"]
    list_select_related = ["first__venue", "second__venue"]
    search_fields = ["first__title", "first__key", "second__key"]
    fields = ["one", "other", "why", "state", "decided_by", "decided_at"]
    actions = ["join", "differ"]

    @admin.display(description="one")
    def one(self, twin):
        return _told(twin.first)

    @admin.display(description="other")
    def other(self, twin):
        return _told(twin.second)

    @admin.display(description="what joining would do")
    def preview(self, twin):
        paper, former = twin.in_order()
        address = reverse("admin:summaries_merge", args=[paper.pk])
        return format_html('<a href="{}?{}">Look</a>', address, urlencode({"other": former.key}))

    def has_join_permission(self, request):
        return request.user.has_perm("summaries.change_paper")

    @admin.action(description="They are one paper: join", permissions=["join"])
    def join(self, request, twins):
        for pk in list(twins.values_list("pk", flat=True)):
            twin = Twin.objects.select_related("first", "second").filter(pk=pk).first()
            if twin:  # not gone with a paper that was joined a moment ago
                self._join(request, twin)

    def _join(self, request, twin):
        paper, former = twin.in_order()
        try:
            with transaction.atomic():
                key = former.key
                decide(paper, Decision("merge", "twice", paper=former), request.user)
                self.log_change(request, paper, f"Joined with {key}, which leads here now.")
        except Refused as error:
            self.message_user(request, f"{error} Nothing was joined.", messages.ERROR)
        else:
            self.message_user(request, f"“{key}” is {paper.key} now.")

    @admin.action(description="They are different papers", permissions=["join"])
    def differ(self, request, twins):
        told = {"decided_by": request.user, "decided_at": timezone.now()}
        twins.update(state=Twin.State.DIFFERENT, **told)
        self.message_user(request, "They will not be asked about again.")


def _told(paper):
    facts = ", ".join(str(fact) for fact in (paper.venue, paper.year, paper.key) if fact)
    link = '<a href="{}">{}</a>, {}'
    return format_html(link, paper.get_absolute_url(), paper.shown_title, facts)
