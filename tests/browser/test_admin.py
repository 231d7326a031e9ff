"""The moderators' desk in a real browser: its scripts work under the site's strict policy."""

import pytest

from summaries.models import Paper
from tests.browser.desk import log_in
from tests.factories import make_author, make_imported_summary, make_paper, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def note(page, message):
    """What its console says, but that a field of Django's was not the first to get the focus."""
    if not message.text.startswith("Autofocus processing was blocked"):
        page.spoken.append(f"{page.url} {message.text}")


@pytest.fixture
def desk(open_context, live_server, transactional_db):
    """A page of somebody who has logged in, and what its console said."""
    context = open_context(viewport={"width": 1280, "height": 1000})
    log_in(context, live_server, make_user("admin", is_staff=True, is_superuser=True))
    page = context.new_page()
    page.spoken = []
    page.on("console", lambda message: note(page, message))
    page.on("pageerror", lambda error: page.spoken.append(f"{page.url} {error}"))
    page.goto("/admin/")
    return page


def choose(page, field, text):
    """Type into an autocomplete and take the first answer."""
    page.click(f"#{field} + .select2-container")
    page.fill(".select2-dropdown .select2-search__field", text)
    page.locator(".select2-results__option--highlighted", has_text=text).click()


def test_authors_are_added_and_put_in_order(desk):
    paper = make_paper(authors=["First Author", "Second Author"])
    make_author("Third Author")
    desk.goto(f"/admin/summaries/paper/{paper.pk}/change/")
    choose(desk, "id_authorships-2-author", "Third Author")
    desk.fill("#id_authorships-2-position", "1")
    desk.fill("#id_authorships-0-position", "2")
    desk.fill("#id_authorships-1-position", "3")
    desk.select_option("#id_why", "wrong_facts")
    desk.click("input[name=_continue]")
    desk.wait_for_selector(".messagelist .success")

    names = [str(rank.author) for rank in paper.authorships.order_by("position")]
    assert names == ["Third Author", "First Author", "Second Author"]
    assert desk.spoken == []


def test_a_text_is_assigned_from_its_unidentified_paper_in_one_step(desk):
    paper = make_paper(title="The right paper")
    stub = make_paper(status=Paper.Status.UNIDENTIFIED)
    summary = make_imported_summary(paper=stub)
    desk.goto(f"/admin/summaries/paper/{stub.pk}/change/")
    desk.click("text=Assign all to another paper")
    choose(desk, "id_chosen", "The right paper")
    desk.click("input[value=Assign]")
    desk.wait_for_selector(".messagelist .success")

    summary.refresh_from_db()
    assert summary.paper == paper
    assert desk.spoken == []


def test_every_list_and_form_of_the_desk_is_silent(desk):
    summary = make_imported_summary()
    for address in [
        "summaries/paper/",
        "summaries/summary/",
        f"summaries/summary/{summary.pk}/change/",
        "summaries/author/add/",
        "summaries/sighting/",
        "summaries/importrun/",
        "accounts/user/add/",
    ]:
        desk.goto(f"/admin/{address}", wait_until="networkidle")
        assert desk.locator("h1").count() >= 1

    assert desk.spoken == []
