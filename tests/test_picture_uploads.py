"""Pictures by request: sent, given out, shown in texts, and who pays for the room."""

import hashlib

import pytest
from django.test import Client
from django.urls import reverse

from summaries.models import Picture, PictureUpload, Summary
from tests.drawings import FORMATS, SVG, drawn, encoded, opened, sent
from tests.writing import typed


@pytest.fixture
def writer(client, alice):
    client.force_login(alice)
    return client


@pytest.fixture
def url(db):
    return reverse("summaries:upload")


@pytest.mark.parametrize("kind", FORMATS)
def test_each_format_is_taken_stored_and_given_out_as_what_it_is(writer, url, kind):
    answer = writer.post(url, sent(drawn(kind), name="lies.svg.exe"))
    response = Client().get(answer.json()["url"])
    content = b"".join(response.streaming_content)

    assert answer.status_code == 201
    assert (answer.json()["width"], answer.json()["height"]) == (60, 40)
    assert opened(content).format == kind
    assert response["Content-Type"] == f"image/{kind.lower()}"
    assert hashlib.sha256(content).hexdigest() in answer.json()["url"]


def test_it_is_given_out_so_that_it_can_do_nothing_and_never_changes(writer, url):
    address = writer.post(url, sent(drawn())).json()["url"]
    response = Client().get(address)

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "immutable" in response["Cache-Control"]
    assert "public" in response["Cache-Control"]
    assert not response.cookies


def test_who_has_it_already_is_told_the_same_and_no_file_is_opened(writer, url, monkeypatch):
    address = writer.post(url, sent(drawn())).json()["url"]
    first = Client().get(address)
    monkeypatch.setattr("django.db.models.fields.files.FieldFile.open", None)
    again = Client().get(address, headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    for name in ("ETag", "Cache-Control", "Content-Security-Policy"):
        assert again[name] == first[name]
    assert again["Cross-Origin-Resource-Policy"] == "cross-origin"


@pytest.mark.parametrize("kind", FORMATS)
def test_it_is_not_compressed_once_more(writer, url, kind):
    address = writer.post(url, sent(drawn(kind))).json()["url"]
    response = Client().get(address, headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in response
    assert int(response["Content-Length"]) == len(b"".join(response.streaming_content))


@pytest.mark.parametrize("name", ["x.png", "0" * 64 + ".png", "..%2f..%2fetc", "a" * 4000])
def test_a_picture_that_is_not_there_is_a_404(client, db, name):
    assert client.get(f"/media/pictures/{name}").status_code == 404


def test_a_picture_whose_file_is_gone_is_a_404(writer, url):
    address = writer.post(url, sent(drawn())).json()["url"]
    picture = Picture.objects.get()
    picture.file.storage.delete(picture.file.name)

    assert writer.get(address).status_code == 404


def test_the_same_picture_is_stored_once_and_its_address_tells_nothing_of_who_sent_it(
    writer, url, bob
):
    other = Client()
    other.force_login(bob)
    addresses = {
        c.post(url, sent(drawn(), n)).json()["url"] for c, n in ((writer, "a"), (other, "b"))
    }

    assert len(addresses) == 1
    assert (Picture.objects.count(), PictureUpload.objects.count()) == (1, 2)


@pytest.mark.parametrize(("body", "status"), [({}, 422), ({"picture": "text"}, 422)])
def test_a_request_without_a_picture_is_told_so(writer, url, body, status):
    response = writer.post(url, body)

    assert response.status_code == status
    assert "no picture" in response.json()["error"]


def test_strangers_send_nothing(client, url, db):
    assert client.post(url, sent(drawn())).status_code == 403
    assert Picture.objects.count() == 0


def test_too_many_are_a_429(writer, url, settings):
    settings.LIMITS = {**settings.LIMITS, "picture": (1, 3600)}
    writer.post(url, sent(drawn()))

    assert writer.post(url, sent(drawn())).status_code == 429


def test_a_huge_request_is_refused_before_it_is_read(writer, url):
    response = writer.post(url, b"", content_type="image/png", CONTENT_LENGTH="900000000")

    assert response.status_code == 413


def test_there_is_only_so_much_room_for_one_person(writer, url, settings):
    settings.PICTURE_QUOTA = len(encoded(drawn()).content) + 10
    first = writer.post(url, sent(drawn()))
    again = writer.post(url, sent(drawn()))
    another = writer.post(url, sent(drawn(size=(70, 50))))

    assert (first.status_code, again.status_code, another.status_code) == (201, 201, 422)
    assert "in all" in another.json()["error"]
    assert PictureUpload.objects.count() == 1


def test_a_text_shows_it_with_its_width_and_height(writer, url, paper):
    address = writer.post(url, sent(drawn())).json()["url"]
    body = f"Look:\n\n![A red corner]({address})\n"
    writer.post(reverse("summaries:write", args=[paper.key]), typed(body=body))
    preview = writer.post(reverse("summaries:preview"), {"body": body}).content.decode()

    html = Summary.objects.get().body_html
    assert f'<img src="{address}" alt="A red corner" width="60" height="40"' in html
    assert html.strip() in preview


def test_without_scripts_it_goes_to_the_end_of_the_text_and_nothing_is_saved(writer, paper):
    url = reverse("summaries:write", args=[paper.key])
    response = writer.post(url, {**typed(body="Before."), **sent(drawn())})

    page = response.content.decode()
    assert response.status_code == 200
    assert f"Before.\n\n![Describe the picture]({Picture.objects.get().get_absolute_url()})" in page
    assert 'width="60" height="40"' in page
    assert Summary.objects.count() == 0


def test_without_scripts_a_wrong_picture_is_told_beside_its_field_and_the_text_stays(writer, paper):
    url = reverse("summaries:write", args=[paper.key])
    response = writer.post(url, {**typed(body="Before."), **sent(SVG)})

    assert response.status_code == 422
    assert "SVG files can hold scripts" in response.content.decode()
    assert "Before.</textarea>" in response.content.decode()
