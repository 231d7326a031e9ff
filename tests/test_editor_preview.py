"""What the editor asks while somebody writes: the preview, papers to cite, the symbols."""

import pytest
from django.urls import reverse

from summaries.models import Summary
from summaries.symbols import symbol_table
from tests.bounds import TO_BOUND_A_SEARCH
from tests.factories import make_paper, make_summary


@pytest.fixture
def writer(client, alice):
    client.force_login(alice)
    return client


@pytest.fixture
def url(db):
    return reverse("summaries:preview")


@pytest.fixture
def cite_url(db):
    return reverse("summaries:cite")


def test_it_is_exactly_what_saving_stores(writer, url, paper):
    body = f"# Title\n\n$$\\begin{{pmatrix}}1&2\\end{{pmatrix}}$$ \\cite{{{paper.key}}} $\\frac{{$"
    answer = writer.post(url, {"body": body}).content.decode()

    assert make_summary(body=body).body_html in answer
    assert paper.title in answer


def test_it_names_what_is_wrong_in_formulas_and_counts_words(writer, url):
    answer = writer.post(url, {"body": "Three small words $\\undefinedmacro x$"}).content.decode()

    assert "1 thing cannot be shown as meant" in answer
    assert "undefinedmacro" in answer
    assert "math-error" in answer
    assert 'data-count="4"' in answer


def test_it_lets_nothing_through_that_a_summary_would_not(writer, url):
    answer = writer.post(url, {"body": "<script>alert(1)</script><img src=x onerror=alert(1)>"})

    assert "<script" not in answer.content.decode()
    assert "<img" not in answer.content.decode()


@pytest.mark.parametrize("body", [{}, {"body": ""}, {"body": "\x00"}])
def test_nothing_gives_an_empty_preview(writer, url, body):
    response = writer.post(url, body)

    assert response.status_code == 200
    assert "0 words" in response.content.decode()


def test_too_much_is_refused_in_words(writer, url):
    response = writer.post(url, {"body": "x" * 100_001})

    assert response.status_code == 422
    assert "100000 characters" in response.content.decode()
    assert response["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize("name", ["preview", "cite", "upload"])
def test_strangers_and_suspended_people_are_answered_403_not_a_log_in_page(client, alice, name):
    address = reverse(f"summaries:{name}")
    method = client.get if name == "cite" else client.post
    assert method(address).status_code == 403
    client.force_login(alice)
    type(alice).objects.update(is_active=False)

    assert method(address).status_code == 403


def test_another_site_cannot_ask_for_it(alice, url, client_with_csrf):
    client_with_csrf.force_login(alice)

    assert client_with_csrf.post(url, {"body": "x"}).status_code == 403


@pytest.fixture
def client_with_csrf():
    from django.test import Client

    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize(("name", "fields"), [("preview", {"body": "x"}), ("cite", {"q": "ab"})])
def test_too_often_is_a_429_that_says_when(writer, settings, name, fields):
    settings.LIMITS = {**settings.LIMITS, name: (1, 60)}
    ask = writer.get if name == "cite" else writer.post
    ask(reverse(f"summaries:{name}"), fields)
    response = ask(reverse(f"summaries:{name}"), fields)

    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 60


def test_a_preview_writes_nothing(writer, url):
    writer.post(url, {"body": "Words."})

    assert Summary.objects.count() == 0
    assert writer.get(url).status_code == 405


@pytest.mark.parametrize(
    "words", ["shapes feature", "LAMPINEN", "conf/nips/Herm", " representations? "]
)
def test_a_paper_is_found_by_title_author_and_key(writer, cite_url, paper, words):
    make_paper()
    found = writer.get(cite_url, {"q": words}).json()["papers"]

    assert found == [
        {
            "key": paper.key,
            "title": paper.title,
            "year": 2020,
            "authors": "Katherine Hermann and Andrew Lampinen",
        }
    ]


@pytest.mark.parametrize("words", ["", "x", "nobody wrote this", "%", "_", "\\", "' OR 1=1 --"])
def test_what_is_too_short_or_not_there_finds_nothing(writer, cite_url, paper, words):
    assert writer.get(cite_url, {"q": words}).json() == {"papers": []}


def test_the_answer_is_short_whatever_is_asked(writer, cite_url, django_assert_max_num_queries):
    for number in range(12):
        make_paper(title=f"Deep thing {number}", authors=["One", "Two", f"Three {number}"])
    with django_assert_max_num_queries(8 + TO_BOUND_A_SEARCH):
        found = writer.get(cite_url, {"q": "deep thing" + " " * 5000}).json()["papers"]

    assert len(found) == 8
    assert found[0]["authors"] == "One et al."


def test_every_symbol_of_the_help_is_one_that_the_renderer_knows():
    groups = symbol_table()

    assert len(groups) > 4
    for _, symbols in groups:
        for tex, html in symbols:
            assert html.startswith("<math"), tex
            assert "math-error" not in html, tex
