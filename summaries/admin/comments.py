"""Comments, which moderators hide and show, and votes, which nobody touches."""

from django.contrib import admin
from django.utils.text import Truncator

from summaries.models import Comment, CommentRevision, Vote
from summaries.moderation.things import may_decide

from .by_ticket import DeletedByTicket
from .deciding import ask_why
from .filters import GoneFilter
from .read_only import ReadOnlyAdmin, ReadOnlyInline


class CommentRevisionInline(ReadOnlyInline):
    model = CommentRevision
    fields = ["created_at", "body"]
    readonly_fields = ["created_at", "body"]
    verbose_name_plural = "What it said before"


@admin.register(Comment)
class CommentAdmin(DeletedByTicket):
    """The words are their author's: a moderator hides them or shows them again."""

    list_display = ["beginning", "author", "summary", "created_at", "is_visible"]
    list_filter = [GoneFilter, "created_at"]
    list_select_related = ["author", "summary__paper"]
    search_fields = ["text", "author__username", "summary__paper__title"]
    actions = ["hide", "restore"]
    readonly_fields = [field.name for field in Comment._meta.fields if field.name != "body_html"]
    exclude = ["body_html"]
    inlines = [CommentRevisionInline]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        """Not even to store it as it was: that would say that it was changed today."""
        return False

    @admin.display(description="comment")
    def beginning(self, comment):
        return Truncator(comment.text).words(12)

    @admin.display(description="visible", boolean=True)
    def is_visible(self, comment):
        return not comment.is_gone

    @admin.action(description="Hide selected comments", permissions=["moderate"])
    def hide(self, request, comments):
        return ask_why(request, "comment", "hide", comments)

    @admin.action(description="Show selected comments again", permissions=["moderate"])
    def restore(self, request, comments):
        return ask_why(request, "comment", "restore", comments)

    def has_moderate_permission(self, request):
        return may_decide(request.user, "comment")


@admin.register(Vote)
class VoteAdmin(ReadOnlyAdmin):
    list_display = ["created_at", "summary", "voter", "value"]
    list_filter = ["value", "created_at"]
    list_select_related = ["voter", "summary__paper"]
    search_fields = ["voter__username", "summary__paper__title"]
