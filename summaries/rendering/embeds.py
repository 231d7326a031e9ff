"""Pictures and videos: which addresses may show on the page, and how they look there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from markdown_it.common.utils import escapeHtml

from .links import REL

# The Content-Security-Policy takes its img-src and frame-src from these two.
PICTURE_HOSTS = (
    "i.imgur.com",
    "i.stack.imgur.com",
    "raw.githubusercontent.com",
    "upload.wikimedia.org",
)
FRAME_HOSTS = ("www.youtube-nocookie.com", "player.vimeo.com")

OWN_PICTURES = "/media/"
_OWN_PICTURE = re.compile(r"/media/pictures/([0-9a-f]{64}\.(?:avif|gif|jpg|png|webp))\b")

_PICTURE_NAME = re.compile(r"[^/]+\.(?:avif|gif|jpe?g|png|webp)", re.IGNORECASE)
_SIZE_IN_NAME = re.compile(r"-(\d{1,5})x(\d{1,5})\.\w+$")
_YOUTUBE_ID = re.compile(r"[\w-]{11}")
_YOUTUBE_PATH = re.compile(r"/(?:embed|shorts|live|v)/([\w-]{11})")
_VIMEO_PATH = re.compile(r"/(?:video/)?(\d{1,12})(?:/([0-9a-f]{6,20}))?")
_START = re.compile(r"(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,6})s?)?")


@dataclass(frozen=True)
class Video:
    url: str
    site: str
    frame: str


def picture_source(url: str) -> str:
    """The address to show the picture at `url` from; empty when it may only be linked to."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return ""
    if not _PICTURE_NAME.fullmatch(parts.path.rpartition("/")[2]) or ".." in unquote(parts.path):
        return ""
    if not parts.scheme and not parts.netloc:
        return url if parts.path.startswith(OWN_PICTURES) else ""
    ours = parts.netloc.lower() in PICTURE_HOSTS and parts.scheme in ("http", "https")
    return parts._replace(scheme="https").geturl() if ours and port is None else ""


def picture_names(source: str) -> list[str]:
    """The names of our own pictures that a text shows, once, in order; a superset is enough."""
    return list(dict.fromkeys(_OWN_PICTURE.findall(source)))


def picture_html(url: str, alt: str, sizes: Mapping[str, tuple[int, int]]) -> str:
    """The picture by itself; call only with an address that has a `picture_source`."""
    source = picture_source(url)
    width, height = _size(source, sizes)
    sides = f' width="{width}" height="{height}"' if width else ""
    alt = alt or f"Picture {urlsplit(url).path.rpartition('/')[2]}"
    return (
        f'<img src="{escapeHtml(source)}" alt="{escapeHtml(alt)}"{sides} loading="lazy" '
        'decoding="async" referrerpolicy="no-referrer">'
    )


def _size(source: str, sizes: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """Width and height, so that nothing jumps when the picture arrives; zeros when unknown."""
    own = _OWN_PICTURE.fullmatch(source)
    if own:
        return sizes.get(own[1], (0, 0))
    named = _SIZE_IN_NAME.search(urlsplit(source).path)
    return (int(named[1]), int(named[2])) if named else (0, 0)


def video_at(url: str) -> Video | None:
    """The video that a link leads to, if it is a site whose frames we show."""
    try:
        parts = urlsplit(url)
        query = parse_qs(parts.query, max_num_fields=20)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https"):
        return None
    host = parts.netloc.lower().removeprefix("www.").removeprefix("m.")
    if host in ("youtube.com", "youtube-nocookie.com", "youtu.be"):
        return _youtube(url, host, parts.path, query)
    if host in ("vimeo.com", "player.vimeo.com"):
        return _vimeo(url, parts.path)
    return None


def _youtube(url: str, host: str, path: str, query: dict[str, list[str]]) -> Video | None:
    identifier = query.get("v", [""])[0] if path == "/watch" else ""
    if host == "youtu.be":
        identifier = path.strip("/")
    elif match := _YOUTUBE_PATH.fullmatch(path.rstrip("/")):
        identifier = match[1]
    if not _YOUTUBE_ID.fullmatch(identifier):
        return None
    start = _seconds((query.get("t") or query.get("start") or [""])[0])
    frame = f"https://www.youtube-nocookie.com/embed/{identifier}"
    return Video(url, "YouTube", frame + (f"?start={start}" if start else ""))


def _vimeo(url: str, path: str) -> Video | None:
    match = _VIMEO_PATH.fullmatch(path.rstrip("/"))
    if not match:
        return None
    secret = f"&h={match[2]}" if match[2] else ""
    return Video(url, "Vimeo", f"https://player.vimeo.com/video/{match[1]}?dnt=1{secret}")


def _seconds(text: str) -> int:
    match = _START.fullmatch(text)
    hours, minutes, seconds = (int(part or 0) for part in match.groups()) if match else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds


def video_html(video: Video, name: str) -> str:
    """An empty frame, and a link that fills it: no request leaves before that click.

    A frame with `src` in a closed `details` is not enough: with scripts off, Chromium ignores
    `loading="lazy"`. `noopener` would open the link in a window instead of the frame.
    """
    return (
        f'<details class="video"><summary>Video from {video.site}</summary>'
        f'<p class="video-link"><a class="video-play" href="{escapeHtml(video.frame)}" '
        f'target="{name}" referrerpolicy="strict-origin-when-cross-origin" rel="ugc nofollow">'
        "Play it here</a> "
        f'<a href="{escapeHtml(video.url)}" rel="{REL}">Watch it on {video.site}</a></p>'
        f'<iframe name="{name}" title="Video from {video.site}" loading="lazy" '
        'width="560" height="315" allow="fullscreen; picture-in-picture" '
        'sandbox="allow-scripts allow-same-origin allow-presentation"></iframe></details>'
    )
