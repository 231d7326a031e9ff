"""A feed below every list: what it says, in which pages, and that every reader can read it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from summaries.models import Summary
from tests.atom import FEEDS, link, read, texts
from tests.factories import (
    make_comment,
    make_imported_summary,
    make_paper,
    make_summary,
)


def test_every_feed_is_valid_and_a_second_visit_is_a_304(subtests, client, library):
    for address in FEEDS:
        with subtests.test(address):
            is_valid_and_kept(client, address.format(pk=library.pk))


def is_valid_and_kept(client, address):
    tree = read(client, address)
    response = client.get(address)

    assert link(tree, "self") == f"http://testserver{address}"
    assert len(texts(tree, "a:entry")) in (1, 2, 4)
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not response.cookies
    for asked in (
        {"If-None-Match": response["ETag"]},
        {"If-Modified-Since": response["Last-Modified"]},
    ):
        assert client.get(address, headers=asked).status_code == 304


def test_a_feed_costs_the_same_queries_whatever_it_lists(subtests, client, library, alice):
    few = costs(client, library.pk)
    for number in range(2, 7):
        paper = make_paper(
            key=f"conf/nips/P{number}",
            year=2000,
            venue=library.paper.venue,
            authors=["Lee", "Else"],
            keywords=["cs.LG", "more"],
        )
        make_summary(paper=paper, author=alice)
        make_summary(paper=library.paper)
        make_comment(summary=library)
    many = costs(client, library.pk)

    for address in FEEDS:
        with subtests.test(address):
            assert few[address] == many[address] <= 6


def costs(client, pk) -> dict[str, int]:
    """How many questions each feed asks the database."""
    found = {}
    for address in FEEDS:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address.format(pk=pk)).status_code == 200
        found[address] = len(asked)
    return found


def test_an_entry_says_all_that_the_page_says(client, library, alice):
    Summary.objects.filter(pk=library.pk).update(edited_at=library.published_at)
    tree = read(client, "/people/alice/feed.atom?page=1")
    entry = texts(tree, "a:entry")[0]
    content = texts(entry, "string(a:content)")

    assert texts(entry, "string(a:title)") == library.paper.title
    assert texts(entry, "string(a:author/a:name)") == "Alice"
    assert texts(entry, "string(a:author/a:uri)") == "http://testserver/people/alice/"
    assert link(entry, "alternate") == f"http://testserver/summaries/{library.pk}/"
    assert link(entry, "related") == "http://testserver/papers/conf/nips/P1/"
    assert link(entry, "replies") == f"http://testserver/summaries/{library.pk}/comments/feed.atom"
    assert link(entry, "license") == "https://creativecommons.org/licenses/by/4.0/"
    assert texts(entry, "string(a:rights)") == "CC BY 4.0"
    assert texts(entry, "a:category/@term") == ["cs.LG"]
    assert texts(entry, "string(a:published)") == texts(entry, "string(a:updated)")
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in content
    assert 'href="http://testserver/about/"' in content
    assert texts(entry, "string(a:id)") == f"tag:testserver,2026:summaries/{library.pk}"


def test_ids_do_not_change_with_the_scheme_of_the_site(client, library, settings):
    before = read(client, "/feed.atom")
    settings.SITE_URL = "https://testserver"
    after = read(client, "/feed.atom")

    assert texts(before, "//a:id/text()") == texts(after, "//a:id/text()")


def test_an_edit_updates_the_entry_and_a_vote_does_not(client, library, alice, bob):
    updated = f"string(//a:entry[a:title='{library.paper.title}']/a:updated)"
    address = "/people/alice/feed.atom"
    first = read(client, address)
    library.set_vote(bob, 1)
    voted = read(client, address)
    with_edit = timezone.now().replace(microsecond=0) + timedelta(hours=1)
    Summary.objects.filter(pk=library.pk).update(edited_at=with_edit)
    edited = read(client, address)

    assert texts(voted, updated) == texts(first, updated)
    assert texts(edited, updated) == with_edit.isoformat()
    assert texts(edited, "string(a:updated)") == texts(edited, updated)


def test_an_imported_text_names_its_source_and_no_licence_that_nobody_stated(client, db):
    make_imported_summary()
    entry = texts(read(client, "/feed.atom"), "a:entry")[0]

    assert texts(entry, "string(a:author/a:name)") == "Unknown contributor"
    assert texts(entry, "string(a:rights)") == (
        "Licence not stated; imported from ShortScience.org"
    )
    assert link(entry, "license") is None


def test_an_anonymous_author_is_anonymous(client, bob, paper):
    make_summary(author=bob, paper=paper, is_anonymous=True)
    response = client.get(f"/papers/{paper.key}/feed.atom")

    assert texts(read(client, "/feed.atom"), "//a:author/a:name/text()") == ["Anonymous"]
    assert "bob" not in response.content.decode()
    assert texts(read(client, "/people/bob/feed.atom"), "a:entry") == []


@pytest.mark.parametrize("visibility", ["draft", "private", "link", "hidden"])
@pytest.mark.parametrize("reader", ["stranger", "alice", "moderator"])
def test_only_what_anybody_may_read_is_in_a_feed(client, alice, paper, visibility, reader, request):
    if visibility == "hidden":
        summary = make_summary(author=alice, paper=paper)
        summary.hide()
    else:
        summary = make_summary(author=alice, paper=paper, visibility=visibility)
    if reader != "stranger":
        client.force_login(request.getfixturevalue(reader))

    for address in ("/feed.atom", f"/papers/{paper.key}/feed.atom", "/people/alice/feed.atom"):
        assert texts(read(client, address), "a:entry") == []
    assert client.get(f"/summaries/{summary.pk}/comments/feed.atom").status_code == 404


def test_comments_taken_back_or_hidden_are_not_in_the_feed(client, summary, bob):
    make_comment(summary=summary, author=bob, body="kept")
    make_comment(summary=summary, author=bob, body="gone").retract()
    make_comment(summary=summary, author=bob, body="hidden").hide()
    tree = read(client, f"/summaries/{summary.pk}/comments/feed.atom")

    assert [content.strip() for content in texts(tree, "//a:content/text()")] == ["<p>kept</p>"]
    assert link(tree, "alternate") == f"http://testserver/summaries/{summary.pk}/"


def test_an_entry_of_a_comment_leads_to_the_page_that_it_is_on(client, summary):
    comment = make_comment(summary=summary)
    tree = read(client, f"/summaries/{summary.pk}/comments/feed.atom")

    address = f"http://testserver/summaries/{summary.pk}/?comment={comment.pk}#comment-{comment.pk}"
    assert texts(tree, "a:entry/a:link[@rel='alternate']/@href") == [address]


def test_the_author_of_an_anonymous_summary_is_only_the_author_below_it(client, bob):
    summary = make_summary(author=bob, is_anonymous=True)
    make_comment(summary=summary, author=bob)
    response = client.get(f"/summaries/{summary.pk}/comments/feed.atom")

    assert b"The author" in response.content
    assert b"bob" not in response.content


def test_the_pages_of_a_feed_lead_to_each_other_and_miss_nothing(client, alice):
    for _ in range(45):
        make_summary(paper=make_paper())
    address, seen, numbers = "http://testserver/feed.atom?tab=recent", [], []
    while address:
        tree = read(client, address.removeprefix("http://testserver"))
        seen += texts(tree, "a:entry/a:id/text()")
        numbers.append(len(texts(tree, "a:entry")))
        assert link(tree, "first") == "http://testserver/feed.atom?tab=recent"
        assert link(tree, "self") == address
        last, address = tree, link(tree, "next")

    assert numbers == [20, 20, 5]
    assert len(set(seen)) == 45
    before = read(client, link(last, "previous").removeprefix("http://testserver"))
    assert texts(before, "a:entry/a:id/text()") == seen[20:40]
    assert link(before, "previous") == link(before, "first")


@pytest.mark.parametrize(
    "address",
    [
        "/feed.atom?page=0",
        "/feed.atom?page=2",
        "/feed.atom?page=x",
        "/venues/nothing/feed.atom",
        "/venues/conf/nips/1999/feed.atom",
        "/authors/nobody/feed.atom",
        "/keywords/nothing/feed.atom",
        "/people/nobody/feed.atom",
        "/papers/nothing/feed.atom",
        "/summaries/0/comments/feed.atom",
        "/summaries/99999999999999999999/comments/feed.atom",
    ],
)
def test_a_feed_of_nothing_is_a_404(client, library, address):
    assert client.get(address).status_code == 404


def test_an_empty_feed_is_valid_and_does_not_change_by_itself(client, db):
    read(client, "/feed.atom")

    assert client.get("/feed.atom")["ETag"] == client.get("/feed.atom")["ETag"]
