"""The people of a discussion, who writes and who is named, are shown as they may be."""

import pytest

from tests.commenting import comments_of, page_of
from tests.factories import make_comment, make_summary, make_user


@pytest.fixture
def anonymous(alice):
    return make_summary(author=alice, is_anonymous=True)


def test_the_writer_of_an_anonymous_summary_answers_as_the_author(client, alice, bob, anonymous):
    question = make_comment(summary=anonymous, author=bob, body="Why?")
    client.force_login(alice)
    client.post(comments_of(anonymous), {"body": "Because.", "parent": question.pk})
    client.force_login(bob)

    page = page_of(client, anonymous)

    assert "Because." in page
    assert '<b class="comment-name">The author</b>' in page
    assert "alice" not in page.lower()


def test_the_writer_of_a_named_summary_is_marked_as_such(client, alice, bob, summary):
    make_comment(summary=summary, author=alice)
    make_comment(summary=summary, author=bob)

    page = page_of(client, summary)

    assert page.count("wrote the summary") == 1
    assert '<a class="comment-name" href="/people/bob/">bob</a>' in page


def test_a_comment_of_a_closed_account_leads_to_no_page(client, bob, summary):
    make_comment(summary=summary, author=bob)
    bob.is_active = False
    bob.save()

    page = page_of(client, summary)

    assert "bob" in page
    assert bob.get_absolute_url() not in page


@pytest.mark.parametrize(
    ("body", "linked"),
    [
        ("@bob, look.", ["bob"]),
        ("I asked @BOB.", ["bob"]),
        ("**@bob** and (@carol)", ["bob", "carol"]),
        ("@dot.ted. Or @under_score_!", ["dot.ted", "under_score"]),
        ("bob@example.org", []),
        ("`@bob` and $@bob$", []),
        ("[@bob](https://example.org/)", []),
        ("https://example.org/@bob", []),
        ("@nobody @gone @ @@", []),
    ],
)
def test_a_mention_links_to_a_person_who_is_here(bob, carol, summary, body, linked):
    make_user("dot.ted")
    make_user("under_score")
    make_user("gone", is_active=False)

    comment = make_comment(summary=summary, body=body)

    found = [name for name in linked if f'href="/people/{name}/">@{name}</a>' in comment.body_html]
    assert found == linked
    assert comment.body_html.count('class="mention"') == len(linked)
    assert sorted(user.username for user in comment.mentioned()) == sorted(linked)
