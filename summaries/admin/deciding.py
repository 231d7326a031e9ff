"""The page on which a moderator decides about one thing, and the one about several at once."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from shortsci.numbers import is_number
from summaries.models import Comment, Kind, LogEntry, Summary, Ticket
from summaries.moderation.actions import ACTIONS, Refused, applicable
from summaries.moderation.deciding import Decision, Seen, decide, leave, what_there_is
from summaries.moderation.decision_forms import LEAVE, DecisionForm, SeveralForm
from summaries.moderation.naming import name_entries
from summaries.moderation.records import record_of
from summaries.moderation.things import MODELS, may_decide, person_of

MOST = 100  # things decided about at once


def decide_about(request, kind, pk, model_admin):
    """Everything about one thing, and the decision."""
    thing = get_object_or_404(on_desk(request, kind), pk=pk)
    seen = what_there_is(kind, thing)
    actions = applicable(kind, thing, request.user)
    data = request.POST if request.method == "POST" else None
    form = DecisionForm(thing, actions, data, seen=seen)
    if form.is_valid():
        if response := _carry_out(request, kind, thing, form, model_admin):
            return response
        form.look_again(what_there_is(kind, thing))
        status = 409
    else:
        status = 422 if request.method == "POST" else 200
    history = list(LogEntry.objects.about(kind, pk))
    context = {"form": form, "history": history, **_story(kind, thing)}
    return desk_page(request, model_admin, "ticket", status, **context)


def on_desk(request, kind: str):
    """The things of that kind, but for what is nobody's business."""
    if kind not in Kind.values:
        raise Http404("There is no such kind of thing.")
    if not may_decide(request.user, kind):
        raise PermissionDenied
    match kind:
        case Kind.SUMMARY:
            return Summary.objects.on_desk().select_related("paper", "author")
        case Kind.COMMENT:
            in_sight = Summary.objects.on_desk()
            rows = Comment.objects.filter(summary__in=in_sight)
            return rows.select_related("summary__paper", "author")
    return MODELS[kind]._default_manager.all()


def _carry_out(request, kind: str, thing, form: DecisionForm, model_admin):
    """The way on; None when it could not be done, with the reason in the form."""
    said = dict(form.cleaned_data)
    seen, name = Seen(*(said.pop(key) for key in ("seen", "appeals", "text"))), said["action"]
    ticket = Ticket.objects.about(kind, thing)  # which a deleted thing leads to no more
    try:
        carry_out = leave if name == LEAVE else decide
        carry_out(thing, Decision(**said), request.user, seen=seen)
    except Refused as error:
        form.add_error(None, str(error))
        return None
    model_admin.log_change(request, ticket, f"{name}: {said['reason']}.")
    messages.success(request, "Decided, and written into the log." if name != LEAVE else "Left.")
    return redirect("admin:summaries_ticket_changelist")


def _story(kind: str, thing) -> dict:
    ticket = Ticket.objects.filter(**{kind: thing}).first()
    person = person_of(thing)
    reports = ticket.reports.select_related("reporter", "rule") if ticket else ()
    return {
        "kind": kind,
        "thing": thing,
        "reports": reports,
        "notices": ticket.notices.select_related("entry") if ticket else (),
        "person": person,
        "record": record_of(person) if person else None,
        "title": f"{Kind(kind).label.capitalize()} {thing.pk}",
    }


def ask_why(request, kind: str, action: str, rows):
    """Lead from an action of a list to the page that asks for a reason."""
    address = reverse("admin:summaries_ticket_decide", args=[kind, action])
    return lead_to(request, address, rows)


def lead_to(request, address: str, rows):
    """To the page there, about these rows; back to the list when they are too many."""
    keys = [str(key) for key in rows.values_list("pk", flat=True)[: MOST + 1]]
    if len(keys) > MOST:
        messages.error(request, f"At most {MOST} at a time.")
        return None
    return redirect(f"{address}?ids={','.join(keys)}")


def decide_about_several(request, kind, action, model_admin):
    """One decision about many things, `?ids=1,2`: a wave of spam, say."""
    act = ACTIONS.get((kind, action))
    if act is None or act.asks or act.has_own_page:
        raise Http404("There is no such decision.")
    things = asked_for(request, on_desk(request, kind), MOST)
    if act.needs and not request.user.has_perm(act.needs):
        raise PermissionDenied
    form = SeveralForm(things, request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _decide_all(request, kind, Decision(action, **form.cleaned_data), things)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "things": things, "act": act, "title": act.label}
    return desk_page(request, model_admin, "decide", status, **context)


def asked_for(request, rows, most: int) -> list:
    """Those of the rows that `?ids=1,2` names."""
    keys = request.GET.get("ids", "").split(",", most)
    are_numbers = all(is_number(key) for key in keys)
    found = list(rows.filter(pk__in=keys).order_by("pk")) if are_numbers else []
    if not found:
        raise Http404("There are no such things.")
    return found


def _decide_all(request, kind: str, decision: Decision, things: list):
    done = each_by_itself(request, things, lambda thing: decide(thing, decision, request.user))
    messages.success(request, f"Decided about {done}, and written into the log.")
    rows = "ticket" if kind == Kind.PERSON else kind  # moderators have no list of people
    return redirect(f"admin:summaries_{rows}_changelist")


def each_by_itself(request, things: list, carry_out: Callable[[Any], object]) -> int:
    """How many it was done to: one that cannot be done, which is told, keeps none of the others."""
    done = 0
    for thing in things:
        try:
            carry_out(thing)
            done += 1
        except Refused as error:
            messages.error(request, f"{thing}: {error}")
    return done


def desk_page(request, model_admin, template: str, status: int, **context):
    if "history" in context:
        name_entries(context["history"])
    site = model_admin.admin_site.each_context(request)
    context = {**site, "opts": Ticket._meta, **context}
    return render(request, f"admin/summaries/{template}.html", context, status=status)
