"""The state of one rendering: what it knows, what it has found, how much it may still scan."""

import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from .embeds import Video

_SPARE = (range(0xE000, 0xF8FF), range(0xF0000, 0xFFFFE), range(0x100000, 0x10FFFE))


@dataclass(frozen=True)
class Formula:
    """One formula as it stood in the text."""

    tex: str
    opener: str
    closer: str
    is_display: bool

    @property
    def source(self) -> str:
        return f"{self.opener}{self.tex}{self.closer}"


@dataclass
class Job:
    """What the stages of one rendering share; lives in markdown-it's `env` as "job"."""

    source: str
    papers: Mapping[str, str]
    pictures: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    under: int = 0  # the level of the page's heading above the text; 0 when none is known
    formulas: list[Formula] = field(default_factory=list)
    videos: list[Video] = field(default_factory=list)
    # Text cannot forge a placeholder: it would have to guess this rendering's token.
    token: str = field(default_factory=lambda: "x" + secrets.token_hex(8))

    def __post_init__(self) -> None:
        self.scan_budget = 20 * len(self.source) + 5_000
        self.may_hold_displays = any(mark in self.source for mark in ("$$", "\\[", "\\begin{"))
        self.pipe = _unused_character(self.source)
        # The same text always gets the same ids, two texts on a page different ones.
        self.prefix = hashlib.sha256(self.source.encode()).hexdigest()[:10]

    def spend(self, characters: int) -> bool:
        """Take from the scan budget, which keeps floods of openers linear."""
        self.scan_budget -= characters
        return self.scan_budget >= 0

    def placeholder_for_formula(self, formula: Formula) -> str:
        self.formulas.append(formula)
        return f"{self.token}m{len(self.formulas) - 1}z"

    def placeholder_for_video(self, video: Video) -> str:
        self.videos.append(video)
        return f"{self.token}v{len(self.videos) - 1}z"

    def placeholders(self) -> re.Pattern[str]:
        return re.compile(self.token + r"([mv])(\d+)z")


def _unused_character(source: str) -> str:
    """A private-use character that the source does not have; a text is too short for all."""
    used = set(source)
    return next(chr(code) for spare in _SPARE for code in spare if chr(code) not in used)
