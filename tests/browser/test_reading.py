"""Reading in a real browser: without scripts, with them, on paper, and unobserved."""

import pytest
from playwright.sync_api import expect

from summaries.models import DailyReaders, ReaderMark
from tests.browser.conftest import MATRICES
from tests.serving import wait_until

pytestmark = pytest.mark.browser

DRAWN = """() => [...document.querySelectorAll("main math")]
    .every((e) => e.getBoundingClientRect().width > 3 && e.getBoundingClientRect().height > 3)"""


def test_without_scripts_mathematics_is_drawn_and_long_texts_unfold(open_context, library):
    page = open_context(java_script_enabled=False).new_page()

    page.goto(f"/papers/{MATRICES}/")
    assert page.locator("main math").count() >= 27
    assert page.locator(".math-error").count() == 0
    # Five matrices of the right shape, each taller than a line.
    heights = [box["height"] for box in map_boxes(page.locator("main math mtable"))]
    assert len(heights) == 6
    page.goto("/")
    fold = page.locator("details.fold").first
    assert not fold.locator("p").last.is_visible()
    fold.locator("summary").click()
    assert fold.locator("p").last.is_visible()


def map_boxes(locator):
    return [element.bounding_box() for element in locator.all()]


def test_without_scripts_the_theme_switch_works_and_is_remembered(open_context, library):
    page = open_context(java_script_enabled=False, color_scheme="light").new_page()
    page.goto("/about/")

    page.get_by_role("button", name="Dark").click()

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.url.endswith("/about/")
    page.goto("/venues/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_with_scripts_the_theme_changes_at_once_and_is_remembered(open_context, library):
    page = open_context(color_scheme="light").new_page()
    page.goto("/about/")
    page.evaluate("window.stillHere = true")

    page.get_by_role("button", name="Dark").click()
    # The page's policy forbids eval: the browser is asked for the cookie, and not the page.
    wait_until(lambda: "dark" in [each["value"] for each in page.context.cookies()])

    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.evaluate("window.stillHere") is True
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_a_reader_is_counted_once_without_a_cookie(open_context, library):
    agent = "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0"
    context = open_context(user_agent=agent)
    page = context.new_page()
    DailyReaders.objects.all().delete()

    for _ in range(2):
        with page.expect_response("**/readers/", timeout=15_000) as answer:
            page.goto(f"/papers/{MATRICES}/")
        assert answer.value.status == 204

    assert context.cookies() == []
    assert ReaderMark.objects.values("visitor").distinct().count() == 1
    assert set(DailyReaders.objects.values_list("readers", flat=True)) == {1}


def test_nothing_is_fetched_from_others_but_pictures_and_no_video_before_the_click(
    open_context, addresses
):
    context = open_context()
    page = context.new_page()

    for address in addresses:
        page.goto(address)
        page.mouse.wheel(0, 20_000)
        page.wait_for_timeout(50)
    hosts = {url.split("/")[2] for url in context.left}
    assert hosts <= {"i.imgur.com"}

    page.goto("/about/writing/")
    page.locator("details.video summary").first.click()
    page.get_by_role("link", name="Play it here").click()
    page.wait_for_timeout(500)
    assert any("youtube-nocookie.com" in url for url in context.left)


def test_the_mathematics_font_is_fetched_only_where_there_are_formulas(open_context, library):
    page = open_context().new_page()
    fonts = []
    page.on("request", lambda request: fonts.append(request.url) if "woff2" in request.url else 0)

    page.goto("/venues/", wait_until="networkidle")
    assert fonts == []
    page.goto(f"/papers/{MATRICES}/", wait_until="networkidle")

    assert len(fonts) == 1


def test_on_paper_only_the_article_is_left(open_context, library):
    page = open_context().new_page()
    page.goto(library.get_absolute_url())
    page.emulate_media(media="print")

    assert not page.get_by_role("navigation").first.is_visible()
    assert not page.locator(".cite-box").first.is_visible()
    assert page.locator("h1").is_visible()
    assert page.evaluate(DRAWN)
