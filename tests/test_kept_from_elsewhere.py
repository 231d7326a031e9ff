"""A page of another site sends a text to ours: it is shown, and never in a form of ours."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.writing import typed

FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
]
OURS = [{}, {"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}]


@pytest.fixture
def url(paper):
    return reverse("summaries:write", args=[paper.key])


def send(url, user, headers):
    client = Client(enforce_csrf_checks=True, headers=headers)
    if user is not None:
        client.force_login(user)
    return client.post(url, typed(body="Words <b>of</b> somebody."))


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize("is_known", [True, False])
def test_a_foreign_text_is_shown_without_a_button_that_saves_it(url, alice, headers, is_known):
    answer = send(url, alice if is_known else None, headers)

    assert answer.status_code == 403
    assert "Words &lt;b&gt;of&lt;/b&gt; somebody." in answer.text
    assert "readonly" in answer.text
    assert f'action="{url}"' not in answer.text
    assert "Another web site has sent this" in answer.text


@pytest.mark.parametrize("headers", OURS)
def test_one_s_own_text_stays_in_a_form(url, alice, headers):
    answer = send(url, alice, headers)

    assert answer.status_code == 403
    assert f'action="{url}"' in answer.text


@pytest.mark.parametrize("page", ["add_paper", "add_by_hand"])
@pytest.mark.parametrize("headers", FOREIGN)
def test_other_forms_are_not_filled_in_by_foreign_pages(alice, page, headers):
    client = Client(enforce_csrf_checks=True, headers=headers)
    client.force_login(alice)
    answer = client.post(reverse(f"summaries:{page}"), {"q": "planted", "title": "planted"})

    assert answer.status_code == 403
    assert "planted" not in answer.text
