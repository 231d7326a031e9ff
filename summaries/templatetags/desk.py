"""What waits on the moderators' desk, for its start page."""

from django import template

from summaries.moderation.queues import queues_for

register = template.Library()


@register.inclusion_tag("admin/_queues.html")
def queues(user):
    return {"queues": queues_for(user)}
