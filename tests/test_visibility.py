"""What a person may see: drafts, secrets, hidden and anonymous texts."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from summaries.models import Summary
from tests.factories import make_comment, make_imported_summary, make_summary

LISTS = ["/", "/?tab=recent", "/?tab=best", "/?tab=read", "/papers/{key}/", "/people/alice/"]


@pytest.fixture
def secret(alice, paper):
    """Makes alice's summary of the paper in a state that others must not see."""

    def make(state: str) -> Summary:
        fields = {"author": alice, "paper": paper, "body": "Nobody may read this sentence."}
        if state != "hidden":
            return make_summary(visibility=state, **fields)
        summary = make_summary(**fields)
        summary.hide()
        return summary

    return make


@pytest.mark.parametrize("state", ["draft", "private", "link", "hidden"])
@pytest.mark.parametrize("page", ["", "source/", "history/"])
def test_what_is_not_public_is_a_404_for_strangers_and_a_page_for_its_author(
    client, alice, carol, secret, state, page
):
    address = f"{secret(state).get_absolute_url()}{page}"

    assert client.get(address).status_code == 404
    client.force_login(carol)
    assert client.get(address).status_code == 404
    client.force_login(alice)
    response = client.get(address)
    assert response.status_code == 200
    assert "private" in response["Cache-Control"]


@pytest.mark.parametrize("state", ["draft", "private", "link", "hidden"])
def test_what_is_not_public_is_in_no_list_and_no_count(client, alice, paper, secret, state):
    secret(state)

    for address in LISTS:
        page = client.get(address.format(key=paper.key)).content.decode()
        assert "Nobody may read" not in page
    paper.refresh_from_db()
    alice.refresh_from_db()
    assert (paper.summary_count, alice.summary_count) == (0, 0)
    assert client.get("/random/").status_code == 404


def test_a_moderator_sees_what_was_hidden_but_no_draft(client, moderator, secret, alice):
    client.force_login(moderator)
    hidden = secret("hidden")
    draft = make_summary(visibility="draft", author=alice)

    assert client.get(hidden.get_absolute_url()).status_code == 200
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_an_anonymous_summary_names_its_author_nowhere(client, bob, alice, paper):
    summary = make_summary(author=alice, paper=paper, is_anonymous=True)
    make_comment(summary=summary, author=alice, body="I add this.")
    make_comment(summary=summary, author=bob, body="I doubt this.")
    address = summary.get_absolute_url()

    for page in ["/", f"/papers/{paper.key}/", address, f"{address}history/", f"{address}source/"]:
        text = client.get(page).content.decode().lower()
        assert "alice" not in text
    text = client.get(address).content.decode()
    assert "Anonymous" in text
    assert "The author" in text
    assert "bob" in text
    assert "I add this" not in client.get("/people/alice/").content.decode()
    assert paper.title not in client.get("/people/alice/").content.decode()
    assert "alice" not in client.get("/people/").content.decode().lower()


def test_the_list_of_people_does_not_move_with_an_anonymous_summary_or_a_draft(client, alice):
    now, later = timezone.now(), timezone.now() + timedelta(hours=1)
    pages = ["/people/", "/people/alice/"]
    with time_machine.travel(now, tick=False):
        make_summary(author=alice)
        before = [client.get(page)["Last-Modified"] for page in pages]

    with time_machine.travel(later, tick=False):
        make_summary(author=alice, is_anonymous=True)
        make_summary(author=alice, visibility="draft")
        after = [client.get(page)["Last-Modified"] for page in pages]

    assert after == before


def test_texts_of_deleted_accounts_are_not_counted_as_imported(client, alice, summary):
    alice.delete()
    make_imported_summary()

    page = client.get("/people/").content.decode()

    assert "1 summary was imported" in page


def test_a_closed_account_has_no_page_and_no_link_to_one(client, alice, summary):
    alice.is_active = False
    alice.save()

    assert client.get("/people/alice/").status_code == 404
    page = client.get(summary.get_absolute_url()).content.decode()
    assert "Alice" in page
    assert "/people/alice/" not in page


def test_a_removed_comment_leaves_a_trace_and_not_a_word(client, summary, bob):
    answered = make_comment(summary=summary, author=bob, body="First words.")
    make_comment(summary=summary, parent=answered, body="An answer.")
    alone = make_comment(summary=summary, author=bob, body="Lonely words.")
    for comment in (answered, alone):
        comment.deleted_at = comment.created_at
        comment.save()

    page = client.get(summary.get_absolute_url()).content.decode()

    assert "First words" not in page
    assert "Lonely words" not in page
    assert "An answer" in page
    assert f'id="comment-{answered.pk}"' in page
    assert f'id="comment-{alone.pk}"' in page
