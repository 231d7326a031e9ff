"""What is no backup of ours, or not as it was, is refused; and what stays in a folder of them."""

import gzip
import io
import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import product
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from summaries.backup import BackupError, archive, keeping, restoring, sqlite
from summaries.backup.manifest import DATABASE, Manifest, State
from summaries.models import Paper
from tests.factories import make_paper

MOMENT = datetime(2026, 11, 21, 12, tzinfo=UTC)
PICTURE = "media/pictures/a.png"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "backup.zip"


def make_state(**members):
    members = {"migrations": [], "rows": {}, "unpacked": 10, **members}
    return State(**{"engine": connection.vendor, "server": "15", **members})


def write(path, pictures=(PICTURE,), **members):
    """A backup with the right sums and our signature; its database is no database."""
    state = make_state(**members)
    with path.open("wb") as file, archive.Writer(file) as writer:
        writer.add(DATABASE[state.engine], io.BytesIO(b"no database"))
        for name in pictures:
            writer.add(name, io.BytesIO(b"a picture"))
        writer.conclude(Manifest(made_at=MOMENT, state=state, parts=writer.parts))


def refuses(path, words, *options):
    with pytest.raises(CommandError) as error:
        call_command("restore", path, *options, verbosity=0)
    assert words in str(error.value)


def change(path, **options):
    """Write it anew with other or more members: name → (content, attributes)."""
    with ZipFile(path) as old:
        found = {info.filename: (old.read(info), info.external_attr) for info in old.infolist()}
    with ZipFile(path, "w", options.pop("compression", 0)) as new:
        for name, (content, attributes) in (found | options.pop("members", {})).items():
            info = ZipInfo(name)
            info.external_attr, info.compress_type = attributes, new.compression
            new.writestr(info, content)


def test_what_we_wrote_is_read(path, capsys):
    write(path)
    call_command("restore", path, "--check")

    assert "2026-11-21 12:00 UTC: 0 rows in 0 tables, 1 files" in capsys.readouterr().out


def test_every_byte_counts(path):
    """Wherever a byte is another, or the file is cut off: refused, and never a traceback."""
    write(path)
    whole = path.read_bytes()
    silent = set()
    for at, is_cut in product(range(0, len(whole), 2), (False, True)):
        path.write_bytes(whole[:at] if is_cut else damaged(whole, at))
        with suppress(CommandError):
            call_command("restore", path, "--check", verbosity=0)
            silent.add(at)

    contents = (b"no database", b"a picture", b"shortscience-backup", b"sha256")
    inside = {at for words in contents for at in range(whole.index(words), whole.index(words) + 9)}
    assert not inside & silent  # what is left are moments and versions of the zip itself


def damaged(whole, at):
    return whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]


@pytest.mark.parametrize(
    ("member", "words"),
    [
        ({"media/pictures/b.png": (b"", 0)}, "other files"),
        ({PICTURE: (b"Another", 0)}, "is not what"),
        ({PICTURE: (b"/etc/passwd", 0o120777 << 16)}, "no plain file"),
        ({"media/pictures/": (b"", 0o040755 << 16)}, "no plain file"),
        ({"manifest.json": (b"{}", 0)}, "SECRET_KEY"),
        ({"manifest.sig": (b"0" * 64, 0)}, "SECRET_KEY"),
    ],
)
def test_another_member_is_refused(path, member, words):
    write(path)
    change(path, members=member)

    refuses(path, words, "--check")


def test_a_part_that_would_grow_is_refused(path):
    write(path)
    change(path, members={PICTURE: (b"0" * 10_000, 0)}, compression=ZIP_DEFLATED)

    refuses(path, "no plain file", "--check")


@pytest.mark.parametrize(
    "name",
    [
        "media/../x.png",
        "media",
        "media//etc/x",
        "x.png",
        "media/a\\..\\b",
        "media/.x",
        "media/\x07",
    ],
)
def test_no_name_leads_out_of_the_pictures(path, name):
    write(path, [name])

    refuses(path, "not the name of a picture", "--check")


def test_one_of_another_site_wants_a_word(path, settings):
    settings.SECRET_KEY = "another"
    write(path)
    settings.SECRET_KEY = "only-for-tests"

    refuses(path, "SECRET_KEY", "--check")
    call_command("restore", path, "--check", "--from-elsewhere", verbosity=0)
    settings.SECRET_KEY_FALLBACKS = ["another"]
    call_command("restore", path, "--check", verbosity=0)


def test_what_does_not_fit_is_refused(path, db):
    write(path, engine="postgresql" if connection.vendor == "sqlite" else "sqlite")
    refuses(path, f"this site has {connection.vendor}")

    write(path, migrations=[("summaries", "9999_tomorrow")])
    refuses(path, "newer release, which has summaries.9999_tomorrow")


def test_nothing_is_put_over_what_is_there(path, db, settings):
    settings.STORAGES = dict(settings.STORAGES)  # empty ones, whatever other tests have left
    write(path, [])
    default_storage.save("pictures/mine.png", ContentFile(b"Mine."))
    refuses(path, "pictures/mine.png")
    make_paper()

    refuses(path, "there are papers in it")
    assert Paper.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (gzip.compress(bytes(50_000_000)), "not as long"),
        (gzip.compress(b"short"), "not as long"),
        (b"no gzip at all", "cannot be unpacked"),
        (gzip.compress(b"1234567890")[:-4], "cannot be unpacked"),
    ],
    ids=["a bomb", "short", "no gzip", "cut off"],
)
def test_a_database_that_is_not_as_promised_fills_no_disk(tmp_path, content, words):
    with pytest.raises(BackupError, match=words):
        sqlite.restore([content], make_state(engine="sqlite"), tmp_path)

    assert (tmp_path / "database.sqlite3").stat().st_size < 2_000_000


def test_a_database_larger_than_the_disk_is_not_begun(tmp_path):
    with pytest.raises(BackupError, match="less room"):
        sqlite.restore([b""], make_state(engine="sqlite", unpacked=1 << 60), tmp_path)


def add(folder, moment=MOMENT, keep=None):
    with keeping.new_backup(folder, moment, keep) as (work, path):
        (work / "unfinished").write_text("All of it.")
        (work / "unfinished").replace(path)
    return path.name


def test_the_newest_stay_whatever_the_clock_says(tmp_path):
    names = [add(tmp_path, MOMENT - timedelta(days=number), keep=3) for number in range(5)]

    assert [path.name for path in keeping.backups(tmp_path)] == names[2:]
    assert names[-1] == "shortscience-00005-20261117T120000Z.zip"


def test_what_a_killed_run_left_goes_and_what_is_not_ours_stays(tmp_path):
    (tmp_path / ".unfinished-killed").mkdir()
    (tmp_path / "notes.txt").write_text("Mine.")
    name = add(tmp_path, keep=1)

    assert {path.name for path in tmp_path.iterdir()} == {"notes.txt", name}


def test_a_backup_that_fails_leaves_the_older_ones(tmp_path):
    name = add(tmp_path)
    with pytest.raises(OSError, match="full"), keeping.new_backup(tmp_path, MOMENT, 1):
        raise OSError("The disk is full")

    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_two_at_once_are_refused(tmp_path):
    with keeping.new_backup(tmp_path, MOMENT, None) as (_, path):
        with pytest.raises(BackupError, match="another backup"):
            add(tmp_path)
        path.touch()

    assert len(keeping.backups(tmp_path)) == 1


def test_a_backup_is_for_nobody_else(tmp_path):
    add(tmp_path / "new")

    assert os.stat(tmp_path / "new").st_mode & 0o077 == 0


@pytest.mark.parametrize("keep", ["0", "-3"])
def test_to_keep_none_is_refused(tmp_path, keep):
    with pytest.raises(CommandError, match="at least 1"):
        call_command("backup", tmp_path, f"--keep={keep}")


def test_a_cache_that_is_away_makes_no_restored_site_a_failure(monkeypatch):
    def away():
        raise ConnectionError("The cache is away.")

    cleared = []
    monkeypatch.setattr(caches["pages"], "clear", away)
    monkeypatch.setattr(caches["default"], "clear", lambda: cleared.append("default"))
    restoring._forget()

    assert cleared == ["default"]
