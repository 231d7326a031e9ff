"""A kept page is not dropped before something that it shows is written, nor kept thereafter."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from shortsci.kept_pages import clock, near
from shortsci.kept_pages.store import store
from tests.factories import make_summary, make_user, make_vote
from tests.keeping import rename

pytestmark = pytest.mark.django_db


def test_a_vote_leaves_the_pages_of_other_papers(site, summary):
    other, bob = make_summary(), make_user()
    site.read(other.paper.get_absolute_url())
    site.write(make_vote, summary, voter=bob)
    site.read(other.paper.get_absolute_url())

    assert site.made == 1


def test_what_is_taken_back_drops_nothing_and_what_comes_after_does(site, summary):
    site.read("/")
    site.write(rename_in_vain, summary)
    site.read("/")
    assert site.made == 1

    site.write(rename_in_vain, summary, and_then=rename)
    site.read("/")
    assert site.made == 2


def rename_in_vain(summary, and_then=lambda summary: None):
    with transaction.atomic():
        rename(summary)
        transaction.set_rollback(True)
    and_then(summary)


def test_logging_in_and_being_here_drops_nothing(site, alice, summary):
    site.read("/")
    client = Client()
    site.write(client.force_login, alice)
    site.write(client.post, "/account/seen/")
    reader = {"User-Agent": "Mozilla/5.0"}
    site.write(client.post, f"{summary.get_absolute_url()}readers/", headers=reader)
    site.read("/")

    assert site.made == 1


def test_what_is_read_all_the_time_comes_from_the_process_until_something_is_written(
    site, summary, monkeypatch
):
    monkeypatch.setattr(near, "SECONDS", 60)
    site.read("/")
    site.read("/")
    monkeypatch.setattr(store, "get_many", lambda keys: pytest.fail("The cache was asked."))
    site.read("/")
    monkeypatch.undo()
    site.write(rename, summary)

    assert "Another name" in site.read("/")
    assert site.made == 2


def test_a_page_that_was_written_to_while_it_was_made_is_not_kept(site, summary):
    django = site.django

    def slow(environ, start_response):
        response = django(environ, start_response)
        site.write(rename, summary)
        return response

    site.django = slow
    site.read("/")
    site.django = django
    site.read("/")

    assert site.made == 2


def test_no_group_is_remembered_for_ever(site, summary, time_machine):
    """There are as many as papers, and each page that is asked for makes one."""
    group = clock.group(clock.pages_of_paper(summary.paper_id))
    for act in (site.read, lambda address: site.write(make_vote, summary)):
        act(summary.paper.get_absolute_url())
        assert store.get(group)

        time_machine.move_to(timezone.now() + timedelta(seconds=clock.KNOWN + 1))
        assert store.get(group) is None
        assert store.get(clock.CLOCK)
