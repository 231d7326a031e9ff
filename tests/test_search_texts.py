"""The search for texts: found are those that anybody may read, and nobody who hides."""

import pytest

from summaries.models import Paper
from tests.factories import make_paper, make_summary
from tests.searching import URL, text, titles

pytestmark = pytest.mark.django_db


def test_public_summaries_are_found_by_their_text_with_an_excerpt(client, alice):
    summary = make_summary(author=alice, body="A *lucid* <proof> of $x^2$.")

    page = text(client, q="lucid", **{"in": "summaries"})

    assert "A <mark>lucid</mark> &lt;proof&gt;" in page
    assert summary.get_absolute_url() in page
    assert 'href="/people/alice/"' in page


def test_words_that_only_texts_have_show_the_texts_at_once(client, alice):
    summary = make_summary(author=alice, body="A lucid proof.")

    assert list(client.get(URL, {"q": "lucid"}).context["page"]) == [summary]
    assert list(client.get(URL, {"q": "lucid", "in": "papers"}).context["page"]) == []
    assert list(client.get(URL, {"q": "limpid"}).context["page"]) == []


@pytest.mark.parametrize("visibility", ["draft", "private", "link", "hidden"])
def test_no_other_text_is_found_or_counted(client, alice, bob, visibility):
    secret = make_summary(author=alice, visibility="public", body="lucid")
    secret.hide() if visibility == "hidden" else secret.show_to(visibility)
    client.force_login(bob)

    response = client.get(URL, {"q": "lucid", "in": "summaries"})

    assert response.context["page"].rows == []
    assert response.context["counts"]["summaries"].count == 0
    assert response.context["counts"]["papers"].count == 0
    assert secret.get_absolute_url() not in response.content.decode()


def test_an_anonymous_summary_is_found_without_its_author(client, alice):
    make_summary(author=alice, is_anonymous=True, body="lucid")

    page = text(client, q="lucid", **{"in": "summaries"})

    assert "Summary by Anonymous" in page
    assert "alice" not in page.lower()
    assert titles(client, q="alice") == []


def test_a_title_made_of_words_that_nobody_may_read_is_not_found(client):
    paper = make_paper(title="Secret opening words", status=Paper.Status.UNIDENTIFIED)
    assert titles(client, q="secret opening") == []
    summary = make_summary(paper=paper)
    assert titles(client, q="secret opening") == ["Secret opening words"]
    summary.hide()

    assert titles(client, q="secret opening") == []
    assert client.get("/search/suggest", {"q": "secret"}).json()[1] == []


def test_texts_are_sorted_by_how_much_they_speak_of_it_by_year_or_by_age(client):
    older = make_summary(paper=make_paper(year=2020), body="lucid lucid lucid")
    newer = make_summary(paper=make_paper(year=1990), body="lucid " + "and more " * 50)

    def order(by):
        rows = client.get(URL, {"q": "lucid", "in": "summaries", "order": by}).context["page"].rows
        return [row.pk for row in rows]

    assert order("relevance") == order("year") == [older.pk, newer.pk]
    assert order("activity") == [newer.pk, older.pk]


def test_where_only_texts_have_the_words_the_page_says_so(client):
    make_summary(body="A lucid proof.")

    assert "1 summary has" in text(client, q="lucid", **{"in": "papers"})
