"""Signing up and logging in with a real browser: without scripts, and with a passkey."""

import re
import zipfile

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from accounts.models import User
from tests import deployed
from tests.browser.checking import faults_in_both_looks
from tests.factories import make_user
from tests.post import send_letters

pytestmark = pytest.mark.browser
PASSWORD = "a long passphrase"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def alice(transactional_db):
    user = make_user("alice")
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


@pytest.fixture
def address(live_server):
    """Browsers allow passkeys on localhost without HTTPS, by that name alone."""
    return live_server.url.replace("127.0.0.1", "localhost")


def log_in(page, address):
    page.goto(f"{address}/account/login/")
    page.get_by_label("User name or e-mail address").fill("alice")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("link", name="alice").first.wait_for()


@pytest.mark.usefixtures("quick_hands")
@pytest.mark.parametrize("scripts", [True, False])
def test_one_signs_up_on_a_telephone_and_edits_the_page(
    browser, live_server, transactional_db, scripts
):
    context = browser.new_context(java_script_enabled=scripts, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{live_server.url}/")
    page.get_by_role("link", name="Log in").click()
    page.get_by_role("link", name="Sign up").click()
    page.get_by_label("E-mail address").fill("dora@example.org")
    page.get_by_label("User name").fill("dora")
    page.get_by_label("Password").fill("correct horse 7")
    page.wait_for_timeout(deployed.HASTE)
    page.get_by_role("button", name="Sign up").click()
    page.get_by_role("heading", name="Look into your mail").wait_for()

    send_letters()  # those of a site that is deployed; our own has sent them
    page.goto(re.search(r"http\S+", mail.outbox[0].body)[0])
    page.get_by_role("button", name="Yes, confirm it").click()
    page.get_by_role("link", name="dora").first.click()
    page.get_by_role("link", name="Your page").click()
    page.get_by_label("About you").fill("I read $x^2$ papers.")
    page.get_by_role("button", name="Save").click()

    page.locator("math").wait_for()
    assert User.objects.get().bio == "I read $x^2$ papers."
    context.close()


def test_a_passkey_is_added_and_opens_the_account(browser, address, alice):
    context = browser.new_context()
    page = context.new_page()
    faults = []
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    key = context.new_cdp_session(page)
    key.send("WebAuthn.enable")
    key.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    log_in(page, address)
    page.goto(f"{address}/account/2fa/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    page.wait_for_url(lambda url: "/add/" not in url)
    assert alice.authenticator_set.filter(type="webauthn").count() == 1
    context.clear_cookies()

    page.goto(f"{address}/account/login/")
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("link", name="alice").first.wait_for()

    assert faults == []
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_one_takes_the_archive_leaves_and_changes_ones_mind(browser, live_server, alice, scripts):
    context = browser.new_context(java_script_enabled=scripts, viewport=PHONE)
    page = context.new_page()
    log_in(page, live_server.url)
    page.goto(f"{live_server.url}/account/")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the archive").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        assert "profile.json" in archive.namelist()

    page.get_by_role("link", name="Delete my account").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Delete my texts").check()
    page.get_by_role("button", name="Delete my account").click()
    page.goto(f"{live_server.url}/people/")
    page.get_by_role("button", name="Keep my account").click()

    page.get_by_text("Your account stays.").wait_for()
    assert User.objects.get().delete_at is None
    context.close()


def sign_up_form(page):
    """Every field of it that the keyboard reaches, in order."""
    names = []
    page.locator("#id_email").focus()
    while page.evaluate("document.activeElement.form?.querySelector('[name=opened]') != null"):
        names.append(page.evaluate("document.activeElement.name"))
        page.keyboard.press("Tab")
    return [name for name in names if name]


@pytest.mark.parametrize("scripts", [True, False])
def test_nobody_meets_the_field_for_programs(browser, live_server, db, scripts):
    """Not by the Tab key, not by ear; a form that is filled in by hand goes through."""
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{live_server.url}/account/signup/")
    trap = page.locator("[name=homepage]")
    assert "Leave this empty" not in page.locator("main").aria_snapshot()
    assert trap.get_attribute("tabindex") == "-1"
    assert trap.get_attribute("autocomplete") == "off"
    assert page.locator("span:has(> [name=homepage])").bounding_box()["width"] <= 1
    if scripts:
        assert sign_up_form(page) == ["email", "username", "password1"]
    page.get_by_label("E-mail address").fill("dora@example.org")
    page.get_by_label("User name").fill("dora")
    page.get_by_label("Password").first.fill("correct horse 7")
    page.wait_for_timeout(3_100)
    page.get_by_role("button", name="Sign up").click()
    page.wait_for_url("**/confirm-email/")

    assert User.objects.get().username == "dora"
    context.close()


OPEN = ["/account/login/", "/account/signup/", "/account/password/reset/", "/people/alice/"]
OWN = [
    "/account/",
    "/account/profile/",
    "/account/import/",
    "/account/email/",
    "/account/password/change/",
    "/account/2fa/",
    "/account/sessions/",
    "/account/3rdparty/",
    "/account/logout/",
    "/account/reauthenticate/",
]


def test_the_pages_of_an_account_are_accessible_and_fit_a_telephone(browser, live_server, alice):
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    faults = []
    for address in [*OPEN, None, *OWN]:
        if address is None:
            log_in(page, live_server.url)
            continue
        page.goto(live_server.url + address)
        faults += [(address, fault) for fault in faults_in_both_looks(page, rules=None)]

    assert faults == []
    context.close()
