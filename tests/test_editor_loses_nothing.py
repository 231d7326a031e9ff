"""Conflicts, ended sessions, old tokens, too many saves: the text always comes back."""

import pytest
from django.test import Client
from django.urls import reverse

from summaries.models import Summary
from summaries.writing import EditConflict, save_summary
from tests.factories import make_summary
from tests.writing import typed

LONG = "Long and precious words.\n" * 50


@pytest.fixture
def url(paper):
    return reverse("summaries:write", args=[paper.key])


@pytest.fixture
def writer(client, alice):
    client.force_login(alice)
    return client


def saved(**fields):
    beside = {"competing_interests": "", "ai_assistance": "", "note": "", "is_anonymous": False}
    return {**typed(), **beside, "base": 0, **fields}


def test_a_save_over_another_window_s_save_shows_both_and_stores_nothing(writer, url):
    writer.post(url, typed(body="The text of one window."))
    response = writer.post(url, typed(body="The text of the other window."))

    page = response.content.decode()
    assert response.status_code == 409
    assert "Saved elsewhere in the meantime" in page
    assert "The text of one window." in page
    assert "The text of the other window." in page
    assert 'name="base" value="1"' in page
    assert Summary.objects.get().body == "The text of one window."


def test_after_a_conflict_saving_again_keeps_both_in_the_history(writer, url):
    writer.post(url, typed(body="One."))
    writer.post(url, typed(body="Other."))
    writer.post(url, typed(body="Other.", base=1))

    bodies = Summary.objects.get().revisions.values_list("body", flat=True)
    assert list(bodies) == ["One.", "Other."]


def test_two_first_saves_at_once_are_a_conflict_not_an_error(alice, paper, monkeypatch):
    monkeypatch.setattr("summaries.writing.own_summary", own_summary_of_a_moment_ago([None]))
    make_summary(author=alice, paper=paper, body="First.")

    with pytest.raises(EditConflict) as conflict:
        save_summary(paper, alice, saved(body="Second."))

    assert conflict.value.saved.body == "First."


def own_summary_of_a_moment_ago(answers):
    def look(paper, author):
        return answers.pop() if answers else paper.summaries.filter(author=author).first()

    return look


def test_an_ended_session_gives_the_text_back_with_a_way_to_log_in(client, url):
    response = client.post(url, typed(body=LONG))

    page = response.content.decode()
    assert response.status_code == 403
    assert LONG.strip() in page
    assert reverse("account_login") in page
    assert 'target="_blank"' in page
    assert "no-store" in response["Cache-Control"]
    assert Summary.objects.count() == 0


def test_a_token_from_before_a_log_in_gives_the_text_back_in_a_form_that_works(alice, url):
    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    response = client.post(url, typed(body=LONG, csrfmiddlewaretoken="x" * 64))
    token = response.context["csrf_token"]

    assert response.status_code == 403
    assert LONG.strip() in response.content.decode()
    client.post(url, typed(body=LONG, csrfmiddlewaretoken=token))
    assert Summary.objects.get().body == LONG.strip("\n")


def test_a_suspended_person_s_text_is_given_back_and_not_saved(writer, alice, url):
    alice.is_active = False
    alice.save(update_fields=["is_active"])

    response = writer.post(url, typed(body=LONG))

    assert response.status_code == 403
    assert LONG.strip() in response.content.decode()
    assert Summary.objects.count() == 0


def test_too_many_saves_are_a_429_with_the_whole_text(writer, url, settings):
    settings.LIMITS = {**settings.LIMITS, "save": (1, 3600)}
    writer.post(url, typed())
    response = writer.post(url, typed(base=1, body=LONG))

    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 3600
    assert LONG.strip() in response.content.decode()
