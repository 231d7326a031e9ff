"""Every address of the site, asked for as anybody might, and all that an answer says."""

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import product

from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, get_resolver

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
GROUP = re.compile(r"\(\?P<(\w+)>.*?\)(?=[-/])")
HTMX = {"HX-Request": "true"}

# One form that fits every button: each view takes what it knows.
ANYTHING = {
    "value": "1",
    "body": "Well.",
    "state": "read",
    "follow": "1",
    "mute": "1",
    "newest": "9",
    "action": "make",
    "theme": "dark",
    "content": "Well.",
    "reason": "spam",
}


def form_for(path: str) -> dict[str, str]:
    """A vote gives other reasons than a report."""
    return {**ANYTHING, "reason": ""} if path.endswith("/vote/") else ANYTHING


def patterns(resolver=None, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Address and name of each page but the admin's, which is for the staff alone."""
    for part in (resolver or get_resolver()).url_patterns:
        path = prefix + str(part.pattern).removeprefix("^").removesuffix("$")
        if path.startswith("admin/"):
            continue
        if isinstance(part, URLPattern):
            yield path, part.name or ""
        else:
            yield from patterns(part, path)


def addresses(values: dict[str, dict[str, list]]) -> Iterator[str]:
    """Each page with each of the values that may stand in its address; KeyError for a new kind.

    `values` are by the name of the part and by the room in whose addresses they mean something:
    a part that has no such room takes all that there are.
    """
    for path, _ in patterns():
        path = GROUP.sub(r"<\1>", path)
        names = PARAMETER.findall(path)
        for chosen in product(*(fitting(values[name], path) for name in names)):
            parts = iter(chosen)
            yield "/" + PARAMETER.sub(lambda _, parts=parts: str(next(parts)), path)


def fitting(rooms: dict[str, list], path: str) -> list:
    for room, found in rooms.items():
        if room in path.split("/"):
            return found
    return list(dict.fromkeys(value for found in rooms.values() for value in found))


def answers(path: str, user=None) -> Iterator[tuple[str, str]]:
    """What was asked and the whole answer, for looking and sending, with and without htmx."""
    refused = ""
    for method, headers in product(("get", "post"), ({}, HTMX)):
        if method == refused:  # whoever asks, and with whatever headers
            continue
        cache.clear()  # nobody is refused here for asking often
        client = Client(headers=headers)
        if user is not None:
            enter(client, user)
        data = form_for(path) if method == "post" else {}
        response = getattr(client, method)(path, data)
        refused = method if response.status_code == 405 else ""
        yield f"{method} {path} {response.status_code}", everything(response)


def enter(client: Client, user) -> None:
    """Log in where the last request of theirs has ended it; else go on with that session."""
    client.cookies[settings.SESSION_COOKIE_NAME] = getattr(user, "session_of_walk", "")
    if "_auth_user_id" not in client.session:
        client.force_login(user)
        user.session_of_walk = client.session.session_key


def everything(response) -> str:
    """Headers and body in lower case; of an archive, what all its files hold."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if body.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(body))
        body = b"\n".join(name.encode() + archive.read(name) for name in archive.namelist())
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return f"{headers}\n{response.cookies}\n{body.decode(errors='replace')}".lower()
