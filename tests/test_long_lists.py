"""Lists that grow are turned page by page."""

import pytest

from summaries.models import SummaryRevision
from summaries.views.about import rendered_specimens
from tests.factories import make_imported_summary, make_keyword, make_summary

pytestmark = pytest.mark.django_db


def links(response):
    page = response.content.decode()
    return {rel for rel in ("prev", "next") if f'rel="{rel}"' in page}


def test_the_keywords_stand_by_section_200_a_page_the_others_last(client):
    for number in range(150):
        make_keyword(f"other {number:03}")
        make_keyword(f"stat.{number:03}")
    first, second = client.get("/keywords/"), client.get("/keywords/?page=2")
    sizes = [
        [(name, len(rows)) for name, rows in page.context["groups"]] for page in (first, second)
    ]

    assert sizes == [[("Statistics", 150), ("Other keywords", 50)], [("Other keywords", 100)]]
    assert (links(first), links(second)) == ({"next"}, {"prev"})
    assert client.get("/keywords/?page=3").status_code == 404


def test_the_summaries_of_a_paper_are_8_a_page_the_best_first(client, paper):
    summaries = [make_imported_summary(paper=paper, author=None) for _ in range(9)]
    address = paper.get_absolute_url()
    first, second = client.get(address), client.get(f"{address}?page=2")

    assert first.content.decode().count('<article class="opinion') == 8
    assert f'id="summary-{summaries[0].pk}"' in second.content.decode()
    assert second.content.decode().count('<article class="opinion') == 1
    assert (links(first), links(second)) == ({"next"}, {"prev"})
    assert client.get(f"{address}?page=3").status_code == 404


@pytest.fixture
def long_history(alice):
    """A summary with 102 versions."""
    summary = make_summary(author=alice, body="Version 1.")
    moment = summary.revisions.get().shown_at
    SummaryRevision.objects.bulk_create(
        SummaryRevision(summary=summary, number=n, body=f"Version {n}.", shown_at=moment)
        for n in range(2, 103)
    )
    return summary


def test_versions_are_100_a_page_and_can_be_compared_across_pages(client, long_history):
    address = f"{long_history.get_absolute_url()}history/"
    first, second = client.get(address), client.get(f"{address}?page=2")
    across = client.get(f"{address}?page=2&from=1").content.decode()

    assert first.content.decode().count('name="from"') == 100
    assert second.content.decode().count('name="from"') == 2
    assert (links(first), links(second)) == ({"next"}, {"prev"})
    assert '<input type="hidden" name="page" value="2">' in across
    assert "From version 1 to 102" in across


def test_each_version_but_the_present_one_can_be_restored(client, alice, long_history):
    client.force_login(alice)
    address = f"{long_history.get_absolute_url()}history/"

    restores = [
        client.get(f"{address}?page={n}").content.decode().count("revisions-restore")
        for n in (1, 2)
    ]
    assert restores == [99, 2]


def test_the_specimens_are_rendered_once_a_version_of_the_renderer(client, monkeypatch):
    rendered_specimens.cache_clear()
    for _ in range(2):
        client.get("/about/writing/")
    assert rendered_specimens.cache_info().misses == 1
    monkeypatch.setattr("summaries.views.about.VERSION", 999)
    client.get("/about/writing/")

    assert rendered_specimens.cache_info().misses == 2
