"""Comments on a summary: post, change, take back."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.notify import comment_posted
from shortsci.limits import limit
from summaries.forms.discussion import MAX_COMMENT, CommentEditForm, CommentForm
from summaries.models import Comment, Summary
from summaries.models.comment import CannotRevise
from summaries.models.known import render_known
from summaries.moderation.newcomers import hold_first_post
from summaries.moderation.rules import watch

from .access import log_in_first
from .discussion import UNSENT, discussion_page
from .errors import too_often

CLOSED = "A moderator has closed the comments on this summary."


@require_POST
def comments(request, pk):
    """Post a comment, or with `preview` show it as it would look. What was typed comes back."""
    rows = Summary.objects.visible_to(request.user).with_byline()
    rows = rows.with_vote_of(request.user).with_paper().select_related("carried_votes")
    found = get_object_or_404(rows, pk=pk)
    if not request.user.is_authenticated:
        return _keep_and_log_in(request, found)
    form = CommentForm(request.POST, instance=Comment(summary=found, author=request.user))
    if found.comments_locked_at:
        return discussion_page(request, found, form, status=403)
    is_preview = "preview" in request.POST
    if refused := limit(request, "comment_preview" if is_preview else "comment"):
        return too_often(form, refused, partial(discussion_page, request, found, form))
    if not form.is_valid():
        return discussion_page(request, found, form, status=422)
    if is_preview:
        preview = render_known(form.cleaned_data["body"], may_mention=True)
        return discussion_page(request, found, form, preview=preview)
    return _post(request, found, form.save(commit=False))


def _post(request, found: Summary, comment: Comment):
    with transaction.atomic():
        comment.post()
        if not hold_first_post(comment):
            comment_posted(comment)
        watch(comment)
    request.session.pop(UNSENT, None)
    if request.htmx:
        blank = CommentForm(instance=Comment(summary=found))
        return discussion_page(request, found, blank, posted=comment.pk)
    return redirect(comment)


def _keep_and_log_in(request, found: Summary):
    """The log-in has expired: keep what was typed, so that the form has it afterwards."""
    if refused := limit(request, "comment"):
        return refused
    request.session[UNSENT] = {
        "summary": found.pk,
        "parent": request.POST.get("parent", "")[:20],
        "body": request.POST.get("body", "")[: 2 * MAX_COMMENT],
    }
    return log_in_first(request, f"{found.get_absolute_url()}#write")


def _own(request, pk: int) -> Comment:
    """The comment, if its summary is in sight and it is still there; only for its writer."""
    rows = Comment.objects.visible().select_related("summary__paper", "author")
    seen = Summary.objects.visible_to(request.user)
    found = get_object_or_404(rows.filter(summary__in=seen), pk=pk)
    if request.user.is_authenticated and found.author_id != request.user.pk:
        raise PermissionDenied("Only who wrote a comment may change it.")
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    """Other words for one's own comment; the former stay for the moderators."""
    comment = _own(request, pk)
    if not request.user.is_authenticated:
        return log_in_first(request, request.get_full_path())
    if comment.summary.comments_locked_at:
        raise PermissionDenied(CLOSED)
    form = CommentEditForm(request.POST or None, instance=comment)
    context = {"comment": comment, "form": form, "preview": None}
    if request.method != "POST":
        return render(request, "summaries/comment_edit.html", context)
    if refused := limit(request, "comment"):
        page = partial(render, request, "summaries/comment_edit.html", context)
        return too_often(form, refused, page)
    if not form.is_valid():
        return render(request, "summaries/comment_edit.html", context, status=422)
    if "preview" in request.POST:
        context["preview"] = render_known(form.cleaned_data["body"], may_mention=True)
        return render(request, "summaries/comment_edit.html", context)
    try:
        changed = _revise(pk, form.cleaned_data["body"])
    except CannotRevise:
        raise PermissionDenied(CLOSED) from None
    return redirect(changed)


@transaction.atomic
def _revise(pk, body: str) -> Comment:
    changed = Comment.objects.select_related("summary").get(pk=pk)
    changed.revise(body)
    comment_posted(changed)  # whom only the new words name hears of it now
    watch(changed)
    return changed


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request, pk):
    """Ask, and then take back one's own comment."""
    comment = _own(request, pk)
    if not request.user.is_authenticated:
        return log_in_first(request, request.get_full_path())
    if request.method != "POST":
        return render(request, "summaries/comment_delete.html", {"comment": comment})
    if refused := limit(request, "retract"):
        return refused
    comment.retract()
    return redirect(f"{comment.summary.get_absolute_url()}#comments")
