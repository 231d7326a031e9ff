"""The pages of moderation in every state: light on a telephone, dark on a desk, and their HTML."""

from functools import cache

import pytest

from tests.browser.checking import faults_in_both_looks, html_errors
from tests.browser.desk import PHONE, log_in
from tests.browser.moderated import Site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def site(transactional_db):
    return Site()


@pytest.fixture
def enter(open_context, live_server):
    """The page of a browser in which that person is logged in; `spoken` is its console."""

    @cache
    def make(person):
        context = open_context(**PHONE)
        if person:
            log_in(context, live_server, person)
        page = context.new_page()
        page.spoken = []
        page.on("console", lambda message: page.spoken.append(message.text))
        return page

    return make


def look_at(pages, enter, within="html"):
    """What is wrong with each of these pages, as the person who sees it."""
    wrong = {}
    for person, address in pages:
        page = enter(person)
        page.spoken.clear()
        assert page.goto(address).status == 200, address
        found = list(page.spoken)  # before axe speaks there itself
        found += faults_in_both_looks(page, within)
        if found:
            wrong[f"{person}: {address}"] = found
    return wrong


def test_readers_and_writers_see_nothing_amiss(site, enter):
    assert look_at(site.pages_of_readers(), enter) == {}


def test_nor_do_moderators_on_the_desk(site, enter):
    # What Django draws around it is Django's.
    assert look_at(site.pages_of_the_desk(), enter, "#content") == {}


def test_the_html_checker_finds_no_error(client, site, tmp_path):
    pages = {}
    for person, address in site.pages_of_readers():
        client.logout()
        if person:
            client.force_login(person)
        pages[f"{person}: {address}"] = client.get(address).content

    assert html_errors(pages, tmp_path) == []
