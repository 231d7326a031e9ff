"""Every package that we lock is free software; the documents list them, and our exceptions."""

import re

import pytest

from tests.licences import FREE, ROOT, licence_of, locked, table


@pytest.mark.parametrize("package", locked("dev"))
def test_what_we_depend_on_is_free(package):
    licence = licence_of(package)

    assert not licence or FREE.search(licence), f"{package}: {licence}"


def test_the_list_in_the_documents_is_complete():
    listed = (ROOT / "docs/dependencies.md").read_text()
    missing = [line for line in table().splitlines() if line not in listed]

    assert missing == [], "python -m tests.licences prints it"


def test_each_exception_from_the_security_rules_gives_its_reason():
    """A rule of bandit's that is switched off in a line says there why."""
    bare = []
    for folder in ("accounts", "shortsci", "summaries"):
        for path in (ROOT / folder).rglob("*.py"):
            lines = path.read_text().splitlines()
            bare += [
                f"{path.relative_to(ROOT)}: {line.strip()}"
                for before, line in zip(["", *lines], lines, strict=False)
                if re.search(r"noqa: S\d{3}\s*$", line) and not before.strip().startswith("#")
            ]

    assert bare == []
