"""Every reading page: it works, it answers nonsense with words, and it costs constant queries."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, resolve
from django.utils import timezone

from summaries.models import Follow, Summary, Venue
from tests.bounds import TO_BOUND_A_SEARCH
from tests.factories import (
    make_comment,
    make_identifier,
    make_imported_summary,
    make_paper,
    make_summary,
    make_venue,
)


def populate(alice, papers: int, first: int = 0) -> Summary:
    """A small library, or more of it; the last summary made."""
    if not first:
        make_venue(key="conf/nips", name="NeurIPS")
    venue = Venue.objects.get()
    for number in range(first, first + papers):
        paper = make_paper(
            key=f"conf/nips/P{number}",
            year=2000,
            venue=venue,
            authors=["Lee", f"Seung {number}"],
            keywords=["cs.LG", f"topic {number}"],
        )
        make_identifier(paper, "doi", f"10.1000/{number}")
        summary = make_summary(paper=paper, author=alice)
        make_comment(summary=summary)
        make_imported_summary(paper=paper)
    return summary


PAGES = [
    "/",
    "/?tab=recent",
    "/?tab=best",
    "/?tab=read",
    "/?section=cs",
    "/?tab=best&section=cs",
    "/papers/conf/nips/P0/",
    "/papers/conf/nips/P0/?days=365",
    "/papers/conf/nips/P0/mentions/",
    "/summaries/{pk}/",
    "/summaries/{pk}/source/",
    "/summaries/{pk}/history/",
    "/venues/",
    "/venues/conf/nips/",
    "/venues/conf/nips/2000/",
    "/authors/lee/",
    "/keywords/",
    "/keywords/cs.LG/",
    "/people/",
    "/people/alice/",
    "/moderation/",
    "/search/",
    "/search/?q=seung",
    "/search/?q=works&in=summaries",
    "/about/",
    "/about/privacy/",
    "/about/writing/",
    "/about/data/",
    "/about/rules/",
    "/api/",
    "/feeds/",
]


def test_a_stranger_reads_the_page_and_a_second_visit_is_a_304(subtests, client, alice):
    pk = populate(alice, 2).pk
    for address in PAGES:
        with subtests.test(address):
            is_read_and_kept(client, address.format(pk=pk))


def is_read_and_kept(client, address):
    response = client.get(address)
    page = response.content.decode()

    assert response.status_code == 200
    assert len(re.findall(r"<h1[\s>]", page)) == 1
    assert len(re.findall(r"<title>[^<]+</title>", page)) == 1
    assert len(re.findall(r'<meta name="description" content="[^"]+"', page)) == 1
    assert len(re.findall(r'<link rel="canonical" href="http[^"]+"', page)) == 1
    assert '<html lang="en"' in page
    assert "csrfmiddlewaretoken" not in page
    assert not response.cookies
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    again = client.get(address, headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    assert again["Cache-Control"] == response["Cache-Control"]


def test_every_page_says_when_it_was_last_modified(subtests, client, alice):
    pk = populate(alice, 1).pk
    for page in PAGES:
        with subtests.test(page):
            address = page.format(pk=pk)
            since = {"If-Modified-Since": client.get(address)["Last-Modified"]}

            assert client.get(address, headers=since).status_code == 304


def test_a_date_from_before_something_was_hidden_is_not_fresh(client, alice):
    older = make_summary(author=alice)
    newest = make_summary(author=alice, paper=make_paper())
    Summary.objects.filter(pk=newest.pk).update(updated_at=timezone.now() + timedelta(hours=1))
    since = client.get("/")["Last-Modified"]
    Summary.objects.filter(pk=newest.pk).update(hidden_at=timezone.now())

    response = client.get("/", headers={"If-Modified-Since": since})

    assert response.status_code == 200
    assert older.get_absolute_url() in response.content.decode()


def test_a_page_costs_at_most_eight_queries_whatever_it_lists(subtests, client, alice, bob):
    few = costs(client, populate(alice, 1).pk)
    last = populate(alice, 5, first=1).pk
    many = costs(client, last)
    client.force_login(bob)
    of_bob = costs(client, last)
    for address in PAGES:
        with subtests.test(address):
            most = 8 + (TO_BOUND_A_SEARCH if address.startswith("/search/") else 0)

            assert few[address] == many[address] <= most
            # Four are the person's: session, account, own summary, unread count.
            assert of_bob[address] <= most + 4


def costs(client, pk) -> dict[str, int]:
    """How many questions each of the pages asks the database."""
    found = {}
    for address in PAGES:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address.format(pk=pk)).status_code == 200
        found[address] = len(asked)
    return found


NONSENSE = [
    ("/?page=99999999999999999999", 404),
    ("/?page=-1", 404),
    ("/?page=0", 404),
    ("/?page=x", 404),
    ("/?page=²", 404),
    ("/?page=2", 404),
    ("/?page=", 404),
    ("/?tab=x", 200),
    ("/?tab=x&section=nothing", 200),
    ("/?tab=%00", 400),
    ("/papers/nothing/of/that/name/", 404),
    ("/papers/10.1000/%3Cx%3E;2-%23/", 404),
    ("/papers/conf/nips/P0/?days=x", 200),
    ("/papers/conf/nips/P0/?days=99999999999", 200),
    ("/papers/conf/nips/p0/", 404),
    ("/papers/%00/", 400),
    ("/papers/%FF%FE/", 404),
    ("/summaries/0/", 404),
    ("/summaries/99999999999999999999/", 404),
    ("/summaries/99999999999999999999/source/", 404),
    ("/summaries/99999999999999999999/history/", 404),
    ("/summaries/{pk}/history/?from=9&to=1", 404),
    ("/summaries/{pk}/history/?from=x", 404),
    ("/summaries/{pk}/history/?to=-1", 404),
    ("/summaries/{pk}/history/?from=1&to=1", 200),
    ("/venues/nothing/", 404),
    ("/venues/conf/nips/1999/", 404),
    ("/venues/conf/nips/99999999999999999999/", 404),
    ("/venues/?page=7", 404),
    ("/authors/nobody/", 404),
    ("/keywords/nothing/", 404),
    ("/people/nobody/", 404),
    ("/people/ALICE/", 404),
    ("/search/?q=seung&page=2", 404),
    ("/search/?q=x&page=x", 404),
    ("/search/?page=²", 404),
    ("/search/?q=%00", 400),
    ("/no/such/page/", 404),
]


def test_nonsense_gets_an_answer_in_words(subtests, client, alice):
    pk = populate(alice, 1).pk
    for address, status in NONSENSE:
        with subtests.test(address):
            response = client.get(address.format(pk=pk))

            assert response.status_code == status
            if status == 404:
                assert "<h1" in response.content.decode()
                assert response["Cache-Control"] == "no-store"


def test_no_reading_page_accepts_a_post(alice):
    client = Client(enforce_csrf_checks=False)
    pk = populate(alice, 1).pk

    answers = {page: client.post(page.format(pk=pk)).status_code for page in PAGES}

    assert set(answers.values()) == {405}


def test_every_address_of_the_app_is_walked_by_a_test():
    names = {name for name in get_resolver("summaries.urls").reverse_dict if isinstance(name, str)}
    of_their_own = {"theme", "read_paper", "read_summary", "random", "favicon", "texts"}
    of_their_own |= {"vote", "bookmark", "bookmarks", "following", "seen"}
    of_their_own |= {"comments", "comment_edit", "comment_delete"}
    of_their_own |= {"write", "draft", "discard", "preview", "cite", "upload", "picture"}
    of_their_own |= {"restore", "share", "shared", "corrections", "agree_with_correction"}
    of_their_own |= {"add_paper", "add_by_hand"}
    of_their_own |= {"old_paper", "old_user", "old_users", "old_venue", "old_internalsearch"}
    of_their_own |= {name for name in names if name.endswith(("_feed", "_cite", "_book"))}
    of_their_own |= {"cite_paper", "cite_summary", "unapi", "rss", "rss_all", "rss_full"}
    of_their_own |= {"sitemaps", "sitemap", "robots", "security"}
    of_their_own |= {f"report_{kind}" for kind in ("summary", "comment", "person", "paper")}
    of_their_own |= {"suggest", "opensearch", "lookup", "data_file"}
    of_their_own |= {f"follow_{target}" for target in Follow.TARGETS}

    walked = {resolve(page.partition("?")[0].format(pk=1)).url_name for page in PAGES}

    assert walked | of_their_own == names


@pytest.mark.parametrize("tab", ["hot", "recent", "best", "read"])
def test_pages_of_a_feed_neither_repeat_nor_skip_a_summary(client, alice, tab):
    same_moment = make_summary(author=alice).published_at
    for _ in range(24):
        make_summary(published_at=same_moment)

    seen = []
    for number in (1, 2, 3):
        page = client.get("/", {"tab": tab, "page": number}).context["page"]
        seen += [summary.pk for summary in page.rows]

    assert sorted(seen) == sorted(Summary.objects.values_list("pk", flat=True))


def test_random_leads_to_a_public_summary_and_is_not_kept(client, summary):
    make_summary(visibility="draft")

    response = client.get("/random/")

    assert response.url == summary.get_absolute_url()
    assert "no-store" in response["Cache-Control"]


def test_random_says_so_when_there_is_nothing_to_read(client, db):
    assert client.get("/random/").status_code == 404


def test_browsers_that_guess_where_the_icon_is_are_led_to_it(client, db):
    assert client.get("/favicon.ico").url == "/static/img/icon.svg"
