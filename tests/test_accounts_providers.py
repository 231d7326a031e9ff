"""Log-in by way of other sites: offered when the keys are set, and an ORCID iD proven by it."""

import pytest
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.test import RequestFactory

from accounts.adapter import SocialAdapter
from accounts.models import User
from tests.factories import make_user
from tests.processes import python, said, sqlite

KEYS = {
    f"{name}_{part}": "made-up"
    for name in ("ORCID", "GITHUB", "GOOGLE")
    for part in ("CLIENT_ID", "SECRET")
}
ASK = """
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
client = Client()
page = client.get("/account/login/")
for name in ("orcid", "github", "google"):
    address = f"/account/{name}/login/"
    offered = f'href="{address}?process=login"' in page.content.decode()
    asked, sent = client.get(address), client.post(address)
    print(name, offered, asked.status_code, sent.status_code, sent.headers.get("Location"))
    print(client.get(f"{address}callback/").status_code)
print(page.headers["Content-Security-Policy"])
"""
SITES = {
    "orcid": "https://orcid.org/",
    "github": "https://github.com/",
    "google": "https://accounts.google.com/",
}


@pytest.fixture(scope="module")
def with_keys(tmp_path_factory):
    """What a site says that has the keys of all three."""
    return said(python(sqlite(tmp_path_factory.mktemp("keys")), ASK, **KEYS)).splitlines()


@pytest.mark.parametrize("name", SITES)
def test_a_site_with_keys_is_offered_and_asked(with_keys, name):
    line = next(line for line in with_keys if line.startswith(f"{name} "))

    offered, asked, sent, where = line.split()[1:]
    assert (offered, asked, sent) == ("True", "200", "302")
    assert where.startswith(SITES[name])


def test_a_return_without_a_question_is_told_in_words(with_keys):
    assert [line for line in with_keys if line.isdigit()] == ["401"] * 3


def test_the_policy_lets_the_browser_follow_to_those_sites(with_keys):
    policy = next(line for line in with_keys if "form-action" in line)
    allowed = policy.partition("form-action ")[2].partition(";")[0].split()

    assert set(allowed) == {"'self'"} | {site.rstrip("/") for site in SITES.values()}


def login_of(user, provider, uid, **state):
    account = SocialAccount(user=user, provider=provider, uid=uid)
    login = SocialLogin(user=user, account=account)
    login.state = state
    return login


def test_logging_in_with_orcid_proves_the_id(alice):
    login = login_of(alice, "orcid", "0000-0002-1825-0097")
    login.account.save()

    SocialAdapter().pre_social_login(RequestFactory().get("/"), login)

    alice.refresh_from_db()
    assert alice.orcid == "0000-0002-1825-0097"
    assert alice.orcid_verified_at is not None


def test_connecting_orcid_proves_the_id_of_whoever_is_logged_in(alice):
    request = RequestFactory().get("/")
    request.user = alice
    login = login_of(make_user(), "orcid", "0000-0002-1694-233X", process="connect")
    login.user.pk = None

    SocialAdapter().pre_social_login(request, login)

    alice.refresh_from_db()
    assert (alice.orcid, bool(alice.orcid_verified_at)) == ("0000-0002-1694-233X", True)


def test_another_site_proves_no_orcid(alice):
    login = login_of(alice, "github", "0000-0002-1825-0097")
    login.account.save()

    SocialAdapter().pre_social_login(RequestFactory().get("/"), login)

    alice.refresh_from_db()
    assert (alice.orcid, alice.orcid_verified_at) == ("", None)


@pytest.mark.parametrize(
    ("first", "last", "kept"),
    [
        ("Katherine", "Hermann", "Katherine Hermann"),
        ("The", "author", ""),
        ("Site", "", ""),
        ("bob", "", ""),
        ("a\u202eb", "", ""),
        ("", "", ""),
    ],
)
def test_another_site_gives_no_name_that_nobody_could_choose_here(db, bob, first, last, kept):
    login = SocialLogin(user=User(), account=SocialAccount(provider="github", uid="1"))
    data = {"first_name": first, "last_name": last, "username": "somebody"}

    user = SocialAdapter().populate_user(RequestFactory().get("/"), login, data)

    assert user.display_name == kept
