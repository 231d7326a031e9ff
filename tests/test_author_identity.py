"""Who is who among authors: identifiers and admins join, names never do."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from summaries.catalogue.people import set_authors
from summaries.catalogue.record import Name
from summaries.models import Author, AuthorIdentifier, Follow
from summaries.models.slugs import free_slugs
from tests.factories import make_author, make_paper

pytestmark = pytest.mark.django_db
ORCID = "0000-0002-1825-0097"


def authors_of(*names):
    """The authors of a new paper by these names."""
    paper = make_paper()
    set_authors(paper, names)
    return list(paper.authors.order_by("authorships__position"))


def test_equal_names_are_other_people():
    assert authors_of(Name("Wei Wang")) != authors_of(Name("Wei Wang"))


@pytest.mark.parametrize("told", [{"dblp": "Wei Wang 0001"}, {"orcid": ORCID}])
def test_an_identifier_tells_that_it_is_the_same_person(told):
    assert authors_of(Name("Wei Wang", **told)) == authors_of(Name("W. Wang", **told))


def test_the_numbers_of_dblp_keep_namesakes_apart():
    first = authors_of(Name("Wei Wang", dblp="Wei Wang 0001"))
    second = authors_of(Name("Wei Wang", dblp="Wei Wang 0002"))

    assert [first[0].slug, second[0].slug] == ["wei-wang-0001", "wei-wang-0002"]


def test_the_same_names_again_make_nobody_new_and_may_tell_more():
    paper = make_paper()
    assert set_authors(paper, [Name("Wei Wang"), Name("Bo Li")])
    before = set(Author.objects.values_list("pk", flat=True))

    assert not set_authors(paper, [Name("Wei Wang"), Name("Bo Li")])
    assert set_authors(paper, [Name("Wei Wang", orcid=ORCID), Name("Bo Li")])
    assert set(Author.objects.values_list("pk", flat=True)) == before
    assert AuthorIdentifier.objects.get().author.name == "Wei Wang"


def test_a_row_of_nobody_gives_way_to_the_author_whom_an_identifier_names():
    known = authors_of(Name("Wei Wang", orcid=ORCID))
    paper = make_paper()
    set_authors(paper, [Name("Wei Wang")])
    set_authors(paper, [Name("Wei Wang", orcid=ORCID)])

    assert list(paper.authors.all()) == known
    assert Author.objects.count() == 1


def test_two_authors_of_one_paper_are_two_whatever_a_source_says():
    assert len(authors_of(Name("Wei Wang", orcid=ORCID), Name("Bo Li", orcid=ORCID))) == 2


def test_the_five_thousandth_namesake_costs_as_much_as_the_second():
    rows = (Author(name="Wei Wang", slug=f"wei-wang-{n}") for n in range(2, 5_001))
    Author.objects.bulk_create([Author(name="Wei Wang", slug="wei-wang"), *rows])

    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert Author.objects.begin(Name("Wei Wang")).slug == "wei-wang-5001"
    assert len(queries) < 25
    assert sum(len(query["sql"]) for query in queries) < 20_000


def test_slugs_of_many_at_once_are_free_and_each_once():
    for name in ("A B", "A B", "A B 2"):
        make_author(name, slug=free_slugs(Author.objects, [name])[0])
    Author.objects.filter(slug="a-b-2").update(slug="a-b-3")
    slugs = free_slugs(Author.objects, ["A B", "a b", "A B", "A B 2", "C"])

    assert len(set(slugs)) == 5
    assert not Author.objects.filter(slug__in=slugs).exists()
    assert slugs[-1] == "c"


def test_the_page_links_others_of_the_name_and_what_tells_this_one(client):
    [first] = authors_of(Name("Wei Wang", dblp="Wei Wang 0001", orcid=ORCID))
    [second] = authors_of(Name("Wei Wang"))
    page = client.get(first.get_absolute_url()).content.decode()

    assert "Others of the same name" in page
    assert second.get_absolute_url() in page
    assert f"https://orcid.org/{ORCID}" in page
    assert "https://dblp.org/search?q=author%3AWei_Wang_0001%3A" in page
    assert "Others of the same name" in client.get(second.get_absolute_url()).content.decode()


def join(client, *authors):
    keys = [author.pk for author in authors]
    sent = {"action": "join", "_selected_action": keys}
    return client.post("/admin/summaries/author/", sent, follow=True).content.decode()


def test_an_admin_joins_two_and_the_former_address_leads_on(client, admin, bob, carol):
    [one], [other] = authors_of(Name("Wei Wang")), authors_of(Name("W. Wang", orcid=ORCID))
    make_paper().set_authors([one])
    Follow.objects.create(user=bob, author=one)
    Follow.objects.create(user=bob, author=other)
    Follow.objects.create(user=carol, author=other)
    client.force_login(admin)
    join(client, one, other)
    response = client.get(other.get_absolute_url())

    assert Author.objects.get() == one
    assert one.papers.count() == 3
    assert set(one.followers.values_list("user", flat=True)) == {bob.pk, carol.pk}
    assert (response.status_code, response.url) == (301, one.get_absolute_url())
    assert authors_of(Name("W. Wang", orcid=ORCID)) == [one]
    assert Author.objects.begin(Name("W. Wang")).slug != other.slug


def test_two_who_wrote_a_paper_together_are_not_one(client, admin):
    one, other = authors_of(Name("Wei Wang"), Name("W. Wang"))
    client.force_login(admin)

    assert "wrote a paper together" in join(client, one, other)
    assert Author.objects.count() == 2
