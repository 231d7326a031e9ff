"""Pictures: what may come in, what is left of it, how it is given out, who pays for the room."""

import hashlib
import struct
import zlib
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image, ImageDraw

from summaries.models import Comment, Draft, Picture, PictureUpload, Summary
from summaries.pictures import PictureRefused, encode
from tests.factories import make_comment, make_summary
from tests.writing import typed

FORMATS = ["PNG", "JPEG", "GIF", "WEBP", "AVIF"]
SVG = (
    b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
)


def drawn(kind="PNG", size=(60, 40), **options):
    """A picture file whose upper left corner is red on white."""
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 3, size[1] // 3), fill="red")
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def encoded(content):
    return encode(BytesIO(content), len(content))


def opened(content):
    return Image.open(BytesIO(content))


def png_of(width, height, data=b""):
    """A PNG that claims a size, whatever its pixels are."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", data), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(name, body) for name, body in chunks)


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def sent(content, name="figure.png"):
    return {"picture": SimpleUploadedFile(name, content, "image/png")}


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
    again = Client().get(address, headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["x.png", "0" * 64 + ".png", "..%2f..%2fetc", "a" * 4000])
def test_a_picture_that_is_not_there_is_a_404(client, db, name):
    assert client.get(f"/media/pictures/{name}").status_code == 404


def test_a_picture_whose_file_is_gone_is_a_404(writer, url):
    address = writer.post(url, sent(drawn())).json()["url"]
    picture = Picture.objects.get()
    picture.file.storage.delete(picture.file.name)

    assert writer.get(address).status_code == 404


def test_where_it_was_taken_and_by_what_is_gone():
    exif = Image.Exif()
    exif[0x010F] = "A camera of mine"
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 29.0)
    content = drawn("JPEG", exif=exif, comment=b"Taken at home", icc_profile=b"A profile")

    stored = encoded(content).content

    assert b"A camera of mine" in content
    assert b"A camera" not in stored
    assert b"Taken at home" not in stored
    assert b"A profile" not in stored
    assert not opened(stored).getexif()


def test_the_words_in_a_png_are_gone():
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Author", "Somebody in particular")
    stored = encoded(drawn("PNG", pnginfo=words)).content

    assert b"Somebody" not in stored
    assert opened(stored).text == {}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_lies_on_its_side_is_set_upright(kind):
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned
    picture = encoded(drawn(kind, exif=exif))

    assert (picture.width, picture.height) == (40, 60)
    red, green, _ = opened(picture.content).convert("RGB").getpixel((38, 2))
    assert (red > 200, green < 60) == (True, True)


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP", "AVIF"])
def test_an_animation_keeps_its_frames_and_their_times(kind):
    frames = [Image.new("RGB", (20, 10), colour) for colour in ("red", "lime", "blue")]
    out = BytesIO()
    rest = {"save_all": True, "append_images": frames[1:], "duration": [100, 200, 300]}
    frames[0].save(out, kind, **rest)

    image = opened(encoded(out.getvalue()).content)

    times = []
    for number in range(image.n_frames):
        image.seek(number)
        image.load()
        times.append(image.info["duration"])
    assert times == [100, 200, 300]
    assert image.convert("RGB").getpixel((5, 5))[2] > 200


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_pixel_survives(mode):
    out = BytesIO()
    Image.new(mode, (8, 8), 40000 if mode == "I;16" else 1).save(out, "PNG")

    picture = opened(encoded(out.getvalue()).content)

    assert picture.size == (8, 8)
    if mode == "I;16":
        assert picture.convert("L").getpixel((3, 3)) == 156


def test_what_is_transparent_stays_so():
    out = BytesIO()
    Image.new("RGBA", (8, 8), (255, 0, 0, 0)).save(out, "PNG")

    assert opened(encoded(out.getvalue()).content).convert("RGBA").getpixel((0, 0))[3] == 0


def test_a_print_shop_s_jpeg_becomes_one_for_screens():
    out = BytesIO()
    Image.new("CMYK", (8, 8)).save(out, "JPEG")

    assert opened(encoded(out.getvalue()).content).mode == "RGB"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not a picture"),
        (b"just words", "not a picture"),
        (b"%PDF-1.7\n", "not a picture"),
        (b"<html><script>alert(1)</script></html>", "not a picture"),
        (SVG, "SVG files can hold scripts"),
        (b"\xef\xbb\xbf \n<svg onload=alert(1)>", "SVG files can hold scripts"),
        (drawn()[:60], "not a picture"),
        (drawn("JPEG")[:200], "not a picture"),
        (drawn("BMP"), "not a picture"),
        (drawn("TIFF"), "not a picture"),
        (drawn("ICO"), "not a picture"),
        (png_of(8000, 8000), "40 million pixels"),
        (png_of(60000, 60000), "40 million pixels"),
        (png_of(20000, 10), "16000 pixels wide or high"),
        (png_of(0, 10), "not a picture"),
        (b"\0" * 10_000_001, "10 MB"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_a_reason(content, words):
    with pytest.raises(PictureRefused, match=words):
        encoded(content)


def test_a_size_is_refused_before_a_pixel_is_decoded(monkeypatch):
    monkeypatch.setattr(Image.Image, "load", decoded_too_early)

    with pytest.raises(PictureRefused, match="40 million"):
        encoded(png_of(9000, 9000, zlib.compress(b"\0" * 1000)))


def decoded_too_early(self):
    raise AssertionError("A pixel was decoded.")


def test_an_animation_of_many_frames_is_refused():
    frames = [Image.new("RGB", (2, 2), (number, 0, 0)) for number in range(201)]
    out = BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=20)
    n_frames = opened(out.getvalue()).n_frames

    assert n_frames > 200
    with pytest.raises(PictureRefused, match="200 frames"):
        encoded(out.getvalue())


@pytest.mark.parametrize("tail", [SVG, b"<script>alert(1)</script>", b"PK\x03\x04 a zip"])
@pytest.mark.parametrize("kind", FORMATS)
def test_nothing_that_rides_behind_a_picture_is_stored(kind, tail):
    stored = encoded(drawn(kind) + tail).content

    assert tail not in stored


def test_an_html_page_that_begins_as_a_gif_is_no_picture():
    with pytest.raises(PictureRefused):
        encoded(b"GIF89a/*<script>*/=1;alert(1)")


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


@pytest.fixture
def old_picture(writer, url):
    """A picture that was sent two days ago."""
    address = writer.post(url, sent(drawn())).json()["url"]
    long_ago = timezone.now() - timedelta(days=2)
    Picture.objects.update(created_at=long_ago)
    PictureUpload.objects.update(created_at=long_ago)
    return address


def test_sweeping_takes_what_nobody_shows(old_picture):
    file = Picture.objects.get().file
    call_command("sweep_pictures", verbosity=0)

    assert Picture.objects.count() == 0
    assert not file.storage.exists(file.name)


def test_sweeping_spares_what_was_sent_today(writer, url):
    writer.post(url, sent(drawn()))
    call_command("sweep_pictures", verbosity=0)

    assert Picture.objects.count() == 1


def in_summary(body, alice, paper):
    make_summary(author=alice, paper=paper, body=body)


def in_revision(body, alice, paper):
    make_summary(author=alice, paper=paper, body=body).revise("No picture any more.")


def in_draft(body, alice, paper):
    Draft.objects.create(user=alice, paper=paper, body=body)


def in_comment(body, alice, paper):
    make_comment(body=body)


def in_former_comment(body, alice, paper):
    comment = make_comment(body=body)
    comment.revisions.create(body=body)
    Comment.objects.update(body="Nothing.")


def in_bio(body, alice, paper):
    alice.bio = body
    alice.save(update_fields=["bio"])


@pytest.mark.parametrize(
    "put", [in_summary, in_revision, in_draft, in_comment, in_former_comment, in_bio]
)
def test_sweeping_spares_what_some_text_shows(old_picture, alice, paper, put):
    put(f"![]({old_picture})", alice, paper)
    call_command("sweep_pictures", verbosity=0)

    assert Picture.objects.count() == 1


def test_sweeping_says_what_it_did_and_may_only_look(old_picture, capsys):
    call_command("sweep_pictures", dry_run=True)
    assert "1 picture" in capsys.readouterr().out
    assert Picture.objects.count() == 1
    call_command("sweep_pictures")

    assert "1 picture" in capsys.readouterr().out
