"""A summary with its comments, and the form to add one."""

from django.shortcuts import render

from summaries.forms.discussion import CommentForm
from summaries.models import Comment, Summary

from .freshness import last_modified

UNSENT = "unsent_comment"  # in the session: what was typed after the log-in had expired


def discussion(request, summary: Summary, form: CommentForm | None = None) -> dict:
    """What the page and its fragment of comments need."""
    comments = list(summary.comments.in_thread_order())
    for comment in comments:
        comment.summary = summary
    context = {
        "summary": summary,
        "paper": summary.paper,
        "comments": comments,
        "stated_comments": summary.stated_comment_count(),
    }
    if request.user.is_authenticated:
        form = form or _form_asked_for(request, summary, comments)
        context |= {"form": form, "answered": _answered(form, comments)}
        context["is_muted"] = request.user.mutes.filter(summary=summary).exists()
        if summary.author_id == request.user.pk and summary.downs:
            context["down_reasons"] = summary.votes.reasons()
    return context


def discussion_page(request, summary: Summary, form=None, *, status=200, **shown):
    """The whole page, or for htmx the comments alone; `shown` may be `preview`, `is_posted`."""
    context = discussion(request, summary, form) | shown
    template = "summaries/_comments.html" if request.htmx else "summaries/summary.html"
    response = render(request, template, context, status=status)
    response.headers["Surrogate-Key"] = summary.pages
    moments = [summary.updated_at, summary.paper.updated_at]
    moments += [comment.updated_at for comment in context["comments"]]
    return last_modified(response, moments)


def _form_asked_for(request, summary: Summary, comments: list[Comment]) -> CommentForm:
    """Empty; or what was typed before the log-in; or an answer (`?answer=`, `?quote=`)."""
    blank = Comment(summary=summary)
    unsent = request.session.get(UNSENT, {})
    if unsent.get("summary") == summary.pk:
        return CommentForm(instance=blank, initial=unsent)
    by_pk = {str(comment.pk): comment for comment in comments if not comment.is_gone}
    quoted = by_pk.get(request.GET.get("quote", ""))
    answered = quoted or by_pk.get(request.GET.get("answer", ""))
    initial: dict = {"parent": answered.pk} if answered else {}
    if quoted:
        initial["body"] = quoted.quotation()
    return CommentForm(instance=blank, initial=initial)


def _answered(form: CommentForm, comments: list[Comment]) -> Comment | None:
    """The comment that the form answers."""
    asked = str(form["parent"].value() or "")
    return next((c for c in comments if str(c.pk) == asked and not c.is_gone), None)
