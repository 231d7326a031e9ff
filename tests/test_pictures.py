"""What is left of a picture that comes in, and what is refused with a reason."""

import zlib
from io import BytesIO

import pytest
from PIL import Image

from summaries.pictures import PictureRefused
from tests.drawings import FORMATS, SVG, drawn, encoded, opened, png_of


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
