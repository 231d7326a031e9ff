"""The shared cache may go away: the site works, and what is limited stays limited."""

import pytest
from django.core.cache import cache
from django.test import Client

from shortsci.caches import Enduring, is_shared, prepared
from tests.entering import is_logged_in, log_in, make_member
from tests.factories import make_summary
from tests.test_front_door import start_python

CACHES = "django.core.cache.backends."
FILES = f"{CACHES}filebased.FileBasedCache"
SHARED = ["redis.RedisCache", "filebased.FileBasedCache", "memcached.PyMemcacheCache"]
ALONE = ["locmem.LocMemCache", "dummy.DummyCache"]


@pytest.fixture
def folder(tmp_path, settings):
    """A cache that processes share."""
    place = tmp_path / "cache"
    settings.CACHES = {"default": prepared({"BACKEND": FILES, "LOCATION": str(place)})}
    Enduring.rests_until = 0
    yield place
    Enduring.rests_until = 0
    cache.clear()


@pytest.fixture
def gone(folder):
    folder.write_text("Not a folder any more.")


def vote(client, pk):
    return client.post(f"/summaries/{pk}/vote/", {"value": "1"}).status_code


def test_while_it_is_there_it_counts(folder, client, bob, settings):
    settings.LIMITS = settings.LIMITS | {"vote": (1, 600)}
    summary = make_summary()
    client.force_login(bob)

    assert [vote(client, summary.pk) for _ in range(2)] == [302, 429]
    assert list(folder.iterdir())


def test_a_count_of_an_hour_is_kept_for_an_hour_though_it_grows(
    folder, client, bob, settings, time_machine
):
    settings.LIMITS = settings.LIMITS | {"vote": (1, 3600)}
    settings.LIMITS_OF_NEW_ACCOUNTS = {}
    summary = make_summary()
    time_machine.move_to("2026-03-01T12:00:00+00:00")
    client.force_login(bob)
    first = vote(client, summary.pk)
    time_machine.move_to("2026-03-01T12:50:00+00:00")

    assert (first, vote(client, summary.pk)) == (302, 429)


def test_without_it_each_process_counts_by_itself(gone, client, bob, settings, caplog):
    settings.LIMITS = settings.LIMITS | {"vote": (2, 600)}
    summary = make_summary()
    client.force_login(bob)

    assert [vote(client, summary.pk) for _ in range(3)] == [302, 302, 429]
    assert vote(client, summary.pk) == 429
    said = [each for each in caplog.records if "shared cache" in each.getMessage()]
    assert len(said) == 1  # and not once a request
    summary.refresh_from_db()
    assert summary.ups == 1


def test_without_it_people_come_in_and_passwords_are_bounded_still(gone, db, settings):
    make_member("alice")
    inside = Client()
    log_in(inside, "alice")
    assert is_logged_in(inside)

    most = settings.LIMITS["log_in_failed"][0]
    answers = [log_in(Client(), "alice", "a wrong passphrase") for _ in range(most + 1)]

    assert "Too many attempts" in answers[-1].text


@pytest.mark.parametrize("address", ["/", "/search/?q=x", "/api/v1/papers", "/account/signup/"])
def test_without_it_pages_are_there(gone, client, db, address):
    assert client.get(address).status_code == 200


def test_when_it_comes_back_it_is_asked_again(gone, folder, client, db):
    client.get("/search/?q=x")
    folder.unlink()
    Enduring.rests_until = 0  # some seconds later
    client.get("/search/?q=x")

    assert list(folder.iterdir())


def test_mistakes_of_whoever_asks_are_no_fault_of_the_cache(folder):
    with pytest.raises(ValueError, match="not found"):
        cache.incr("never-there")

    assert Enduring.rests_until == 0


def test_counts_are_not_pushed_out_by_those_of_others(db):
    for number in range(2_000):
        cache.add(f"limit:search:192.0.2.{number}", 0)

    assert cache.get("limit:search:192.0.2.0") == 0


@pytest.mark.parametrize(
    ("url", "processes", "words"),
    [
        ("locmem://", "1", ""),
        ("locmem://", "3", "shortsci.W001"),
        ("file:///tmp/shared", "3", ""),
        ("dummy://", "1", "shortsci.W002"),
    ],
)
def test_the_check_of_a_server_says_when_limits_are_not_counted_together(url, processes, words):
    code = (
        "import sys; from django.core.management import execute_from_command_line as run;"
        "run(['manage.py', 'check', '--deploy', '--fail-level', 'WARNING'])"
    )
    result = start_python(
        code,
        {
            "DJANGO_SETTINGS_MODULE": "shortsci.settings",
            "PATH": "",
            "DEBUG": "0",
            "SECRET_KEY": "long and random, " * 5 + "as a key should be: 1234567890abcdef",
            "SITE_URL": "https://papers.example",
            "CACHE_URL": url,
            "WEB_CONCURRENCY": processes,
            "EMAIL_URL": "smtp://mail.papers.example",
        },
    )

    assert words in result.stderr
    assert result.returncode == (1 if words else 0), result.stderr


def test_which_caches_are_shared():
    assert all(is_shared({"BACKEND": CACHES + name}) for name in SHARED)
    assert not any(is_shared({"BACKEND": CACHES + name}) for name in ALONE)
