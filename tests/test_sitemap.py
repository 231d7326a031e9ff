"""What search engines and finders of weaknesses ask for: sitemaps, robots.txt, security.txt."""

from datetime import datetime, timedelta
from xml.etree import ElementTree as Tree

import pytest
import time_machine
from django.utils import timezone

from summaries.models import Paper, Summary
from summaries.views import sitemaps
from tests.factories import make_paper, make_summary, make_user, make_venue

LONG_AGO = timezone.now() - timedelta(days=30)
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def entries(client, address="/sitemap.xml"):
    """Address → date of change, without our own name."""
    response = client.get(address)
    assert response.status_code == 200, address
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    root = Tree.fromstring(response.content)
    return {
        child.findtext(f"{NAMESPACE}loc").removeprefix("http://testserver"): child.findtext(
            f"{NAMESPACE}lastmod"
        )
        for child in root
    }


def everything(client):
    return {address for part in entries(client) for address in entries(client, part)}


@pytest.fixture
def library(alice):
    paper = make_paper(
        key="conf/x/A&B", venue=make_venue(key="conf/x"), authors=["Ann Lee"], keywords=["cs.LG"]
    )
    return make_summary(paper=paper, author=alice)


def test_the_index_leads_to_every_page_with_summaries(client, library):
    make_paper(key="conf/x/unread", venue=make_venue(key="conf/empty"), authors=["Nobody Yet"])

    assert everything(client) == {
        "/papers/conf/x/A&B/",
        f"/summaries/{library.pk}/",
        "/venues/conf/x/",
        "/authors/ann-lee/",
        "/keywords/cs.LG/",
        "/people/alice/",
    }


def test_each_says_when_it_changed(client, library):
    changed = {name: when for name, when in entries(client).items() if when}
    day = timezone.now().date().isoformat()

    assert [name.split("-")[1] for name in changed] == ["papers", "summaries"]
    assert all(when.startswith(day) for when in changed.values())
    (slice_,) = [name for name in changed if "papers" in name]
    assert entries(client, slice_)["/papers/conf/x/A&B/"].startswith(day)


def test_slices_are_bounded_and_miss_nothing(client, db, monkeypatch):
    monkeypatch.setattr(sitemaps, "SIZE", 3)
    made = {make_summary(paper=make_paper(pk=pk)).get_absolute_url() for pk in (2, 3, 4, 9, 900)}
    parts = [entries(client, name) for name in entries(client) if "papers" in name]

    assert all(1 <= len(part) <= 3 for part in parts)
    assert len(parts) == 4
    assert made <= everything(client)


@pytest.mark.parametrize("visibility", ["draft", "private", "link", "hidden"])
def test_nothing_that_is_not_public_is_named(client, alice, visibility):
    if visibility == "hidden":
        make_summary(author=alice, paper=make_paper(venue=make_venue())).hide()
    else:
        make_summary(author=alice, paper=make_paper(venue=make_venue()), visibility=visibility)

    assert everything(client) == set()


def test_an_anonymous_summary_does_not_put_its_author_there(client, bob):
    summary = make_summary(author=bob, is_anonymous=True, published_at=LONG_AGO)
    closed = make_user("gone")
    make_summary(author=closed)
    closed.is_active = False
    closed.save()

    assert summary.get_absolute_url() in everything(client)
    assert not any(address.startswith("/people/") for address in everything(client))


def test_no_page_is_named_that_asks_search_engines_to_pass_by(client, alice, bob):
    newcomer = make_user("dora", date_joined=timezone.now() - timedelta(days=2))
    unconfirmed = make_user("eve", verified_at=None)
    shown = [
        make_summary(author=alice),
        make_summary(author=None, is_imported=True),
        make_summary(author=newcomer, is_anonymous=True, published_at=LONG_AGO),
    ]
    kept_back = [
        make_summary(author=newcomer),
        make_summary(author=unconfirmed),
        make_summary(author=bob, is_anonymous=True),
    ]
    named = everything(client)

    assert {each.get_absolute_url() for each in shown} <= named
    assert not {each.get_absolute_url() for each in kept_back} & named
    assert {address for address in named if "/people/" in address} == {"/people/alice/"}
    for address in named:
        assert "noindex" not in client.get(address).text, address


def test_the_index_costs_a_query_a_kind_and_a_slice_one(
    client, library, django_assert_max_num_queries
):
    for _ in range(5):
        make_summary(paper=make_paper(venue=make_venue()))
    with django_assert_max_num_queries(len(sitemaps.ROOMS)):
        names = entries(client)
    for name in names:
        with django_assert_max_num_queries(1):
            client.get(name)


@pytest.mark.parametrize(
    "address",
    [
        "/sitemap-papers-7.xml",
        "/sitemap-nothing-0.xml",
        "/sitemap-papers-99999999999999999999.xml",
        "/sitemap-papers-x.xml",
    ],
)
def test_a_slice_of_nothing_is_a_404(client, library, address):
    assert client.get(address).status_code == 404


def test_robots_are_told_where_the_sitemap_is_and_what_to_leave(client, db):
    response = client.get("/robots.txt")
    lines = response.content.decode().splitlines()

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert lines[0] == "User-agent: *"
    assert "Sitemap: http://testserver/sitemap.xml" in lines
    assert {"Disallow: /search/", "Disallow: /random/", "Disallow: /account/"} <= {*lines}


@pytest.mark.parametrize("day", ["2026-01-01", "2026-11-30", "2027-12-31", "2028-02-29"])
def test_security_txt_is_never_out_of_date_nor_a_year_ahead(client, db, day):
    now = datetime.fromisoformat(f"{day}T12:00:00+00:00")
    with time_machine.travel(now, tick=False):
        response = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    expires = datetime.fromisoformat(fields["Expires"])

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert timedelta(days=30) < expires - now < timedelta(days=366)
    assert fields["Contact"] == "mailto:security@testserver"
    assert fields["Canonical"] == "http://testserver/.well-known/security.txt"
    assert fields["Policy"] == "http://testserver/about/#security"
    assert 'id="security"' in client.get("/about/").content.decode()


@pytest.mark.parametrize("address", ["/sitemap.xml", "/robots.txt", "/.well-known/security.txt"])
def test_they_are_for_everybody_and_a_second_visit_is_a_304(client, library, address):
    response = client.get(address)
    again = client.get(address, headers={"If-None-Match": response["ETag"]})

    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert again.status_code == 304
    assert client.post(address).status_code == 405
    assert Paper.objects.count() == Summary.objects.count() == 1
