"""Take texts in again: from a markdown file or a whole archive into one's own drafts."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from accounts.archive.front_matter import FrontMatterError, split
from accounts.models import User
from summaries.models import Draft, Paper, StaleDraft, Summary
from summaries.rendering import cleaned

MOST_FILES = 500
MOST_MEMBERS = 20_000  # of a zip, pictures and folders included
LARGEST_TEXTS = 50_000_000  # bytes of all of them
LARGEST_TEXT = 400_000  # bytes; a body has at most 100,000 characters
LONGEST_BODY = 100_000
SMALLEST_MEMBER = 60  # bytes of a row of the directory with a short name
FARTHEST_END = 22 + 0xFFFF  # bytes from the end of the file, with the longest of comments
LARGEST_UPLOAD = 20 * 1024 * 1024
LEFT_ALONE = "You have another draft of this paper; it was left as it is."
BROKEN = (  # what the zip module raises on damaged, locked or strange archives
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    RuntimeError,  # with NotImplementedError
    EOFError,
    OSError,
    ValueError,
)
KEPT = ("licence", "competing_interests", "ai_assistance")


@dataclass(frozen=True)
class Outcome:
    """What became of one file, in words; `paper` is there when it was found."""

    name: str
    words: str
    is_taken: bool = False
    paper: Paper | None = None


class UploadError(ValueError):
    """The upload as a whole cannot be used; the message says why."""


def import_texts(user: User, name: str, file: IO[bytes], *, replace: bool) -> list[Outcome]:
    """Make drafts of `user` out of a .md file or of the .md files in a zip; saves nothing else."""
    if file.seek(0, 2) > LARGEST_UPLOAD:
        raise UploadError("The file is larger than 20 MB. Take the pictures out of the archive.")
    file.seek(0)
    if zipfile.is_zipfile(file):
        files = list(zipped(file))
    else:
        file.seek(0)
        files = [(name, file.read(LARGEST_TEXT + 1))]
    return [import_text(user, name, raw, replace=replace) for name, raw in files]


def zipped(file: IO[bytes]) -> Iterator[tuple[str, bytes]]:
    """The markdown files of a zip; what a bomb would unpack beyond the limit is never read."""
    try:
        refuse_crowded(file)
        with zipfile.ZipFile(file) as archive:
            members = [each for each in archive.infolist() if each.filename.endswith(".md")]
            if len(members) > MOST_FILES:
                raise UploadError(f"There are more than {MOST_FILES} texts in the archive.")
            if not members:
                raise UploadError("There is no .md file in the archive.")
            room = LARGEST_TEXTS
            for member in members:
                with archive.open(member) as part:
                    text = part.read(LARGEST_TEXT + 1)
                room -= len(text)
                if room < 0:
                    raise UploadError("The texts in the archive are too large in all.")
                yield member.filename, text
    except UploadError:
        raise
    except BROKEN as error:
        raise UploadError("The archive is damaged or locked by a password.") from error


def refuse_crowded(file: IO[bytes]) -> None:
    """Who opens a zip reads its whole directory, which may have as many rows as the file has room.

    The end of the file says how large that is; only archives of 4 GB need the second such end.
    """
    file.seek(max(0, file.seek(0, 2) - FARTHEST_END))
    tail = file.read()
    end = tail.rfind(b"PK\5\6")
    size = int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else 0
    if size > MOST_MEMBERS * SMALLEST_MEMBER or b"PK\6\7" in tail[max(0, end - 20) : end]:
        raise UploadError("There are too many files in the archive.")


def import_text(user: User, name: str, raw: bytes, *, replace: bool) -> Outcome:
    """One file; whatever is wrong with it is told, and the others go on."""
    try:
        typed, body = split(decoded(raw))
    except FrontMatterError as error:
        return Outcome(name, str(error))
    if len(body) > LONGEST_BODY:
        return Outcome(name, f"The text is longer than {LONGEST_BODY:,} characters.")
    # YAML has escapes for signs that no database stores.
    facts = {name: cleaned(value) for name, value in typed.items()}
    paper = paper_of(facts)
    if paper is None:
        return Outcome(name, f"No paper here has the key “{facts.get('paper', '')[:100]}”.")
    return store(user, name, paper, fields_from(facts, user), body, replace=replace)


def decoded(raw: bytes) -> str:
    if len(raw) > LARGEST_TEXT:
        raise FrontMatterError("The file is too large.")
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        raise FrontMatterError("It is not a text in UTF-8.") from error
    if "\0" in text:
        raise FrontMatterError("It holds a NUL character.")
    return text


def paper_of(facts: dict[str, str]) -> Paper | None:
    key = facts.get("paper", "")
    return Paper.objects.resolve(key)


def fields_from(facts: dict[str, str], user: User) -> dict[str, object]:
    """The other fields of the editor. Whoever takes a text in decides anew who may read it."""
    fields: dict[str, object] = {"visibility": Summary.Visibility.DRAFT, "licence": user.licence}
    fields |= {name: facts[name][:500] for name in KEPT if name in facts}
    anonymous = facts.get("anonymous", facts.get("is_anonymous", ""))
    return fields | {"is_anonymous": anonymous.lower() in {"true", "on", "yes", "1"}}


def store(user: User, name: str, paper: Paper, fields, body: str, *, replace: bool) -> Outcome:
    """Into the draft about `paper`; a draft that says something else is only replaced if asked."""
    summary = Summary.objects.filter(author=user, paper=paper).first()
    if summary and summary.body == body:
        return Outcome(name, "Your summary already says this.", paper=paper)
    draft = Draft.objects.filter(user=user, paper=paper).first()
    if draft and draft.body == body:
        return Outcome(name, "Your draft already says this.", paper=paper)
    if draft and draft.body and not replace:
        return Outcome(name, LEFT_ALONE, paper=paper)
    base, version = summary.version if summary else 0, draft.version if draft else 0
    try:
        Draft.objects.keep(user, paper, version, body=body, fields=fields, base=base)
    except StaleDraft:
        return Outcome(name, LEFT_ALONE, paper=paper)
    return Outcome(name, "Taken in as a draft.", is_taken=True, paper=paper)
