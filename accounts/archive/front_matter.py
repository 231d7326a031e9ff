"""A text with its facts above it: YAML between two lines of three hyphens, then the markdown."""

from itertools import islice

import yaml

LONGEST = 10_000  # characters of facts; ours have some hundred
MOST_PIECES = 300  # of YAML, two for each fact; the parser takes its time over each
MOST_BRACKETS = 200  # its scanner looks at all open ones again and again
FENCE = "---\n"


class FrontMatterError(ValueError):
    """The message says what is wrong with the file."""


def join(facts: dict[str, object], body: str) -> str:
    text = yaml.safe_dump(facts, allow_unicode=True, sort_keys=False, width=10_000)
    return f"{FENCE}{text}{FENCE}{body}"


def split(text: str) -> tuple[dict[str, str], str]:
    """The facts, all as text, and the body exactly as it was joined."""
    text = text.removeprefix("\ufeff")
    opener = "---\r\n" if text.startswith("---\r\n") else FENCE
    if not text.startswith(opener):
        raise FrontMatterError("It does not begin with a line of three hyphens.")
    end = text.find("\n" + opener, 0, LONGEST)
    if end < 0:
        raise FrontMatterError("No second line of three hyphens ends the facts above the text.")
    facts = _read(text[len(opener) : end + 1])
    return facts, text[end + 1 + len(opener) :]


def _read(text: str) -> dict[str, str]:
    if text.count("[") + text.count("{") > MOST_BRACKETS:
        raise FrontMatterError("The facts above the text are not YAML that we read.")
    try:
        pieces = yaml.parse(text, Loader=yaml.BaseLoader)
        if len(list(islice(pieces, MOST_PIECES))) == MOST_PIECES:
            raise FrontMatterError("There are too many facts above the text.")
        # BaseLoader makes texts of everything and runs nothing.
        facts = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - of it, nothing runs
    except (yaml.YAMLError, RecursionError) as error:
        raise FrontMatterError("The facts above the text are not YAML.") from error
    if not isinstance(facts, dict):
        raise FrontMatterError("The facts above the text are not a list of names and values.")
    return {
        name: value
        for name, value in facts.items()
        if isinstance(name, str) and isinstance(value, str)
    }
