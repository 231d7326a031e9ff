"""Whatever changes what a paper is found by, the search knows it at once."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from summaries import search
from summaries.models import Authorship, Paper
from summaries.search import Query, indexes
from tests.factories import make_author, make_keyword, make_paper, make_summary, make_venue
from tests.test_concurrency import at_once

pytestmark = pytest.mark.django_db


def found(words, **filters):
    return [paper.pk for paper in search.papers(Query(words, **filters)).rows]


def check_the_index():
    """SQLite compares its index with the rows; PostgreSQL's cannot differ."""
    if connection.vendor == "sqlite":
        for table in ("paper", "summary", "author", "keyword"):
            index = f"summaries_{table}_index"
            with connection.cursor() as cursor:
                cursor.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")


@pytest.fixture(autouse=True)
def _consistent(db):
    yield
    check_the_index()


def names_of(paper):
    return Paper.objects.values_list("search_names", flat=True).get(pk=paper.pk).split()


def test_nothing_that_keeps_the_search_current_is_missing():
    assert indexes.missing() == []


def test_a_title_and_an_abstract_are_found_until_they_are_others():
    paper = make_paper(title="Matrix factorization", abstract="Of nonnegative tables.")
    assert found("factorization") == found("nonnegative") == [paper.pk]
    paper.title, paper.abstract = "Tensor decomposition", "Of cubes."
    paper.save()

    assert found("factorization") == found("nonnegative") == []
    assert found("tensor") == found("cubes") == [paper.pk]
    paper.delete()
    assert found("tensor") == []


def test_authors_are_found_as_long_as_they_are_authors():
    paper = make_paper(authors=["Käthe Möller", "Lee Daniel"])
    assert found("kathe lee") == found("Möller") == [paper.pk]
    paper.set_authors([make_author("Sebastian Seung")])

    assert found("moller") == []
    assert found("seung") == [paper.pk]
    Authorship.objects.filter(paper=paper).delete()
    assert found("seung") == []


def test_authors_whom_somebody_moves_to_another_paper_are_found_there():
    former, paper = make_paper(authors=["Käthe Möller"]), make_paper()
    Authorship.objects.filter(paper=former).update(paper=paper)

    assert found("moller") == [paper.pk]
    assert names_of(former) == []


def test_a_new_name_of_an_author_keyword_or_venue_is_that_of_their_papers():
    author, keyword, venue = make_author("Grete"), make_keyword("botany"), make_venue(name="NIPS")
    paper = make_paper(authors=[author], keywords=[keyword], venue=venue)
    for row, name in ((author, "Margarete"), (keyword, "zoology"), (venue, "NeurIPS")):
        row.name = name
        row.save()

    assert sorted(names_of(paper)) == ["NeurIPS", "margarete", "zoology"]
    assert found("margarete zoology neurips") == [paper.pk]
    assert found("grete") == found("botany") == found("nips") == []


def test_keywords_and_venues_are_found_until_they_are_taken_away():
    venue = make_venue(name="NeurIPS", full_name="Neural Information Processing Systems")
    paper = make_paper(keywords=["cs.LG"], venue=venue)
    assert found("cs.LG") == found("neurips") == found("information processing") == [paper.pk]
    paper.keywords.clear()
    venue.delete()

    assert found("cs.LG") == found("neurips") == []
    assert names_of(paper) == []


def test_a_paper_saved_by_whoever_read_it_earlier_keeps_its_names():
    paper = make_paper()
    early = Paper.objects.get(pk=paper.pk)
    paper.set_authors([make_author("Käthe Möller")])
    early.title = "Another title"
    early.save()

    assert found("moller another") == [paper.pk]


def test_of_thousands_of_authors_the_first_ones_are_found():
    names = [f"Writer{number}" for number in range(200)]
    paper = make_paper(authors=names)

    assert found("writer59") == [paper.pk]
    assert found("writer60") == []
    assert len(names_of(paper)) == 60


def test_texts_are_found_until_they_are_others():
    summary = make_summary(body="A lucid proof.")
    assert [row.pk for row in search.summaries(Query("lucid")).rows] == [summary.pk]
    summary.revise("A murky proof.", summary.author)

    assert search.summaries(Query("lucid")).rows == []
    assert search.summaries(Query("murky")).count == 1


@pytest.mark.django_db(transaction=True)
def test_a_bulk_load_is_found_after_its_end():
    venue = make_venue(name="NeurIPS")
    with search.paused():
        paper = make_paper(title="Loaded in bulk", venue=venue, authors=["Käthe Möller"])
        make_summary(paper=paper, body="A lucid proof.")

    assert indexes.missing() == []
    assert found("loaded moller neurips") == [paper.pk]
    assert search.summaries(Query("lucid")).count == 1


@pytest.mark.django_db(transaction=True)
def test_reindex_makes_again_what_a_killed_load_left_out(capsys):
    indexes.drop() if connection.vendor == "sqlite" else indexes.postgresql.pause()
    paper = make_paper(title="Loaded in bulk", authors=["Käthe Möller"])
    Paper.objects.update(search_title="", title_hash="")
    with pytest.raises(CommandError):
        call_command("reindex", "--check")
    call_command("reindex")

    assert indexes.missing() == []
    call_command("reindex", "--check")
    assert found("bulk moller") == [paper.pk]
    assert "1 rows had words of an older kind" in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_of_those_who_name_one_paper_at_the_same_time_nobody_is_missed():
    paper = make_paper()
    keywords = [make_keyword(f"topic{number}") for number in range(6)]
    at_once([lambda row=row: Paper.objects.get(pk=paper.pk).keywords.add(row) for row in keywords])

    assert sorted(names_of(paper)) == [row.name for row in keywords]
    assert found("topic0 topic5") == [paper.pk]


@pytest.mark.parametrize("words", ["study", "study things", "thing"])
def test_the_database_is_asked_for_a_bounded_number_of_rows(words):
    for _ in range(3):
        make_summary(paper=make_paper(abstract="Of things."), body="A study of things.")
    with CaptureQueriesContext(connection) as captured:
        search.papers(Query(words))
        search.summaries(Query(words))
        search.count_papers(Query(words))
        search.count_summaries(Query(words))
    asked = [place for query in captured for place in places_of(query["sql"])]
    of_words = [sql for sql in asked if "MATCH" in sql or "to_tsquery" in sql]

    bounds = [re.findall(r"LIMIT (\d+)", sql)[-1] for sql in of_words]

    assert len(bounds) >= 4
    assert set(bounds[:-2]) == {"2001"}
    assert bounds[-2:] == ["501", "501"]  # where nothing but the number is asked
    if connection.vendor == "sqlite":  # it stops there: nothing is sorted before
        assert not any("TEMP B-TREE" in plan_of(sql) for sql in of_words)


def places_of(sql):
    """The queries for rows of one place each, if it puts several together; or itself."""
    return re.findall(r"place\d AS \((.*?LIMIT \d+)\)", sql) or [sql]


def plan_of(sql):
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql.replace('%', '%%')}")
        return " ".join(row[-1] for row in cursor.fetchall())


# Where a trigger stands before the updates of a row, PostgreSQL works out all generated columns
# with each of them, and on SQLite one that names no column runs with each.
DEAR = {
    "postgresql": """
        SELECT tgrelid::regclass || '.' || tgname FROM pg_trigger
        WHERE NOT tgisinternal AND tgtype & 19 = 19
        AND tgrelid IN (SELECT attrelid FROM pg_attribute WHERE attgenerated = 's')
    """,
    "sqlite": """
        SELECT name FROM sqlite_master WHERE type = 'trigger'
        AND tbl_name IN ('summaries_summary', 'summaries_paper')
        AND sql LIKE '% UPDATE %' AND sql NOT LIKE '% UPDATE OF %'
    """,
}


def test_a_vote_or_a_count_makes_no_list_of_words_anew():
    with connection.cursor() as cursor:
        cursor.execute(DEAR[connection.vendor])
        assert cursor.fetchall() == []
