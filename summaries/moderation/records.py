"""What moderators should know of a person before they decide."""

from dataclasses import dataclass

from django.db.models import Count, Q

from summaries.models import LogEntry, Report

GONE = Q(hidden_at__isnull=False)


@dataclass(frozen=True)
class Record:
    """A person's past here, in numbers."""

    is_new: bool
    summaries: int
    hidden_summaries: int
    comments: int
    hidden_comments: int
    reports_made: int
    suspensions: list
    entries: int  # of the log about their account


def record_of(person) -> Record:
    texts = Count("pk"), Count("pk", filter=GONE)
    summaries = person.summaries.filter(Q(visibility="public") | GONE)
    all_summaries, hidden_summaries = summaries.aggregate(a=texts[0], b=texts[1]).values()
    all_comments, hidden_comments = person.comments.aggregate(a=texts[0], b=texts[1]).values()
    return Record(
        is_new=person.is_new,
        summaries=all_summaries,
        hidden_summaries=hidden_summaries,
        comments=all_comments,
        hidden_comments=hidden_comments,
        reports_made=Report.objects.filter(reporter=person).count(),
        suspensions=list(person.suspensions.all()[:10]),
        entries=LogEntry.objects.about("person", person.pk).count(),
    )
