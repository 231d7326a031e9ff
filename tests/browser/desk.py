"""The editor in a browser: screens, who is logged in, what is written and what is then seen."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from tests.drawings import drawn

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # it need not describe all that is as it should be
}
PHONE = {"viewport": {"width": 390, "height": 800}, "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 900}}
# Boxes do not depend on the theme, nor colours on the width: two of the four show all of both.
LOOKS = [("light", 390), ("dark", 1280)]
MATRIX = "\n\n$$\n\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}\n$$\n"
FIGURE = {"name": "figure.png", "mimeType": "image/png", "buffer": drawn()}


def log_in(context, live_server, person):
    client = Client()
    client.force_login(person)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": session, "url": live_server.url}])


def body_of(page):
    return page.locator("textarea[name=body]")


def shows_matrix(page):
    expect(page.locator(".prose math mtd")).to_have_count(4)


def shows_matrix_and_picture(page):
    shows_matrix(page)
    picture = page.locator(".prose img")
    expect(picture).to_have_attribute("alt", "A red corner")
    expect(picture).to_have_attribute("width", "60")
    assert picture.evaluate("e => e.decode().then(() => e.naturalWidth)") == 60


def write(page, *, in_tab=False):
    """With scripts: the text, the matrix and the picture, and what the preview makes of them."""
    body_of(page).press_sequentially("Non-negative parts.")
    page.keyboard.insert_text(MATRIX)
    page.locator("[name=picture]").set_input_files(FIGURE)
    expect(page.locator("[data-editor-status]")).to_contain_text("what it shows")
    page.keyboard.type("A red corner")
    if in_tab:
        page.get_by_role("button", name="Preview").click()
    shows_matrix_and_picture(page)


def write_without_scripts(page):
    body_of(page).fill("Non-negative parts." + MATRIX)
    page.locator("[name=picture]").set_input_files(FIGURE)
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".editor-preview .prose math mtd")).to_have_count(4)
    text = body_of(page).input_value()
    body_of(page).fill(text.replace("Describe the picture", "A red corner"))
