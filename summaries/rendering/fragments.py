"""HTML of our own making, put in after sanitising where the text has a placeholder for it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .embeds import video_html
from .job import Job


@dataclass(frozen=True)
class Fragment:
    """What stands in the page, and what it says in plain text."""

    html: str
    text: str


def videos_of(job: Job) -> list[Fragment]:
    """The frames of a text, each with a name that no other frame of the page has."""
    return [
        Fragment(video_html(video, f"video-{job.prefix}-{number}"), f"\n{video.url}\n")
        for number, video in enumerate(job.videos, start=1)
    ]


def filled(
    text: str,
    job: Job,
    formulas: Sequence[Fragment],
    videos: Sequence[Fragment],
    part: Callable[[Fragment], str],
) -> str:
    """The text with that part of each fragment (its HTML, or its words) in its place."""

    def fragment(match: re.Match[str]) -> str:
        return part((formulas if match[1] == "m" else videos)[int(match[2])])

    return job.placeholders().sub(fragment, text)
