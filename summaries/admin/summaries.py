"""Summaries: publish, hide, mend, and say what they are about and who wrote them."""

from django.contrib import admin
from django.db import transaction
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join

from summaries.models import Sighting, Summary
from summaries.moderation.deciding import Decision, decide
from summaries.moderation.things import may_decide

from .assignment import ToPaper, ToUser
from .by_ticket import DeletedByTicket
from .choosing import Choosing
from .deciding import ask_why
from .filters import RenderErrorFilter, StateFilter
from .read_only import ReadOnlyInline
from .summary_form import SummaryForm

NUMBERS = ("ups", "downs", "score", "quality", "hot", "comment_count")
ITS_WRITERS = ["is_anonymous", "visibility", "published_at"]
MOMENTS = ["edited_at", "created_at", "updated_at"]


class SightingInline(ReadOnlyInline):
    model = Sighting
    fields = ["source", "entry", "line", "licence", "comment_count", "run"]
    verbose_name_plural = "Seen in"
    show_change_link = True

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("run")
        return rows.defer("original", "imported_body")


@admin.register(Summary)
class SummaryAdmin(Choosing, DeletedByTicket):
    form = SummaryForm
    list_display = [
        "paper",
        "author",
        "state",
        "is_imported",
        "score",
        "comment_count",
        "published_at",
    ]
    list_filter = [
        StateFilter,
        "is_imported",
        "paper__status",
        ("author", admin.EmptyFieldListFilter),
        RenderErrorFilter,
        "published_at",
    ]
    list_select_related = ["paper", "author"]
    search_fields = ["paper__title", "paper__key", "author__username", "text"]
    search_help_text = "Title or key of the paper, user, or words of the text."
    autocomplete_fields = ["paper", "author"]
    actions = ["publish", "hide", "restore", "assign_to_paper", "assign_to_user"]
    inlines = [SightingInline]
    fieldsets = [
        (None, {"fields": ["paper", "author", "is_anonymous", "body", "note", "problems"]}),
        ("Why it is changed", {"fields": ["why", "explanation"]}),
        ("Publication", {"fields": ["visibility", "published_at", "hidden_at", "licence"]}),
        ("Numbers", {"fields": NUMBERS}),
        ("History", {"fields": ["is_imported", "history", *MOMENTS]}),
    ]
    readonly_fields = ["problems", "hidden_at", *NUMBERS, "is_imported", "history", *MOMENTS]

    def get_queryset(self, request):
        """What is on the desk, and one's own; a draft of anybody else is theirs alone."""
        rows = super().get_queryset(request)
        return rows.on_desk() | rows.filter(author=request.user)

    def get_urls(self):
        view, to_paper, to_user = self.admin_site.admin_view, ToPaper(self), ToUser(self)
        return [
            path("assign-to-paper/", view(to_paper.page), name=to_paper.name),
            path("assign-to-user/", view(to_user.page), name=to_user.name),
            *super().get_urls(),
        ]

    def get_readonly_fields(self, request, obj=None):
        """Assigning has pages of its own; when a text came and who may read it is for its writer
        to say alone.
        """
        if obj is None:
            return self.readonly_fields
        is_archived = obj.is_imported and obj.author is None
        fixed = () if is_archived or obj.author == request.user else ITS_WRITERS
        return [*self.readonly_fields, "paper", "author", *fixed]

    @admin.display(description="state")
    def state(self, summary):
        return "hidden" if summary.hidden_at else summary.get_visibility_display()

    @admin.display(description="errors")
    def problems(self, summary):
        """What the renderer could not make sense of."""
        return format_html_join("; ", "{}", [(error,) for error in summary.render_errors]) or "none"

    @admin.display(description="versions")
    def history(self, summary):
        if summary.pk is None:
            return "none yet"
        address = reverse("summaries:history", args=[summary.pk])
        return format_html('<a href="{}">All versions</a>', address)

    @admin.action(description="Publish selected summaries", permissions=["publish"])
    def publish(self, request, summaries):
        for summary in summaries.filter(hidden_at=None).select_related("paper", "author"):
            summary.publish()
            self.log_change(request, summary, "Published.")
        self.message_user(request, "The summaries are public, but for hidden ones.")

    @admin.action(description="Hide selected summaries", permissions=["moderate"])
    def hide(self, request, summaries):
        return ask_why(request, "summary", "hide", summaries)

    @admin.action(description="Show selected summaries again", permissions=["moderate"])
    def restore(self, request, summaries):
        return ask_why(request, "summary", "restore", summaries)

    def has_publish_permission(self, request):
        """It dates them, which is not for moderators."""
        return request.user.has_perm("summaries.add_summary")

    def has_moderate_permission(self, request):
        return may_decide(request.user, "summary")

    def has_change_permission(self, request, obj=None):
        """Words, dates and authors are for administrators: moderators decide on tickets."""
        may = super().has_change_permission(request, obj)
        return may and (obj is None or request.user.has_perm("summaries.add_summary"))

    @admin.action(description="Assign selected summaries to a paper", permissions=["to_paper"])
    def assign_to_paper(self, request, summaries):
        return ToPaper(self).ask_about(request, summaries)

    @admin.action(description="Assign selected summaries to a user", permissions=["to_user"])
    def assign_to_user(self, request, summaries):
        return ToUser(self).ask_about(request, summaries)

    def has_to_paper_permission(self, request):
        return ToPaper(self).is_allowed(request)

    def has_to_user_permission(self, request):
        return ToUser(self).is_allowed(request)

    @transaction.atomic
    def save_model(self, request, summary, form, change):
        """What changes of one's own text is nobody's business; of others', everybody's."""
        form.store(editor=request.user)
        changed = [name for name in form.said() if name != "note"]
        if change and changed and summary.author != request.user:
            said = form.cleaned_data
            decision = Decision("edit", said["why"], said["explanation"], values=", ".join(changed))
            decide(summary, decision, request.user)
