"""What nobody types and anybody may send: refused in words, or stored harmlessly."""

import functools
from copy import deepcopy
from itertools import product
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.access.cast import things
from tests.access.walking import address, routes, undone
from tests.strange import DESK, FORMS, ON_THE_DESK, QUERIES, STRANGE, mixed
from tests.test_access import TABLE


@functools.cache
def reading() -> list[str]:
    return [route for route in sorted(set(routes())) if not route.startswith("admin/")]


@functools.cache
def on_the_desk() -> list[str]:
    return [route for route in sorted(set(routes())) if route.startswith("admin/")]


@functools.cache
def sending() -> list[str]:
    return [route for route in reading() if TABLE.get(route, ["", ""])[1][:3] != "405"]


@pytest.fixture
def values(alice):
    return things(alice)


@pytest.fixture
def alice_client(alice):
    client = Client(raise_request_exception=False)
    client.force_login(alice)
    return client


def sent(client, path: str, form):
    """The answer to a form as a browser encodes it; the test client takes bytes for many fields.

    A client for each: one of the forms logs out.
    """
    cache.clear()
    again = Client(raise_request_exception=False)
    again.cookies = deepcopy(client.cookies)
    kind = "application/x-www-form-urlencoded"
    return whole(again.generic("POST", path, urlencode(form), content_type=kind))


def whole(response):
    """Read to its end, so that what it streams from is closed."""
    if response.streaming:
        b"".join(response.streaming_content)
    return response


TURNS = range(0, len(STRANGE), 4)


@pytest.mark.parametrize("turn", TURNS)
def test_no_question_breaks_a_page(values, alice_client, turn):
    for number, route in enumerate(reading()):
        with undone():
            question = mixed(QUERIES, turn + number)
            response = whole(alice_client.get(address(route, values), question))
        assert response.status_code < 500, route


@pytest.mark.parametrize("turn", TURNS)
def test_no_form_breaks_a_view(values, alice_client, turn, settings):
    settings.LIMITS = dict.fromkeys(settings.LIMITS, (10**6, 60))
    for number, route in enumerate(sending()):
        text = mixed(["body"], turn + number)["body"]
        for form in (mixed(FORMS, turn + number), FORMS | {"body": text, "content": text}):
            with undone():
                response = sent(alice_client, address(route, values), form)
            assert response.status_code < 500, route


@pytest.fixture
def admin_client(admin):
    client = Client(raise_request_exception=False)
    client.force_login(admin)
    return client


@pytest.mark.parametrize("turn", [0, 9])
def test_no_question_to_the_desk_breaks_it(values, admin_client, turn):
    for number, route in enumerate(on_the_desk()):
        question = mixed(ON_THE_DESK, turn + number)
        with undone():
            response = whole(admin_client.get(address(route, values), question))
        assert response.status_code < 500, route


@pytest.mark.parametrize("turn", [0, 9])
def test_no_form_breaks_the_desk(values, admin_client, turn, settings):
    settings.LIMITS = dict.fromkeys(settings.LIMITS, (10**6, 60))
    for number, route in enumerate(on_the_desk()):
        form = mixed(DESK, turn + number)
        if turn:  # all as it should be, but for one field
            form = DESK | dict([list(form.items())[(turn + number) % len(form)]])
        with undone():
            response = sent(admin_client, address(route, values), form)
        assert response.status_code < 500, (route, form)


def test_a_picker_of_rows_says_what_is_none(subtests, values, admin_client):
    row = values["admin/summaries/paper/<object_id>"]
    for name in STRANGE:
        with subtests.test(name):
            text = STRANGE[name].encode("utf-8", "surrogatepass")
            form = DESK | {"venue": text, "keywords": text, "authorships-0-author": text}
            answer = sent(admin_client, f"/admin/summaries/paper/{row}/change/", form)

            assert answer.status_code == 200
            assert "errornote" in answer.text


ROOMS = ("papers", "venues", "authors", "keywords", "people", "shared", "media/pictures")


def test_no_part_of_an_address_breaks_a_page(subtests, values, client):
    for name, room in product(STRANGE, ROOMS):
        with subtests.test(name, room=room):
            part = STRANGE[name][:2_000].encode("utf-8", "surrogatepass").decode("latin-1")
            response = client.generic("GET", "/", PATH_INFO=f"/{room}/{part}/")

            assert 300 <= response.status_code < 500


words = st.text(st.characters(codec=None), max_size=60)

quick = settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@quick
@given(form=st.dictionaries(st.sampled_from(sorted(FORMS)), words, max_size=8), data=st.data())
def test_whatever_is_sent_to_a_form_gets_an_answer(values, alice_client, form, data):
    route = data.draw(st.sampled_from(sending()))
    strange = {name: text.encode("utf-8", "surrogatepass") for name, text in form.items()}
    with undone():
        response = sent(alice_client, address(route, values), strange)

    assert response.status_code < 500
