"""The public dump of a site where somebody hides: not one word of theirs is in it."""

import pytest

from summaries import public_dump
from tests.hiding import FOUND_BY, IDENTITY, SECRETS


@pytest.mark.usefixtures("scene")
def test_the_public_dump_tells_neither_who_wrote_it_nor_what_is_not_for_others(tmp_path):
    public_dump.write(tmp_path / "dump")
    whole = "".join(path.read_text() for path in (tmp_path / "dump").iterdir()).lower()

    assert FOUND_BY in whole
    assert [word for word in [*IDENTITY, *SECRETS] if word in whole] == []
