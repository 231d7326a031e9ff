"""A text is in the sections of its paper, and a paper under its keywords, whatever changes them."""

from urllib.parse import quote

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from summaries import places, public_dump
from summaries.catalogue.record import Record
from summaries.catalogue.store import store
from summaries.models import (
    Author,
    DailyReaders,
    Keyword,
    KeywordPlace,
    Paper,
    SectionPlace,
    Summary,
    Venue,
)
from summaries.moderation.merging import merge, part
from summaries.recount import recount
from tests.factories import make_keyword, make_paper, make_summary, make_user, make_venue, make_vote

pytestmark = pytest.mark.django_db
TABS = ("hot", "recent", "best", "read")


@pytest.fixture(autouse=True)
def _in_place(db):
    """After all that a test has done."""
    yield
    assert not [name for name in recount(check=True) if name.endswith("place")]


@pytest.fixture
def shown(client):
    """The texts of a section, or the titles under a keyword, as their pages have them."""

    def look(address: str) -> list:
        return [getattr(row, "paper_id", row.pk) for row in client.get(address).context["page"]]

    return look


@pytest.fixture
def of_physics(shown):
    """The papers whose texts stand in that section: in each of its tabs the same."""

    def look() -> set[int]:
        tabs = [shown(f"/?section=physics&tab={tab}") for tab in TABS]
        assert all(sorted(tab) == sorted(tabs[0]) for tab in tabs)
        return set(tabs[0])

    return look


def test_nothing_that_keeps_things_in_place_is_missing():
    assert places.missing() == []


def test_a_text_is_in_the_sections_of_its_keywords_and_of_its_venue_once_in_each(shown):
    venue = make_venue(section="physics")
    paper = make_paper(venue=venue, keywords=["hep-th", "hep-ph", "math.OC", "attention"])
    make_summary(paper=paper)
    make_summary(paper=make_paper(keywords=["cs.LG"]))

    assert shown("/?section=physics") == shown("/?section=mathematics") == [paper.pk]
    assert paper.pk not in shown("/?section=cs")


def test_keywords_that_a_paper_is_given_or_loses_move_its_texts(of_physics, shown):
    summary = make_summary()
    assert of_physics() == set()
    summary.paper.keywords.add(make_keyword("hep-th"))
    assert of_physics() == {summary.paper_id}
    assert shown("/keywords/hep-th/") == [summary.paper_id]
    summary.paper.keywords.clear()

    assert of_physics() == set()
    assert shown("/keywords/hep-th/") == []


def test_another_venue_or_another_section_of_a_venue_moves_the_texts(of_physics):
    summary, venue = make_summary(), make_venue(section="physics")
    paper = summary.paper
    paper.venue = venue
    paper.save()
    assert of_physics() == {paper.pk}
    venue.section = "biology"
    venue.save()
    assert of_physics() == set()
    Venue.objects.update(section="physics")
    assert of_physics() == {paper.pk}
    venue.delete()

    assert of_physics() == set()


def test_another_section_of_a_keyword_moves_the_texts(of_physics):
    keyword = make_keyword("attention")
    summary = make_summary(paper=make_paper(keywords=[keyword]))
    assert of_physics() == set()
    keyword.section = "physics"
    keyword.save()
    assert of_physics() == {summary.paper_id}
    keyword.delete()

    assert of_physics() == set()
    assert not KeywordPlace.objects.exists()


def test_a_text_moves_with_its_paper(of_physics):
    summary = make_summary()
    other = make_paper(keywords=["hep-th"])
    summary.assign_to_paper(other)

    assert of_physics() == {other.pk}


def test_papers_that_are_merged_and_parted_take_their_texts_along(of_physics, admin):
    stays, goes = make_summary().paper, make_summary(paper=make_paper(keywords=["hep-th"])).paper
    journal = merge(stays, goes)
    assert of_physics() == {stays.pk}
    assert Summary.objects.in_section("physics").count() == 2
    part(journal)

    assert of_physics() == {Paper.objects.exclude(pk=stays.pk).get().pk}
    assert Summary.objects.in_section("physics").count() == 1


def test_only_what_anybody_may_see_has_a_place(of_physics):
    paper = make_paper(keywords=["hep-th"])
    draft = make_summary(paper=paper, visibility="draft")
    assert not SectionPlace.objects.exists()
    draft.publish()
    assert of_physics() == {paper.pk}
    draft.hide()
    assert not SectionPlace.objects.exists()
    draft.unhide()
    assert of_physics() == {paper.pk}
    draft.show_to("private")
    assert not SectionPlace.objects.exists()
    draft.publish()
    draft.delete()

    assert not SectionPlace.objects.exists()


def test_a_section_goes_by_the_same_ranks_as_the_whole_feed(shown):
    papers = [make_paper(keywords=["hep-th"]) for _ in range(4)]
    texts = [make_summary(paper=paper) for paper in papers]
    make_vote(texts[1], 1)
    make_vote(texts[1], 1)
    make_vote(texts[2], -1)
    today = timezone.now().date()
    DailyReaders.objects.create(day=today, paper=papers[0], summary=texts[0], readers=4)
    call_command("count_readers", verbosity=0)

    for tab in TABS:
        assert shown(f"/?section=physics&tab={tab}") == shown(f"/?tab={tab}")
    assert shown("/?section=physics&tab=read")[0] == papers[0].pk
    assert shown("/?section=physics&tab=best")[0] == papers[1].pk


def test_papers_of_a_keyword_stand_by_their_years_which_may_be_corrected(shown):
    papers = {year: make_paper(year=year, keywords=["cs.LG"]) for year in (2001, None, 2003)}
    make_paper()
    assert shown("/keywords/cs.LG/") == [papers[year].pk for year in (2003, 2001, None)]
    papers[None].year = 2005
    papers[None].save()
    Paper.objects.filter(pk=papers[2003].pk).update(year=None)

    assert shown("/keywords/cs.LG/") == [papers[year].pk for year in (None, 2001, 2003)]


def test_what_a_source_says_of_a_paper_puts_it_in_its_place(of_physics, shown):
    said = Record("Of strings", "bibtex", doi="10.1000/strings", year=1999, keywords=("hep-th",))
    paper = store(said).paper
    make_summary(paper=paper)

    assert of_physics() == {paper.pk}
    assert shown("/keywords/hep-th/") == [paper.pk]


def test_what_comes_with_a_public_dump_is_in_its_place(of_physics, tmp_path, alice):
    make_summary(paper=make_paper(key="a/b", keywords=["hep-th"]), author=alice)
    public_dump.write(tmp_path / "dump")
    for model in (Summary, Paper, Author, Keyword, Venue, type(alice)):
        model.objects.all().delete()
    assert not SectionPlace.objects.exists()
    assert not KeywordPlace.objects.exists()
    public_dump.load(tmp_path / "dump")

    assert of_physics() == {Paper.objects.get().pk}
    assert KeywordPlace.objects.get().year == 2019


@pytest.mark.django_db(transaction=True)
def test_a_dump_that_is_loaded_at_once_is_in_its_place_and_so_is_what_comes_later(
    of_physics, tmp_path, alice
):
    make_summary(paper=make_paper(key="a/b", keywords=["hep-th"]), author=alice)
    public_dump.write(tmp_path / "dump")
    for model in (Summary, Paper, Author, Keyword, Venue, type(alice)):
        model.objects.all().delete()
    public_dump.load(tmp_path / "dump")
    paper = Paper.objects.get()
    assert (places.missing(), of_physics()) == ([], {paper.pk})
    paper.keywords.clear()

    assert of_physics() == set()


def test_recount_finds_what_is_out_of_place_and_puts_it_back(of_physics):
    kept, lost = (make_summary(paper=make_paper(keywords=["hep-th"])) for _ in range(2))
    SectionPlace.objects.filter(summary=lost).delete()
    SectionPlace.objects.filter(summary=kept).update(hot=7)
    SectionPlace.objects.create(
        **{"summary": kept, "section": "biology", "hot": 0, "quality": 0, "readers_of_week": 0},
        published_at=timezone.now(),
    )
    KeywordPlace.objects.update(year=1)

    expected = {"summaries_sectionplace": 2, "summaries_keywordplace": 2}
    assert recount(check=True) == recount() == expected
    assert not recount(check=True)
    assert of_physics() == {kept.paper_id, lost.paper_id}


@pytest.mark.parametrize("tab", TABS)
def test_a_page_of_a_section_is_one_range_of_an_index(tab, client):
    make_summary(paper=make_paper(keywords=["hep-th"]))
    seen = []

    def note(execute, sql, params, many, context):
        if "sectionplace" in sql:
            seen.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        client.get(f"/?section=physics&tab={tab}")
    (sql, params) = seen[0]

    assert f"section_{tab}" in plan_of(sql, params)


def plan_of(sql, params) -> str:
    """The way the database finds these rows if it sorts none."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_sort = off; SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {sql}", params)
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        plan = "\n".join(str(row) for row in cursor.fetchall())
    assert "Sort" not in plan
    assert "TEMP B-TREE" not in plan
    return plan


def test_sections_are_turned_page_by_page_without_a_gap(client):
    paper = make_paper(keywords=["hep-th"])
    texts = [make_summary(paper=paper, author=make_user()).pk for _ in range(25)]
    for tab in TABS:
        address, found = f"/?section=physics&tab={tab}", []
        while address:
            page = client.get(address).context["page"]
            found += [row.pk for row in page]
            after = page.ways.get("next", {}).get("after")
            address = after and f"/?section=physics&tab={tab}&page=2&after={quote(after)}"

        assert found == sorted(texts, reverse=True)
