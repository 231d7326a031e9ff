"""Papers, authors, keywords and venues: what the rows promise."""

import pytest
from django.core.exceptions import ValidationError

from summaries.catalogue.record import Name
from summaries.models import Author, Identifier, Keyword, Paper, ReaderMark, Venue
from tests.factories import (
    make_author,
    make_daily_readers,
    make_identifier,
    make_imported_summary,
    make_keyword,
    make_paper,
    make_summary,
    make_venue,
    make_vote,
)

pytestmark = pytest.mark.django_db


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_a_paper_is_known_by_its_key_and_by_every_other_name(paper):
    make_identifier(paper, "doi", "10.1000/abc")
    make_identifier(paper, "key", "journals/corr/abs-2006-12433")

    for name in (paper.key, "10.1000/abc", "journals/corr/abs-2006-12433"):
        assert Paper.objects.known_as(name).get() == paper
    assert not Paper.objects.known_as(paper.key.lower()).exists()


def test_a_renamed_paper_is_still_known_by_its_former_key(paper):
    paper.rename("conf/nips/Other20")

    assert fresh(paper).key == "conf/nips/Other20"
    assert Paper.objects.known_as("conf/nips/HermannL20").get() == paper


def test_a_paper_that_takes_its_former_key_back_has_no_alias_of_that_name(paper):
    paper.rename("conf/nips/Other20")
    paper.rename("conf/nips/HermannL20")

    assert list(paper.identifiers.values_list("value", flat=True)) == ["conf/nips/Other20"]


@pytest.mark.parametrize(
    ("scheme", "text", "value"),
    [
        ("doi", "https://doi.org/10.1000/ABC", "10.1000/abc"),
        ("arxiv", "arXiv:1707.09405v2", "1707.09405"),
        ("arxiv", "math.GT/0309136", "math/0309136"),
        ("url", " https://example.org/Paper ", "https://example.org/Paper"),
    ],
)
def test_an_identifier_is_added_once_in_its_normal_form(paper, scheme, text, value):
    first, second = paper.add_identifier(scheme, text), paper.add_identifier(scheme, value)

    assert first == second
    assert Identifier.objects.get().value == value


@pytest.mark.parametrize(("scheme", "text"), [("doi", "11.1/x"), ("arxiv", "x"), ("url", "ftp:x")])
def test_what_is_no_identifier_is_refused(paper, scheme, text):
    with pytest.raises(ValueError, match="is n"):
        paper.add_identifier(scheme, text)
    with pytest.raises(ValidationError):
        Identifier(paper=paper, scheme=scheme, value=text).full_clean()

    assert not Identifier.objects.exists()


def test_papers_of_a_section_are_found_once_however_many_keywords_they_have():
    both = make_paper(keywords=["cs.LG", "cs.CV", "stat.ML"])
    make_paper(keywords=["q-bio.NC"])

    assert list(Paper.objects.in_section("cs")) == [both]
    assert list(Paper.objects.in_section("statistics")) == [both]


def test_papers_without_a_year_come_last():
    old, unknown, new = (make_paper(year=year) for year in (1998, None, 2020))

    assert list(Paper.objects.newest_first()) == [new, old, unknown]


def test_the_head_of_a_paper_costs_four_queries(paper, django_assert_num_queries):
    with django_assert_num_queries(4):
        found = Paper.objects.with_head().get()
        assert [rank.author.name for rank in found.authorships.all()]
        assert [keyword.name for keyword in found.keywords.all()]
        assert not found.identifiers.all()
        assert found.venue is None


def test_a_name_alone_makes_an_author_of_its_own():
    ada = Author.objects.begin(Name("  Ada \n Lovelace "))
    other = Author.objects.begin(Name("Ada Lovelace"))

    assert (ada.name, ada.slug, other.slug) == ("Ada Lovelace", "ada-lovelace", "ada-lovelace-2")


@pytest.mark.parametrize(
    ("names", "slugs"),
    [
        (["José", "Jose", "José."], ["josé", "jose", "josé-2"]),
        (["A B", "A-B", "a b"], ["a-b", "a-b-2", "a-b-3"]),
        (["李", "!!!", "???"], ["李", "author", "author-2"]),
    ],
)
def test_every_author_has_an_address_of_their_own(names, slugs):
    assert [Author.objects.begin(Name(name)).slug for name in names] == slugs


def test_an_author_of_a_paper_is_not_deleted(paper):
    with pytest.raises(Exception, match="protected foreign keys"):
        paper.authors.first().delete()


@pytest.mark.parametrize(
    ("name", "section"),
    [("cs.LG", "cs"), ("stat.ML", "statistics"), ("hep-th", "physics"), ("attention", "")],
)
def test_a_keyword_belongs_to_the_section_of_its_prefix(name, section):
    assert make_keyword(name).section == section


@pytest.mark.parametrize("name", ["TCP/IP", "C#", "p < 0.05?", "50 % more", "éléments"])
def test_a_keyword_of_any_spelling_has_a_page(client, name):
    make_paper(keywords=[name])

    assert client.get(Keyword.objects.get().get_absolute_url()).status_code == 200


def test_the_section_of_a_keyword_can_be_chosen():
    assert make_keyword("neurons", section="biology").section == "biology"
    keyword, _ = Keyword.objects.update_or_create(name="cs.CV", defaults={"section": ""})

    assert fresh(keyword).section == "cs"


def test_venues_count_their_papers_and_those_with_a_summary():
    venue, empty = make_venue(), make_venue()
    make_summary(paper=make_paper(venue=venue, year=2001))
    make_summary(paper=make_paper(venue=venue, year=2003), visibility="draft")
    counted = {row.pk: row for row in Venue.objects.with_counts()}

    assert counted[venue.pk].paper_count == 2
    assert counted[venue.pk].summarised_count == 1
    assert counted[venue.pk].latest_year == 2003
    assert counted[empty.pk].paper_count == 0


def test_a_text_is_assigned_to_its_paper_and_the_stub_leads_there(paper):
    stub = make_paper(key="unidentified/1", status=Paper.Status.UNIDENTIFIED)
    make_identifier(stub, "url", "https://example.org/1")
    summary = make_imported_summary(paper=stub)
    make_daily_readers(summary=summary, readers=5)
    ReaderMark.objects.create(day="2026-03-02", visitor=b"somebody", paper=stub, summary=summary)
    summary.assign_to_paper(paper)

    assert fresh(summary).paper == paper
    assert Paper.objects.get() == paper
    assert fresh(paper).summary_count == 1
    assert Paper.objects.known_as("unidentified/1").get() == paper
    assert Paper.objects.known_as("https://example.org/1").get() == paper
    assert summary.daily_readers.get().paper == paper
    assert ReaderMark.objects.get().paper == paper


@pytest.mark.parametrize("status", ["identified", "stub"])
def test_a_paper_that_is_known_stays_without_summaries(paper, status):
    former = make_paper(status=status)
    summary = make_imported_summary(paper=former)
    summary.assign_to_paper(paper)

    assert fresh(former).summary_count == 0
    assert fresh(paper).summary_count == 1


def test_an_unidentified_paper_stays_while_it_has_another_text(paper):
    stub = make_paper(status=Paper.Status.UNIDENTIFIED)
    first, second = make_imported_summary(paper=stub), make_imported_summary(paper=stub)
    first.assign_to_paper(paper)

    assert fresh(stub).summary_count == 1
    assert fresh(second).paper == stub


def test_an_assignment_to_the_same_paper_changes_nothing():
    stub = make_paper(status=Paper.Status.UNIDENTIFIED)
    make_imported_summary(paper=stub).assign_to_paper(stub)

    assert fresh(stub).summary_count == 1
    assert not stub.identifiers.exists()


def test_a_text_that_changes_hands_counts_for_its_new_author_alone(summary, alice, bob):
    make_vote(summary, 1, bob)
    make_vote(summary)
    fresh(summary).assign_to(bob)

    assert fresh(summary).ups == 1
    assert (fresh(alice).summary_count, fresh(bob).summary_count) == (0, 1)
    assert fresh(alice).contribution == 0 < fresh(bob).contribution


def test_a_named_author_is_what_an_author_is_called():
    assert str(make_author("Ada Lovelace")) == "Ada Lovelace"
