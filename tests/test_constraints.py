"""What the databases refuse, proven by statements that no model or form has seen."""

import threading

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from summaries.models import (
    Authorship,
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
    make_author,
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

pytestmark = pytest.mark.django_db


def insert(model, **columns):
    """Insert a row by hand; columns that are not named are taken from no default of Python's."""
    quote = connection.ops.quote_name
    names = ", ".join(map(quote, columns))
    marks = ", ".join(["%s"] * len(columns))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})",
            list(columns.values()),
        )
        connection.check_constraints()


def update(row, **columns):
    """Change a row by hand."""
    quote = connection.ops.quote_name
    changes = ", ".join(f"{quote(name)} = %s" for name in columns)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {quote(row._meta.db_table)} SET {changes} WHERE id = %s",
            [*columns.values(), row.pk],
        )
        connection.check_constraints()


def refused(name=""):
    """Expect a refusal, on PostgreSQL by the constraint of that name."""
    return pytest.raises(IntegrityError, match=name if connection.vendor == "postgresql" else None)


def columns_of(row, **changes):
    """All columns of a row but its key, as the database has them, for a second such row."""
    table = connection.ops.quote_name(row._meta.db_table)
    stored = [
        field.column
        for field in row._meta.local_concrete_fields
        if not field.primary_key and not field.generated
    ]
    with connection.cursor() as cursor:
        names = ", ".join(map(connection.ops.quote_name, stored))
        cursor.execute(f"SELECT {names} FROM {table} WHERE id = %s", [row.pk])
        return {**dict(zip(stored, cursor.fetchone(), strict=True)), **changes}


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


def test_a_summary_keeps_its_paper(summary):
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

    thread = threading.Thread(target=vote)
    thread.start()
    with transaction.atomic():
        Summary.objects.filter(pk=summary.pk).update(author=voter)
        assigned.set()
        thread.join(0.5)  # it cannot finish before the commit: the row is locked
    thread.join(10)

    assert len(outcomes) == 1
    assert not Vote.objects.exists()
