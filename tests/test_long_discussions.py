"""Comments are shown fifty at a time, and each has an address that leads to its page."""

import re

import pytest

from summaries.models import Comment
from summaries.views.threads import COMMENTS, arranged
from tests.factories import make_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], []),
        ([(1, None), (2, None)], [(1, 1), (2, 2)]),
        ([(1, None), (2, 1), (3, None), (4, 2), (5, 1)], [(1, 1), (2, 1), (4, 1), (5, 1), (3, 3)]),
        ([(2, 1), (1, None)], [(1, 1), (2, 1)]),
        ([(7, 99)], [(7, 7)]),
    ],
)
def test_comments_stand_two_levels_deep_in_time_order(pairs, expected):
    assert list(arranged(dict(pairs)).items()) == expected


def test_a_chain_of_answers_is_climbed_once():
    """Step by step from the end each time, this one would take as long as a cup of tea."""
    chain = {pk: pk - 1 or None for pk in range(1, 30_001)}

    assert set(arranged(chain).values()) == {1}


@pytest.fixture
def comments(summary):
    """Two threads: an early one with more answers than a page has room for, and a late one."""
    first = make_comment(summary=summary, body="Begins.")
    answers = [make_comment(summary=summary, parent=first) for _ in range(COMMENTS + 4)]
    late = make_comment(summary=summary, parent=answers[0], body="To an early answer.")
    return [first, *answers, late, make_comment(summary=summary, body="Another thread.")]


def shown(page: str) -> list[int]:
    return [int(pk) for pk in re.findall(r'class="comment" id="comment-(\d+)"', page)]


def read(client, summary, query="", **headers) -> str:
    response = client.get(f"{summary.get_absolute_url()}{query}", **headers)
    assert response.status_code == 200
    return response.content.decode()


def test_every_comment_is_on_one_page(client, summary, comments):
    first, second = read(client, summary), read(client, summary, "?page=2")

    assert shown(first) + shown(second) == [comment.pk for comment in comments]
    assert len(shown(first)) == COMMENTS
    assert 'rel="next"' in first
    assert 'rel="prev"' not in first
    assert 'rel="next"' not in second
    assert f'rel="prev" href="{summary.get_absolute_url()}#comments"' in second
    assert client.get(f"{summary.get_absolute_url()}?page=3").status_code == 404


def test_a_thread_that_goes_on_says_whom_it_answers(client, summary, comments):
    second = read(client, summary, "?page=2")

    assert f'More answers to <a href="{comments[0].get_absolute_url()}"' in second
    assert f'to <a href="{comments[1].get_absolute_url()}"' in second.replace("&amp;", "&")


def test_the_address_of_a_comment_leads_to_its_page(client, summary, comments):
    for comment in (comments[0], comments[COMMENTS - 1], comments[COMMENTS]):
        page = client.get(comment.get_absolute_url().partition("#")[0]).content.decode()
        assert comment.pk in shown(page)
    page = read(client, summary, f"?comment={comments[-1].pk}")
    assert comments[-1].pk in shown(page)
    assert f'rel="canonical" href="http://testserver{summary.get_absolute_url()}?page=2"' in page


@pytest.mark.parametrize("asked", ["comment=x", "comment=", "comment=0", "page=0", "page=x"])
def test_a_comment_that_is_not_there_is_a_404(client, summary, comments, asked):
    assert client.get(f"{summary.get_absolute_url()}?{asked}").status_code == 404


def test_the_comment_of_another_summary_is_a_404(client, summary, comments):
    other = make_comment()

    assert client.get(f"{summary.get_absolute_url()}?comment={other.pk}").status_code == 404


def test_a_page_says_that_a_comment_may_be_on_another(client, summary, comments):
    for query in ("", "?page=2"):
        page = read(client, summary, query)
        assert "is on another page" in page
        assert "js/comment.js" in page


def test_a_discussion_of_one_page_speaks_of_no_others(client, summary):
    make_comment(summary=summary)
    page = read(client, summary)

    assert "another page" not in page
    assert "comment.js" not in page


def test_who_answers_or_comments_sees_the_page_of_it(client, summary, comments):
    client.force_login(make_user())
    last = comments[-1]
    asked = read(client, summary, f"?answer={last.pk}")
    url = f"{summary.get_absolute_url()}comments/"
    posted = client.post(url, {"body": "Mine."}, headers={"HX-Request": "true"}).content.decode()
    refused = client.post(url, {"body": "", "parent": last.pk}).content.decode()

    assert last.pk in shown(asked)
    assert Comment.objects.get(body="Mine.").pk in shown(posted)
    assert "Your comment is posted." in posted
    assert last.pk in shown(refused)


def test_a_page_of_comments_takes_as_many_queries_whatever_there_is(
    client, summary, comments, django_assert_num_queries
):
    for asked in ("", "?page=2"):
        with django_assert_num_queries(7):
            read(client, summary, asked)
