"""What one cannot see one cannot act upon, and a secret link opens one text alone."""

import pytest
from django.utils import timezone

from accounts.notify import comment_posted
from summaries.models import Summary
from tests.factories import make_comment, make_summary
from tests.hiding import FOUND_BY, IDENTITY, SECRETS
from tests.trespass import everything


def test_a_secret_link_opens_one_text_until_it_is_revoked(scene, zelda, client):
    shared = Summary.objects.get(visibility="link")
    path = f"/shared/{shared.share_token}/"
    answer = everything(client.get(path))
    others = [secret for secret in SECRETS if secret != "linksecret"]
    assert "linksecret" in answer
    assert not any(secret in answer for secret in others)
    assert FOUND_BY not in answer

    shared.unshare()
    assert client.get(path).status_code == 404


def test_an_anonymous_text_behind_a_secret_link_stays_anonymous(zelda, client):
    summary = make_summary(author=zelda, visibility="private", is_anonymous=True)
    summary.share()
    answer = everything(client.get(f"/shared/{summary.share_token}/"))

    assert "anonymous" in answer
    assert not any(word in answer for word in IDENTITY)


ACTIONS = [
    *("vote/", "comments/", "mute/", "share/", "readers/", "history/1/restore/"),
    *("", "source/", "history/"),
]


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("visibility", ["private", "draft", "link", "hidden"])
def test_acting_on_what_one_cannot_see_is_a_404(client, zelda, bob, action, visibility):
    if visibility == "hidden":
        summary = make_summary(author=zelda)
        summary.hide()
    else:
        summary = make_summary(author=zelda, visibility=visibility)
    client.force_login(bob)
    data = {"value": "1", "body": "I was here.", "mute": "1", "action": "make"}
    path = f"/summaries/{summary.pk}/{action}"
    is_looking = action in ("", "source/", "history/")
    response = client.get(path) if is_looking else client.post(path, data)

    assert response.status_code == 404
    assert not summary.votes.exists()
    assert not summary.comments.exists()
    assert not summary.mutes.exists()


@pytest.mark.parametrize("action", ["edit", "delete"])
def test_comments_out_of_sight_cannot_be_touched(client, zelda, bob, action):
    summary = make_summary(author=zelda)
    comment = make_comment(summary=summary, author=bob)
    summary.show_to("private")
    client.force_login(bob)

    assert client.get(f"/comments/{comment.pk}/{action}/").status_code == 404
    assert client.post(f"/comments/{comment.pk}/{action}/", {"body": "x"}).status_code == 404


def test_news_of_what_went_out_of_sight_cannot_be_touched(client, zelda, bob):
    summary = make_summary(author=zelda)
    comment_posted(make_comment(summary=summary, author=zelda, body="@bob"))
    summary.show_to("private")
    client.force_login(bob)

    assert (
        client.post(f"/account/notifications/{bob.notifications.get().pk}/read/").status_code == 404
    )


def test_a_comment_taken_back_cannot_be_answered(client, zelda, bob):
    gone = make_comment(author=zelda, deleted_at=timezone.now())
    client.force_login(bob)
    path = f"/summaries/{gone.summary_id}/comments/"
    response = client.post(path, {"body": "But why?", "parent": gone.pk})

    assert response.status_code == 422
