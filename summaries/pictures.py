"""An uploaded file in, a picture out that holds nothing but its pixels; or a reason.

What people upload is hostile until proved otherwise: size and format are looked at before a
pixel is decoded, and what is stored was written by Pillow, never by them.
"""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any, BinaryIO

from PIL import Image, ImageOps, ImageSequence

MAX_BYTES = 10_000_000
MAX_PIXELS = 40_000_000  # of a picture; of an animation, in all its frames together
MAX_FRAMES = 200
MAX_SIDE = 16_000  # WebP and AVIF cannot have more, and no page shows it
EXTENSIONS = {"PNG": "png", "JPEG": "jpg", "GIF": "gif", "WEBP": "webp", "AVIF": "avif"}
CONTENT_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
}
_ANIMATED = ("GIF", "WEBP", "PNG", "AVIF")
_OPTIONS: dict[str, dict[str, Any]] = {
    "PNG": {"optimize": False},
    "JPEG": {"quality": 88, "progressive": True},
    "GIF": {},
    "WEBP": {"quality": 88, "method": 4},
    "AVIF": {"quality": 75, "speed": 8, "max_threads": 1},
}


class PictureRefused(ValueError):
    """The file is no picture we can show; the message is for the person who sent it."""


@dataclass(frozen=True)
class Encoded:
    """A picture as it will be stored."""

    content: bytes
    extension: str
    width: int
    height: int

    @property
    def name(self) -> str:
        return f"{hashlib.sha256(self.content).hexdigest()}.{self.extension}"


def encode(upload: BinaryIO, size: int) -> Encoded:
    """The upload's pixels, upright and without metadata; raises PictureRefused."""
    if size > MAX_BYTES:
        raise PictureRefused("A picture may have 10 MB; this one has more.")
    content = upload.read(MAX_BYTES + 1)
    if _is_svg(content):
        raise PictureRefused(
            "SVG files can hold scripts and are not accepted. Please export it as PNG."
        )
    try:
        return _encoded(content)
    except PictureRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise PictureRefused("A picture may have 40 million pixels; this one has more.") from error
    except Exception as error:  # decoders raise nearly anything on broken files
        raise PictureRefused(
            "This is not a picture that can be read: PNG, JPEG, GIF, WebP and AVIF can."
        ) from error


def _is_svg(content: bytes) -> bool:
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith(b"<") and b"<svg" in start


def _encoded(content: bytes) -> Encoded:
    with Image.open(BytesIO(content), formats=tuple(EXTENSIONS)) as image:
        kind = image.format or ""
        frames = _checked_frames(image)
        if frames > 1 and kind in _ANIMATED:
            stored, size = _animation(image, kind)
        else:
            stored, size = _still(image, kind)
    return Encoded(stored, EXTENSIONS[kind], *size)


def _checked_frames(image: Image.Image) -> int:
    """How many frames it has; everything here is known without decoding one."""
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise PictureRefused(
            f"A picture may have 40 million pixels; this one has {width} × {height}."
        )
    if max(width, height) > MAX_SIDE:
        raise PictureRefused(f"A picture may be {MAX_SIDE} pixels wide or high.")
    # A JPEG can carry thumbnails as further pictures; only the first is shown.
    frames = 1 if image.format == "JPEG" else getattr(image, "n_frames", 1)
    if frames > MAX_FRAMES or frames * width * height > MAX_PIXELS:
        raise PictureRefused(
            f"An animation may have {MAX_FRAMES} frames and 40 million pixels in all of them."
        )
    return frames


def _still(image: Image.Image, kind: str) -> tuple[bytes, tuple[int, int]]:
    image.load()
    upright = _bare(ImageOps.exif_transpose(image), kind)
    out = BytesIO()
    upright.save(out, kind, **_OPTIONS[kind])
    return out.getvalue(), upright.size


def _animation(image: Image.Image, kind: str) -> tuple[bytes, tuple[int, int]]:
    durations, frames = [], []
    for frame in ImageSequence.Iterator(image):
        frame.load()
        durations.append(int(frame.info.get("duration", 100)))
        frames.append(_bare(frame.convert("RGBA"), kind))
    times = durations[0] if kind == "AVIF" and len(set(durations)) == 1 else durations
    out = BytesIO()
    options: dict[str, Any] = {**_OPTIONS[kind], "append_images": frames[1:], "duration": times}
    if kind != "AVIF":
        options["loop"] = int(image.info.get("loop", 0))
    if kind == "GIF":
        options["disposal"] = 2
    frames[0].save(out, kind, save_all=True, **options)
    return out.getvalue(), frames[0].size


def _bare(image: Image.Image, kind: str) -> Image.Image:
    """The pixels alone, in a mode that the format can hold; no profile, comment or thumbnail."""
    has_alpha = image.has_transparency_data
    if kind == "JPEG":
        mode = "L" if image.mode in ("1", "L") else "RGB"
    elif image.mode in ("1", "L", "I", "I;16", "I;16B"):
        mode = "RGBA" if has_alpha else "L"
    else:
        mode = "RGBA" if has_alpha else "RGB"
    if image.mode.startswith("I"):  # 16 bits of grey: keep the upper eight
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    converted = image if image.mode == mode else image.convert(mode)
    bare = Image.new(mode, converted.size)
    bare.paste(converted)
    return bare
