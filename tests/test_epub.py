"""A list as a book: complete, well-formed, by itself; and only what anybody may read."""

import io
import zipfile
from xml.etree import ElementTree as Tree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaries.epub.xhtml import to_xhtml
from summaries.models import Picture
from summaries.rendering import render
from summaries.specimen import SPECIMENS
from tests.drawings import drawn, encoded
from tests.factories import (
    make_imported_summary,
    make_paper,
    make_summary,
    make_user,
    make_venue,
)

XHTML = "{http://www.w3.org/1999/xhtml}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"
OPF = "{http://www.idpf.org/2007/opf}"


def opened(client, address="/book.epub"):
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "application/epub+zip"
    return zipfile.ZipFile(io.BytesIO(response.content))


def chapters(archive):
    names = [name for name in archive.namelist() if name.startswith("EPUB/summary-")]
    return {name: archive.read(name).decode() for name in names}


def test_the_book_names_its_kind_first_and_uncompressed(client, summary):
    archive = opened(client)
    first = archive.infolist()[0]

    assert first.filename == "mimetype"
    assert first.compress_type == zipfile.ZIP_STORED
    assert archive.read("mimetype") == b"application/epub+zip"
    assert archive.testzip() is None


def test_everything_in_it_is_well_formed_and_named_in_the_package(client, alice):
    make_summary(author=alice, body="\n\n".join(source for _, source in SPECIMENS))
    archive = opened(client)
    package = Tree.fromstring(archive.read("EPUB/package.opf"))
    named = {f"EPUB/{item.get('href')}" for item in package.iter(f"{OPF}item")}

    assert named == {
        name for name in archive.namelist() if name.startswith("EPUB/") and "package" not in name
    }
    for name in archive.namelist():
        if name.endswith((".xhtml", ".opf", ".xml")):
            Tree.fromstring(archive.read(name))


def test_a_chapter_says_who_wrote_it_under_which_licence_and_where(client, alice):
    paper = make_paper(
        title="A <b>bold</b> & odd title",
        year=2001,
        venue=make_venue(name="NeurIPS"),
        authors=["Ann Lee", "Bo Li"],
    )
    summary = make_summary(author=alice, paper=paper)
    (chapter,) = chapters(opened(client)).values()

    assert "<h1>A &lt;b&gt;bold&lt;/b&gt; &amp; odd title</h1>" in chapter
    assert "Ann Lee, Bo Li · NeurIPS · 2001" in chapter
    assert "<h2>Summary by Alice</h2>" in chapter
    assert "CC BY 4.0" in chapter
    assert f'href="http://testserver/summaries/{summary.pk}/"' in chapter


def test_formulas_are_mathml_with_their_font(client, alice):
    summary = make_summary(author=alice, body=r"$x^2$ and $\text{a \textbf{b}}$")
    plain = make_summary(author=alice, paper=make_paper(), body="No formula.")
    archive = opened(client)
    package = archive.read("EPUB/package.opf").decode()
    chapter = Tree.fromstring(chapters(archive)[f"EPUB/summary-{summary.pk}.xhtml"])

    assert len(list(chapter.iter(f"{MATHML}msup"))) == 1
    assert [each.text for each in chapter.iter(f"{XHTML}b")] == ["b"]
    assert f'summary-{summary.pk}.xhtml" media-type="application/xhtml+xml" prop' in package
    assert f'summary-{plain.pk}.xhtml" media-type="application/xhtml+xml"/>' in package
    assert "EPUB/ssmath.woff2" in archive.namelist()


def test_a_book_without_formulas_has_no_font(client, alice):
    make_summary(author=alice, body="No formula.")

    assert "EPUB/ssmath.woff2" not in opened(client).namelist()


def test_our_pictures_are_in_it_and_others_are_links(client, alice):
    picture = Picture.objects.keep(encoded(drawn()), alice)
    body = f"![mine]({picture.get_absolute_url()})\n\n![theirs](https://i.imgur.com/abc.png)"
    make_summary(author=alice, body=body)
    archive = opened(client)
    (chapter,) = chapters(archive).values()

    assert f'src="pictures/{picture.name}"' in chapter
    assert f"EPUB/pictures/{picture.name}" in archive.namelist()
    assert "[theirs]" in chapter
    assert "imgur.com/abc.png" in chapter
    assert chapter.count("<img") == 1


def test_addresses_lead_to_the_site_and_footnotes_stay_in_the_book(client, alice):
    body = "[us](/about/) and [nothing](#nothing), a note[^1].\n\n[^1]: It."
    summary = make_summary(author=alice, body=body)
    (chapter,) = chapters(opened(client)).values()

    assert 'href="http://testserver/about/"' in chapter
    assert f'href="http://testserver/summaries/{summary.pk}/#nothing"' in chapter
    assert 'href="#fn-' in chapter


def test_the_same_list_gives_the_same_bytes(client, summary):
    first = client.get("/book.epub")

    assert client.get("/book.epub").content == first.content
    assert client.get("/book.epub", headers={"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    ("address", "titles"),
    [
        ("/book.epub?tab=recent", ["Two", "One"]),
        ("/book.epub?section=biology", []),
        ("/venues/conf/x/book.epub", ["One"]),
        ("/venues/conf/x/2019/book.epub", ["One"]),
        ("/authors/ann-lee/book.epub", ["One"]),
        ("/keywords/cs.LG/book.epub", ["One"]),
        ("/people/alice/book.epub", ["Two", "One"]),
        ("/papers/conf/x/1/book.epub", ["One"]),
    ],
)
def test_every_list_is_a_book(client, alice, address, titles):
    one = make_paper(
        key="conf/x/1",
        title="One",
        venue=make_venue(key="conf/x"),
        authors=["Ann Lee"],
        keywords=["cs.LG"],
    )
    make_summary(author=alice, paper=one)
    make_summary(author=alice, paper=make_paper(title="Two"))
    package = opened(client, address).read("EPUB/nav.xhtml").decode()

    assert [f"{title}: Alice" in package for title in titles] == [True] * len(titles)
    assert package.count("<li>") == len(titles) + 1


def test_ones_bookmarks_are_a_book_for_oneself(client, alice, bob, summary):
    bob.bookmarks.create(paper=summary.paper)
    assert client.get("/bookmarks/book.epub").url == "/account/login/?next=/bookmarks/book.epub"
    client.force_login(bob)
    archive = opened(client, "/bookmarks/book.epub")

    assert len(chapters(archive)) == 1
    assert "bob" not in archive.read("EPUB/package.opf").decode()
    client.force_login(alice)
    assert len(chapters(opened(client, "/bookmarks/book.epub"))) == 0


@pytest.mark.parametrize("visibility", ["draft", "private", "link", "hidden"])
def test_only_what_anybody_may_read_is_in_it(client, alice, visibility):
    summary = make_summary(author=alice)
    if visibility == "hidden":
        summary.hide()
    else:
        summary.show_to(visibility)
    client.force_login(alice)

    assert chapters(opened(client)) == {}


def test_an_anonymous_author_is_anonymous(client, db):
    make_summary(author=make_user("zeldaq"), is_anonymous=True)
    make_imported_summary()
    archive = opened(client)
    whole = b"".join(archive.read(name) for name in archive.namelist()).decode(errors="replace")

    assert "zeldaq" not in whole
    assert "<dc:creator>Anonymous</dc:creator>" in whole
    assert "Licence not stated; imported from ShortScience.org" in whole


def test_a_book_is_bounded_and_costs_the_same_queries(
    client, alice, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr("summaries.views.epub.MOST", 4)
    make_summary(author=alice)
    with django_assert_max_num_queries(5):
        opened(client)
    for _ in range(6):
        make_summary(author=alice, paper=make_paper(authors=["A", "B"]))
    with django_assert_max_num_queries(5):
        assert len(chapters(opened(client))) == 4


def test_who_asks_for_too_many_books_has_to_wait(client, summary, settings):
    settings.LIMITS = settings.LIMITS | {"epub": (1, 60)}
    client.get("/book.epub")

    assert client.get("/book.epub").status_code == 429


def test_nobody_books_what_is_not_there(client, db):
    assert client.get("/venues/nothing/book.epub").status_code == 404
    assert client.post("/book.epub").status_code == 405


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_whatever_is_rendered_is_well_formed(source):
    xhtml = to_xhtml(render(source, under=2).html, "http://testserver/summaries/1/", ())

    Tree.fromstring(f"<body>{xhtml}</body>")


def test_a_book_is_not_compressed_once_more_and_a_page_is(client, summary):
    gzip = {"Accept-Encoding": "gzip"}

    assert "Content-Encoding" not in client.get("/book.epub", headers=gzip)
    assert client.get("/", headers=gzip)["Content-Encoding"] == "gzip"
