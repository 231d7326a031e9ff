"""Pictures for the tests, made on the spot."""

import struct
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from summaries.pictures import encode

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
