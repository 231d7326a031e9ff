"""Whoever is refused for asking too often gets back what was typed."""

import pytest

from accounts.models import Notice, OutgoingMail
from summaries.moderation.deciding import Decision, decide
from tests.factories import make_comment, make_summary

WORDS = "Many words that took an hour."
FORMS = {
    "comment": ("/comments/10001/edit/", {"body": WORDS}),
    "report": ("/summaries/20001/report/", {"reason": "other", "words": WORDS}),
    "appeal": ("/account/notices/10001/", {"appeal": WORDS}),
    "settings": ("/account/profile/", {"bio": WORDS}),
    "bio_preview": ("/account/profile/", {"bio": WORDS, "preview": "1"}),
}


@pytest.fixture
def scene(alice, bob):
    make_comment(pk=10001, summary=make_summary(author=bob), author=alice)
    make_summary(pk=20001, author=bob)
    decide(make_summary(author=alice), Decision("hide", "spam", "Look."), moderator=None)
    OutgoingMail.objects.all().delete()
    Notice.objects.update(id=10001)


@pytest.mark.parametrize("row", FORMS)
def test_a_form_that_is_sent_too_often_keeps_its_text(row, client, alice, scene, settings):
    settings.LIMITS = settings.LIMITS | {row: (0, 600)}
    settings.LIMITS_OF_NEW_ACCOUNTS = {}
    client.force_login(alice)
    address, typed = FORMS[row]
    response = client.post(address, typed)

    assert response.status_code == 429
    assert WORDS in response.text
    assert "try again in" in response.text
    assert 0 < int(response["Retry-After"]) <= 600


def test_looking_at_a_preview_of_ones_page_costs_no_save(client, alice, settings):
    settings.LIMITS = settings.LIMITS | {"settings": (1, 600)}
    client.force_login(alice)
    looks = [client.post("/account/profile/", {"bio": "x", "preview": "1"}) for _ in range(2)]

    assert [look.status_code for look in looks] == [200, 200]
    assert client.post("/account/profile/", {"bio": "x"}).status_code == 302
