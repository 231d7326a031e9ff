"""People, what they wrote, and what others think of it."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from accounts.models import User
from summaries.models import Comment, Summary
from summaries.ranking import hot, quality, wilson_lower_bound
from summaries.rendering import VERSION, render

from .bodies import Bodies
from .catalogue import key_of
from .plan import COMMENTS, DISCUSSED, Plan
from .words import chance, skewed

BEGUN = datetime(2015, 1, 1, tzinfo=UTC)
LASTED = datetime(2026, 11, 1, tzinfo=UTC) - BEGUN
DAYS = 30  # with counted readers


def users(plan: Plan) -> Iterator[User]:
    counts, ups, downs = Counter[int](), Counter[int](), Counter[int]()
    for number in plan.numbers():
        if author := 0 if plan.is_anonymous(number) else plan.author_of[number]:
            up, down = plan.tally(number)
            counts[author], ups[author] = counts[author] + 1, ups[author] + up
            downs[author] += down
    for number in range(1, plan.size.users + 1):
        name = f"person{number}"
        yield User(
            pk=number,
            username=name,
            skeleton=name,
            email=f"{name}@example.org",
            password="!",  # noqa: S106 - opens nothing  # noqa: S106 - nobody logs in with it
            date_joined=BEGUN,
            verified_at=BEGUN,
            summary_count=counts[number],
            contribution=wilson_lower_bound(ups[number], downs[number]),
        )


def summaries(plan: Plan, bodies: Bodies) -> Iterator[Summary]:
    for number in plan.numbers():
        text = bodies.text_of(number, cited=cited_by(number, plan))
        moment = BEGUN + LASTED * plan.moment_of(number)
        ups, downs = plan.tally(number)
        yield Summary(
            pk=number,
            paper_id=plan.paper_of[number],
            author_id=plan.author_of[number] or None,
            is_imported=not plan.author_of[number],
            is_anonymous=plan.is_anonymous(number),
            visibility=Summary.Visibility.PUBLIC,
            published_at=moment,
            body=text.body,
            body_html=text.html,
            text=text.text,
            fold_at=text.fold_at,
            word_count=text.word_count,
            has_math=True,
            renderer_version=VERSION,
            ups=ups,
            downs=downs,
            score=ups - downs,
            quality=quality(ups, downs),
            hot=hot(ups, downs, moment, settings.HOT_WINDOW_DAYS),
            comment_count=plan.comments_on(number),
        )


def votes(plan: Plan) -> Iterator[tuple]:
    """(summary, voter, value, reason, counted_at, created_at, updated_at)"""
    now = timezone.now()
    for number in plan.numbers():
        for voter, value in plan.votes_on(number):
            yield number, voter, value, "", now, now, now


def comments(plan: Plan) -> Iterator[Comment]:
    bodies = [f"I wonder whether this holds for $n = {n}$, as *others* found." for n in range(20)]
    rendered = [(body, render(body)) for body in bodies]
    for number in plan.numbers():
        for place in range(plan.comments_on(number)):
            body, shown = rendered[(number + place) % len(rendered)]
            yield Comment(
                summary_id=number,
                author_id=skewed(number * COMMENTS + place, "comments", plan.size.users),
                body=body,
                body_html=shown.html,
                text=shown.text,
                renderer_version=VERSION,
            )


def cited_by(number: int, plan: Plan) -> str:
    """The key of a paper that every tenth text cites."""
    if number % 10:
        return ""
    return key_of(skewed(number, "cites", plan.size.papers), plan.size)


def citations(plan: Plan) -> Iterator[tuple]:
    """(summary, key)"""
    for number in plan.numbers():
        if key := cited_by(number, plan):
            yield number, key


def daily_readers(plan: Plan, today: date) -> Iterator[tuple]:
    """(day, paper, summary, readers): of a tenth of all texts, each on some days before today."""
    for number in plan.numbers():
        is_read = number == DISCUSSED or chance(number, "read") < 0.1
        for ago in range(number % 7, DAYS, 7) if is_read else ():
            readers = 1 + plan.ballots[number] // 3
            yield today - timedelta(days=1 + ago), plan.paper_of[number], number, readers
