"""What no browser sends, and what somebody with a script may: an answer in words, never a 500."""

import io
import zipfile
from collections import Counter

import pytest
from django.urls import reverse
from yaml.scanner import Scanner

from summaries.models import Draft, Vote
from tests.archiving import take_in

BOUNDARY = "boundary"
LONE = '"\\ud800"'  # in YAML: half of a surrogate pair, which nothing can store or send


def multipart(client, address, charset, **fields):
    """POST a form in parts that claims to be in that character set."""
    parts = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    )
    kind = f"multipart/form-data; charset={charset}; boundary={BOUNDARY}"
    return client.generic("POST", address, f"{parts}--{BOUNDARY}--\r\n", content_type=kind)


def counted(method, calls):
    def counting(self):
        calls["calls"] += 1
        return method(self)

    return counting


def zip_of(name, content, compression=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize("charset", ["unicode_escape", "utf-7", "zlib", "rot13", "utf-16"])
def test_a_form_in_another_character_set_is_refused(client, bob, summary, charset):
    client.force_login(bob)
    address = reverse("summaries:comments", args=[summary.pk])
    answer = multipart(client, address, charset, body=r"half a sign: \ud800 +2AA-")
    assert answer.status_code == 400
    assert not summary.comments.exists()


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf8"'])
def test_a_form_that_names_its_usual_character_set_is_taken(client, bob, summary, charset):
    client.force_login(bob)
    address = reverse("summaries:comments", args=[summary.pk])
    assert multipart(client, address, charset, body="Well put.").status_code == 302
    assert summary.comments.get().body == "Well put."


@pytest.mark.parametrize("target", ["word", "account_logout", "summaries:home", "?page=2", "a\nb"])
def test_a_way_back_that_is_no_path_leads_to_the_page_itself(client, bob, summary, target):
    client.force_login(bob)
    vote = {"value": 1, "next": target}
    answer = client.post(reverse("summaries:vote", args=[summary.pk]), vote)
    assert answer.url == f"{summary.get_absolute_url()}#vote-{summary.pk}"
    assert Vote.objects.get().voter == bob
    kept = {"state": "read", "next": target}
    answer = client.post(reverse("summaries:bookmark", args=[summary.paper.key]), kept)
    assert answer.url == summary.paper.get_absolute_url()


@pytest.mark.parametrize("escape", [r'"\0"', LONE, r'"a\x00b"', r'"\uFFFE\uD83D"'])
def test_facts_cannot_smuggle_in_what_nothing_can_store(client, alice, paper, escape):
    client.force_login(alice)
    for facts in (f"paper: {escape}", f"paper: {paper.key}\ncompeting_interests: {escape}"):
        answer = take_in(client, "a.md", f"---\n{facts}\n---\nWords.".encode())
        assert answer.status_code == 200
    assert Draft.objects.get().body == "Words."


@pytest.mark.parametrize("facts", ["a: [" + "1," * 4_000 + "]", "a: " + "[" * 190, "a:\n" * 2_000])
def test_facts_that_keep_the_parser_busy_are_refused_early(client, alice, facts, monkeypatch):
    client.force_login(alice)
    scanned = Counter()
    monkeypatch.setattr(Scanner, "fetch_more_tokens", counted(Scanner.fetch_more_tokens, scanned))
    answer = take_in(client, "a.md", f"---\n{facts}\n---\nWords.".encode())
    assert answer.status_code == 200
    assert not Draft.objects.exists()
    assert 0 < scanned["calls"] < 1_500


@pytest.mark.parametrize(
    "archive",
    [
        zip_of("é.md", b"words").replace("é".encode(), b"\xff\xfe"),
        zip_of("a.md", b"words" * 99, zipfile.ZIP_LZMA).replace(b"\x5d\x00\x00", b"\xff\xff\xff"),
        zip_of("a.md", b"words" * 99, zipfile.ZIP_BZIP2).replace(b"BZh9", b"BZh0"),
        zip_of("a.md", b"words" * 99).replace(b"\x08\x00", b"\x63\x00"),
    ],
    ids=["name", "lzma", "bzip2", "method"],
)
def test_a_broken_archive_is_told_and_no_error(client, alice, archive):
    client.force_login(alice)
    answer = take_in(client, "archive.zip", archive)
    assert answer.status_code == 422
    assert "damaged" in answer.text


def test_caches_keep_a_page_and_its_fragment_apart(client, summary):
    for headers in ({}, {"HX-Request": "true"}):
        answer = client.get(summary.get_absolute_url(), headers=headers)
        assert "HX-Request" in answer.headers["Vary"]
