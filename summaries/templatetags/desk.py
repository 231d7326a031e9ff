"""The moderators' desk: what waits there, and the way to it from the pages of the site."""

from django import template
from django.urls import reverse

from summaries.moderation.queues import queues_for
from summaries.moderation.things import kind_of, may_decide

register = template.Library()


@register.inclusion_tag("admin/_queues.html")
def queues(user):
    return {"queues": queues_for(user)}


@register.simple_tag(takes_context=True)
def desk_address(context, thing) -> str:
    """Where this reader decides about the thing; empty for all who may not."""
    user = context.get("user")
    if user is None or not user.is_staff:
        return ""
    kind = kind_of(thing)
    may = may_decide(user, kind)
    return reverse("admin:summaries_ticket_about", args=[kind, thing.pk]) if may else ""
