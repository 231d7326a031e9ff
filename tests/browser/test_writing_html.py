"""The Nu HTML checker on every page of writing, in every state that it has."""

import pytest
from django.urls import reverse

from summaries.models import Summary
from tests.browser.checking import html_errors
from tests.drawings import drawn, sent
from tests.writing import typed

pytestmark = pytest.mark.browser


@pytest.fixture
def pages(client, alice, paper):
    """Name and content of each page."""
    url = reverse("summaries:write", args=[paper.key])
    draft_url = reverse("summaries:draft", args=[paper.key])
    client.force_login(alice)
    found = {"empty": client.get(url)}
    client.post(draft_url, typed(body="Unsaved.", draft_version=0))
    found["draft"] = client.get(url)
    found["wrong"] = client.post(url, typed(body="", licence="x", base="q"))
    found["preview"] = client.post(url, typed(body="# Hi $x^2$, $\\nosuch$", action="preview"))
    found["picture"] = client.post(url, {**typed(), **sent(drawn())})
    client.post(url, typed(visibility="link", competing_interests="One.", ai_assistance="Two."))
    found["conflict"] = client.post(url, typed(body="Other words."))
    summary = Summary.objects.get()
    summary.revise("Two.", alice)
    own = summary.get_absolute_url()
    for name in ("", "history/", "share/"):
        found[f"own {name[:-1]}"] = client.get(f"{own}{name}")
    found["paper"] = client.get(paper.get_absolute_url())
    client.logout()
    found["shared"] = client.get(reverse("summaries:shared", args=[summary.share_token]))
    found["kept"] = client.post(url, typed())
    return {name: response.content for name, response in found.items()}


def test_the_html_checker_finds_no_error(pages, tmp_path):
    assert html_errors(pages, tmp_path) == []
    assert len(pages) == 12
