"""Comments: written, answered, quoted, previewed, and shown where they were written."""

import pytest

from summaries.models import Comment
from tests.commenting import HTMX, comments_of, page_of
from tests.factories import make_comment, make_paper


def test_a_comment_is_posted_with_its_mathematics_and_shown_at_its_permalink(client, bob, summary):
    client.force_login(bob)

    response = client.post(comments_of(summary), {"body": "Is $x^2$ *right*?\r\n\r\n    code"})

    comment = summary.comments.get()
    assert response.url == f"{summary.get_absolute_url()}?comment={comment.pk}#comment-{comment.pk}"
    assert comment.author == bob
    assert "\r" not in comment.body
    page = page_of(client, summary)
    assert f'id="comment-{comment.pk}"' in page
    assert "<em>right</em>" in page
    assert "<msup>" in page
    summary.refresh_from_db()
    assert summary.comment_count == 1


def test_htmx_gets_the_comments_alone_with_an_empty_form(client, bob, summary):
    client.force_login(bob)

    fragment = client.post(
        comments_of(summary), {"body": "Only this."}, headers=HTMX
    ).content.decode()

    assert fragment.lstrip().startswith("<section")
    assert "Only this." in fragment
    assert "Your comment is posted." in fragment
    assert fragment.count("Only this.") == 1


def test_ten_thousand_characters_on_many_lines_are_not_too_many(client, bob, summary):
    client.force_login(bob)

    client.post(comments_of(summary), {"body": "four\r\n" * 1_999 + "four"})

    assert len(summary.comments.get().body) == 9_999


def test_answers_hang_below_the_first_comment_and_say_whom_they_answer(client, bob, carol, summary):
    first = make_comment(summary=summary, author=bob, body="First.")
    client.force_login(carol)
    client.post(comments_of(summary), {"body": "Second.", "parent": first.pk})
    second = Comment.objects.get(body="Second.")
    client.force_login(bob)
    client.post(comments_of(summary), {"body": "Third.", "parent": second.pk})

    page = page_of(client, summary)

    third = Comment.objects.get(body="Third.")
    assert (second.parent, third.parent) == (first, second)
    assert page.count('<ol class="comments-list">') == 2
    assert f'to <a href="#comment-{second.pk}">carol</a>' in page
    assert page.index("First.") < page.index("Second.") < page.index("Third.")


def test_quoting_fills_the_form_without_a_script(client, bob, summary):
    quoted = make_comment(summary=summary, body="One *line*.\nAnother.")
    client.force_login(bob)

    page = page_of(client, summary, f"?quote={quoted.pk}")

    assert "&gt; One *line*.\n&gt; Another.\n" in page
    assert f'name="parent" value="{quoted.pk}"' in page


@pytest.mark.parametrize("query", ["?quote=999", "?quote=x", "?answer=%C2%B2", "?answer="])
def test_quoting_nothing_is_an_empty_form(client, bob, summary, query):
    client.force_login(bob)

    page = page_of(client, summary, query)

    assert 'id="write"' in page
    assert 'name="parent"' not in page


def test_a_preview_shows_what_would_be_stored_and_stores_nothing(client, bob, summary):
    client.force_login(bob)

    answer = client.post(
        comments_of(summary), {"body": "See $x^2$ and @bob.", "preview": "1"}
    ).content.decode()

    assert 'aria-label="Preview"' in answer
    assert "<msup>" in answer
    assert '<a class="mention" href="/people/bob/">@bob</a>' in answer
    assert "See $x^2$ and @bob.</textarea>" in answer
    assert not summary.comments.exists()


def test_a_comment_may_cite_a_paper(summary):
    make_paper(key="conf/x/Y", title="On Y")

    comment = make_comment(summary=summary, body=r"See \cite{conf/x/Y}.")

    assert '<a class="cite" href="/papers/conf/x/Y/">On Y</a>' in comment.body_html


def test_comments_cost_no_query_more_however_many(
    client, bob, summary, django_assert_num_queries, django_assert_max_num_queries
):
    make_comment(summary=summary, author=bob)
    client.force_login(bob)
    with django_assert_max_num_queries(11) as few:
        page_of(client, summary)
    for _ in range(4):
        make_comment(summary=summary, parent=make_comment(summary=summary))

    with django_assert_num_queries(len(few)):
        page_of(client, summary)
