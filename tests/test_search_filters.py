"""Filters narrow a search down; one that cannot be meant is said."""

import pytest

from tests.searching import URL, fill_shelf, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(db):
    fill_shelf()


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"venue": "conf/nips"}, "Attention at NeurIPS"),
        ({"venue": "neurips"}, "Attention at NeurIPS"),
        ({"venue": "Neural information processing"}, "Attention at NeurIPS"),
        ({"author": "ann lee"}, "Attention of Ann"),
        ({"author": "li"}, "Attention of Ann"),
        ({"section": "biology"}, "Attention in biology"),
        ({"has": "on"}, "Attention with a summary"),
        ({"first": "2016"}, "Attention in biology"),
        ({"last": "2005"}, "Attention with a summary"),
        ({"first": "2009", "last": "2011"}, "Attention at NeurIPS"),
        ({"first": "2009", "author": "ann"}, "Attention of Ann"),
    ],
)
def test_filters_narrow_it_down_with_words_and_without(client, shelf, filters, found):
    assert titles(client, q="attention", **filters) == [found]
    assert titles(client, **filters) == [found]


def test_filters_hold_for_texts_too(client, shelf):
    asked = {"q": "works", "in": "summaries"}

    assert len(client.get(URL, {**asked, "last": "2005"}).context["page"].rows) == 1
    assert len(client.get(URL, {**asked, "first": "2005"}).context["page"].rows) == 0


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"first": "abc"}, "A year is a number such as 2019."),
        ({"last": "99999999999999999999"}, "A year is a number such as 2019."),
        ({"first": "-5"}, "A year is a number such as 2019."),
        ({"venue": "conf/none"}, "No venue here has that name or key."),
        ({"section": "cooking"}, "There is no such section."),
        ({"order": "random"}, "There is no such order."),
        ({"last": "2000"}, "This year is before the one from which on you search."),
    ],
)
def test_a_filter_that_cannot_be_meant_is_said_and_the_others_apply(client, shelf, wrong, words):
    asked = {"q": "attention", "first": "2016", "author": "", **wrong}

    response = client.get(URL, asked)

    page = response.content.decode()
    assert response.status_code == 200
    assert words in page
    assert 'aria-invalid="true"' in page
    assert "Attention in biology" in [row.title for row in response.context["page"]]
    assert next(iter(wrong.values())) in page  # what was typed stays
