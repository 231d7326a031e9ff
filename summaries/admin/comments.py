"""Comments, which moderators hide and show, and votes, which nobody touches."""

from django.contrib import admin
from django.utils.text import Truncator

from summaries.models import Comment, CommentRevision, Summary, Vote

from .filters import GoneFilter
from .read_only import ReadOnlyAdmin, ReadOnlyInline


class CommentRevisionInline(ReadOnlyInline):
    model = CommentRevision
    fields = ["created_at", "body"]
    readonly_fields = ["created_at", "body"]
    verbose_name_plural = "What it said before"


@admin.register(Comment)
class CommentAdmin(admin.ModelAdmin):
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

    @admin.display(description="comment")
    def beginning(self, comment):
        return Truncator(comment.text).words(12)

    @admin.display(description="visible", boolean=True)
    def is_visible(self, comment):
        return not comment.is_gone

    @admin.action(description="Hide selected comments", permissions=["change"])
    def hide(self, request, comments):
        for comment in comments.select_related("summary__paper", "summary__author"):
            comment.hide()
            self.log_change(request, comment, "Hidden.")
        self.message_user(request, "The comments are hidden.")

    @admin.action(description="Show selected comments again", permissions=["change"])
    def restore(self, request, comments):
        for comment in comments.select_related("summary__paper", "summary__author"):
            comment.restore()
            self.log_change(request, comment, "Shown again.")
        self.message_user(request, "The comments are shown again.")

    def delete_model(self, request, comment):
        super().delete_model(request, comment)
        comment.summary.recount()

    def delete_queryset(self, request, comments):
        summaries = list(Summary.objects.filter(comments__in=comments).distinct())
        super().delete_queryset(request, comments)
        for summary in summaries:
            summary.recount()


@admin.register(Vote)
class VoteAdmin(ReadOnlyAdmin):
    list_display = ["created_at", "summary", "voter", "value"]
    list_filter = ["value", "created_at"]
    list_select_related = ["voter", "summary__paper"]
    search_fields = ["voter__username", "summary__paper__title"]
