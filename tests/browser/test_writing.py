"""Writing in a real browser, with and without scripts, on a phone too: up to the published page."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from summaries.models import Picture, Summary
from tests.browser.checking import faults_in_both_looks
from tests.browser.desk import (
    DESK,
    FIGURE,
    PHONE,
    RULES,
    body_of,
    shows_matrix_and_picture,
    write,
    write_without_scripts,
)
from tests.drawings import drawn
from tests.factories import make_summary

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_matrix_and_a_picture_are_written_and_published(desk, two_papers, size):
    page = desk(**size).new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto("/papers/conf/nips/LeeS00/")
    page.get_by_role("link", name="Write a summary").click()

    write(page, in_tab=size is PHONE)
    page.get_by_label("Public").check()
    page.get_by_role("button", name="Save").click()

    page.wait_for_url(re.compile(r"/summaries/\d+/$"))
    shows_matrix_and_picture(page)
    assert Summary.objects.get().visibility == "public"
    assert said == []


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_without_scripts_the_same_is_written_and_published(desk, two_papers, size):
    page = desk(java_script_enabled=False, **size).new_page()
    page.goto("/papers/conf/nips/LeeS00/")
    page.get_by_role("link", name="Write a summary").click()

    write_without_scripts(page)
    page.get_by_role("button", name="Save").click()

    expect(page).to_have_url(re.compile(r"/summaries/\d+/$"))
    expect(page.locator(".prose math mtd")).to_have_count(4)
    expect(page.locator(".prose img")).to_have_attribute("alt", "A red corner")


def test_the_preview_follows_the_newest_text_only(desk, write_url):
    page = desk(**DESK).new_page()
    page.goto(write_url)
    held = []
    page.route("**/preview/", lambda route: held.append(route) if not held else route.continue_())
    body_of(page).fill("An *old* text")
    page.wait_for_timeout(700)
    body_of(page).fill("A *new* text")
    preview = page.locator("[data-preview]")

    expect(preview.locator("em")).to_have_text("new")
    held[0].fulfill(body="<p><em>old</em></p>")
    page.wait_for_timeout(300)
    expect(preview.locator("em")).to_have_text("new")


def test_an_answer_that_is_an_error_never_takes_the_preview_s_place(desk, write_url):
    page = desk(**DESK).new_page()
    page.goto(write_url)
    body_of(page).fill("Shown.")
    expect(page.locator("[data-preview]")).to_contain_text("Shown.")
    page.route("**/preview/", lambda route: route.fulfill(status=500, body="<h1>Oh no</h1>"))
    body_of(page).fill("Not shown.")

    expect(page.locator("[data-editor-status]")).to_contain_text("No preview")
    expect(page.locator("[data-preview]")).to_contain_text("Shown.")
    assert "Oh no" not in page.content()


def test_marks_by_button_and_key_can_be_taken_back_by_undo(desk, write_url):
    page = desk(**DESK).new_page()
    page.goto(write_url)
    area = body_of(page)
    area.press_sequentially("word")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+b")
    assert area.input_value() == "**word**"
    page.keyboard.press("Control+i")
    assert area.input_value() == "***word***"
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    assert area.input_value() == "word"
    page.get_by_role("button", name="Numbered list").click()

    assert area.input_value() == "1. word"


def test_the_tab_key_leaves_the_editor(desk, write_url):
    page = desk(**DESK).new_page()
    page.goto(write_url)
    body_of(page).focus()
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.name") != "body"
    assert body_of(page).input_value() == ""


def test_a_paper_is_cited_by_searching_it(desk, write_url):
    page = desk(**DESK).new_page()
    page.goto(write_url)
    body_of(page).press_sequentially("As \\cite{herm")
    page.get_by_role("button", name="What shapes features?").click()

    assert body_of(page).input_value() == "As \\cite{conf/nips/HermannL20}"
    expect(page.locator("[data-preview] a")).to_have_text("What shapes features?")


def test_control_enter_saves(desk, write_url):
    page = desk(**DESK).new_page()
    page.goto(write_url)
    body_of(page).press_sequentially("Quick.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/summaries/\d+/$"))

    assert Summary.objects.get().body == "Quick."


def test_a_picture_is_pasted_and_a_wrong_one_is_explained(desk, write_url):
    page = desk(**DESK).new_page()
    page.goto(write_url)
    paste(page, list(drawn()), "image/png")
    expect(page.locator("[data-preview] img")).to_be_visible()
    paste(page, list(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "image/svg+xml")

    expect(page.locator("[data-editor-status]")).to_contain_text("SVG files can hold scripts")
    assert Picture.objects.count() == 1


def test_a_picture_that_is_chosen_before_the_scripts_come_is_taken(desk, write_url):
    page = desk(**DESK).new_page()
    held = []
    page.route(re.compile(r"/pictures\.(\w+\.)?js$"), lambda route: held.append(route))
    page.goto(write_url, wait_until="commit")
    page.locator("[name=picture]").set_input_files(FIGURE)
    held[0].continue_()

    expect(page.locator("[data-editor-status]")).to_contain_text("what it shows")
    assert Picture.objects.count() == 1


def paste(page, content, kind):
    body_of(page).evaluate(
        """(area, [bytes, type]) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([new Uint8Array(bytes)], "pasted", { type }));
            const options = { clipboardData: transfer, bubbles: true, cancelable: true };
            area.dispatchEvent(new ClipboardEvent("paste", options));
        }""",
        [content, kind],
    )


def test_axe_finds_nothing_on_the_desk(desk, write_url, wilma):
    page = desk().new_page()
    summary = make_summary(author=wilma, visibility="draft")
    summary.show_to("link")
    summary.revise("Another text.", wilma)
    own = summary.get_absolute_url()
    shared = reverse("summaries:shared", args=[summary.share_token])
    found = {}

    for address in (write_url, f"{own}share/", f"{own}history/", own, shared):
        page.goto(address)
        for toggle in page.locator(".desk details > summary").all():
            toggle.click()
        if faults := faults_in_both_looks(page, again=RULES):
            found[address] = faults

    assert found == {}
