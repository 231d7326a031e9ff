"""What the server keeps while somebody writes: two windows lose nothing, nobody else sees it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from summaries.models import Draft, StaleDraft, Summary
from tests.factories import make_summary
from tests.writing import typed


@pytest.fixture
def url(paper):
    return reverse("summaries:draft", args=[paper.key])


@pytest.fixture
def write_url(paper):
    return reverse("summaries:write", args=[paper.key])


@pytest.fixture
def writer(client, alice):
    client.force_login(alice)
    return client


def test_what_is_kept_opens_with_the_editor_and_is_gone_once_saved(writer, url, write_url):
    response = writer.post(url, typed(body="Half a", draft_version=0, visibility="private"))
    page = writer.get(write_url).content.decode()
    writer.post(write_url, typed(body="Half a sentence."))

    assert response.json() == {"version": 1}
    assert "Half a</textarea>" in page
    assert re.search('value="private"[^>]*checked', page)
    assert "did not save yet" in page
    assert Draft.objects.count() == 0


def test_each_save_counts_and_follows_on_the_one_before(writer, url):
    versions = [
        writer.post(url, typed(body=f"Text {n}", draft_version=n)).json()["version"]
        for n in range(3)
    ]

    assert versions == [1, 2, 3]
    assert Draft.objects.get().body == "Text 2"


def test_a_second_window_is_told_the_other_text_and_overwrites_nothing(writer, url):
    writer.post(url, typed(body="Of one window", draft_version=0))
    response = writer.post(url, typed(body="Of another", draft_version=0))

    assert response.status_code == 409
    assert response.json() == {"version": 1, "body": "Of one window"}
    assert Draft.objects.get().body == "Of one window"


def test_the_same_text_from_two_windows_is_no_conflict(writer, url):
    writer.post(url, typed(body="Same", draft_version=0))
    response = writer.post(url, typed(body="Same", draft_version=0))

    assert response.json() == {"version": 1}


def test_a_window_that_has_seen_the_other_text_may_go_on(writer, url):
    writer.post(url, typed(body="Of one window", draft_version=0))
    response = writer.post(url, typed(body="Of another", draft_version=1))

    assert response.json() == {"version": 2}


def test_a_draft_that_was_saved_elsewhere_is_kept_anew_from_its_old_base(
    writer, url, write_url, alice, paper
):
    writer.post(url, typed(body="Old", draft_version=0))
    writer.post(write_url, typed(body="Saved."))
    response = writer.post(url, typed(body="Still open here", draft_version=1))
    page = writer.get(write_url).content.decode()

    assert response.status_code == 200
    assert "Still open here</textarea>" in page
    assert 'name="base" value="0"' in page
    assert writer.post(write_url, typed(body="Still open here")).status_code == 409


def test_an_unfinished_form_is_kept_as_it_is(writer, url):
    fields = {"visibility": "nonsense", "note": "x" * 900, "is_anonymous": "on"}
    writer.post(url, typed(body="", draft_version=0, **fields))

    kept = Draft.objects.get().fields
    assert (kept["visibility"], len(kept["note"]), kept["is_anonymous"]) == ("nonsense", 500, "on")


def test_characters_that_no_database_stores_are_dropped(writer, url):
    response = writer.post(url, typed(body="a\x00b", draft_version=0, note="c\x00d"))

    assert response.status_code == 200
    assert (Draft.objects.get().body, Draft.objects.get().fields["note"]) == ("ab", "cd")


@pytest.mark.parametrize(
    "wrong",
    [{"base": "x"}, {"draft_version": ""}, {"draft_version": "9" * 400}, {"body": "x" * 100_001}],
)
def test_nonsense_is_refused_in_words(writer, url, wrong):
    response = writer.post(url, typed(**{"draft_version": 0, **wrong}))

    assert response.status_code == 422
    assert response.json()["errors"]


def test_only_logged_in_people_keep_drafts_and_each_their_own(writer, client, url, bob, write_url):
    writer.post(url, typed(body="Alice's secret", draft_version=0))
    other = Client()
    refused = other.post(url, typed(draft_version=0))
    other.force_login(bob)

    assert refused.status_code == 403
    assert "Alice's secret" not in other.get(write_url).content.decode()
    assert other.post(url, typed(body="Bob's", draft_version=0)).json() == {"version": 1}
    assert Draft.objects.count() == 2


def test_a_draft_needs_a_paper_and_a_post(writer, url):
    assert writer.get(url).status_code == 405
    assert writer.post("/papers/no/such/draft/", typed(draft_version=0)).status_code == 404


def test_too_many_are_a_429(writer, url, settings):
    settings.LIMITS = {**settings.LIMITS, "draft": (1, 60)}
    writer.post(url, typed(draft_version=0))

    assert writer.post(url, typed(draft_version=1)).status_code == 429


def test_throwing_it_away_leaves_what_is_saved(writer, url, write_url, alice, paper):
    make_summary(author=alice, paper=paper, body="Saved words.")
    writer.post(url, typed(body="Unsaved words", draft_version=0, base=1))
    response = writer.post(reverse("summaries:discard", args=[paper.key]))

    assert response.url == write_url
    assert Draft.objects.count() == 0
    assert "Saved words.</textarea>" in writer.get(write_url).content.decode()


def test_a_draft_is_on_no_page_of_the_site(writer, url, paper, alice):
    writer.post(url, typed(body="Nobody reads this", draft_version=0))

    for address in ("/", paper.get_absolute_url(), alice.get_absolute_url()):
        assert "Nobody reads this" not in writer.get(address).content.decode()
    assert Summary.objects.count() == 0


def test_keeping_says_which_draft_is_in_the_way(alice, paper):
    Draft.objects.keep(alice, paper, 0, body="a", base=0, fields={})

    with pytest.raises(StaleDraft) as stale:
        Draft.objects.keep(alice, paper, 0, body="b", base=0, fields={})

    assert stale.value.draft.body == "a"
