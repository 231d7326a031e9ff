"""Dump and load outside of any transaction, as the commands run."""

import pytest
from django.core.management import call_command
from django.db import connection

from accounts.models import User
from bench.faults.kills import tables
from summaries import public_dump, search
from summaries.models import Author, Keyword, Paper, Summary, Venue
from summaries.public_dump.snapshot import snapshot
from summaries.search import indexes
from tests.factories import make_paper, make_summary, make_user, make_venue

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_loaded_is_found_by_the_search(tmp_path):
    paper = make_paper(title="On quokkas", authors=["Ann Lee"])
    make_summary(paper=paper, body="Smiling marsupials.")
    public_dump.write(tmp_path / "dump")
    for model in (Summary, Paper, Author, User):
        model.objects.all().delete()
    call_command("load_public", tmp_path / "dump", verbosity=0)

    for words in ("quokkas", "lee"):
        assert [found.title for found in search.papers(search.Query(words)).rows] == ["On quokkas"]
    assert len(search.summaries(search.Query("marsupials")).rows) == 1
    assert indexes.missing() == []


def test_a_load_that_fails_leaves_the_search_as_it_was(tmp_path):
    make_summary()
    public_dump.write(tmp_path / "dump")
    with pytest.raises(public_dump.DumpError):
        public_dump.load(tmp_path / "dump")

    assert indexes.missing() == []


def test_a_load_leaves_tables_indexes_and_triggers_as_they_were(tmp_path):
    before = tables()
    make_summary()
    public_dump.write(tmp_path / "dump")
    for model in (Summary, Paper, User):
        model.objects.all().delete()
    call_command("load_public", tmp_path / "dump", verbosity=0)

    assert tables() == before


def test_a_load_that_fails_in_the_middle_leaves_them_so_too(tmp_path):
    before = tables()
    make_user("alice", bio="Words.")
    make_summary(author=User.objects.get())
    public_dump.write(tmp_path / "dump")
    for model in (Summary, Paper):
        model.objects.all().delete()
    with pytest.raises(public_dump.DumpError, match=r"people\.jsonl, line 1: the database refuses"):
        public_dump.load(tmp_path / "dump")

    assert tables() == before
    assert not Paper.objects.exists()


def test_papers_are_found_by_the_words_that_the_database_would_give_them(tmp_path):
    venue = make_venue(name="NeurIPS", full_name="Neural Systems")
    make_paper(key="a/b", venue=venue, authors=["Zoë Müller", "!!!"], keywords=["b", "a"])
    make_paper(key="a/c", authors=["Lee"])
    public_dump.write(tmp_path / "dump")
    for model in (Paper, Author, Keyword, Venue):
        model.objects.all().delete()
    call_command("load_public", tmp_path / "dump", verbosity=0)
    loaded = words_of_papers()
    indexes.catch_up()

    assert loaded["a/b"] == sorted(
        ["zoe", "muller", "!!!", "a", "b", "NeurIPS", "Neural", "Systems"]
    )
    assert words_of_papers() == loaded


def words_of_papers():
    rows = Paper.objects.values_list("key", "search_names")
    return {key: sorted(words.split()) for key, words in rows}


def test_a_dump_leaves_no_transaction_open(tmp_path):
    make_summary()
    public_dump.write(tmp_path / "dump")
    make_paper(key="written/afterwards")

    assert not connection.in_atomic_block
    assert Paper.objects.filter(key="written/afterwards").exists()


def test_a_failure_in_the_middle_leaves_no_transaction_open():
    paper = make_paper(title="Before")
    with snapshot():
        assert Paper.objects.filter(pk=paper.pk).exists()

    with pytest.raises(RuntimeError, match="in the middle"), snapshot():
        raise RuntimeError("in the middle")
    paper.rename("after/wards")
    assert Paper.objects.get().key == "after/wards"
