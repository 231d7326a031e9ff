"""A comment that cannot be taken comes back with its text, and in words."""

import pytest
from django.utils import timezone

from summaries.models import Comment
from tests.commenting import HTMX, comments_of, page_of
from tests.factories import make_comment, make_summary, make_user


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", "A comment needs some words."),
        (" \n ", "A comment needs some words."),
        ("x" * 10_001, "at most 10000 characters"),
        ("a\0b", "Null characters are not allowed"),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_comment_that_cannot_be_stored_comes_back_with_words(
    client, bob, summary, body, words, headers
):
    client.force_login(bob)

    response = client.post(comments_of(summary), {"body": body}, headers=headers)
    answer = response.content.decode()

    assert response.status_code == 422
    assert words in answer
    assert body.strip().replace("\0", "") in answer.replace("\0", "")
    assert not summary.comments.exists()


@pytest.mark.parametrize("parent", ["999999", "x", "9" * 5000, "-1", "other", "deleted"])
def test_an_answer_to_what_is_not_there_keeps_its_text(client, bob, summary, parent):
    if parent == "other":
        parent = make_comment().pk
    elif parent == "deleted":
        gone = make_comment(summary=summary)
        gone.retract()
        parent = gone.pk
    client.force_login(bob)

    response = client.post(comments_of(summary), {"body": "Long thoughts.", "parent": parent})

    assert response.status_code == 422
    assert "Long thoughts." in response.content.decode()
    assert "no longer here" in response.content.decode()
    assert not Comment.objects.filter(body="Long thoughts.").exists()


def test_what_was_typed_after_the_log_in_expired_waits_behind_the_log_in(client, bob, summary):
    sent = {"body": "Typed for an hour.", "parent": make_comment(summary=summary).pk}

    response = client.post(comments_of(summary), sent)
    fragment = client.post(comments_of(summary), sent, headers=HTMX)
    client.force_login(bob)
    page = page_of(client, summary)
    other = page_of(client, make_summary())
    client.post(comments_of(summary), sent)

    assert response.url == f"/account/login/?next={summary.get_absolute_url()}%23write"
    assert fragment["HX-Redirect"] == response.url
    assert "Typed for an hour.</textarea>" in page
    assert f'name="parent" value="{sent["parent"]}"' in page
    assert "Typed for an hour." not in other
    assert "Typed for an hour.</textarea>" not in page_of(client, summary)


def test_a_suspended_person_comments_no_more(client, bob, summary):
    client.force_login(bob)
    bob.is_active = False
    bob.save()

    assert client.post(comments_of(summary), {"body": "Hello?"}).url.startswith("/account/login/")
    assert not summary.comments.exists()


def test_what_one_cannot_see_has_no_comments(client, alice, bob):
    hidden = make_summary(author=alice, visibility="private")
    comment = make_comment(summary=hidden, author=bob)
    client.force_login(bob)

    answers = [
        client.post(comments_of(hidden), {"body": "Hm."}),
        client.get(f"/comments/{comment.pk}/edit/"),
        client.post(f"/comments/{comment.pk}/delete/"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert hidden.comments.visible().count() == 1


def test_closed_comments_show_words_in_place_of_the_form(client, bob, summary):
    own = make_comment(summary=summary, author=bob, body="Before.")
    summary.comments_locked_at = timezone.now()
    summary.save()
    client.force_login(bob)

    response = client.post(comments_of(summary), {"body": "After all."})
    page = page_of(client, summary)

    assert response.status_code == 403
    assert "After all." in response.content.decode()
    for answer in (response.content.decode(), page):
        assert "A moderator has closed the comments" in answer
        assert "<textarea" not in answer
    assert "?answer=" not in page
    assert client.post(f"/comments/{own.pk}/edit/", {"body": "Other."}).status_code == 403
    assert summary.comments.get().body == "Before."


def test_too_many_comments_have_to_wait_and_keep_their_text(client, bob, summary, settings):
    settings.LIMITS = {**settings.LIMITS, "comment": (1, 600)}
    client.force_login(bob)
    client.post(comments_of(summary), {"body": "One."})

    response = client.post(comments_of(summary), {"body": "Two."})

    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert "Two.</textarea>" in response.content.decode()
    assert summary.comments.count() == 1


def test_new_accounts_have_tighter_limits(client, summary, settings):
    settings.LIMITS_OF_NEW_ACCOUNTS = {"comment": (1, 600)}
    client.force_login(make_user(verified_at=None))

    answers = [client.post(comments_of(summary), {"body": "Hello."}).status_code for _ in range(2)]

    assert answers == [302, 429]
