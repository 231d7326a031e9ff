"""A bibliography is pasted as a whole, and one chooses which of its papers to add."""

import pytest

from summaries.models import Paper
from tests.adding import page_of, post
from tests.factories import make_identifier, make_paper

ONE = """
@inproceedings{x20,
  title = {Training {V}ery Small Networks},
  author = {Beispiel, Ada and van der Muster, Karl},
  booktitle = {Proceedings of Examples},
  year = {2020},
  pages = {11--19},
  doi = {10.5555/ONE.1},
}
"""
TWO = (
    ONE
    + """
@article{y21,
  title = {Growing Large Ones},
  author = {Beispiel, Ada},
  journal = {Journal of Examples},
  year = {2021},
}
@article{z22, author = {Nobody}, year = {2022}}
"""
)
RIS = """TY  - JOUR
TI  - Small things in RIS
AU  - Beispiel, Ada
PY  - 2019
JO  - Journal of Examples
DO  - 10.5555/ris.1
ER  -
"""


@pytest.mark.parametrize(
    ("pasted", "source", "title", "key"),
    [
        (ONE, "BibTeX", "Training Very Small Networks", "10.5555/one.1"),
        (RIS, "RIS", "Small things in RIS", "10.5555/ris.1"),
    ],
)
def test_one_entry_is_shown_and_added_when_confirmed(reader, pasted, source, title, key):
    page = page_of(post(reader, pasted))
    response = post(reader, pasted, action="add")

    assert f"As your {source} says:" in page
    assert title in page
    paper = Paper.objects.get()
    assert (paper.title, paper.key, paper.get_source_display()) == (title, key, source)
    assert response.url == paper.get_absolute_url()


def test_several_entries_are_listed_and_the_broken_one_is_named(reader):
    page = page_of(post(reader, TWO))

    assert "Which of these?" in page
    assert "Growing Large Ones (2021)" in page
    assert "Line 1" in page
    assert page.count('name="entry"') == 2
    assert Paper.objects.count() == 0


def test_only_the_chosen_entries_are_added(reader, alice):
    response = post(reader, TWO, action="choose", entry=["1"])

    paper = Paper.objects.get()
    assert paper.title == "Growing Large Ones"
    assert paper.added_by == alice
    assert response.url == paper.get_absolute_url()


def test_after_several_one_sees_what_became_of_each(reader):
    page = page_of(post(reader, TWO, action="choose", entry=["0", "1"]))
    again = page_of(post(reader, TWO, action="choose", entry=["0", "1"]))

    assert "2 papers are here now" in page
    assert page.count("added</span>") == 2
    assert again.count("was here already</span>") == 2
    assert Paper.objects.count() == 2


@pytest.mark.parametrize("entry", [[], ["9"], ["-1"], ["x"], ["2"], ["9" * 500]])
def test_choosing_nothing_is_refused_in_words_and_keeps_the_list(reader, entry):
    page = page_of(post(reader, TWO, action="choose", entry=entry))

    assert "choose at least one" in page
    assert page.count('name="entry"') == 2
    assert Paper.objects.count() == 0


def test_what_is_here_already_is_a_link(reader):
    paper = make_paper(title="Training very small networks")
    make_identifier(paper, "doi", "10.5555/one.1")
    page = page_of(post(reader, TWO))

    assert paper.get_absolute_url() in page
    assert "is here already" in page
    assert page.count('name="entry"') == 1
    assert post(reader, ONE).url == paper.get_absolute_url()


def test_at_most_fifty_entries_at_once(reader):
    many = "".join(f"@article{{k{n}, title = {{Paper {n}}}, year = 2020}}\n" for n in range(60))
    page = page_of(post(reader, many))

    assert page.count('name="entry"') == 50
    assert "there are more" in page


def test_fifty_entries_cost_as_many_queries_as_two(reader, django_assert_max_num_queries):
    def entries(count):
        return "".join(
            f"@article{{k{n}, title={{Paper {n}}}, doi={{10.5/{n}}}}}\n" for n in range(count)
        )

    with django_assert_max_num_queries(9) as few:
        post(reader, entries(2))
    with django_assert_max_num_queries(9) as many:
        post(reader, entries(50))

    assert len(many) <= len(few)


def test_a_flood_of_papers_ends_in_a_429_that_keeps_the_text(reader, settings):
    settings.LIMITS = {**settings.LIMITS, "add": (1, 60)}
    response = post(reader, TWO, action="choose", entry=["0", "1"])

    assert response.status_code == 429
    assert "Growing Large Ones" in page_of(response)
    assert Paper.objects.count() == 1


def test_markup_in_an_entry_stays_text(reader):
    page = page_of(post(reader, ONE.replace("Networks", "<script>alert(1)</script>")))

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
