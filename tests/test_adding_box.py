"""The box for new papers: who may use it, what it refuses, and that nothing pasted is lost."""

import pytest
from django.test import Client

from summaries.models import Paper
from tests import metadata_replies as replies
from tests.adding import ADD, page_of, post
from tests.factories import make_paper


def test_strangers_log_in_first_and_come_back_to_what_they_brought(client, db):
    response = client.get(ADD, {"q": "10.5555/x"})

    assert response.status_code == 302
    assert response.url == "/account/login/?next=/papers/add/%3Fq%3D10.5555%252Fx"


def test_the_box_is_filled_in_and_nothing_is_asked_for_yet(reader, server):
    page = page_of(reader.get(ADD, {"q": "arXiv:1904.06387"}))

    assert ">\narXiv:1904.06387</textarea>" in page
    assert server.asked == []


@pytest.mark.parametrize("pasted", ["", "   ", "\n"])
def test_nothing_is_refused_in_words(reader, pasted):
    response = post(reader, pasted)

    assert response.status_code == 422
    assert "paste something" in page_of(response)


@pytest.mark.parametrize(
    "pasted",
    ["\0", "x" * 200_001, "(" * 100_000, "http://[", "10.1/", "@", "TY  -", "🦉", "@x{" * 1000],
    ids=range(9),
)
@pytest.mark.parametrize("action", ["", "add", "choose", "correct", "nonsense"])
def test_nonsense_gets_an_answer_in_words(reader, server, pasted, action):
    response = post(reader, pasted, action=action)

    assert response.status_code in {200, 422}
    assert "<h1" in page_of(response)
    assert Paper.objects.count() == 0


def test_when_the_session_ended_what_was_pasted_is_shown_back(client, db):
    response = post(client, "10.5555/abc.123")

    assert response.status_code == 403
    assert ">\n10.5555/abc.123</textarea>" in page_of(response)
    assert "Log in in another tab" in page_of(response)


def test_a_token_from_before_a_log_in_loses_nothing(alice):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(alice)
    response = browser.post(ADD, {"q": "10.5555/abc.123"})

    assert response.status_code == 403
    assert "10.5555/abc.123</textarea>" in page_of(response)


def test_too_many_questions_are_a_429_that_keeps_what_was_pasted(reader, server, settings):
    settings.LIMITS = {**settings.LIMITS, "lookup": (1, 60)}
    post(reader, "10.5555/1")
    response = post(reader, "10.5555/2")

    assert response.status_code == 429
    assert int(response["Retry-After"]) <= 60
    assert "10.5555/2</textarea>" in page_of(response)


def test_too_many_papers_are_a_429(reader, server, settings):
    settings.LIMITS = {**settings.LIMITS, "add": (0, 60)}
    server.say("/works/", replies.CROSSREF)
    response = post(reader, "10.5555/abc.123", action="add")

    assert response.status_code == 429
    assert Paper.objects.count() == 0


def test_the_pages_cost_constant_queries(reader, server, django_assert_max_num_queries):
    for number in range(4):
        make_paper(title="Nothing of this kind", authors=["Lee", f"Kim {number}"])

    with django_assert_max_num_queries(6):
        reader.get(ADD)
    with django_assert_max_num_queries(25):
        post(reader, "Nothing of this kind")
