"""Look at a text once it is public. Whatever happens here, the text stays posted."""

import logging

from django.db import transaction

from accounts.standing import is_young
from summaries.models import Comment, Kind, Rule, Summary
from summaries.moderation.reporting import report_by_rule
from summaries.moderation.things import kind_of, may_decide, person_of

from . import kept_sketches
from .matching import Text, is_hit

logger = logging.getLogger(__name__)


def watch(thing: Summary | Comment) -> None:
    """Have the rules look at it after the commit; an error is logged and goes no further."""
    kind, pk = kind_of(thing), thing.pk
    transaction.on_commit(lambda: _look_at(kind, pk), robust=True)


def _look_at(kind: str, pk: int) -> None:
    thing = in_public(kind).filter(pk=pk).first()
    if thing is None or may_decide(person_of(thing), kind):
        return
    text = text_of(thing)
    text.others = kept_sketches.alike(kind, pk, text.sketch)
    for rule in Rule.objects.filter(is_on=True):
        _apply(rule, thing, text)
    kept_sketches.keep(kind, pk, text.sketch)


def _apply(rule: Rule, thing, text: Text) -> None:
    """One rule that fails keeps none of the others from looking."""
    try:
        if is_hit(rule, text):
            report_by_rule(thing, rule)
    except Exception:
        logger.exception("The rule %s failed.", rule.pk)


def in_public(kind: str):
    """The texts of that kind that anybody can read."""
    listed = Summary.objects.listed()
    if kind == Kind.SUMMARY:
        return listed.select_related("author")
    return Comment.objects.visible().filter(summary__in=listed).select_related("author")


def text_of(thing: Summary | Comment) -> Text:
    writer = person_of(thing)
    # By age alone: a trial asks this of a thousand texts, and may ask the database nothing.
    return Text(thing.body, thing.body_html, writer is not None and is_young(writer))
