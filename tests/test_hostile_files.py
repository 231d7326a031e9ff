"""Names that become mail heads and files; archives, bombs and files of two kinds."""

import gzip
import io
import zipfile

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts import mailer
from accounts.notify import comment_posted
from summaries.models import Draft
from tests.drawings import drawn
from tests.factories import make_comment, make_summary, make_user
from tests.strange import STRANGE


@pytest.fixture
def alice_client(alice):
    client = Client(raise_request_exception=False)
    client.force_login(alice)
    return client


# Mail heads and file names


@pytest.mark.parametrize("name", STRANGE)
def test_nothing_that_is_told_by_mail_writes_into_its_head(alice, name):
    text = STRANGE[name].replace("\0", "").encode("utf-8", "replace").decode()[:90]
    bob = make_user("bob")
    type(bob).objects.filter(pk=bob.pk).update(display_name=text)
    summary = make_summary(author=alice)
    type(summary.paper).objects.update(title=text * 3)
    comment_posted(make_comment(summary=summary, author=bob, body="Words."))
    mailer.send_due()

    message = mail.outbox[-1].message()
    assert message["Bcc"] is None
    assert all("\n" not in str(each).replace("\n ", "") for each in message.values())
    assert mail.outbox[-1].recipients() == [alice.email]


@pytest.mark.parametrize("name", STRANGE)
def test_the_name_of_an_uploaded_file_is_never_used(alice_client, name):
    file = SimpleUploadedFile("a.png", drawn(), content_type="image/svg+xml")
    file._name = STRANGE[name].encode("utf-8", "replace").decode()
    response = alice_client.post("/pictures/", {"picture": file})

    assert response.status_code in (201, 400, 422)
    if response.status_code == 201:
        assert response.json()["url"].startswith("/media/pictures/")
        assert response.json()["url"].endswith(".png")


# Archives, bombs, files of two kinds


def zipped(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    "name", ["../../evil.md", "/etc/evil.md", "C:\\evil.md", "a/../../b.md", "\\\\host\\a.md", "."]
)
def test_an_archive_writes_no_file_anywhere(alice_client, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    file = SimpleUploadedFile("archive.zip", zipped(name, b"---\npaper: none\n---\nWords."))

    assert alice_client.post("/account/import/", {"file": file}).status_code < 500
    assert [*tmp_path.rglob("*")] == []


@pytest.mark.parametrize("kind", ["zip", "gz"])
def test_a_small_file_that_unfolds_to_gigabytes_is_refused(alice_client, kind):
    zeros = b"\0" * 200_000_000
    content = zipped("a.md", zeros) if kind == "zip" else gzip.compress(zeros, 1)
    file = SimpleUploadedFile(f"a.{kind}", content)

    assert alice_client.post("/account/import/", {"file": file}).status_code in (200, 422)
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "tail",
    [b"<script>hit()</script>", b"%PDF-1.7", zipped("a.html", b"<script>"), b"\xff\xd8\xff\xe1MZ"],
)
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_that_is_something_else_as_well_is_stored_as_a_picture_alone(
    alice_client, kind, tail
):
    file = SimpleUploadedFile("a.html", drawn(kind) + tail)
    url = alice_client.post("/pictures/", {"picture": file}).json()["url"]
    response = alice_client.get(url)
    stored = b"".join(response.streaming_content)

    assert tail not in stored
    assert response["Content-Type"].startswith("image/")
    assert "sandbox" in response["Content-Security-Policy"]
