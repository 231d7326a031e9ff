"""Readers are counted once a day and person, by a beacon, and nobody is remembered."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from shortsci.address import client_address
from summaries.models import DailyReaders, DailySalt, ReaderMark
from summaries.reader_marks import forget_former_days
from summaries.readers import visitor
from tests.factories import make_imported_summary, make_paper, make_summary

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0"
MONDAY = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)


def beacon(client, row, browser=FIREFOX, **headers):
    """What a browser sends from the page of a paper or a summary."""
    address = headers.pop("address", "192.0.2.1")
    headers = {"HTTP_USER_AGENT": browser, "REMOTE_ADDR": address, **headers}
    return client.post(f"{row.get_absolute_url()}readers/", **headers)


def readers_of(paper, summary=None):
    """The readers of each day, oldest first."""
    rows = DailyReaders.objects.filter(paper=paper, summary=summary)
    return list(rows.order_by("day").values_list("readers", flat=True))


def test_a_reader_of_a_paper_reads_each_summary_on_it(client, summary):
    other = make_imported_summary(paper=summary.paper)
    response = beacon(client, summary.paper)

    assert response.status_code == 204
    assert readers_of(summary.paper) == [1]
    assert readers_of(summary.paper, summary) == [1]
    assert readers_of(summary.paper, other) == [1]


def test_a_reader_of_a_summary_reads_its_paper_but_not_its_neighbour(client, summary):
    other = make_imported_summary(paper=summary.paper)
    beacon(client, summary)

    assert readers_of(summary.paper) == [1]
    assert readers_of(summary.paper, summary) == [1]
    assert readers_of(summary.paper, other) == []


def test_one_browser_counts_once_a_day(client, summary):
    with time_machine.travel(MONDAY, tick=False):
        for row in (summary, summary.paper, summary, summary.paper):
            beacon(client, row)

    assert readers_of(summary.paper) == [1]
    assert readers_of(summary.paper, summary) == [1]


def test_the_next_day_counts_anew(client, summary):
    with time_machine.travel(MONDAY, tick=False) as clock:
        beacon(client, summary)
        clock.shift(3600)
        beacon(client, summary)

    days = DailyReaders.objects.filter(summary=summary).order_by("day")
    assert [row.day for row in days] == [date(2026, 3, 2), date(2026, 3, 3)]
    assert readers_of(summary.paper, summary) == [1, 1]


@pytest.mark.parametrize(
    "other", [{"address": "192.0.2.2"}, {"browser": f"{FIREFOX} on another machine"}]
)
def test_another_address_or_browser_is_another_person(client, summary, other):
    with time_machine.travel(MONDAY, tick=False):
        beacon(client, summary)
        beacon(client, summary, **other)

    assert readers_of(summary.paper, summary) == [2]


@pytest.mark.parametrize(
    "robot",
    [
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "Mozilla/5.0 (compatible; Yahoo! Slurp)",
        "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/150.0.0.0 Safari/537.36",
        "curl/8.5.0",
        "python-requests/2.32",
        "Feedly/1.0",
    ],
)
def test_robots_are_answered_but_not_counted(client, summary, robot):
    response = beacon(client, summary, robot)

    assert response.status_code == 204
    assert not DailyReaders.objects.exists()
    assert not ReaderMark.objects.exists()


@pytest.mark.parametrize(
    ("site", "expected"),
    [("same-origin", 1), ("cross-site", 0), ("same-site", 0), ("none", 0)],
)
def test_only_our_own_pages_count(client, summary, site, expected):
    beacon(client, summary, HTTP_SEC_FETCH_SITE=site)

    assert sum(readers_of(summary.paper, summary)) == expected


def test_no_get_counts_anybody(client, summary):
    for row in (summary, summary.paper):
        assert client.get(row.get_absolute_url(), HTTP_USER_AGENT=FIREFOX).status_code == 200
        readers = f"{row.get_absolute_url()}readers/"
        assert client.get(readers, HTTP_USER_AGENT=FIREFOX).status_code != 204

    assert not DailyReaders.objects.exists()
    assert not ReaderMark.objects.exists()


def test_the_beacon_sets_no_cookie_and_needs_no_token(summary):
    response = beacon(Client(enforce_csrf_checks=True), summary)

    assert response.status_code == 204
    assert not response.cookies
    assert readers_of(summary.paper, summary) == [1]


def test_what_cannot_be_seen_cannot_be_read(client, alice):
    draft = make_summary(author=alice, visibility="draft")
    hidden = make_imported_summary()
    hidden.hide()

    assert beacon(client, draft).status_code == 404
    assert beacon(client, hidden).status_code == 404
    assert beacon(client, hidden.paper).status_code == 204
    assert readers_of(hidden.paper, hidden) == []


def test_an_author_does_not_see_a_draft_counted(client, alice):
    draft = make_summary(author=alice, visibility="draft")
    client.force_login(alice)

    assert beacon(client, draft).status_code == 404
    assert not DailyReaders.objects.exists()


def test_an_address_that_sends_too_much_has_to_wait(client, summary, settings):
    settings.LIMITS = {**settings.LIMITS, "read": (2, 600)}
    with time_machine.travel(MONDAY, tick=False):
        codes = [beacon(client, summary, f"{FIREFOX} {n}").status_code for n in range(3)]

    assert codes == [204, 204, 429]
    assert readers_of(summary.paper, summary) == [2]


HOUSEHOLD, NEIGHBOUR = "2001:db8:0:1::{}", "2001:db8:0:2::{}"


@pytest.mark.parametrize("address", ["192.0.2.1", HOUSEHOLD])
def test_one_network_is_at_most_twenty_readers_of_a_paper(client, summary, address):
    with time_machine.travel(MONDAY, tick=False):
        for n in range(1, 26):
            beacon(client, summary, f"{FIREFOX} {n}", address=address.format(n))
            beacon(client, summary.paper, f"{FIREFOX} {n}", address=address.format(n))

    assert readers_of(summary.paper) == [20]
    assert readers_of(summary.paper, summary) == [20]


@pytest.mark.parametrize("other", ["192.0.2.2", "::ffff:192.0.2.2", NEIGHBOUR.format(1)])
def test_a_full_network_hides_no_other_and_no_other_paper_and_day(client, summary, other, paper):
    second = make_imported_summary()
    with time_machine.travel(MONDAY, tick=False) as clock:
        for n in range(21):
            beacon(client, summary, f"{FIREFOX} {n}", address="::ffff:192.0.2.1")
        beacon(client, summary, address=other)
        beacon(client, second, address="::ffff:192.0.2.1")
        clock.shift(3600)
        beacon(client, summary, address="::ffff:192.0.2.1")

    assert readers_of(paper, summary) == [21, 1]
    assert readers_of(second.paper, second) == [1]


def test_what_is_counted_for_a_day_names_no_address(summary):
    client = Client(REMOTE_ADDR="192.0.2.77", HTTP_USER_AGENT="Firefox")
    client.post(f"/summaries/{summary.pk}/readers/")
    counts = [key for key in cache._cache if ":browser:" in key]

    assert len(counts) == 1
    assert "192.0.2.77" not in counts[0]


def test_who_was_counted_before_a_network_was_full_is_a_reader_of_more(client, summary):
    other = make_imported_summary(paper=summary.paper)
    with time_machine.travel(MONDAY, tick=False):
        for n in range(21):
            beacon(client, summary, f"{FIREFOX} {n}")
        beacon(client, other, f"{FIREFOX} 3")
        beacon(client, other, f"{FIREFOX} 20")

    assert readers_of(summary.paper, other) == [1]


def test_the_marks_of_former_days_go_with_the_first_reader_of_a_day(client, summary):
    with time_machine.travel(MONDAY, tick=False) as clock:
        beacon(client, summary)
        clock.shift(3600)
        beacon(client, make_paper())

    assert set(ReaderMark.objects.values_list("day", flat=True)) == {date(2026, 3, 3)}
    assert DailySalt.objects.get().day == date(2026, 3, 3)
    assert readers_of(summary.paper, summary) == [1]


def test_nothing_left_can_make_the_marks_of_a_former_day_again():
    request = RequestFactory().post("/", HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="192.0.2.1")
    then = visitor(request, date(2026, 3, 2))
    with time_machine.travel(datetime(2026, 3, 3, tzinfo=UTC), tick=False):
        forget_former_days()

    assert not DailySalt.objects.exists()
    assert visitor(request, date(2026, 3, 2)) != then


def test_what_is_stored_changes_daily_and_does_not_name_the_reader():
    request = RequestFactory().post("/", HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="192.0.2.1")
    today, tomorrow = (visitor(request, date(2026, 3, day)) for day in (2, 3))

    assert len(today) == 16
    assert today != tomorrow
    assert today == visitor(request, date(2026, 3, 2))
    assert b"192.0.2.1" not in today


def test_what_is_stored_cannot_be_made_without_the_secret_key(settings):
    request = RequestFactory().post("/", HTTP_USER_AGENT=FIREFOX)
    ours = visitor(request, date(2026, 3, 2))
    settings.SECRET_KEY = "another one"

    assert visitor(request, date(2026, 3, 2)) != ours


@pytest.mark.parametrize(
    ("hops", "forwarded", "expected"),
    [
        (0, "198.51.100.7", "192.0.2.1"),
        (1, "198.51.100.7", "198.51.100.7"),
        (1, "forged, 198.51.100.7", "198.51.100.7"),
        (2, "forged, 198.51.100.7, 203.0.113.9", "198.51.100.7"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "", "192.0.2.1"),
    ],
)
def test_only_our_own_proxies_are_believed(settings, hops, forwarded, expected):
    settings.PROXY_HOPS = hops
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=forwarded)

    assert client_address(request) == expected


def test_a_beacon_costs_the_same_for_one_summary_and_for_five(client, summary):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            beacon(client, summary.paper)
        return len(captured)

    cost()  # the first of a day makes its salt
    one = cost()
    for _ in range(4):
        make_imported_summary(paper=summary.paper)

    assert cost() == one
