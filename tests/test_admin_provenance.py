"""Import reports and original entries, as moderators read them."""

import re

import pytest

from tests.factories import (
    make_run,
    make_sighting,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def desk(client, admin):
    client.force_login(admin)


def test_the_report_of_an_import_can_be_read(client):
    problems = [{"file": "000.txt", "line": 7, "reason": "not <b>UTF-8</b>"}, "the end is missing"]
    run = make_run(totals={"created": 21, "seen_again": 4}, problems=problems)
    page = client.get(f"/admin/summaries/importrun/{run.pk}/change/").content.decode()

    assert "21 created, 4 seen_again" in page
    assert "<li>000.txt:7: not &lt;b&gt;UTF-8&lt;/b&gt;</li>" in page
    assert "<li>the end is missing</li>" in page


def test_a_long_report_is_cut(client):
    run = make_run(problems=[f"problem {number}" for number in range(501)])
    page = client.get(f"/admin/summaries/importrun/{run.pk}/change/").content.decode()

    assert page.count("<li>problem ") == 500
    assert "and 1 more" in page


def test_a_report_of_which_only_the_beginning_is_kept_says_how_long_it_was(client):
    make_run(totals={"rejected": 5_000}, problems=[f"problem {number}" for number in range(600)])
    page = client.get("/admin/summaries/importrun/").content.decode()
    run = client.get(re.search(r"/admin/summaries/importrun/\d+/change/", page)[0]).content.decode()

    assert '<td class="field-problem_count">5000</td>' in page
    assert "and 4500 more" in run


def test_the_original_of_an_entry_is_shown_as_text(client):
    sighting = make_sighting(original=b"| <script>alert(1)</script>\nno UTF-8: \xff |")
    page = client.get(f"/admin/summaries/sighting/{sighting.pk}/change/").content.decode()

    assert "<pre>| &lt;script&gt;alert(1)&lt;/script&gt;\nno UTF-8: \\xff |</pre>" in page
