"""What the databases refuse, proven by statements that no model or form has seen."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from summaries.models import (
    Comment,
    DailyReaders,
    Identifier,
    Paper,
    ReaderMark,
    Sighting,
    Summary,
    SummaryRevision,
    Vote,
)
from tests.factories import (
    make_comment,
    make_daily_readers,
    make_identifier,
    make_imported_summary,
    make_paper,
    make_sighting,
    make_summary,
    make_user,
    make_vote,
)
from tests.statements import columns_of, insert, refused, update

pytestmark = pytest.mark.django_db


def test_a_user_has_one_summary_of_a_paper(summary):
    with refused("summary_one_a_user_and_paper"):
        insert(Summary, **columns_of(summary))

    assert Summary.objects.count() == 1


def test_a_paper_has_any_number_of_summaries_by_nobody_we_know(paper):
    first = make_imported_summary(paper=paper)
    insert(Summary, **columns_of(first))

    assert paper.summaries.count() == 2


def test_a_public_summary_has_a_date(summary):
    with refused("summary_public_has_date"):
        update(summary, published_at=None)


def test_a_user_has_one_vote_on_a_summary(summary, bob):
    vote = make_vote(summary, 1, bob)

    with refused("vote_one_a_user"):
        insert(Vote, **columns_of(vote, value=-1))


@pytest.mark.parametrize("value", [0, 2, -2])
def test_a_vote_is_up_or_down(summary, bob, value):
    with refused("vote_up_or_down"):
        update(make_vote(summary, 1, bob), value=value)


def test_nobody_votes_on_their_own_summary(summary, alice, bob):
    vote = make_vote(summary, 1, bob)

    with refused("vote_not_on_own_summary"):
        insert(Vote, **columns_of(vote, voter_id=alice.pk))
    with refused("vote_not_on_own_summary"):
        update(vote, voter_id=alice.pk)


def test_no_vote_moves_to_a_summary_of_its_voter(summary, bob):
    vote = make_vote(summary, 1, bob)
    own = make_summary(author=bob)

    with refused("vote_not_on_own_summary"):
        update(vote, summary_id=own.pk)


def test_nobody_becomes_the_author_of_a_summary_they_voted_on(bob):
    summary = make_imported_summary()
    make_vote(summary, 1, bob)

    with refused("summary_author_has_voted"):
        update(summary, author_id=bob.pk)


@pytest.mark.parametrize(
    ("scheme", "value"),
    [("doi", "10.1000/ABC"), ("arxiv", "hep-TH/9901001"), ("url", ""), ("key", "")],
)
def test_an_identifier_is_stored_in_its_normal_form(paper, scheme, value):
    with refused("identifier_(lower|has_value)"):
        insert(Identifier, paper_id=paper.pk, scheme=scheme, value=value)


def test_an_identifier_names_one_paper(paper):
    make_identifier(paper, "doi", "10.1000/abc")

    with refused("identifier_once"):
        insert(Identifier, paper_id=make_paper().pk, scheme="doi", value="10.1000/abc")


def test_a_key_belongs_to_one_paper_and_is_not_empty(paper):
    with refused("summaries_paper_key"):
        update(make_paper(), key=paper.key)
    with refused("paper_has_key"):
        update(paper, key="")


def test_keys_differ_by_case(paper):
    update(make_paper(), key=paper.key.upper())

    assert Paper.objects.filter(key__in=[paper.key, paper.key.upper()]).count() == 2


@pytest.mark.parametrize("year", [0, 999, 3000])
def test_a_paper_is_of_a_sane_year(paper, year):
    with refused("paper_year_sane"):
        update(paper, year=year)


def test_a_version_has_a_number_of_its_own(summary):
    with refused("revision_number_once"):
        insert(SummaryRevision, **columns_of(summary.revisions.get()))


def test_a_comment_does_not_answer_itself():
    comment = make_comment()

    with refused("comment_not_its_own_answer"):
        update(comment, parent_id=comment.pk)

    assert Comment.objects.get().parent is None


def test_an_entry_of_a_dump_is_seen_once():
    with refused("sighting_once"):
        insert(Sighting, **columns_of(make_sighting()))


@pytest.mark.parametrize("column", ["entry", "line"])
def test_entries_and_lines_are_counted_from_one(column):
    with refused("sighting_counts_from_one"):
        update(make_sighting(), **{column: 0})


def test_a_day_has_one_count_of_readers(summary):
    of_paper = make_daily_readers(paper=summary.paper)
    of_summary = make_daily_readers(summary=summary)

    with refused("readers_paper_day"):
        insert(DailyReaders, **columns_of(of_paper))
    with refused("readers_summary_day"):
        insert(DailyReaders, **columns_of(of_summary))


def test_a_reader_leaves_one_mark_a_day(summary):
    marks = [
        ReaderMark.objects.create(
            day=timezone.now().date(), visitor=b"x" * 16, paper=summary.paper, summary=read
        )
        for read in (None, summary)
    ]

    for mark in marks:
        with refused("mark_(paper|summary)_once"):
            insert(ReaderMark, **columns_of(mark))


def test_a_summary_keeps_its_paper():
    summary = make_summary()

    def delete_by_hand():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM summaries_paper WHERE id = %s", [summary.paper_id])
            connection.check_constraints()

    with refused("summaries_summary"):
        delete_by_hand()


@pytest.mark.django_db(transaction=True)
def test_a_vote_cast_while_its_voter_becomes_the_author_is_refused():
    """Two connections at once: whichever comes first, the other has to notice."""
    voter, summary = make_user(), make_imported_summary()
    assigned, outcomes = threading.Event(), []

    def vote():
        assigned.wait(10)
        try:
            Vote.objects.create(summary_id=summary.pk, voter_id=voter.pk, value=1)
        except DatabaseError as error:  # in-memory SQLite does not even wait
            outcomes.append(error)
        finally:
            connection.close()
            if connection.connection is not None:  # Django leaves one in memory open
                connection.connection.close()

    thread = threading.Thread(target=vote)
    thread.start()
    with transaction.atomic():
        Summary.objects.filter(pk=summary.pk).update(author=voter)
        assigned.set()
        thread.join(0.5)  # it cannot finish before the commit: the row is locked
    thread.join(10)

    assert len(outcomes) == 1
    assert not Vote.objects.exists()


def test_texts_of_a_person_are_found_by_indexes_that_begin_with_the_person(db):
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, Summary._meta.db_table)
    columns = [facts["columns"] for facts in found.values() if facts["index"]]

    assert ["author_id"] not in columns  # one more to keep with each text
    assert len([names for names in columns if names[:1] == ["author_id"]]) == 2
    assert any(
        facts["foreign_key"] and facts["columns"] == ["author_id"] for facts in found.values()
    )
