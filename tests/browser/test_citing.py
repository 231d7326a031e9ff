"""The citation on a page: copied with one click, and there for those without scripts."""

import pytest

pytestmark = pytest.mark.browser

CLIPBOARD = ["clipboard-read", "clipboard-write"]


def test_one_click_copies_the_citation(open_context, library):
    page = open_context(permissions=CLIPBOARD).new_page()
    page.goto(library.paper.get_absolute_url())
    page.get_by_text("Cite this paper").click()
    page.get_by_role("button", name="Copy").click()
    page.get_by_text("Copied.").wait_for()

    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("@inproceedings{conf/nips/LeeS00,")
    assert copied == page.get_by_role("group", name="BibTeX").text_content()


def test_without_scripts_there_is_the_text_and_no_dead_button(open_context, library):
    page = open_context(java_script_enabled=False).new_page()
    page.goto(library.get_absolute_url())
    page.get_by_text("Cite this summary").click()

    assert "@misc{shortscience:" in page.get_by_role("group", name="BibTeX").text_content()
    assert page.get_by_role("button", name="Copy").count() == 0
    assert page.get_by_role("link", name="RIS").is_visible()
