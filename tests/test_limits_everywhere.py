"""Whatever changes something can be done only so often; the text that was sent is not lost."""

import pytest
from django.test import Client

from tests.access.cast import things
from tests.access.walking import address, undone
from tests.test_access import TABLE
from tests.trespass import ANYTHING

# allauth has its own limits; the others write nothing, or only what they may write at any time.
ELSEWHERE = {
    "account/login/",
    "account/logout/",
    "account/seen/",
    "theme/",
    "papers/<key>/readers/",  # 300 in ten minutes of one address, in the view
    "summaries/<pk>/readers/",
    "account/reauthenticate/",
    "account/signup/",
    "account/email/",
    "account/sessions/",
    "account/3rdparty/",
    "papers/<key>/corrections/",  # counts what is right in form: test_corrections
    # Behind a second look at the password, which has a limit of its own.
    "account/delete/",
    "account/tokens/",
}
FORMS = {
    "papers/<key>/write/": {"body": "Words.", "visibility": "public", "base": "0"},
    "papers/<key>/draft/": {"body": "Words.", "base": "0", "draft_version": "0"},
    "papers/add/": {"q": "10.1000/1"},
}


def changing() -> list[str]:
    """The addresses where the table says that a person's POST is taken."""
    found = []
    for route, (_, post) in TABLE.items():
        is_ours = not route.startswith(("admin/", "api/", "account/password", "account/2fa"))
        if is_ours and post[:3] in ("200", "204", "302", "422", "403") and route not in ELSEWHERE:
            found.append(route)
    return [route for route in found if not route.startswith(("account/login", "account/3rd"))]


@pytest.fixture
def spent(settings):
    """Everybody has done everything too often."""
    settings.LIMITS = dict.fromkeys(settings.LIMITS, (0, 60))
    settings.LIMITS_OF_NEW_ACCOUNTS = {}


def test_the_walk_finds_what_changes_something():
    assert len(changing()) >= 25


def test_too_often_is_a_429_that_says_when_to_come_back(subtests, alice, carol, spent):
    values = things(alice)
    for route in changing():
        with subtests.test(route), undone():
            client = Client()
            client.force_login(carol if "403 author" in TABLE[route][1] else alice)
            response = client.post(address(route, values), ANYTHING | FORMS.get(route, {}))

            assert response.status_code == 429
            assert 0 < int(response["Retry-After"]) <= 60
