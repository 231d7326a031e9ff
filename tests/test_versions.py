"""The versions of a summary: who sees which, going back, and votes on an earlier one."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_summary, make_vote


@pytest.fixture
def writer(alice):
    client = Client()
    client.force_login(alice)
    return client


def history(summary, query=""):
    return f"{summary.get_absolute_url()}history/{query}"


def restore(summary, number):
    return reverse("summaries:restore", args=[summary.pk, number])


@pytest.fixture
def once_a_draft(alice, paper):
    """Two versions as a draft, a third that was published, a fourth after that."""
    summary = make_summary(author=alice, paper=paper, visibility="draft", body="Unripe thought.")
    summary.revise("Half-ripe thought.", alice, "A note to myself")
    summary.revise("Ripe thought.", alice)
    summary.publish()
    summary.revise("Ripe thought, polished.", alice)
    return summary


def test_others_see_only_what_was_public(client, bob, once_a_draft):
    client.force_login(bob)
    page = client.get(history(once_a_draft)).content.decode()

    assert "polished" in page
    assert "ripe thought." not in page
    assert "A note to myself" not in page
    assert client.get(history(once_a_draft, "?from=1&to=4")).status_code == 404
    assert client.get(history(once_a_draft, "?from=3&to=4")).status_code == 200


def test_its_writer_and_the_moderators_see_all_of_it(client, writer, moderator, once_a_draft):
    client.force_login(moderator)

    for reader in (writer, client):
        page = reader.get(history(once_a_draft, "?from=1&to=2")).content.decode()
        assert "Unripe" in page
        assert "A note to myself" in page


def test_what_was_written_while_it_was_taken_back_stays_private(client, alice, once_a_draft):
    once_a_draft.show_to("private")
    once_a_draft.revise("Second thoughts.", alice)
    once_a_draft.revise("Third thoughts.", alice)
    once_a_draft.show_to("public")

    assert client.get(history(once_a_draft, "?from=4&to=6")).status_code == 200
    assert client.get(history(once_a_draft, "?from=4&to=5")).status_code == 404


def test_a_draft_that_was_never_published_has_not_been_edited(once_a_draft, alice):
    assert once_a_draft.edited_at is not None
    draft = make_summary(author=alice, visibility="draft")
    draft.revise("More.", alice)

    assert draft.edited_at is None


def test_going_back_makes_a_new_version_and_forgets_none(writer, once_a_draft):
    response = writer.post(restore(once_a_draft, 3))

    once_a_draft.refresh_from_db()
    assert response.url == history(once_a_draft)
    assert once_a_draft.body == "Ripe thought."
    assert "Ripe thought." in once_a_draft.body_html
    assert once_a_draft.version == 5
    assert once_a_draft.revisions.get(number=5).note == "Version 3 restored"


def test_going_back_to_the_same_text_changes_nothing(writer, once_a_draft):
    writer.post(restore(once_a_draft, 4))

    assert once_a_draft.version == 4


@pytest.mark.parametrize("number", [0, 9, 10**18])
def test_a_version_that_is_not_there_is_a_404(writer, once_a_draft, number):
    assert writer.post(restore(once_a_draft, number)).status_code == 404


def test_a_redacted_version_is_shown_as_such_and_never_comes_back(writer, once_a_draft):
    once_a_draft.revisions.filter(number=3).update(redacted_at=timezone.now())
    response = writer.post(restore(once_a_draft, 3))
    page = writer.get(history(once_a_draft, "?from=3&to=4")).content.decode()

    assert response.status_code == 404
    assert "its text is withheld" in page
    assert "Ripe thought.<" not in page


def test_only_its_writer_goes_back(client, bob, moderator, once_a_draft):
    assert client.post(restore(once_a_draft, 3)).status_code == 302
    for person in (bob, moderator):
        client.force_login(person)
        assert client.post(restore(once_a_draft, 3)).status_code == 404
        assert "Restore" not in client.get(history(once_a_draft)).content.decode()
    assert client.get(restore(once_a_draft, 3)).status_code == 405

    assert once_a_draft.version == 4


def test_its_writer_is_offered_each_earlier_version(writer, once_a_draft):
    page = writer.get(history(once_a_draft)).content.decode()

    assert page.count("Restore<") == 3
    assert page.count("(never public)") == 2


def test_votes_on_an_earlier_version_are_said_to_be_so(client, summary, alice):
    make_vote(summary)
    make_vote(summary)
    assert "older than this version" not in client.get(summary.get_absolute_url()).content.decode()
    summary.revise("Another view.", alice)
    make_vote(summary)

    page = client.get(summary.get_absolute_url()).content.decode()
    assert "2 of its votes are older than this version" in page
