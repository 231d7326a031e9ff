"""Dump and load outside of any transaction, as the commands run."""

import pytest
from django.core.management import call_command
from django.db import connection

from accounts.models import User
from summaries import public_dump, search
from summaries.models import Author, Paper, Summary
from summaries.public_dump.snapshot import snapshot
from summaries.search import indexes
from tests.factories import make_paper, make_summary

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
