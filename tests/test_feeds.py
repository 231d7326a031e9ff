"""A feed below every list: what it says, in which pages, and that every reader can read it."""

import re
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
from django.utils import timezone
from lxml import etree

from accounts.notify import comment_posted, votes_changed
from summaries.models import Summary
from tests.factories import (
    make_comment,
    make_identifier,
    make_imported_summary,
    make_paper,
    make_summary,
    make_user,
    make_venue,
)

SCHEMA = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("atom.rng"))))
ATOM = {"a": "http://www.w3.org/2005/Atom"}
FEEDS = [
    "/feed.atom",
    "/feed.atom?tab=recent",
    "/feed.atom?tab=best&section=cs",
    "/feed.atom?tab=read",
    "/papers/conf/nips/P0/feed.atom",
    "/venues/conf/nips/feed.atom",
    "/venues/conf/nips/2000/feed.atom",
    "/authors/lee/feed.atom",
    "/keywords/cs.LG/feed.atom",
    "/people/alice/feed.atom",
    "/summaries/{pk}/comments/feed.atom",
]


@pytest.fixture
def library(alice):
    """Two papers of one venue, with a signed and an imported summary each."""
    venue = make_venue(key="conf/nips", name="NeurIPS")
    for number in range(2):
        paper = make_paper(
            key=f"conf/nips/P{number}",
            year=2000,
            venue=venue,
            authors=["Lee", f"Seung {number}"],
            keywords=["cs.LG"],
        )
        make_identifier(paper, "arxiv", f"1707.0940{number}")
        summary = make_summary(paper=paper, author=alice, body="See $x^2$ and [us](/about/).")
        make_comment(summary=summary, body="But $y$?")
        make_imported_summary(paper=paper)
    return summary


def read(client, address):
    """The feed as a tree, once it has passed the schema and a reader's own check."""
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    tree = etree.fromstring(response.content)
    assert SCHEMA.validate(tree), SCHEMA.error_log
    parsed = feedparser.parse(response.content)
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    return tree


def texts(tree, path):
    return tree.xpath(path, namespaces=ATOM)


def link(tree, rel):
    return next(iter(texts(tree, f"a:link[@rel='{rel}']/@href")), None)


@pytest.mark.parametrize("address", FEEDS)
def test_every_feed_is_valid_and_a_second_visit_is_a_304(client, library, address):
    address = address.format(pk=library.pk)
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


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_costs_the_same_queries_whatever_it_lists(
    client, library, alice, address, django_assert_max_num_queries
):
    address = address.format(pk=library.pk)
    with django_assert_max_num_queries(6) as few:
        client.get(address)
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
    with django_assert_max_num_queries(6) as many:
        client.get(address)

    assert len(many) == len(few)


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
        before, address = address, link(tree, "next")
        if address:
            following = read(client, address.removeprefix("http://testserver"))
            assert link(following, "previous") == before

    assert numbers == [20, 20, 5]
    assert len(set(seen)) == 45


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


@pytest.mark.parametrize(
    "odd",
    [
        "A\x01B \x0b\x1f & <C> ]]> \ufffe\uffff",
        "<!-- -- > <![CDATA[ ]]>",
        "&amp; &lt;b&gt; &nbsp;",
        "\u202e\u2028 🎓",
        '"><script>alert(1)</script>',
    ],
)
def test_titles_names_and_texts_may_hold_anything(client, db, odd):
    author = make_user("odd", display_name=odd[:100])
    paper = make_paper(title=odd, key="a/<b>&\"'%2F#?;c", keywords=[odd], authors=[odd])
    make_summary(author=author, paper=paper, body=f"{odd}\n\n`{odd}`\n\n$x\\text{{{odd}}}$")
    make_comment(summary=Summary.objects.get(), author=author, body=odd)

    for address in (
        "/feed.atom",
        f"{paper.get_absolute_url()}feed.atom",
        "/people/odd/feed.atom",
        f"/summaries/{Summary.objects.get().pk}/comments/feed.atom",
    ):
        (entry,) = texts(read(client, address), "a:entry")
        assert "<script" not in texts(entry, "string(a:content)")


def test_an_alias_has_the_feed_of_its_paper(client, library):
    make_identifier(library.paper, "key", "old/Name")
    tree = read(client, "/papers/old/Name/feed.atom")

    assert link(tree, "self") == "http://testserver/papers/conf/nips/P1/feed.atom"


def test_a_video_is_a_link_and_not_an_empty_frame(client, db):
    make_summary(body="https://www.youtube.com/watch?v=dQw4w9WgXcQ")
    content = texts(read(client, "/feed.atom"), "string(//a:content)")

    assert "<iframe" not in content
    assert "Play it here" not in content
    assert 'href="https://www.youtube.com/watch?v=dQw4w9WgXcQ"' in content


def test_no_feed_accepts_a_post(client, library):
    answers = {client.post(address.format(pk=library.pk)).status_code for address in FEEDS}

    assert answers == {405}


def test_the_page_of_feeds_leads_to_feeds(client, library):
    page = client.get("/feeds/").content.decode()
    addresses = re.findall(r'href="(/(?:feed\.atom|rss)[^"]*)"', page)

    assert len(addresses) >= 14
    for address in addresses:
        assert client.get(address.replace("&amp;", "&")).status_code == 200


def test_a_search_is_a_feed_of_the_newest_that_match(client, alice):
    older = make_summary(author=alice, body="On matrices and rank.", published_at=timezone.now())
    newer = make_summary(author=alice, paper=make_paper(), body="More on matrices.")
    make_summary(author=alice, paper=make_paper(), body="On nothing of that.")
    make_summary(author=alice, paper=make_paper(), body="Secret matrices.", visibility="private")
    tree = read(client, "/search/feed.atom?q=matrices&tab=x&nonsense=1")

    assert [entry.rpartition("/")[2] for entry in texts(tree, "a:entry/a:id/text()")] == [
        str(newer.pk),
        str(older.pk),
    ]
    assert link(tree, "self") == "http://testserver/search/feed.atom?q=matrices"
    assert texts(read(client, "/search/feed.atom"), "a:entry") == []
    assert b"@" not in client.get("/search/cite.bib").content


def test_a_search_has_its_files_below_it(client, paper):
    address = "/search/cite.bib?q=features"
    page = client.get("/search/?q=feature&first=2019&page=1&x=y").content.decode()

    assert 'href="/search/feed.atom?q=feature&amp;first=2019"' in page
    assert b"@" in client.get(address.replace("features", "feature")).content
    assert client.get("/search/book.epub?q=feature").status_code == 200


@pytest.mark.parametrize(
    "asked", ["?q=%22NEAR(", "?first=x", "?venue=nothing", "?page=2", "?q=" + "(" * 3000]
)
def test_a_search_for_nonsense_is_an_empty_feed_or_a_404(client, paper, asked):
    assert client.get(f"/search/feed.atom{asked}").status_code == (404 if "page" in asked else 200)


def test_the_personal_feed_is_valid_too(client, alice, bob, summary):
    alice.set_feed(is_open=True)
    address = f"/feeds/personal/{alice.feed_token}/feed.atom"
    read(client, address)
    comment_posted(make_comment(summary=summary, author=bob, body="What of $x$?"))
    summary.set_vote(bob, 1)
    votes_changed(summary)

    assert len(texts(read(client, address), "a:entry")) == 2


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("<id>tag:x,2026:1</id>", ""),
        ("<id>tag:x,2026:1</id>", "<id>one</id>"),
        ("<updated>2026-01-01T00:00:00+00:00</updated>", ""),
        ("<updated>2026-01-01T00:00:00+00:00</updated>", "<updated>2026-01-01</updated>"),
        ("<title>Feed</title>", "<title>Feed</title><title>Feed</title>"),
        ("<author><name>A</name></author>", ""),
        ("<author><name>A</name></author>", "<author><name> </name></author>"),
        ("<author><name>A</name></author>", "<author>A</author>"),
        ('rel="next"', 'rel="onwards"'),
        ('href="http://x/"', 'href="/"'),
        ('<content type="html">', '<content type="xml">'),
        ("</feed>", "<item/></feed>"),
    ],
)
def test_the_schema_refuses_what_rfc_4287_does(good, bad):
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Feed</title><id>tag:x,2026:0</id>'
        '<link href="http://x/" rel="next"/><updated>2026-01-02T00:00:00+00:00</updated>'
        "<entry><title>Entry</title><id>tag:x,2026:1</id><author><name>A</name></author>"
        '<link href="http://x/1"/><updated>2026-01-01T00:00:00+00:00</updated>'
        '<content type="html">Text</content></entry></feed>'
    )

    assert good in feed
    assert SCHEMA.validate(etree.fromstring(feed)), SCHEMA.error_log
    assert not SCHEMA.validate(etree.fromstring(feed.replace(good, bad, 1)))
