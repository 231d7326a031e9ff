"""By whatever way a new account's text comes into public, it is held to the same rules."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from summaries.models import Draft, Report, Summary, Ticket
from summaries.moderation.deciding import Decision, decide
from tests.factories import make_identifier, make_summary, make_user
from tests.programs import make_token
from tests.test_newcomers import LINKS, PICTURE, stand, write
from tests.test_rules import make_rule

TOO_MUCH = [(LINKS, "at most 5 links"), (PICTURE, "Please take them out")]


@pytest.fixture
def dora(db):
    return make_user("dora", date_joined=timezone.now() - timedelta(days=2))


@pytest.fixture
def program(client, dora, paper):
    """Saves a text of dora's by the API."""
    headers = make_token(dora)[1] | {"If-Match": "*"}

    def save(body, visibility="public", *, is_first=True):
        given = {name: headers[name] for name in headers if name != "If-Match" or not is_first}
        return client.put(
            f"/api/v1/me/summaries/{paper.key}",
            json.dumps({"markdown": body, "visibility": visibility}),
            content_type="application/json",
            headers=given,
        )

    return save


def once_private(author, body, paper=None):
    """Public now; its first version, which nobody else has seen, says `body`."""
    fields = {"paper": paper} if paper else {}
    summary = make_summary(author=author, visibility="draft", body=body, **fields)
    summary.revise("Harmless.", author)
    summary.show_to("public")
    return summary


def restore(client, summary, number=1):
    return client.post(f"/summaries/{summary.pk}/history/{number}/restore/")


@pytest.mark.parametrize(("body", "words"), TOO_MUCH)
def test_an_old_version_comes_back_into_public_only_if_it_could_be_published(
    client, dora, body, words
):
    summary = once_private(dora, body)
    client.force_login(dora)
    refused = restore(client, summary)

    summary.refresh_from_db()
    assert refused.status_code == 403
    assert words in refused.text
    assert summary.body == "Harmless."

    summary.show_to("private")
    assert restore(client, summary).status_code == 302


def test_who_is_here_for_longer_may_restore_anything(client, bob):
    summary = once_private(bob, LINKS + PICTURE)
    client.force_login(bob)

    assert restore(client, summary).status_code == 302


def test_rules_look_at_what_is_restored(client, bob, django_capture_on_commit_callbacks):
    make_rule(lines="cheap pills")
    summary = once_private(bob, "Cheap pills.")
    client.force_login(bob)
    with django_capture_on_commit_callbacks(execute=True):
        restore(client, summary)

    assert Report.objects.get().ticket.thing == summary


@pytest.mark.parametrize(("body", "words"), TOO_MUCH)
def test_a_program_is_refused_in_words(program, body, words):
    refused = program(body)

    assert refused.status_code == 422
    assert words in refused.text
    assert not Summary.objects.exists()
    assert program(body, "draft").status_code == 201
    assert program(body, "public", is_first=False).status_code == 422


@pytest.mark.parametrize(("body", "words"), TOO_MUCH)
def test_a_draft_that_was_kept_is_refused_when_it_is_published(client, dora, paper, body, words):
    Draft.objects.create(user=dora, paper=paper, body=body, fields={"visibility": "public"})

    refused = write(client, dora, body, paper=paper)

    assert refused.status_code == 422
    assert words in refused.text
    assert Draft.objects.get().body == body


def test_what_is_anonymous_is_held_to_the_same(client, dora, paper):
    client.force_login(dora)
    typed = {"body": LINKS, "visibility": "public", "licence": "CC-BY-4.0", "base": "0"}
    refused = client.post(f"/papers/{paper.key}/write/", typed | {"is_anonymous": "on"})

    assert refused.status_code == 422


def test_texts_taken_in_from_an_archive_are_drafts_whoever_they_are_of(client, dora, paper):
    client.force_login(dora)
    text = f"---\npaper: {paper.key}\nvisibility: public\n---\n\n{LINKS}\n"
    client.post("/account/import/", {"file": SimpleUploadedFile("a.md", text.encode())})

    assert Draft.objects.get().fields["visibility"] == "draft"
    assert not Summary.objects.exists()


@pytest.mark.parametrize("body", [LINKS, PICTURE])
def test_a_comment_is_not_edited_into_what_could_not_be_posted(client, dora, summary, body):
    client.force_login(dora)
    client.post(f"/summaries/{summary.pk}/comments/", {"body": "Hm."})
    comment = dora.comments.get()

    assert client.post(f"/comments/{comment.pk}/edit/", {"body": body}).status_code == 422
    comment.refresh_from_db()
    assert comment.body == "Hm."


@pytest.mark.parametrize(("body", "words"), TOO_MUCH)
def test_what_new_people_say_about_themselves_is_held_to_it_too(client, dora, body, words):
    client.force_login(dora)
    refused = client.post("/account/profile/", {"bio": body})

    assert refused.status_code == 422
    assert words in refused.text
    assert "site5.example" in refused.text or body == PICTURE
    dora.refresh_from_db()
    assert dora.bio == ""


def test_a_page_that_says_too_much_already_can_still_be_changed(client, dora):
    dora.bio = LINKS
    dora.save()
    client.force_login(dora)

    typed = {"bio": LINKS, "display_name": "Dora"}
    assert client.post("/account/profile/", typed).status_code == 302


# Where people are approved


def test_a_first_text_by_a_program_waits_and_no_feed_has_it(client, program, dora, settings):
    settings.SIGNUP_MODE = "approval"
    saved = program("My first words.")
    held = Summary.objects.get()

    assert saved.json()["is_hidden"]
    assert Ticket.objects.open().get().thing == held
    assert "My first words" not in client.get("/feed.atom").text
    assert "My first words" not in client.get("/api/v1/summaries").text

    assert program("Other words.", is_first=False).json()["is_hidden"]
    decide(held, Decision("restore", "other", "Welcome."), moderator=None)
    assert "Other words" in client.get("/feed.atom").text


def test_what_waits_does_not_come_out_by_a_step_back_and_forth(client, program, settings):
    settings.SIGNUP_MODE = "approval"
    program("My first words.")
    for visibility in ("link", "public", "draft", "public"):
        program("My first words.", visibility, is_first=False)

    assert Summary.objects.get().hidden_at
    assert not Summary.objects.listed().exists()


def test_an_anonymous_first_text_waits_too(client, dora, paper, settings):
    settings.SIGNUP_MODE = "approval"
    client.force_login(dora)
    typed = {"body": "Words.", "visibility": "public", "licence": "CC-BY-4.0", "base": "0"}
    client.post(f"/papers/{paper.key}/write/", typed | {"is_anonymous": "on"})

    assert Summary.objects.get().hidden_at


# What search engines make of it


def test_links_carry_no_recommendation_wherever_the_text_is_shown(client, dora, paper):
    write(client, dora, "See https://site.example/ for more.", paper=paper)
    own = Summary.objects.get().get_absolute_url()
    shown = [
        client.get(own).text,
        client.get(f"/papers/{paper.key}/").text,
        client.get(f"/papers/{paper.key}/feed.atom").text,
        client.get(f"/api/v1{own}".rstrip("/")).json()["html"],
        client.get(f"{dora.get_absolute_url()}").text,
    ]

    links = [re.findall(r"<a [^>]*https://site\.example/[^>]*>", unescape(text)) for text in shown]
    assert all(links)
    assert all('rel="ugc nofollow' in link for found in links for link in found)


def test_a_paper_s_web_page_gets_no_recommendation_either(client, paper):
    make_identifier(paper, "url", "https://site.example/")
    page = client.get(f"/papers/{paper.key}/").text

    assert 'rel="ugc nofollow noopener" href="https://site.example/"' in page


def test_anonymous_texts_let_no_robot_in_earlier(client, dora):
    """Whoever looks at the page could tell that there are some, and when the third was written."""
    signed = make_summary(author=dora)
    for _ in range(3):
        make_summary(
            author=dora, is_anonymous=True, published_at=timezone.now() - timedelta(days=2)
        )
    assert not dora.is_new

    pages = [client.get(each.get_absolute_url()).text for each in (dora, signed)]
    assert all('content="noindex"' in page for page in pages)

    stand(dora, 3)
    pages = [client.get(each.get_absolute_url()).text for each in (dora, signed)]
    assert not any('content="noindex"' in page for page in pages)
