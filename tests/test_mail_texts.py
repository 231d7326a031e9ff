"""What stands in a mail: who, what, where and why, for everybody to read."""

import pytest
from django.core import mail

from accounts import mailer
from accounts.notify import summary_published, votes_changed
from summaries.models import Follow
from tests.factories import make_comment, make_paper, make_summary
from tests.mailing import MATRIX, parts, sent
from tests.news import commented


def test_a_mail_says_who_what_where_and_why(alice, bob, summary):
    comment = commented(summary, bob, "That is *right*.")
    for part in parts(sent()):
        assert "bob commented on your summary" in part
        assert summary.paper.title in part
        assert (
            f"http://testserver/summaries/{summary.pk}/?comment={comment.pk}#comment-{comment.pk}"
            in part
        )
        assert "because you wrote the summary" in part
        assert "http://testserver/account/unsubscribe/" in part

    text, html = parts(mail.outbox[0])
    assert "> That is right." in text
    assert "<em>right</em>" in html
    assert mail.outbox[0].to == ["alice@example.org"]


def test_mathematics_is_readable_in_both_parts(bob, summary):
    commented(summary, bob, MATRIX)
    text, html = parts(sent())

    assert "(1 2; 3 4)" in text
    assert "<i>(1 2; 3 4)</i>" in html
    assert "x_i²" in text
    assert "x_i² &lt; y" in html
    assert "<math" not in html
    assert "annotation" not in html


def test_addresses_in_a_mail_are_whole(bob, carol, summary):
    commented(summary, bob, "[here](/about/), @carol, a note[^1]\n\n[^1]: below")
    mailer.send_due()
    html = mail.outbox[0].alternatives[0].content

    assert 'href="http://testserver/about/"' in html
    assert 'href="http://testserver/people/carol/"' in html
    assert f'href="http://testserver/summaries/{summary.pk}/#' in html
    assert 'href="/' not in html
    assert 'href="#' not in html


def test_html_of_others_is_text(alice, bob):
    paper = make_paper(title="<script>alert(1)</script> & more")
    bob.display_name = "<b>Bob</b>"
    bob.save()
    commented(make_summary(paper=paper, author=alice), bob, "<img src=x onerror=alert(1)>")
    text, html = parts(sent())

    assert "<script" not in html
    assert "<b>" not in html
    assert "<img" not in html
    assert "<b>Bob</b> commented" in text
    assert "<script>alert(1)</script> & more" in text


def test_a_long_summary_is_quoted_in_part(alice, bob, paper):
    Follow.objects.create(user=bob, paper=paper)
    body = "\n\n".join(f"Paragraph {number} of many words. " * 5 for number in range(100))
    summary_published(make_summary(paper=paper, author=alice, body=body))
    text, html = parts(sent())

    assert "Alice wrote a summary" in text
    assert "Paragraph 1 of" in text
    assert "Paragraph 1 of" in html
    assert "Paragraph 99" not in text + html


def test_a_mail_about_votes_names_nobody(alice, bob, summary):
    summary.set_vote(bob, 1)
    votes_changed(summary)
    message = sent()

    assert "1 person finds your summary helpful" in message.body
    assert "bob" not in str(message.message()).lower()


@pytest.mark.parametrize("kind", ["summary", "comment", "answer"])
def test_an_anonymous_author_is_named_nowhere(alice, bob, paper, kind):
    alice.display_name = "Alice Pseudonym"
    alice.save()
    Follow.objects.create(user=bob, paper=paper)
    summary = make_summary(paper=paper, author=alice, is_anonymous=True)
    if kind == "summary":
        summary_published(summary)
    elif kind == "comment":
        commented(summary, alice, "@bob, I wrote this.")
    else:
        commented(summary, alice, parent=make_comment(summary=summary, author=bob))
    whole = str(sent().message())

    assert "Anonymous" in whole or "The author" in whole
    assert "alice" not in whole.lower()
    assert "pseudonym" not in whole.lower()
