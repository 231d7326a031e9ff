"""A summary with its comments, and the form to add one."""

from django.shortcuts import render
from django.template.loader import render_to_string

from summaries.forms.discussion import CommentForm
from summaries.models import Comment, Summary

from .drawing import Parts, page_of_parts
from .freshness import modified
from .threads import comments_of, page_of_comments

UNSENT = "unsent_comment"  # in the session: what was typed after the log-in had expired


def discussion(request, summary: Summary, form: CommentForm | None, posted: int | None) -> dict:
    """What the page and its fragment of comments need."""
    page = page_of_comments(request, summary, posted or _answered_by(request, form))
    comments = comments_of(page)
    context = {
        "summary": summary,
        "paper": summary.paper,
        "page": page,
        "comments": comments,
        "stated_comments": _stated(summary),
    }
    if request.user.is_authenticated:
        form = form or _form_asked_for(request, summary, comments)
        context |= {"form": form, "answered": _answered(form, comments)}
        context["is_muted"] = request.user.mutes.filter(summary=summary).exists()
        if summary.author_id == request.user.pk and summary.downs:
            context["down_reasons"] = summary.votes.reasons()
    return context


def _stated(summary: Summary) -> int:
    """What came from elsewhere may have had comments there."""
    came = summary.is_imported or getattr(summary, "carried_votes", None)
    return summary.stated_comment_count() if came else 0


def discussion_page(
    request, summary: Summary, form=None, *, posted: int | None = None, status=200, **shown
):
    """The whole page, or for htmx the comments alone, on the page of the one that is `posted`;
    `shown` may be `preview`.
    """
    context = discussion(request, summary, form, posted) | shown
    context["is_posted"] = posted is not None
    if request.htmx:
        return render(request, "summaries/_comments.html", context, status=status)
    return page_of_parts(request, _parts(request, context), summary.pages, status)


def discussion_parts(request, summary: Summary) -> Parts:
    return _parts(request, discussion(request, summary, None, None))


def _parts(request, context: dict) -> Parts:
    moments = [context["summary"].updated_at, context["paper"].updated_at]
    moments += [comment.updated_at for comment in context["comments"]]
    return Parts(
        head=render_to_string("summaries/_summary_machines.html", context, request),
        main=render_to_string("summaries/_summary_main.html", context, request),
        modified=modified(moments),
    )


def _answered_by(request, form: CommentForm | None) -> str:
    """Which comment the form answers: by its number, which may be none at all."""
    if form is not None:
        return str(form["parent"].value() or "")
    unsent = request.session.get(UNSENT, {}) if request.user.is_authenticated else {}
    return request.GET.get("quote") or request.GET.get("answer") or unsent.get("parent", "")


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
