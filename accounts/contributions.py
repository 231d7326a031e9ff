"""What a person has given, counted anew with each vote: in statements that are written once."""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Count, Sum

from shortsci.prepared import Prepared
from summaries.ranking import wilson_lower_bound

STORE = "UPDATE accounts_user SET summary_count = %s, contribution = %s WHERE id = %s"


def _locked(pk: int):
    people = get_user_model()._default_manager
    return people.filter(pk=pk).select_for_update(no_key=True).values_list("pk")


def _given_by_all():
    """Over public, named summaries only: how many, and the votes on them."""
    texts = apps.get_model("summaries", "Summary").objects.listed()
    named = texts.filter(author__isnull=False, is_anonymous=False).order_by().values("author")
    counted = named.annotate(texts=Count("pk"), for_them=Sum("ups"), against=Sum("downs"))
    return counted.values_list("texts", "for_them", "against")


def _given(author: int):
    return _given_by_all().filter(author=author)


LOCK, GIVEN = Prepared(_locked), Prepared(_given)


def recount(pk: int) -> tuple[int, float]:
    """Bring the person's two numbers up to date, within a transaction; they are returned."""
    if connection.features.has_select_for_update:
        LOCK.rows(pk)  # one at a time; on SQLite it is only one anyway
    texts, ups, downs = next(iter(GIVEN.rows(pk)), (0, 0, 0))
    numbers = texts, wilson_lower_bound(ups, downs)
    with connection.cursor() as cursor:
        cursor.execute(STORE, [*numbers, pk])
    return numbers


def count_all() -> None:
    """Fill in the numbers of all who gave something: for bulk loads, while nobody else writes."""
    given = _given_by_all().values_list("author", "texts", "for_them", "against")
    rows = [(texts, wilson_lower_bound(ups, downs), pk) for pk, texts, ups, downs in given]
    with connection.cursor() as cursor:
        cursor.executemany(STORE, rows)
