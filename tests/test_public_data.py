"""The page that offers the dump, and the files below it."""

import gzip
import hashlib
import os
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.management import call_command

from summaries import public_dump
from tests.factories import make_summary


@pytest.fixture(autouse=True)
def dumps(settings, tmp_path):
    settings.DUMPS_ROOT = tmp_path / "dumps"
    return settings.DUMPS_ROOT


def publish(day: int):
    with time_machine.travel(datetime(2026, 11, day, 3, 0, tzinfo=UTC), tick=False):
        return public_dump.publish()


def body_of(answer) -> bytes:
    content = b"".join(answer.streaming_content)
    answer.close()
    return content


def test_before_the_first_dump_the_page_says_so(client, db):
    page = client.get("/about/data/")

    assert page.status_code == 200
    assert "None has been made so far" in page.text
    assert client.get("/about/data/latest/manifest.json").status_code == 404


def test_the_page_names_each_file_with_size_checksum_and_licence(client, summary):
    publish(21)
    page = client.get("/about/data/").text

    assert "21 November 2026" in page
    for part in public_dump.newest().parts:
        assert f'href="/about/data/2026-11-21/{part.file}"' in page
        assert part.sha256 in page
        assert part.licence in page


def test_each_file_is_what_the_manifest_says_whatever_the_browser_takes(client, summary):
    publish(21)
    for part in public_dump.newest().parts:
        answer = client.get(
            f"/about/data/2026-11-21/{part.file}", headers={"Accept-Encoding": "gzip"}
        )
        content = body_of(answer)
        assert hashlib.sha256(content).hexdigest() == part.sha256
        assert "Content-Encoding" not in answer
        assert answer["Content-Length"] == str(part.bytes)
        assert answer["Content-Type"] == "application/gzip"
        assert gzip.decompress(content).count(b"\n") == part.rows
        again = client.get(
            f"/about/data/2026-11-21/{part.file}", headers={"If-None-Match": answer["ETag"]}
        )
        assert again.status_code == 304


def test_latest_leads_to_the_newest(client, summary):
    publish(20)
    publish(21)
    answer = client.get("/about/data/latest/manifest.json")

    assert answer.url == "/about/data/2026-11-21/manifest.json"
    assert body_of(client.get(answer.url)).startswith(b"{")
    assert body_of(client.get("/about/data/2026-11-20/manifest.json")).startswith(b"{")


def test_two_of_one_day_stand_beside_each_other(client, summary):
    names = [publish(21).name for _ in range(3)]

    assert names == ["2026-11-21", "2026-11-21-2", "2026-11-21-3"]
    assert public_dump.newest().name == "2026-11-21-3"


def test_old_ones_go_and_other_folders_stay(dumps, db):
    (dumps / "mine").mkdir(parents=True)
    for day in range(1, 12):
        publish(day)

    assert sorted(os.listdir(dumps)) == ["2026-11-09", "2026-11-10", "2026-11-11", "mine"]


@pytest.mark.parametrize(
    "path",
    [
        "2026-11-21/../../settings.py",
        "2026-11-21/..%2F..%2Fsettings.py",
        "2026-11-21/none.json",
        "2026-11-21/.",
        "2026-11-22/manifest.json",
        "../manifest.json",
        "..%2f/manifest.json",
        "mine/manifest.json",
        "2026-11-21%0a/manifest.json",
        "latest/none",
    ],
)
def test_nothing_else_is_served(client, dumps, summary, path):
    publish(21)
    (dumps / "mine").mkdir()
    (dumps / "mine" / "manifest.json").write_text("{}")

    assert client.get(f"/about/data/{path}").status_code == 404


def test_a_folder_that_is_no_dump_is_not_offered(client, dumps, summary):
    publish(20)
    (dumps / "2026-11-21").mkdir()

    assert "20 November 2026" in client.get("/about/data/").text


def test_the_nightly_command_publishes(client, alice, capsys):
    make_summary(author=alice)
    call_command("dump_public", "--publish")

    assert "summaries: 1" in capsys.readouterr().out
    assert "summaries.jsonl.gz" in client.get("/about/data/").text
