"""Papers on the moderators' desk: found by any name, mended without a 500."""

import pytest
from django.db import connection
from django.urls import reverse

from summaries.models import Identifier, Paper
from tests.factories import (
    make_author,
    make_identifier,
    make_imported_summary,
    make_paper,
    make_summary,
    make_venue,
)

pytestmark = pytest.mark.django_db
LIST = "/admin/summaries/paper/"


@pytest.fixture(autouse=True)
def desk(client, admin):
    client.force_login(admin)


@pytest.fixture
def five(db):
    return make_paper(key="conf/test/Five", authors=["A", "B", "C", "D", "E"])


def inline(prefix, rows, existing):
    """The fields of an inline as a browser sends them."""
    fields = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": existing}
    for number, row in enumerate(rows):
        fields |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return fields


def form_of(paper, authors=None, names=None, **changes):
    """What the page of the paper sends; `authors` and `names` replace the rows of the inlines."""
    if authors is None:
        authors = [author_row(rank) for rank in paper.authorships.order_by("position")]
    if names is None:
        names = [name_row(name) for name in paper.identifiers.order_by("pk")]
    fields = {
        "key": paper.key,
        "title": paper.title,
        "venue": paper.venue_id or "",
        "year": paper.year or "",
        "abstract": paper.abstract,
        "keywords": [keyword.pk for keyword in paper.keywords.all()],
        "status": paper.status,
    }
    return {
        **fields,
        **changes,
        **inline("authorships", authors, sum("id" in row for row in authors)),
        **inline("identifiers", names, sum("id" in row for row in names)),
    }


def author_row(rank, **changes):
    row = {"id": rank.pk, "paper": rank.paper_id}
    return {**row, "position": rank.position, "author": rank.author_id, **changes}


def name_row(name, **changes):
    row = {"id": name.pk, "paper": name.paper_id}
    return {**row, "scheme": name.scheme, "value": name.value, **changes}


def save(client, paper, *args, **changes):
    return client.post(f"{LIST}{paper.pk}/change/", form_of(paper, *args, **changes))


def errors(response):
    """What the page complains of, in one text; fails when it was accepted."""
    assert response.status_code == 200
    context = response.context
    inlines = [inline.formset for inline in context["inline_admin_formsets"]]
    found = [context["adminform"].form.errors, *(i.errors for i in inlines)]
    return str(found + [i.non_form_errors() for i in inlines])


def writers(paper):
    connection.check_constraints()
    return "".join(str(rank.author) for rank in paper.authorships.order_by("position"))


ORDERS = {
    "as they are": ([1, 2, 3, 4, 5], "ABCDE"),
    "two change places": ([2, 1, 3, 4, 5], "BACDE"),
    "backwards": ([5, 4, 3, 2, 1], "EDCBA"),
    "the last comes first": ([2, 3, 4, 5, 1], "EABCD"),
    "with gaps": ([10, 20, 30, 5, 40], "DABCE"),
    "two claim one place": ([1, 1, 1, 4, 5], "ABCDE"),
    "without a number": (["", 1, 2, 3, 4], "BCDEA"),
}


@pytest.mark.parametrize(("numbers", "expected"), ORDERS.values(), ids=ORDERS)
def test_authors_are_put_in_order_by_their_numbers(client, five, numbers, expected):
    ranks = five.authorships.order_by("position")
    rows = [author_row(rank, position=n) for rank, n in zip(ranks, numbers, strict=True)]
    response = save(client, five, rows)

    assert response.status_code == 302
    assert writers(five) == expected


def test_an_author_is_removed_from_the_middle_and_another_added_in_front(client, five):
    rows = [author_row(rank) for rank in five.authorships.order_by("position")]
    rows[2]["DELETE"] = "on"
    new = {"paper": five.pk, "position": 1, "author": make_author("N").pk}
    response = save(client, five, [{**rows[0], "position": 2}, *rows[1:], new])

    assert response.status_code == 302
    assert writers(five) == "NABDE"


def test_all_authors_can_be_removed(client, five):
    ranks = five.authorships.order_by("position")
    save(client, five, [author_row(rank, DELETE="on") for rank in ranks])

    assert writers(five) == ""


def test_an_author_is_replaced_and_comes_back_further_down(client, five):
    rows = [author_row(rank) for rank in five.authorships.order_by("position")]
    former, rows[0]["author"] = rows[0]["author"], make_author("N").pk
    save(client, five, [*rows, {"paper": five.pk, "position": "", "author": former}])

    assert writers(five) == "NBCDEA"


def test_an_author_named_twice_is_refused_with_a_reason(client, five):
    rows = [author_row(rank) for rank in five.authorships.order_by("position")]
    rows[1]["author"] = rows[0]["author"]
    response = save(client, five, rows)

    assert "An author can be named once only: A." in errors(response)
    assert writers(five) == "ABCDE"


@pytest.mark.parametrize("position", ["0", "-1", "99999999999999999999", "first"])
def test_a_place_that_is_no_place_is_refused_with_a_reason(client, five, position):
    rows = [author_row(rank) for rank in five.authorships.order_by("position")]
    rows[0]["position"] = position

    assert "position" in errors(save(client, five, rows))


def test_an_order_made_from_an_old_page_is_refused_without_harm(client, five):
    rows = [author_row(rank) for rank in five.authorships.order_by("position")]
    five.set_authors([rank.author for rank in five.authorships.order_by("-position")])
    response = save(client, five, rows)

    assert errors(response)
    assert writers(five) == "EDCBA"


def test_a_paper_is_added_with_its_authors(client, admin):
    blank = Paper(key="conf/test/New", title="A new one", year=2021)
    rows = [{"position": "", "author": make_author(name).pk} for name in "XY"]
    names = [{"scheme": "doi", "value": "https://doi.org/10.1000/NEW"}]
    fields = {
        **{"key": blank.key, "title": blank.title, "year": 2021, "status": "identified"},
        **inline("authorships", rows, 0),
        **inline("identifiers", names, 0),
    }
    response = client.post(f"{LIST}add/", fields)
    paper = Paper.objects.get(key="conf/test/New")

    assert response.status_code == 302
    assert writers(paper) == "XY"
    assert paper.identifiers.get().value == "10.1000/new"


def test_a_new_key_keeps_the_former_one_as_an_alias(client, paper):
    former = paper.get_absolute_url()
    save(client, paper, key="conf/nips/HermannLampinen20")
    response = client.get(former)

    assert response.status_code == 301
    assert response.url == "/papers/conf/nips/HermannLampinen20/"


def test_a_paper_goes_back_to_its_former_key(client, paper):
    save(client, paper, key="conf/nips/Other")
    paper.refresh_from_db()
    response = save(client, paper, key="conf/nips/HermannL20")

    assert response.status_code == 302
    assert [str(name) for name in paper.identifiers.all()] == ["alias conf/nips/Other"]
    assert Paper.objects.get().key == "conf/nips/HermannL20"


def test_a_key_that_leads_to_another_paper_is_refused_with_a_reason(client, paper, five):
    make_identifier(five, "key", "conf/test/Former")

    assert "leads to another paper" in errors(save(client, paper, key="conf/test/Former"))
    assert "already exists" in errors(save(client, paper, key="conf/test/Five"))


def test_an_alias_that_is_the_key_of_a_paper_is_refused_with_a_reason(client, paper, five):
    names = [{"paper": paper.pk, "scheme": "key", "value": "conf/test/Five"}]

    assert "key of a paper already" in errors(save(client, paper, None, names))


def test_one_identifier_in_two_spellings_is_refused_with_a_reason(client, paper):
    spellings = ["10.1000/ABC", "doi:10.1000/abc"]
    names = [{"paper": paper.pk, "scheme": "doi", "value": text} for text in spellings]

    assert "Please correct the duplicate" in errors(save(client, paper, None, names))
    assert not Identifier.objects.exists()


def test_an_identifier_of_another_paper_is_refused_with_a_reason(client, paper, five):
    make_identifier(five, "arxiv", "1707.09405")
    names = [{"paper": paper.pk, "scheme": "arxiv", "value": "arXiv:1707.09405v2"}]

    assert "already exists" in errors(save(client, paper, None, names))


def test_what_is_no_identifier_is_refused_with_a_reason(client, paper):
    names = [{"paper": paper.pk, "scheme": "doi", "value": "eleven"}]

    assert "“eleven” is no DOI." in errors(save(client, paper, None, names))


@pytest.mark.parametrize("year", ["1", "3000", "-5", "99999999999999999999"])
def test_a_year_that_is_none_is_refused_with_a_reason(client, paper, year):
    assert "year" in errors(save(client, paper, year=year))


@pytest.mark.parametrize(
    "words",
    [
        "feature representations",
        "nips/HermannL20",
        "10.1000/abc",
        "https://doi.org/10.1000/ABC",
        "1707.09405",
        "https://arxiv.org/abs/1707.09405v2",
        "Lampinen",
        "Hermann feature",
    ],
)
def test_a_paper_is_found_by_whatever_it_is_known_by(client, paper, five, words):
    make_identifier(paper, "doi", "10.1000/abc")
    make_identifier(paper, "arxiv", "1707.09405")
    response = client.get(LIST, {"q": words})

    assert list(response.context["cl"].result_list) == [paper]


def test_papers_are_narrowed_by_status_venue_year_and_summaries(client, paper):
    venue = make_venue()
    make_summary(paper=paper)
    other = make_paper(venue=venue, year=2001, status=Paper.Status.UNIDENTIFIED)

    def found(**query):
        return list(client.get(LIST, query).context["cl"].result_list)

    assert found(status__exact="unidentified") == [other]
    assert found(summarised="yes") == [paper]
    assert found(summarised="no") == [other]
    assert found(year="2001") == [other]
    assert found(venue__id__exact=venue.pk) == [other]


def test_papers_are_marked_as_identified(client):
    stub = make_paper(status=Paper.Status.UNIDENTIFIED)
    client.post(LIST, {"action": "mark_identified", "_selected_action": [stub.pk]})

    assert Paper.objects.get().is_identified
    assert Paper.objects.get().updated_at > stub.updated_at


def test_an_unidentified_paper_leads_to_the_assignment_of_its_summaries(client):
    stub = make_paper(status=Paper.Status.UNIDENTIFIED)
    first, second = make_imported_summary(paper=stub), make_imported_summary(paper=stub)
    page = client.get(f"{LIST}{stub.pk}/change/").content.decode()
    step = f"{reverse('admin:summaries_summary_assign_to_paper')}?ids={second.pk},{first.pk}"

    assert f'href="{step}"' in page
    assert client.get(step).status_code == 200


def test_a_paper_with_summaries_is_not_deleted(client, summary):
    response = client.post(f"{LIST}{summary.paper_id}/delete/", {"post": "yes"})

    assert "protected" in response.content.decode()
    assert Paper.objects.filter(pk=summary.paper_id).exists()


def test_a_paper_without_summaries_is_deleted(client, five):
    client.post(f"{LIST}{five.pk}/delete/", {"post": "yes"})
    connection.check_constraints()

    assert not Paper.objects.exists()
