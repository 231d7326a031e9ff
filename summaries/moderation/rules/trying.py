"""Try a rule against what is there already, before it may look at what comes."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass

from django.core import signing
from django.utils import timezone

from summaries.models import Comment, Kind, Rule, Summary

from . import kept_sketches
from .matching import Text, is_hit
from .watching import in_public, text_of

LAST = 1_000  # texts against which a rule is tried
SALT = "summaries.moderation.rules"


@dataclass(frozen=True)
class Hit:
    """A text that the rule would have reported."""

    kind: str
    thing: Summary | Comment


def trial(rule: Rule) -> list[Hit]:
    """What the rule would have reported of the last texts, the newest first."""
    rows = last_texts()
    texts = [(kind, thing, text_of(thing)) for kind, thing in rows]
    if rule.test == Rule.Test.COPIES:
        _compare([text for _, _, text in texts])
    return [Hit(kind, thing) for kind, thing, text in texts if is_hit(rule, text)]


def last_texts() -> list[tuple[str, Summary | Comment]]:
    summaries = in_public(Kind.SUMMARY).order_by("-published_at", "-pk")[:LAST]
    comments = in_public(Kind.COMMENT).order_by("-created_at", "-pk")[:LAST]
    both = [(each.published_at, Kind.SUMMARY, each) for each in summaries]
    both += [(each.created_at, Kind.COMMENT, each) for each in comments]
    both.sort(key=lambda row: (row[0], row[2].pk), reverse=True)
    return [(kind, thing) for _, kind, thing in both[:LAST]]


def _compare(texts: list[Text]) -> None:
    """Give each the sketches of older texts that share a number with it."""
    seen: dict[int, list[int]] = defaultdict(list)  # number → texts
    for place in reversed(range(len(texts))):
        text = texts[place]
        alike = {other for value in text.sketch for other in seen[value][:5]}
        text.others = [texts[other].sketch for other in alike]
        for value in text.sketch:
            seen[value].append(place)


def fingerprint(rule: Rule) -> str:
    said = f"{rule.pk}\n{rule.test}\n{rule.number}\n{rule.lines}"
    return hashlib.sha256(said.encode()).hexdigest()


def proof_of(rule: Rule) -> str:
    """What the page of a trial sends back: that this very rule was tried, and lately."""
    return signing.dumps(fingerprint(rule), salt=SALT)


def switch_on(rule: Rule, proof: str) -> bool:
    """False when the rule, as it is now, has not been tried within the hour."""
    try:
        tried = signing.loads(proof, salt=SALT, max_age=3600)
    except signing.BadSignature:
        return False
    if tried != fingerprint(rule):
        return False
    rule.is_on, rule.tried_at = True, timezone.now()
    rule.save(update_fields=["is_on", "tried_at"])
    if rule.test == Rule.Test.COPIES:
        _keep_sketches()
    return True


def switch_off(rule: Rule) -> None:
    rule.is_on = False
    rule.save(update_fields=["is_on"])


def _keep_sketches() -> None:
    """So that a copy of what was written before is found, too."""
    for kind, thing in last_texts():
        kept_sketches.keep(kind, thing.pk, text_of(thing).sketch)
