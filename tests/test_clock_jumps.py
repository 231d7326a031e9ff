"""The clock of the machine jumps and is put right: nothing breaks, and nothing waits for years."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client

from accounts import mailer
from accounts.models import Letter, OutgoingMail, User
from accounts.notify import comment_posted
from summaries.models import Comment, Summary
from summaries.recount import recount
from tests.entering import FORM, is_logged_in, log_in, make_member, opened
from tests.factories import make_comment, make_paper, make_summary
from tests.keeping import Site
from tests.test_readers import beacon, readers_of

NOW = datetime(2026, 3, 2, 12, 30, tzinfo=UTC)
JUMPS = [timedelta(days=1), timedelta(days=400), timedelta(days=-1), timedelta(days=-400)]
PAGES = [
    "/",
    "/?tab=recent",
    "/?tab=best",
    "/?tab=read",
    "/people/alice/",
    "/feed.atom",
    "/healthz",
]

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(time_machine):
    """Where it is put, relative to what is right."""

    def put(away=timedelta(0)):
        time_machine.move_to(NOW + away)

    put()
    return put


def do_all(client: Client, summary: Summary) -> set[int]:
    """Read, vote, comment, write, be counted as a reader: the statuses."""
    word = f"Word {Comment.objects.count()}"
    paper = make_paper()
    text = {"body": word, "visibility": "public", "licence": "CC-BY-4.0", "base": 0}
    address = summary.get_absolute_url()
    answers = [client.get(page) for page in [*PAGES, address, f"{address}history/"]]
    answers += [
        client.post(f"{address}vote/", {"value": "1"}),
        client.post(f"{address}comments/", {"body": word, "parent": ""}),
        client.post(f"{paper.get_absolute_url()}write/", text),
        beacon(client, summary),
    ]
    return {answer.status_code for answer in answers}


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_all_goes_on_while_the_clock_is_wrong_and_after(clock, jump):
    make_member("alice")
    summary = make_summary(author=make_member("bob"))
    seen = []
    for away in (timedelta(0), jump, timedelta(0)):
        clock(away)
        client = Client()
        log_in(client, "alice")
        seen.append((is_logged_in(client), do_all(client, summary)))

    assert seen == [(True, {200, 204, 302})] * 3
    summary.refresh_from_db()
    assert (summary.ups, summary.comment_count) == (1, 3)
    assert Summary.objects.filter(author__username="alice").count() == 3


@pytest.mark.parametrize("jump", JUMPS[:1] + JUMPS[2:3], ids=str)
def test_who_was_logged_in_stays_so(clock, jump):
    make_member("alice")
    client = Client()
    log_in(client, "alice")
    for away in (jump, timedelta(0)):
        clock(away)
        assert client.get("/account/").status_code == 200


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_a_limit_holds_before_and_after_and_locks_nobody_out(clock, jump, settings):
    settings.LIMITS = settings.LIMITS | {"vote": (2, 600)}
    settings.LIMITS_OF_NEW_ACCOUNTS = {}  # who joined in the future is new
    make_member("alice")
    summary, client = make_summary(), Client()
    log_in(client, "alice")
    found = []
    for away in (timedelta(0), jump, timedelta(minutes=20)):
        clock(away)
        address = f"{summary.get_absolute_url()}vote/"
        found.append([client.post(address, {"value": "1"}).status_code for _ in range(3)])

    assert found == [[302, 302, 429]] * 3


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_a_mail_that_a_sender_had_claimed_goes_out_within_two_days(clock, jump, alice, bob):
    comment_posted(make_comment(summary=make_summary(author=alice), author=bob))
    Letter.objects.post("alice@example.org", "A letter", "About an account.")
    clock(jump)
    if not (mailer.claim(Letter) and mailer.claim(OutgoingMail)):
        assert jump < timedelta(0)  # not due yet, by that clock
    clock()
    sent = mailer.send_due()["sent"]
    clock(timedelta(days=2))
    sent += mailer.send_due()["sent"]

    assert len(mail.outbox) == OutgoingMail.objects.exclude(sent_at=None).count() + sent_letters()
    assert OutgoingMail.objects.waiting().count() == 0
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == sent


def sent_letters() -> int:
    return Letter.objects.exclude(sent_at=None).count()


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_a_sign_up_form_from_a_wrong_clock_is_good_the_second_time(client, clock, jump):
    clock(jump)
    stamp = opened(20)
    clock()
    first = client.post("/account/signup/", FORM | {"opened": stamp})
    if first.status_code == 200:
        stamp = first.context["form"].data["opened"]
        clock(timedelta(seconds=30))
        client.post("/account/signup/", FORM | {"opened": stamp})

    assert User.objects.filter(username="dora").exists()


def test_readers_are_counted_on_after_a_day_ahead(client, clock, summary):
    """Today's marks went with that day, as the privacy page promises; what follows counts."""
    beacon(client, summary)
    clock(timedelta(days=1))
    beacon(client, summary)
    clock()
    for number in range(3):
        beacon(client, summary, address=f"192.0.2.{number}")

    assert readers_of(summary.paper, summary) == [3, 1]
    assert sum(recount(check=True).values()) == 0


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_a_kept_page_is_dropped_by_a_write_whatever_the_clock_says(
    site: Site, clock, jump, summary
):
    site.read("/")
    for away in (jump, timedelta(0)):
        clock(away)
        summary.author.display_name = f"Name {away.days}"
        site.write(summary.author.save)

        assert f"Name {away.days}" in site.read("/")


def test_a_clock_of_writes_that_begins_anew_in_the_past_keeps_no_page_alive(
    site: Site, clock, summary
):
    """The cache has thrown the clock of writes away, and the machine's was put back meanwhile."""
    from shortsci.kept_pages.clock import CLOCK
    from shortsci.kept_pages.store import store

    site.read("/")
    store.delete(CLOCK)
    clock(timedelta(days=-1))
    summary.author.display_name = "Another name"
    site.write(summary.author.save)

    assert "Another name" in site.read("/")
