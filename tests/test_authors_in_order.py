"""The authors of a paper have an order without gaps, whoever writes it."""

import pytest
from django.db import connection, transaction

from summaries.models import Authorship
from tests.factories import make_author, make_paper
from tests.statements import insert, refused

pytestmark = pytest.mark.django_db


def names(paper):
    return [f"{row.position} {row.author}" for row in paper.authorships.order_by("position")]


def test_authors_begin_with_the_first(paper):
    author = make_author()

    with refused("authorship_from_one"):
        insert(Authorship, paper_id=make_paper().pk, author_id=author.pk, position=0)
    with refused("authorship_without_gaps"):
        insert(Authorship, paper_id=make_paper().pk, author_id=author.pk, position=2)


def test_authors_have_no_gap(paper):
    with refused("authorship_without_gaps"):
        insert(Authorship, paper_id=paper.pk, author_id=make_author().pk, position=4)

    assert paper.authorships.count() == 2


def test_a_place_among_the_authors_is_taken_once(paper):
    with refused("authorship_position_once"):
        insert(Authorship, paper_id=paper.pk, author_id=make_author().pk, position=2)


def test_an_author_is_named_once_on_a_paper(paper):
    first = paper.authorships.get(position=1).author

    with refused("authorship_author_once"):
        insert(Authorship, paper_id=paper.pk, author_id=first.pk, position=3)


def test_the_first_author_is_not_deleted_before_the_second(paper):
    def delete_the_first():
        with transaction.atomic():
            paper.authorships.filter(position=1).delete()
            connection.check_constraints()

    with refused("authorship_without_gaps"):
        delete_the_first()

    assert paper.authorships.count() == 2


def test_the_last_author_can_go(paper):
    paper.authorships.filter(position=2).delete()
    connection.check_constraints()

    assert paper.authorships.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_gap_among_the_authors_fails_when_the_transaction_commits():
    paper = make_paper(authors=["First Author"])

    def commit_a_gap():
        with transaction.atomic():
            Authorship.objects.create(paper=paper, author=make_author(), position=3)
            assert paper.authorships.count() == 2

    with refused("authorship_without_gaps"):
        commit_a_gap()

    assert paper.authorships.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_gap_that_is_filled_before_the_commit_is_none():
    paper = make_paper(authors=["First Author"])
    with transaction.atomic():
        Authorship.objects.create(paper=paper, author=make_author(), position=3)
        Authorship.objects.create(paper=paper, author=make_author(), position=2)

    assert list(paper.authorships.values_list("position", flat=True)) == [1, 2, 3]


@pytest.mark.django_db(transaction=True)
def test_a_paper_goes_with_its_authorships():
    paper = make_paper(authors=["First Author", "Second Author", "Third Author"])
    paper.delete()

    assert not Authorship.objects.exists()


def test_the_authors_can_change_places(paper):
    first, second = (row.author for row in paper.authorships.order_by("position"))
    paper.set_authors([second, make_author("Somebody New"), first])
    connection.check_constraints()

    assert names(paper) == ["1 Andrew Lampinen", "2 Somebody New", "3 Katherine Hermann"]


def test_an_author_named_twice_counts_once(paper):
    first, second = (row.author for row in paper.authorships.order_by("position"))
    paper.set_authors([second, first, second])

    assert names(paper) == ["1 Andrew Lampinen", "2 Katherine Hermann"]


def test_a_paper_can_lose_all_its_authors(paper):
    paper.set_authors([])

    assert names(paper) == []
