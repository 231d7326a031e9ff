"""Whatever can be sent to the site can be sent only so often: no address is without a limit."""

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import Notice, Notification, OutgoingMail, Token
from summaries.api.site import api
from summaries.models import Correction
from summaries.moderation.deciding import Decision, decide
from tests.factories import make_comment, make_paper, make_summary, make_user, make_venue
from tests.trespass import ANYTHING, GROUP, PARAMETER, patterns

# Only the row "post" bounds these.
BY_POST_ALONE = {
    "theme/": "sets a cookie and writes nothing",
    "account/login/code/confirm/": "log-in by code is switched off",
    "account/social/connections/": "leads on to the page that is counted",
    "account/social/signup/": "leads on to the page that is counted",
    "account/social/login/cancelled/": "only says so, whatever the method",
    "account/social/login/error/": "only says so, whatever the method",
}
FORMS = {
    "summaries/<int:pk>/vote/": {"value": "1", "reason": ""},
    "papers/<path:key>/corrections/": {"title": "Another title", "reason": "The PDF."},
}
TAKES_NO_POST = {404, 405}
TO_THE_LOG_IN = {302, 403}


@pytest.fixture
def scene(alice, bob, moderator):
    """One row for each kind of thing that an address may name."""
    paper = make_paper(key="conf/x/A", venue=make_venue(key="conf/x"), authors=["Ann Lee"])
    paper.keywords.create(name="cs.LG")
    summary = make_summary(pk=10001, paper=paper, author=alice)
    summary.revise("Other words.", alice)
    make_comment(pk=10001, summary=summary, author=bob)
    Correction.objects.create(
        pk=10001, paper=paper, suggested_by=alice, facts={"title": "B"}, former={}, reason="Look."
    )
    decide(make_summary(author=alice), Decision("lock", "spam"), moderator=moderator)
    OutgoingMail.objects.all().delete()
    Notice.objects.update(id=10001)
    Notification.objects.create(pk=10001, user=alice, kind="votes", summary=summary)
    Token.objects.create(pk=10001, user=alice, name="x", scopes="summaries:write", digest="x")


VALUES = {
    "pk": "10001",
    "number": "1",
    "year": "2019",
    "username": "alice",
    "token": "token",
    "slug": "lee",
    "name": "cs.LG",
    "key": "conf/x/A",
    "uidb36": "1",
    "suffix": "bib",
    "room": "papers",
    "date": "2026-01-01",
}
KEYS = {"venues/": "conf/x", "authors/": "lee", "keywords/": "cs.LG", "people/": "bob"}


def address(route: str) -> str:
    key = next((key for room, key in KEYS.items() if route.startswith(room)), VALUES["key"])
    route = GROUP.sub(r"<\1>", route)
    return "/" + PARAMETER.sub(lambda found: (VALUES | {"key": key})[found[1]], route)


def statuses(route: str) -> set[int]:
    """What people get, until one of them gets a 429."""
    found = set()
    for name in ("alice", "bob", ""):
        client = Client()
        if name:
            client.force_login(PEOPLE[name])
        status = client.post(address(route), ANYTHING | FORMS.get(route, {})).status_code
        if name or status not in TO_THE_LOG_IN:
            found.add(status)
        if status == 429:
            break
    return found


PEOPLE: dict = {}


@pytest.fixture
def people(alice, bob):
    PEOPLE.update(alice=alice, bob=bob)


def pages() -> list[str]:
    return [route for route, _ in patterns() if not route.startswith(("api/v1", "api/lookup"))]


def test_every_address_that_takes_a_post_has_a_limit(scene, people, settings):
    settings.LIMITS = dict.fromkeys(settings.LIMITS, (0, 60)) | {"post": (10_000, 60)}
    settings.LIMITS_OF_NEW_ACCOUNTS = {}

    found = {route: statuses(route) for route in pages()}

    takes = {route: codes for route, codes in found.items() if not codes <= TAKES_NO_POST}
    unbounded = {route for route, codes in takes.items() if 429 not in codes}
    assert len(takes) >= 60
    assert sorted(unbounded) == sorted(BY_POST_ALONE)


def test_even_those_without_a_row_of_their_own_are_counted(client, settings, db):
    settings.LIMITS = settings.LIMITS | {"post": (2, 60)}

    answers = [client.post("/theme/", {"theme": "dark"}).status_code for _ in range(3)]

    assert answers == [302, 302, 429]


def test_every_way_to_write_by_the_api_has_a_throttle():
    unbounded = [
        operation.operation_id
        for _, router in api._routers
        for view in router.path_operations.values()
        for operation in view.operations
        if not (operation.throttle_objects or api.throttle)
    ]

    assert unbounded == []


def test_the_desk_is_bounded_too(client, admin, settings):
    settings.LIMITS = settings.LIMITS | {"desk": (1, 60)}
    client.force_login(admin)
    address = "/admin/summaries/venue/"

    answers = [client.post(address, {}).status_code for _ in range(2)]

    assert answers[1] == 429
    assert answers[0] != 429
    cache.clear()


def test_people_behind_one_address_share_a_roomier_bound(summary, settings):
    settings.LIMITS = settings.LIMITS | {"vote": (2, 600)}
    settings.PEOPLE_BEHIND_AN_ADDRESS = 2

    answers = [vote(summary, make_user(), "192.0.2.1") for _ in range(5)]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 302, 429]
    assert vote(summary, make_user(), "192.0.2.2").status_code == 302


def test_a_refusal_says_in_its_headers_how_much_and_how_long(summary, bob, settings):
    settings.LIMITS = settings.LIMITS | {"vote": (1, 600)}
    first, second = (vote(summary, bob, "192.0.2.1") for _ in range(2))

    assert '"vote";r=0' in first["RateLimit"]
    assert '"vote";q=1;w=600' in second["RateLimit-Policy"]
    assert 0 < int(second["Retry-After"]) <= 600


def test_scripts_are_refused_in_json(client, settings, db):
    settings.LIMITS = settings.LIMITS | {"post": (0, 60)}

    response = client.post("/theme/", {"theme": "dark"}, headers={"Accept": "application/json"})

    assert response.status_code == 429
    assert response.json()["retry_after"] == int(response["Retry-After"])


def test_what_the_door_has_counted_the_view_does_not_count_again(client, alice, settings):
    settings.LIMITS = settings.LIMITS | {"token": (1, 600)}
    client.force_login(alice)
    token = Token.objects.create(user=alice, name="x", scopes="summaries:write", digest="x")

    assert client.post(f"/account/tokens/{token.pk}/end/").status_code == 302
    assert client.post(f"/account/tokens/{token.pk}/end/").status_code == 429


def vote(summary, user, address):
    client = Client(REMOTE_ADDR=address)
    client.force_login(user)
    return client.post(f"/summaries/{summary.pk}/vote/", {"value": "1"})
