"""Under which licence each locked package stands: `python -m tests.licences` prints the table."""

# ruff: noqa: T201 - its output is for the terminal

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKED = re.compile(r"^([a-z0-9._-]+)==", re.MULTILINE)
FREE = re.compile(
    r"MIT|BSD|Apache|MPL|Mozilla|PSF|Python Software Foundation|LGPL|ISC|Artistic|CC0|Unlicense"
)
# Their metadata say nothing; read in their sources.
KNOWN = {"axe-playwright-python": "MIT"}


def locked(name: str) -> list[str]:
    """The packages of requirements/<name>.txt."""
    return LOCKED.findall((ROOT / f"requirements/{name}.txt").read_text())


def licence_of(package: str) -> str:
    """What the package itself says, in a few words; empty when it is not installed here."""
    try:
        facts = metadata(package)
    except PackageNotFoundError:  # wanted on another system or by another Python
        return ""
    said = facts.get("License-Expression") or short(facts.get("License") or "")
    classified = [
        each.rpartition(" :: ")[2]
        for each in facts.get_all("Classifier", [])
        if each.startswith("License ::") and FREE.search(each)
    ]
    return said or ", ".join(classified) or KNOWN.get(package, "not said")


def short(text: str) -> str:
    """A licence's name; some packages put its whole text there."""
    line = text.strip().partition("\n")[0]
    return line if len(line) <= 60 and FREE.search(line) else ""


def table() -> str:
    rows = [f"| {package} | {licence_of(package)} |" for package in locked("base")]
    return "\n".join(["| package | licence |", "|---|---|", *rows])


if __name__ == "__main__":
    print(table())
