"""One GET to a host that we know: bounded in time, in size, and in where it may lead."""

import ssl
import zlib
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache, partial

import httpx2
from django.conf import settings

from .deadline import Deadline, within
from .problems import Disturbed, Overloaded, Refused, Unknown, Unreachable, Unreadable

MOST_BYTES = 5_000_000  # after unpacking
MOST_HOPS = 3
CONNECT, READ = 2.0, 3.0  # seconds
CHUNK = 65_536
OVERLOADED = {429, 502, 503, 504}
GZIP = 31  # zlib's number for gzip and nothing else


def get(url: str, accept: str, deadline: Deadline) -> bytes:
    """The body that this address leads to. Raises a Problem."""
    # The environment could name a proxy, which would see and choose every host.
    with httpx2.Client(
        verify=_certificates(), trust_env=False, follow_redirects=False, headers=_headers(accept)
    ) as client:
        return within(deadline, partial(_follow, client, httpx2.URL(url), deadline), client.close)


@cache
def _certificates() -> ssl.SSLContext:
    return httpx2.create_ssl_context(trust_env=False)  # reading them takes 20 ms


def _headers(accept: str) -> dict[str, str]:
    contact = settings.METADATA_CONTACT
    who = f"{settings.SITE_URL}; mailto:{contact}" if contact else settings.SITE_URL
    agent = f"ShortScience/1.0 (+{who})".encode("ascii", "replace").decode()
    return {"User-Agent": agent, "Accept": accept, "Accept-Encoding": "gzip"}


def _follow(client: httpx2.Client, url: httpx2.URL, deadline: Deadline) -> bytes:
    """Redirects are followed by hand: each hop must be a host of the list."""
    for _ in range(MOST_HOPS + 1):
        _insist_on_known_host(url)
        answer = _hop(client, url, deadline)
        if isinstance(answer, bytes):
            return answer
        url = answer
    raise Unreachable("sent us round in circles")


def _insist_on_known_host(url: httpx2.URL) -> None:
    known = (*settings.METADATA_HOSTS.values(), *settings.METADATA_MIRRORS)
    if _origin(url) not in {_origin(httpx2.URL(base)) for base in known}:
        raise Unreachable("sent us to a host that we do not know")


def _origin(url: httpx2.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _hop(client: httpx2.Client, url: httpx2.URL, deadline: Deadline) -> bytes | httpx2.URL:
    """The body, or the next address."""
    times = httpx2.Timeout(
        max(0.01, min(READ, deadline.left)), connect=max(0.01, min(CONNECT, deadline.left))
    )
    try:
        with client.stream("GET", url, timeout=times) as response:
            if response.has_redirect_location:
                return url.join(response.headers["Location"])
            _insist_on_success(response)
            return _body(response, deadline)
    except httpx2.TransportError as error:
        raise Disturbed(_words(error)) from error
    except (httpx2.InvalidURL, httpx2.HTTPError) as error:
        raise Unreadable("answered with something that is not HTTP") from error


def _words(error: httpx2.TransportError) -> str:
    if isinstance(error, httpx2.TimeoutException):
        return "took too long to answer"
    broken = isinstance(error, httpx2.ProtocolError | httpx2.ReadError)
    return "broke off in the middle" if broken else "cannot be reached"


def _insist_on_success(response: httpx2.Response) -> None:
    status = response.status_code
    if status == 200:
        return
    if status in {404, 410}:
        raise Unknown("knows no such paper")
    if status in OVERLOADED:
        raise Overloaded(f"is overloaded (it says {status})", retry_after(response))
    if status >= 500:
        raise Unreachable(f"has a fault of its own (it says {status})")
    raise Refused(f"did not want the question (it says {status})")


def retry_after(response: httpx2.Response) -> float | None:
    """The seconds that a server asks us to wait, stated as a number or as a moment."""
    stated = response.headers.get("Retry-After", "").strip()
    if stated.isascii() and stated.isdigit():
        return float(stated[:9])
    try:
        moment = parsedate_to_datetime(stated)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _body(response: httpx2.Response, deadline: Deadline) -> bytes:
    """What was sent, unpacked by ourselves: a small file can unpack to gigabytes."""
    unpack = _unpacker(response.headers.get("Content-Encoding", ""))
    body = bytearray()
    for chunk in response.iter_raw(CHUNK):
        body += unpack(chunk, MOST_BYTES + 1 - len(body))
        if len(body) > MOST_BYTES:
            raise Unreachable("sent more than we take")
        if not deadline.left:
            raise Unreachable("took too long to answer")
    return bytes(body)


def _unpacker(encoding: str):
    if encoding.strip().lower() in {"", "identity"}:
        return lambda chunk, most: chunk
    if encoding.strip().lower() not in {"gzip", "x-gzip"}:
        raise Unreadable("packed its answer in a way that we did not ask for")
    packed = zlib.decompressobj(GZIP)

    def unpack(chunk: bytes, most: int) -> bytes:
        try:
            return packed.decompress(packed.unconsumed_tail + chunk, most)
        except zlib.error as error:
            raise Unreadable("sent a packed answer that is damaged") from error

    return unpack
