"""Every address of the site with its real parts, and what it answers to one person."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, get_resolver

from tests.trespass import GROUP, PARAMETER, form_for

WRITES = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
KEPT_BY_MACHINERY = {"django_session", "usersessions_usersession", "summaries_lookup"}


def routes(resolver=None, prefix: str = "") -> Iterator[str]:
    """Each pattern of the URL configuration, its parameters as <name>."""
    for part in (resolver or get_resolver()).url_patterns:
        path = prefix + str(part.pattern).removeprefix("^").removesuffix("$")
        if isinstance(part, URLPattern):
            yield PARAMETER.sub(r"<\1>", GROUP.sub(r"<\1>", path))
        else:
            yield from routes(part, path)


def address(route: str, values: dict[str, object]) -> str:
    """The route with the value of each parameter: one for just these routes, or one for all."""

    def value(match):
        fitting = [key for key in values if key.endswith(f"<{match[1]}>") and key in route]
        assert fitting, f"tests/access/cast.py has no value for <{match[1]}> of {route}"
        return str(values[max(fitting, key=len)])

    return "/" + re.sub(r"<(\w+)>", value, route)


@contextmanager
def undone():
    """Whatever happens in here to the database, or in the cache, did not happen."""
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        cache.clear()


def sessions_of(people: dict[str, object]) -> dict[str, str]:
    """One log-in each; whoever is suspended was logged in before."""
    sessions = {}
    for name, user in people.items():
        client = Client()
        if user is not None:
            address = {"email": user.email, "primary": True, "verified": True}
            EmailAddress.objects.get_or_create(user=user, defaults=address)
            client.force_login(user)
            sessions[name] = client.cookies[settings.SESSION_COOKIE_NAME].value
        if name == "suspended":
            user.is_active = False
            user.save(update_fields=["is_active"])
    return sessions


def ask(path: str, method: str, session: str = "", **options) -> tuple[str, set[str]]:
    """The answer in a word (a status, or login), and the tables that it wrote to."""
    client = Client(raise_request_exception=False, **options)
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    written: set[str] = set()
    with undone(), connection.execute_wrapper(partial(note, written)):
        data = {"data": form_for(path)} if method == "POST" else {}
        data |= {"content_type": "application/json"} if path.startswith("/api/v1/") else {}
        response = getattr(client, method.lower())(path, **data)
        if response.streaming:
            b"".join(response.streaming_content)
    return word_for(response), written - KEPT_BY_MACHINERY


def word_for(response) -> str:
    to = response.headers.get("Location", "") or response.headers.get("HX-Redirect", "")
    is_login = to.startswith(("/account/login/", "/admin/login/"))
    return "login" if is_login else str(response.status_code)


def note(written: set[str], execute, sql, *rest):
    """Let the statement pass, and keep in mind which table it writes to."""
    if match := WRITES.match(sql):
        written.add(match[1])
    return execute(sql, *rest)
