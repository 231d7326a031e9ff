"""Former versions that are withheld: nobody reads them anywhere any more."""

import pytest
from django.utils import timezone

from summaries.models import LogEntry
from summaries.writing import restore_version
from tests.desk import fresh
from tests.moderating import decide, entry

pytestmark = pytest.mark.django_db


def test_a_former_version_is_withheld_from_everybody(client, desk, summary, alice):
    summary.revise("My telephone number is 555 1234.", alice)
    summary.revise("Never mind.", alice)
    history = f"/summaries/{summary.pk}/history/?from=1&to=2"
    assert "555 1234" in client.get(history).content.decode()
    decide(desk, "summary", summary, "redact", reason="privacy", version=2)

    assert entry().detail == "version 2"
    for person in (None, alice):
        client.logout()
        if person:
            client.force_login(person)
        assert "555 1234" not in client.get(history).content.decode()
    client.force_login(alice)
    assert client.post(f"/summaries/{summary.pk}/history/2/restore/").status_code == 404


@pytest.mark.parametrize("version", [1, 2, 7])
def test_a_version_that_cannot_be_withheld_is_refused(desk, summary, alice, version):
    summary.revise("Another.", alice)
    summary.revisions.filter(number=1).update(redacted_at=timezone.now())

    assert decide(desk, "summary", summary, "redact", version=version).status_code == 409
    assert not LogEntry.objects.exists()


def test_what_is_withheld_is_withheld_wherever_else_it_stood(client, desk, summary, alice):
    summary.revise("My telephone number is 555 1234.", alice, "555 1234 put in")
    summary.revise("Never mind.", alice)
    restore_version(summary, summary.revisions.get(number=2))
    refused = decide(desk, "summary", summary, "redact", version=2)
    assert "present version says the same" in refused.content.decode()
    fresh(summary).revise("Never mind at all.", alice)
    decide(desk, "summary", summary, "redact", version=2)
    client.logout()

    assert entry().detail == "version 2, 4"
    base = f"/summaries/{summary.pk}/"
    for path in ("history/", "history/?from=2&to=3", "history/?from=4&to=5", "source/", ""):
        assert "555 1234" not in client.get(base + path).content.decode()
    for number in (2, 4):
        assert client.get(f"{base}cite.json?version={number}").status_code == 404
    for path in (
        "/feeds/",
        "/search/?q=telephone",
        f"/api/v1/summaries/{summary.pk}",
        "/feed.atom",
    ):
        assert "555 1234" not in client.get(path).content.decode()
