"""The secret link of a summary: opens that one summary, for whoever has it, until it is ended."""

import pytest
from django.test import Client
from django.urls import reverse

from summaries.models import DailyReaders, ReaderMark
from tests.factories import make_summary


@pytest.fixture
def summary(alice, paper):
    summary = make_summary(author=alice, paper=paper, visibility="draft", body="For your eyes.")
    summary.show_to("link")
    return summary


@pytest.fixture
def link(summary):
    return reverse("summaries:shared", args=[summary.share_token])


@pytest.fixture
def writer(alice):
    client = Client()
    client.force_login(alice)
    return client


def share_url(summary):
    return reverse("summaries:share", args=[summary.pk])


def test_whoever_has_the_link_reads_the_summary(client, link):
    response = client.get(link)

    assert response.status_code == 200
    assert "For your eyes." in response.content.decode()


def test_no_search_engine_cache_or_referrer_learns_of_it(client, link):
    response = client.get(link)

    page = response.content.decode()
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    assert "canonical" not in page
    assert "og:url" not in page
    assert not response.cookies


def test_it_opens_nothing_else(client, link, summary, paper):
    client.get(link)

    for page in ("", "source/", "history/"):
        assert client.get(f"{summary.get_absolute_url()}{page}").status_code == 404
    assert "For your eyes." not in client.get(paper.get_absolute_url()).content.decode()
    assert summary.share_token not in client.get(paper.get_absolute_url()).content.decode()


def test_it_leads_to_no_page_that_its_reader_cannot_see(client, link, summary):
    page = client.get(link).content.decode()

    assert f"/summaries/{summary.pk}/" not in page


def test_it_counts_nobody(client, link):
    page = client.get(link).content.decode()

    assert "data-readers-url" not in page
    assert ReaderMark.objects.count() == DailyReaders.objects.count() == 0


def test_an_anonymous_summary_stays_so_behind_its_link(client, link, summary, alice):
    summary.describe(is_anonymous=True)
    page = client.get(link).content.decode()

    assert "Anonymous" in page
    assert "Alice" not in page
    assert "alice" not in page


def test_the_token_has_128_bits_and_is_another_each_time(summary):
    former = summary.share_token
    summary.share()

    assert len(bytes.fromhex(former)) == 16
    assert summary.share_token != former


@pytest.mark.parametrize("action", ["revoke", "make"])
def test_an_ended_link_is_refused(client, writer, link, summary, action):
    response = writer.post(share_url(summary), {"action": action})

    assert response.url == share_url(summary)
    assert client.get(link).status_code == 404


def test_after_the_end_it_is_private_again(writer, summary):
    writer.post(share_url(summary), {"action": "revoke"})

    summary.refresh_from_db()
    assert (summary.visibility, summary.share_token) == ("private", None)


@pytest.mark.parametrize("step", ["draft", "private"])
def test_taking_the_summary_back_ends_the_link_for_ever(client, link, summary, step):
    summary.show_to(step)
    summary.show_to("link")

    assert client.get(link).status_code == 404


def test_a_published_one_is_shown_on_its_own_page(client, link, summary):
    summary.publish()

    assert client.get(link).url == summary.get_absolute_url()


def test_ending_the_link_of_a_public_summary_leaves_it_public(client, writer, link, summary):
    summary.publish()
    writer.post(share_url(summary), {"action": "revoke"})

    summary.refresh_from_db()
    assert summary.visibility == "public"
    assert client.get(link).status_code == 404


def test_what_a_moderator_hid_is_hidden_from_the_link_too(client, link, summary):
    summary.hide()

    assert client.get(link).status_code == 404


@pytest.mark.parametrize("token", ["0" * 32, "x", "None", "a" * 3000, "%F0%9F%92%A9"])
def test_a_guess_is_a_404(client, summary, token):
    assert client.get(f"/shared/{token}/").status_code == 404


def test_a_summary_without_a_link_is_not_found_by_an_empty_one(client, alice, paper):
    make_summary(author=alice, paper=paper, visibility="private")

    assert client.get("/shared//").status_code == 404
    assert client.get("/shared/None/").status_code == 404


def test_its_writer_sees_the_whole_address(writer, link, summary):
    page = writer.get(share_url(summary)).content.decode()

    assert f"http://testserver{link}" in page


def test_nobody_else_sees_or_changes_it(client, bob, moderator, summary):
    assert client.get(share_url(summary)).url.startswith(reverse("account_login"))
    assert client.post(share_url(summary), {"action": "revoke"}).status_code == 302
    for person in (bob, moderator):
        client.force_login(person)
        assert client.get(share_url(summary)).status_code == 404
        assert client.post(share_url(summary), {"action": "revoke"}).status_code == 404

    summary.refresh_from_db()
    assert summary.share_token


def test_a_post_that_says_nothing_changes_nothing(writer, summary):
    assert writer.post(share_url(summary), {}).status_code == 400
    assert writer.get(share_url(summary)).status_code == 200

    former = summary.share_token
    summary.refresh_from_db()
    assert summary.share_token == former
