"""The authors of a paper on the moderators' desk: any order, no gap, no 500."""

import pytest
from django.db import connection

from summaries.models import Paper
from tests.factories import make_author, make_paper
from tests.paper_form import PAPERS, author_row, errors, inline, save

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def desk(client, admin):
    client.force_login(admin)


@pytest.fixture
def five(db):
    return make_paper(key="conf/test/Five", authors=["A", "B", "C", "D", "E"])


def writers(paper):
    connection.check_constraints()
    return "".join(str(rank.author) for rank in paper.authorships.order_by("position"))


ORDERS = {
    "as they are": ([1, 2, 3, 4, 5], "ABCDE"),
    "two change places": ([2, 1, 3, 4, 5], "BACDE"),
    "backwards": ([5, 4, 3, 2, 1], "EDCBA"),
    "the last comes first": ([2, 3, 4, 5, 1], "EABCD"),
    "with gaps": ([10, 20, 30, 5, 40], "DABCE"),
    "two claim one place": ([1, 1, 1, 4, 5], "ABCDE"),
    "without a number": (["", 1, 2, 3, 4], "BCDEA"),
}


@pytest.mark.parametrize(("numbers", "expected"), ORDERS.values(), ids=ORDERS)
def test_authors_are_put_in_order_by_their_numbers(client, five, numbers, expected):
    ranks = five.authorships.order_by("position")
    rows = [author_row(rank, position=n) for rank, n in zip(ranks, numbers, strict=True)]
    response = save(client, five, rows)

    assert response.status_code == 302
    assert writers(five) == expected


def test_an_author_is_removed_from_the_middle_and_another_added_in_front(client, five):
    rows = [author_row(rank) for rank in five.authorships.order_by("position")]
    rows[2]["DELETE"] = "on"
    new = {"paper": five.pk, "position": 1, "author": make_author("N").pk}
    response = save(client, five, [{**rows[0], "position": 2}, *rows[1:], new])

    assert response.status_code == 302
    assert writers(five) == "NABDE"


def test_all_authors_can_be_removed(client, five):
    ranks = five.authorships.order_by("position")
    save(client, five, [author_row(rank, DELETE="on") for rank in ranks])

    assert writers(five) == ""


def test_an_author_is_replaced_and_comes_back_further_down(client, five):
    rows = [author_row(rank) for rank in five.authorships.order_by("position")]
    former, rows[0]["author"] = rows[0]["author"], make_author("N").pk
    save(client, five, [*rows, {"paper": five.pk, "position": "", "author": former}])

    assert writers(five) == "NBCDEA"


def test_an_author_named_twice_is_refused_with_a_reason(client, five):
    rows = [author_row(rank) for rank in five.authorships.order_by("position")]
    rows[1]["author"] = rows[0]["author"]
    response = save(client, five, rows)

    assert "An author can be named once only: A." in errors(response)
    assert writers(five) == "ABCDE"


@pytest.mark.parametrize("position", ["0", "-1", "99999999999999999999", "first"])
def test_a_place_that_is_no_place_is_refused_with_a_reason(client, five, position):
    rows = [author_row(rank) for rank in five.authorships.order_by("position")]
    rows[0]["position"] = position

    assert "position" in errors(save(client, five, rows))


def test_an_order_made_from_an_old_page_is_refused_without_harm(client, five):
    rows = [author_row(rank) for rank in five.authorships.order_by("position")]
    five.set_authors([rank.author for rank in five.authorships.order_by("-position")])
    response = save(client, five, rows)

    assert errors(response)
    assert writers(five) == "EDCBA"


def test_a_paper_is_added_with_its_authors(client, admin):
    blank = Paper(key="conf/test/New", title="A new one", year=2021)
    rows = [{"position": "", "author": make_author(name).pk} for name in "XY"]
    names = [{"scheme": "doi", "value": "https://doi.org/10.1000/NEW"}]
    fields = {
        **{"key": blank.key, "title": blank.title, "year": 2021, "status": "identified"},
        **inline("authorships", rows, 0),
        **inline("identifiers", names, 0),
    }
    response = client.post(f"{PAPERS}add/", fields)
    paper = Paper.objects.get(key="conf/test/New")

    assert response.status_code == 302
    assert writers(paper) == "XY"
    assert paper.identifiers.get().value == "10.1000/new"
