"""Pieces of pages: drawn one by one, and kept for strangers."""

import hashlib
from collections.abc import Callable
from dataclasses import astuple, dataclass, fields

from django.shortcuts import render
from django.template import RequestContext
from django.template.loader import get_template

from shortsci.kept_pages import fragments


def drawn(request, template_name: str, contexts: dict[str, dict]) -> dict[str, str]:
    """What the template makes of each; what all pages need is looked up once."""
    template = get_template(template_name).template  # type: ignore[attr-defined]
    context, pieces = RequestContext(request), {}
    with context.bind_template(template):
        for name, told in contexts.items():
            with context.push(**told):
                pieces[name] = template.render(context)
    return pieces


@dataclass(frozen=True)
class Parts:
    """A page without what surrounds every page."""

    head: str
    main: str
    modified: str  # as in Last-Modified
    link: str = ""  # as in Link


def parts_of(request, name: str, group: str, make: Callable[[], Parts]) -> Parts:
    """Of a page that shows one thing; what it shows besides is chosen by the address."""
    asked = hashlib.sha256(request.META["QUERY_STRING"].encode()).hexdigest()[:32]
    names = {field.name: f"{name}:{asked}:{field.name}" for field in fields(Parts)}

    def draw(missing: list[str]) -> dict[str, str]:
        return dict(zip(names.values(), astuple(make()), strict=True))

    pieces = fragments.kept(request, dict.fromkeys(names.values(), group), draw)
    return Parts(**{field: pieces[key] for field, key in names.items()})


def page_of_parts(request, parts: Parts, group: str, status: int = 200):
    """The whole page of them."""
    response = render(request, "summaries/parts.html", {"parts": parts}, status=status)
    response.headers["Surrogate-Key"] = group
    response.headers["Last-Modified"] = parts.modified
    if parts.link:
        response.headers["Link"] = parts.link
    return response
