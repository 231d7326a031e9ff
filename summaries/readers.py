"""Count readers once a day and person, and draw them; who they are is never stored."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum
from django.utils import timezone
from django.utils.crypto import salted_hmac

from shortsci.address import client_address, network_of
from summaries import waiting_readers
from summaries.batches import batched
from summaries.models import DailyReaders, DailySalt, Paper, ReaderMark, Summary
from summaries.models.reader import first_day
from summaries.reader_marks import forget_former_days, write_down
from summaries.waiting_readers import Reading

_ROBOT = re.compile(
    r"bot\b|crawl|spider|slurp|curl|wget|python|java/|go-http|okhttp|headless|lighthouse|"
    r"preview|monitor|fetch|scan|feed",
    re.I,
)
SPANS = (7, 30, 365)  # days that a plot can show


def is_robot(request) -> bool:
    browser = request.META.get("HTTP_USER_AGENT", "")
    return not browser or bool(_ROBOT.search(browser))


def visitor(request, day: date) -> bytes:
    """16 bytes that are the same for one browser on one day, and tell nothing on the next."""
    text = f"{client_address(request)}\n{request.META.get('HTTP_USER_AGENT', '')}"
    return _hashed(text, day)[:16]


def network(request, day: date) -> str:
    """Likewise of all browsers of one network: what is counted by it for a day tells no address."""
    return _hashed(network_of(client_address(request)), day).hex()


def _hashed(text: str, day: date) -> bytes:
    salt = f"readers of {day}, {DailySalt.objects.of(day)}"
    return salted_hmac(salt, text, algorithm="sha256").digest()


def is_counted(request, paper: Paper) -> bool:
    """Whether the sender of `request` has been counted as a reader of that paper today."""
    reading = _reading(request, paper, [])
    if waiting_readers.waits(reading):
        return True
    marks = ReaderMark.objects.filter(day=reading.day, paper=paper, summary=None)
    return marks.filter(visitor=reading.visitor).exists()


def count_reader(request, paper: Paper, summary_ids: list[int]) -> None:
    """Count the sender of `request` as today's reader of the paper's page and of summaries.

    `paper` may be given without summaries, and the other way round none is left out: the
    readers of a summary are readers of its paper.
    """
    reading = _reading(request, paper, summary_ids)
    if not waiting_readers.let_wait(reading):
        forget_former_days()
        write_down([reading])


def _reading(request, paper: Paper, summary_ids: list[int]) -> Reading:
    today = timezone.now().date()
    return Reading(today, visitor(request, today), paper.pk, tuple(summary_ids))


def count_readers_of_week() -> int:
    """Bring `readers_of_week` of all summaries up to date; how many had another number.

    Every some minutes, instead of with each reader: texts are long rows in many indexes.
    """
    stored = Summary.objects.filter(readers_of_week__gt=0).order_by()
    right, known = DailyReaders.objects.of_week(), dict(stored.values_list("pk", "readers_of_week"))
    by_number: dict[int, list[int]] = {}
    for pk in right.keys() | known.keys():
        if right.get(pk, 0) != known.get(pk, 0):
            by_number.setdefault(right.get(pk, 0), []).append(pk)
    for number, keys in by_number.items():
        for batch in batched(keys):
            Summary.objects.filter(pk__in=batch).update(readers_of_week=number)
    return sum(map(len, by_number.values()))


@dataclass(frozen=True)
class Plot:
    """Readers a day over a span: what `summaries/_plot.html` draws and tabulates."""

    days: int
    bars: list[tuple[date, int, float]]  # day, readers, height in 0…100
    total: int
    most: int

    spans = SPANS


def plot(request, rows) -> Plot:
    """The readers in `rows` (DailyReaders) over the span that `?days=` asks for, else 30."""
    asked = request.GET.get("days", "")
    days = int(asked) if asked in map(str, SPANS) else 30
    since = first_day(days)
    found = rows.since(since).values("day").annotate(total=Sum("readers"))
    readers = {row["day"]: row["total"] for row in found}
    series = [since + timedelta(days=number) for number in range(1, days + 1)]
    most = max(readers.values(), default=0)
    return Plot(
        days=days,
        bars=[
            (day, readers.get(day, 0), 100 * readers.get(day, 0) / max(most, 1)) for day in series
        ],
        total=sum(readers.values()),
        most=most,
    )
