"""Comments: written, answered, changed, taken back; their writers shown as they may be."""

import pytest
from django.utils import timezone

from summaries.models import Comment, Summary
from summaries.models.comment import CannotRevise
from tests.factories import make_comment, make_paper, make_summary, make_user

HTMX = {"HX-Request": "true"}


@pytest.fixture
def url(summary):
    return f"/summaries/{summary.pk}/comments/"


@pytest.fixture
def anonymous(alice):
    return make_summary(author=alice, is_anonymous=True)


def page_of(client, summary, query=""):
    return client.get(summary.get_absolute_url() + query).content.decode()


def test_a_comment_is_posted_with_its_mathematics_and_shown_at_its_permalink(
    client, bob, summary, url
):
    client.force_login(bob)

    response = client.post(url, {"body": "Is $x^2$ *right*?\r\n\r\n    code"})

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


def test_htmx_gets_the_comments_alone_with_an_empty_form(client, bob, summary, url):
    client.force_login(bob)

    fragment = client.post(url, {"body": "Only this."}, headers=HTMX).content.decode()

    assert fragment.lstrip().startswith("<section")
    assert "Only this." in fragment
    assert "Your comment is posted." in fragment
    assert fragment.count("Only this.") == 1


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
    client, bob, summary, url, body, words, headers
):
    client.force_login(bob)

    response = client.post(url, {"body": body}, headers=headers)
    answer = response.content.decode()

    assert response.status_code == 422
    assert words in answer
    assert body.strip().replace("\0", "") in answer.replace("\0", "")
    assert not summary.comments.exists()


def test_ten_thousand_characters_on_many_lines_are_not_too_many(client, bob, summary, url):
    client.force_login(bob)

    client.post(url, {"body": "four\r\n" * 1_999 + "four"})

    assert len(summary.comments.get().body) == 9_999


def test_answers_hang_below_the_first_comment_and_say_whom_they_answer(
    client, bob, carol, summary, url
):
    first = make_comment(summary=summary, author=bob, body="First.")
    client.force_login(carol)
    client.post(url, {"body": "Second.", "parent": first.pk})
    second = Comment.objects.get(body="Second.")
    client.force_login(bob)
    client.post(url, {"body": "Third.", "parent": second.pk})

    page = page_of(client, summary)

    third = Comment.objects.get(body="Third.")
    assert (second.parent, third.parent) == (first, second)
    assert page.count('<ol class="comments-list">') == 2
    assert f'to <a href="#comment-{second.pk}">carol</a>' in page
    assert page.index("First.") < page.index("Second.") < page.index("Third.")


@pytest.mark.parametrize("parent", ["999999", "x", "9" * 5000, "-1", "other", "deleted"])
def test_an_answer_to_what_is_not_there_keeps_its_text(client, bob, summary, url, parent):
    if parent == "other":
        parent = make_comment().pk
    elif parent == "deleted":
        gone = make_comment(summary=summary)
        gone.retract()
        parent = gone.pk
    client.force_login(bob)

    response = client.post(url, {"body": "Long thoughts.", "parent": parent})

    assert response.status_code == 422
    assert "Long thoughts." in response.content.decode()
    assert "no longer here" in response.content.decode()
    assert not Comment.objects.filter(body="Long thoughts.").exists()


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


def test_a_preview_shows_what_would_be_stored_and_stores_nothing(client, bob, summary, url):
    client.force_login(bob)

    answer = client.post(url, {"body": "See $x^2$ and @bob.", "preview": "1"}).content.decode()

    assert 'aria-label="Preview"' in answer
    assert "<msup>" in answer
    assert '<a class="mention" href="/people/bob/">@bob</a>' in answer
    assert "See $x^2$ and @bob.</textarea>" in answer
    assert not summary.comments.exists()


def test_what_was_typed_after_the_log_in_expired_waits_behind_the_log_in(client, bob, summary, url):
    sent = {"body": "Typed for an hour.", "parent": make_comment(summary=summary).pk}

    response = client.post(url, sent)
    fragment = client.post(url, sent, headers=HTMX)
    client.force_login(bob)
    page = page_of(client, summary)
    other = page_of(client, make_summary())
    client.post(url, sent)

    assert response.url == f"/account/login/?next={summary.get_absolute_url()}%23write"
    assert fragment["HX-Redirect"] == response.url
    assert "Typed for an hour.</textarea>" in page
    assert f'name="parent" value="{sent["parent"]}"' in page
    assert "Typed for an hour." not in other
    assert "Typed for an hour.</textarea>" not in page_of(client, summary)


def test_a_suspended_person_comments_no_more(client, bob, summary, url):
    client.force_login(bob)
    bob.is_active = False
    bob.save()

    assert client.post(url, {"body": "Hello?"}).url.startswith("/account/login/")
    assert not summary.comments.exists()


def test_what_one_cannot_see_has_no_comments(client, alice, bob):
    hidden = make_summary(author=alice, visibility="private")
    comment = make_comment(summary=hidden, author=bob)
    client.force_login(bob)

    answers = [
        client.post(f"/summaries/{hidden.pk}/comments/", {"body": "Hm."}),
        client.get(f"/comments/{comment.pk}/edit/"),
        client.post(f"/comments/{comment.pk}/delete/"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert hidden.comments.visible().count() == 1


def test_closed_comments_show_words_in_place_of_the_form(client, bob, summary, url):
    own = make_comment(summary=summary, author=bob, body="Before.")
    summary.comments_locked_at = timezone.now()
    summary.save()
    client.force_login(bob)

    response = client.post(url, {"body": "After all."})
    page = page_of(client, summary)

    assert response.status_code == 403
    assert "After all." in response.content.decode()
    for answer in (response.content.decode(), page):
        assert "A moderator has closed the comments" in answer
        assert "<textarea" not in answer
    assert "?answer=" not in page
    assert client.post(f"/comments/{own.pk}/edit/", {"body": "Other."}).status_code == 403
    assert summary.comments.get().body == "Before."


def test_too_many_comments_have_to_wait_and_keep_their_text(client, bob, summary, url, settings):
    settings.LIMITS = {**settings.LIMITS, "comment": (1, 600)}
    client.force_login(bob)
    client.post(url, {"body": "One."})

    response = client.post(url, {"body": "Two."})

    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0
    assert "Two.</textarea>" in response.content.decode()
    assert summary.comments.count() == 1


def test_new_accounts_have_tighter_limits(client, summary, url, settings):
    settings.LIMITS_OF_NEW_ACCOUNTS = {"comment": (1, 600)}
    client.force_login(make_user(verified_at=None))

    answers = [client.post(url, {"body": "Hello."}).status_code for _ in range(2)]

    assert answers == [302, 429]


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


def test_the_writer_of_an_anonymous_summary_answers_as_the_author(client, alice, bob, anonymous):
    question = make_comment(summary=anonymous, author=bob, body="Why?")
    client.force_login(alice)
    client.post(f"/summaries/{anonymous.pk}/comments/", {"body": "Because.", "parent": question.pk})
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


def test_a_comment_of_a_closed_account_leads_to_no_page(client, bob, summary):
    make_comment(summary=summary, author=bob)
    bob.is_active = False
    bob.save()

    page = page_of(client, summary)

    assert "bob" in page
    assert bob.get_absolute_url() not in page


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
