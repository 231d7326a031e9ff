"""A real Chromium asks nothing of a video's site before the reader does."""

import pytest

from summaries.rendering import render

pytestmark = pytest.mark.browser

PAGE = "http://page.test/"
FRAME = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(request, browser):
    """A page that holds one video, and the addresses that it asked for in `asked`."""
    html = render("Before\n\nhttps://youtu.be/dQw4w9WgXcQ\n\nafter").html
    context = browser.new_context(java_script_enabled=request.param)
    page, page.asked = context.new_page(), []

    def answer(route):
        page.asked.append(route.request.url)
        body = f"<!doctype html>{html}" if route.request.url == PAGE else "the video"
        route.fulfill(body=body, content_type="text/html")

    context.route("**/*", answer)
    page.goto(PAGE)
    yield page
    context.close()


def test_opening_the_box_of_a_video_asks_for_nothing(page):
    page.locator("summary").click()
    page.locator("iframe").wait_for(state="visible")
    page.wait_for_timeout(500)

    assert page.asked == [PAGE]


def test_the_link_in_the_box_fills_the_frame_of_the_page(page):
    page.locator("summary").click()
    with page.expect_request(FRAME):
        page.get_by_role("link", name="Play it here").click()
    page.frame_locator("iframe").get_by_text("the video").wait_for()

    assert page.asked == [PAGE, FRAME]
    assert len(page.context.pages) == 1
