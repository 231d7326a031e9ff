"""Queries whose SQL is written once."""

import pytest
from django.utils import timezone

from accounts.models import User
from shortsci.prepared import Prepared
from tests.factories import make_user


def test_the_same_query_finds_other_rows_for_other_values(db):
    by_number = Prepared(lambda pk: User.objects.filter(pk=pk))
    people = [make_user("ann"), make_user("ben")]

    assert [by_number.first(each.pk).username for each in people] == ["ann", "ben"]
    assert by_number.first(0) is None
    assert by_number.first(2**63) is None


def test_values_come_back_as_the_model_has_them(summary):
    moment = Prepared(lambda pk: type(summary).objects.filter(pk=pk).values_list("published_at"))

    assert [*map(tuple, moment.rows(summary.pk))] == [(summary.published_at,)]


def test_a_query_that_knows_what_time_it_is_is_refused(db):
    young = Prepared(
        lambda pk: User.objects.filter(pk=pk, date_joined__lt=timezone.now()).values_list("pk")
    )

    with pytest.raises(ValueError, match="another one each time"):
        young.rows(1)
    with pytest.raises(ValueError, match="another one each time"):
        young.rows(1)


def test_two_values_keep_their_places(alice, bob):
    mine = Prepared(
        lambda other, pk: User.objects.filter(pk=pk).exclude(pk=other).values_list("username")
    )

    assert [*mine.rows(alice.pk, bob.pk)] == [("bob",)]
    assert [*mine.rows(bob.pk, bob.pk)] == []
