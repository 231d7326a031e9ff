"""Comments are changed and taken back by those who wrote them, and by nobody else."""

import pytest
from django.utils import timezone

from summaries.models import Comment, Summary
from summaries.models.comment import CannotRevise
from tests.commenting import page_of
from tests.factories import make_comment


def test_an_edit_is_shown_and_the_former_text_kept(client, bob, summary):
    comment = make_comment(summary=summary, author=bob, body="Frist.")
    client.force_login(bob)
    address = f"/comments/{comment.pk}/edit/"

    form = client.get(address).content.decode()
    preview = client.post(address, {"body": "*First*.", "preview": "1"}).content.decode()
    unchanged = Comment.objects.get().body
    response = client.post(address, {"body": "First."})
    client.post(address, {"body": "First."})

    comment.refresh_from_db()
    assert "Frist.</textarea>" in form
    assert "<em>First</em>" in preview
    assert unchanged == "Frist."
    assert response.url == comment.get_absolute_url()
    assert comment.body == "First."
    assert [revision.body for revision in comment.revisions.all()] == ["Frist."]
    assert "edited" in page_of(client, summary)


def test_an_edit_without_words_keeps_what_was_there(client, bob, summary):
    comment = make_comment(summary=summary, author=bob, body="Words.")
    client.force_login(bob)

    response = client.post(f"/comments/{comment.pk}/edit/", {"body": " "})

    assert response.status_code == 422
    assert "A comment needs some words." in response.content.decode()
    assert Comment.objects.get().body == "Words."


def test_a_deleted_comment_leaves_a_trace_where_it_was_answered(client, bob, summary):
    comment = make_comment(summary=summary, author=bob, body="Regret.")
    make_comment(summary=summary, parent=comment, body="No need.")
    client.force_login(bob)
    address = f"/comments/{comment.pk}/delete/"

    asked = client.get(address)
    still_there = Comment.objects.visible().count()
    client.post(address)
    page = page_of(client, summary)

    assert (asked.status_code, still_there) == (200, 2)
    assert "Regret." not in page
    assert "This comment was removed." in page
    assert "No need." in page
    summary.refresh_from_db()
    assert summary.comment_count == 1
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("action", ["edit", "delete"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_changes_a_comment(client, bob, carol, summary, action, method):
    comment = make_comment(summary=summary, author=bob, body="Mine.")
    address = f"/comments/{comment.pk}/{action}/"

    sent = {"body": "Yours."} if method == "post" else {}
    as_stranger = getattr(client, method)(address, sent)
    client.force_login(carol)
    as_carol = getattr(client, method)(address, sent)

    comment.refresh_from_db()
    assert as_stranger.url == f"/account/login/?next={address}"
    assert as_stranger.status_code == 302
    assert as_carol.status_code == 403
    assert (comment.body, comment.is_gone) == ("Mine.", False)


@pytest.mark.parametrize("meanwhile", ["hidden", "closed"])
def test_an_edit_that_comes_after_a_moderator_is_refused(summary, bob, meanwhile):
    comment = make_comment(summary=summary, author=bob)
    if meanwhile == "hidden":
        Comment.objects.get().hide()
    else:
        Summary.objects.update(comments_locked_at=timezone.now())

    with pytest.raises(CannotRevise):
        comment.revise("Other words.")
    assert Comment.objects.get().body == "I agree."
