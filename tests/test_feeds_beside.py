"""What feeds may hold, and which there are beside those of plain lists."""

import re

import pytest
from django.utils import timezone
from lxml import etree

from accounts.notify import comment_posted, votes_changed
from summaries.models import Summary
from tests.atom import FEEDS, SCHEMA, link, read, texts
from tests.factories import (
    make_comment,
    make_identifier,
    make_paper,
    make_summary,
    make_user,
)


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


def test_a_former_address_of_an_author_has_the_feed_of_the_author(client, library):
    author = library.paper.authorships.get(position=1).author
    author.identifiers.create(scheme="slug", value="lee-former")
    tree = read(client, "/authors/lee-former/feed.atom")

    assert link(tree, "self") == "http://testserver/authors/lee/feed.atom"


LISTS = ["/venues/conf/nips/", "/venues/conf/nips/2000/", "/authors/lee/", "/keywords/cs.LG/"]


@pytest.mark.parametrize("address", LISTS)
def test_a_list_has_one_order_on_its_page_and_in_its_files(client, library, address):
    for year in (2001, 1999, 2000):
        make_paper(
            title=f"A {year}",
            year=year,
            venue=library.paper.venue,
            authors=["Lee"],
            keywords=["cs.LG"],
        )
    page = client.get(address).context["page"]
    cited = client.get(f"{address}cite.json").json()

    assert [item["title"] for item in cited] == [paper.title for paper in page]


@pytest.mark.parametrize("tab", ["hot", "recent", "best", "read"])
def test_a_tab_has_one_order_on_its_page_and_in_its_feed(client, library, tab):
    page = client.get(f"/?tab={tab}").context["page"]
    told = texts(read(client, f"/feed.atom?tab={tab}"), "a:entry/a:id/text()")

    assert [int(entry.rpartition("/")[2]) for entry in told] == [row.pk for row in page]


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
