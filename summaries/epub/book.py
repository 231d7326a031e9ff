"""A list of summaries as an EPUB 3 book: one file that any reading device opens."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.conf import settings
from django.template.loader import render_to_string

from summaries.feeds import clean, permanent_id, rights
from summaries.models import Picture, Summary

from .xhtml import PICTURE, to_xhtml

FONT = settings.BASE_DIR / "static/fonts/ssmath.woff2"
STYLE = Path(__file__).with_name("style.css")
MOST_PICTURES = 20_000_000  # bytes in one book; words stand for the others
TEXTS = (".xhtml", ".opf", ".xml", ".css")
NOTHING_YET = datetime(2026, 1, 1, tzinfo=UTC)
PICTURE_TYPES = {"gif": "image/gif", "jpg": "image/jpeg", "png": "image/png"}


@dataclass(frozen=True)
class Chapter:
    """One summary in the book. Needs its author, and its paper from with_paper()."""

    summary: Summary
    html: str

    @property
    def name(self) -> str:
        return f"summary-{self.summary.pk}.xhtml"

    @property
    def has_math(self) -> bool:
        return "<math" in self.html

    @property
    def rights(self) -> str:
        return rights(self.summary)


def book(title: str, url: str, path: str, summaries: Sequence[Summary]) -> bytes:
    """The book; the same summaries give the same bytes. `path` makes its lasting name."""
    pictures = _pictures(summaries)
    chapters = [_chapter(summary, pictures) for summary in summaries]
    told = [summary.edited_at or summary.published_at for summary in summaries]
    context = {
        "title": title,
        "url": url,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "identifier": permanent_id(path),
        "chapters": chapters,
        "writers": list(dict.fromkeys(summary.byline for summary in summaries)),
        "licences": list(dict.fromkeys(chapter.rights for chapter in chapters)),
        "modified": max(filter(None, told), default=NOTHING_YET).astimezone(UTC),
        "has_math": any(chapter.has_math for chapter in chapters),
        "pictures": [(name, PICTURE_TYPES[name.rpartition(".")[2]]) for name in pictures],
    }
    return _zipped(context, pictures)


def _chapter(summary: Summary, pictures: dict[str, bytes]) -> Chapter:
    page = settings.SITE_URL + summary.get_absolute_url()
    return Chapter(summary, to_xhtml(summary.body_html, page, pictures.keys()))


def _pictures(summaries: Sequence[Summary]) -> dict[str, bytes]:
    """Name → content of our own pictures in these texts, as many as there is room for."""
    names = {name for summary in summaries for name in PICTURE.findall(summary.body_html)}
    found, room = {}, MOST_PICTURES
    for picture in Picture.objects.filter(name__in=names).order_by("name"):
        if picture.size <= room:
            room -= picture.size
            with picture.file.open("rb") as file:
                found[picture.name] = file.read()
    return found


def _zipped(context: dict, pictures: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        # Readers know the kind of file by its first bytes, so this is first and as it is.
        archive.writestr(ZipInfo("mimetype"), b"application/epub+zip", ZIP_STORED)
        for name, content in _files(context):
            _add(archive, name, content)
        for name, content in pictures.items():
            _add(archive, f"EPUB/pictures/{name}", content)
    return out.getvalue()


def _add(archive: ZipFile, name: str, content: bytes) -> None:
    """With no date of its own, and compressed where it is not already."""
    how = ZIP_DEFLATED if name.endswith(TEXTS) else ZIP_STORED
    archive.writestr(ZipInfo(name), content, how)


def _files(context: dict) -> Iterator[tuple[str, bytes]]:
    yield "META-INF/container.xml", _page("container.xml", context)
    yield "EPUB/package.opf", _page("package.opf", context)
    yield "EPUB/nav.xhtml", _page("nav.xhtml", context)
    yield "EPUB/front.xhtml", _page("front.xhtml", context)
    for chapter in context["chapters"]:
        one = {**context, "chapter": chapter, "summary": chapter.summary}
        yield f"EPUB/{chapter.name}", _page("chapter.xhtml", one)
    yield "EPUB/style.css", STYLE.read_bytes()
    if context["has_math"]:
        yield "EPUB/ssmath.woff2", FONT.read_bytes()


def _page(name: str, context: dict) -> bytes:
    return clean(render_to_string(f"summaries/epub/{name}", context)).strip().encode()
