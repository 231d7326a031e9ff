"""Lists are turned by the row that a page ends with: no row is lost or shown twice."""

import re
from html import unescape

import pytest

from summaries.models import Paper, Summary
from summaries.views.pages import FARTHEST, NUMBERED
from tests.factories import make_keyword, make_paper, make_summary, make_user, make_venue

pytestmark = pytest.mark.django_db

_WAY = re.compile(r'<a rel="(prev|next)" href="([^"]*)"')


def ways(page: str) -> dict[str, str]:
    return {rel: unescape(address) for rel, address in _WAY.findall(page)}


def turn(client, path: str, way: str = "next", begin: str = "", between=lambda: None) -> list[str]:
    """The pages from that one on, each by the link of the one before."""
    pages, address = [], begin
    while True:
        pages.append(client.get(f"{path}{address}").content.decode())
        if way not in ways(pages[-1]):
            return pages
        address = ways(pages[-1])[way]
        between()


def shown(pages: list[str]) -> list[str]:
    """The numbers of the texts, or the keys of the papers, in order."""
    found = re.findall(r'class="unapi-id" title="([^"]*)"', "".join(pages))
    return [unescape(key) for key in found]


@pytest.fixture
def texts():
    """Two dozen texts with many ties in what orders them."""
    rows = [make_summary() for _ in range(24)]
    for place, row in enumerate(rows):
        Summary.objects.filter(pk=row.pk).update(
            hot=place // 5,
            quality=place // 7,
            readers_of_week=place // 4,
            published_at=rows[place // 3].published_at,
        )
    return rows


@pytest.mark.parametrize("tab", ["hot", "recent", "best", "read"])
def test_every_tab_shows_each_text_once_forwards_and_back(client, texts, tab):
    pages = turn(client, "/", begin=f"?tab={tab}")
    last = [*turn(client, "/", begin=f"?tab={tab}")][-1]
    back = turn(client, "/", "prev", ways(client.get(f"/?tab={tab}").content.decode())["next"])

    assert len(pages) == 3
    assert sorted(shown(pages)) == sorted(row.paper.key for row in texts)
    assert "Page 3" in last
    assert shown(back[::-1]) == shown(pages[:2])
    numbered = [client.get(f"/?tab={tab}&page={n}").content.decode() for n in (1, 2, 3)]
    assert shown(numbered) == shown(pages)


def test_the_page_before_the_third_is_the_second(client, texts):
    first, second, third = turn(client, "/", begin="?tab=best")
    before = client.get(f"/{ways(third)['prev']}").content.decode()

    assert shown([before]) == shown([second])
    assert "Page 2" in before
    assert ways(before)["prev"] == "?tab=best"
    assert ways(second)["prev"] == "?tab=best"
    assert "prev" not in ways(first)


@pytest.mark.parametrize("tab", ["hot", "recent", "best"])
def test_what_is_written_between_two_pages_moves_nothing(client, texts, tab):
    pages = turn(client, "/", begin=f"?tab={tab}", between=lambda: make_summary())

    assert len(shown(pages)) == len(set(shown(pages)))
    assert {row.paper.key for row in texts} <= set(shown(pages))


def test_what_is_gone_between_two_pages_moves_nothing(client, texts):
    first = client.get("/?tab=recent").content.decode()
    for row in Summary.objects.recent_first()[:3]:
        row.hide()
    rest = turn(client, "/", begin=ways(first)["next"])

    assert sorted(shown([first, *rest])) == sorted(row.paper.key for row in texts)


def test_papers_without_a_year_come_last_and_once(subtests, client):
    venue, keyword = make_venue(key="conf/x"), make_keyword("cs.LG")
    for number in range(70):
        year = None if number % 2 else 2000 + number // 20
        title = f"Same “title”, [{number // 7}]"
        make_paper(title=title, year=year, venue=venue, authors=["Ada"], keywords=[keyword])
    year_of = dict(Paper.objects.values_list("key", "year"))
    for thing in (keyword, venue, Paper.objects.first().authors.get()):
        with subtests.test(thing=thing):
            pages = turn(client, thing.get_absolute_url())
            back = turn(client, thing.get_absolute_url(), "prev", ways(pages[1])["next"])

            assert len(pages) == 3
            assert sorted(shown(pages)) == sorted(year_of)
            assert shown(back[::-1]) == shown(pages)
            years = [year_of[key] for key in shown(pages)]
            assert years == sorted(years, key=lambda year: (year is None, -(year or 0)))


def test_a_section_and_a_person_are_turned_likewise(client, alice):
    keyword = make_keyword("stat.ML")
    for _ in range(12):
        make_summary(author=alice, paper=make_paper(keywords=[keyword]))

    for path, begin in (("/", "?section=statistics"), ("/people/alice/", "")):
        assert len(set(shown(turn(client, path, begin=begin)))) == 12


def test_people_of_equal_contribution_are_all_there_once(client):
    for _ in range(35):
        make_summary(author=make_user())
    pages = turn(client, "/people/")

    names = re.findall(r'register-name" href="([^"]*)"', "".join(pages))
    assert len(pages) == 2
    assert len(names) == len(set(names)) == 35


NONSENSE = [
    *("after=", "after=x", "after=3", "after=[]", "after={}", "after=[1]", "after=[1,2,3]"),
    *("after=[null,1]", "after=[1e999,1]", "after=[NaN,1]", "after=[true,1]", "after=[1,1.5]"),
    *('after=["1",1]', "after=[1,99999999999999999999]", f"after={'[' * 2000}"),
    *(f"after=[{'9' * 400},1]", f"before=[-{'9' * 2000},1]", "after=[1,٣]", "after=[1e400,1]"),
    *("before=x", 'before=["",""]', "before=[1,-9223372036854775809]", "after=[1,2]&page=0"),
    *("tab=recent&after=[1,2]", 'tab=recent&after=["2026-01-01",2]'),
    'tab=recent&after=["0001-01-01T00:00:00%2B14:00",2]',
    'tab=best&after=[0.5,"9999-12-31T23:59:59-14:00",2]',
    *("tab=read&after=[99999999999,null,1]", "after=[1,2]&page=x", "page=51", "page=1001"),
]


def test_nonsense_for_a_place_in_a_list_is_a_404_in_words(subtests, client, texts):
    for asked in NONSENSE:
        with subtests.test(asked[:60]):
            response = client.get(f"/?{asked}")

            assert response.status_code == 404
            assert "fault-reason" in response.content.decode()


def test_a_year_that_is_none_leads_nowhere(subtests, client):
    make_paper(keywords=[make_keyword("cs.LG")])
    for year in ("9" * 20, "-1", "0", '"2019"', "1e3"):
        with subtests.test(year):
            assert client.get(f"/keywords/cs.LG/?after=[{year},1]").status_code == 404


def test_pages_far_behind_are_reached_from_the_one_before_alone(client):
    for _ in range(3):
        make_summary()
    response = client.get(f"/?page={NUMBERED + 1}")

    assert response.status_code == 404
    assert f"behind the {NUMBERED}th" in response.content.decode()
    place = f"after=[{10**9},{10**9}]"
    far = client.get(f"/?page={FARTHEST + 1}&{place}").content.decode()
    assert f"Page {FARTHEST + 1}" in far
    canonical = re.search(r'rel="canonical" href="([^"]*)"', far)[1]
    assert "after=" in canonical


def test_a_page_is_found_without_passing_over_rows(client, texts, django_assert_max_num_queries):
    with django_assert_max_num_queries(6) as asked:
        turned = client.get("/?tab=best&page=40&after=" + '[2,"2100-01-01T00:00:00%2B00:00",99]')

    assert turned.status_code == 200
    assert not any("OFFSET" in query["sql"] for query in asked.captured_queries)
