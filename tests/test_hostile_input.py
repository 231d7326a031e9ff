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

from summaries.models import Comment, Summary
from tests.access.cast import things
from tests.access.walking import address, routes, undone
from tests.test_access import TABLE
from tests.trespass import ANYTHING
from tests.writing import typed

STRANGE = {
    "NUL": "a\0b",
    "half a sign": "a\ud800b",
    "turned round": "a\u202eb\u2066c",
    "zalgo": "a" + "\u0335\u0301" * 300,
    "not a sign": "\ufffe\uffff\U0010ffff",
    "controls": "".join(map(chr, range(1, 32))) + "\x7f\x85",
    "lines": "a\r\nBcc: all@evil.example\r\n\r\nb",
    "separators": "a\u2028b\u2029c",
    "formula": "=cmd|' /C calc'!A0",
    "path": "../../../../etc/passwd",
    "quotes": "'\"`;--/*%_\\",
    "format": "%s%n{0}{0.__class__}${7*7}",
    "long": "W" * 20_000,
    "huge number": "9" * 5_000,
    "minus": "-1",
    "infinite": "1e999",
    "wide digits": "１２³",
    "zeros": "00000000000000000001",
}
BROKEN = [b"\xff\xfe", b"\xc0\xaf", b"\xed\xa0\x80", b"%", b"%zz", b"%ff%fe", b"\xf4\x90\x80\x80"]
QUERIES = (  # what a page may be asked
    "q",
    "page",
    "tab",
    "section",
    "in",
    "order",
    "days",
    "from",
    "to",
    "next",
    "state",
    "id",
    "format",
    "cursor",
    "year",
    "venue",
    "author",
    "answer",
    "quote",
    "after",
    "before",
    "comment",
)
FORMS = {
    **ANYTHING,
    "q": "",
    "title": "",
    "note": "",
    "base": "0",
    "draft_version": "0",
    "visibility": "public",
    "licence": "CC-BY-4.0",
    "display_name": "",
    "website": "",
    "orcid": "",
    "bio": "",
    "parent": "",
    "reason": "",
    "next": "/",
    "texts": "keep",
    "name": "",
    "email": "",
    "username": "",
    "login": "",
    "password": "",
    "words": "",
    "appeal": "",
    "explanation": "",
    "until": "",
    "version": "",
    "paper": "",
    "seen": "0",
    "code": "",
    "scopes": "votes:write",
    "expires_on": "",
    "file": "",
    "replace": "",
}
DESK = {  # what the forms of the staff hold besides
    **FORMS,
    "action": "hide",
    "index": "0",
    "_selected_action": "1",
    "hides_texts": "",
    "key": "",
    "year": "",
    "summaries": "1",
    "identifiers": "1",
    "switch": "on",
    "proof": "",
    "test": "words",
    "lines": "",
    "number": "3",
    "domain": "",
    "abstract": "",
    "status": "identified",
    "groups": "1",
    "password1": "",
    "password2": "",
    "post": "yes",
    "authorships-TOTAL_FORMS": "1",
    "authorships-INITIAL_FORMS": "0",
    "authorships-0-author": "1",
    "authorships-0-position": "1",
    "identifiers-TOTAL_FORMS": "1",
    "identifiers-INITIAL_FORMS": "0",
    "identifiers-0-scheme": "doi",
    "identifiers-0-value": "",
}
ON_THE_DESK = ["q", "p", "o", "e", "_facets", "_popup", "_to_field", "ids", "other", "state"]
ON_THE_DESK += ["kind", "action", "is_on__exact", "created_at__gte", "app_label", "model_name"]


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


def mixed(names, turn: int) -> dict[str, bytes]:
    """Each field with another of the strange texts; after as many turns each has had each."""
    texts = [text.encode("utf-8", "surrogatepass") for text in STRANGE.values()]
    return {name: texts[(place + turn) % len(texts)] for place, name in enumerate(names)}


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


@pytest.mark.parametrize("broken", BROKEN)
def test_broken_letters_anywhere_are_an_answer_in_words(client, summary, broken):
    text = broken.decode("latin-1")
    asked = [
        {"PATH_INFO": f"/papers/{text}/"},
        {"PATH_INFO": "/search/", "QUERY_STRING": f"q={text}"},
        {"PATH_INFO": "/", "HTTP_COOKIE": f"theme={text}; sessionid={text}; csrftoken={text}"},
        {"PATH_INFO": "/", "HTTP_IF_MODIFIED_SINCE": text, "HTTP_ACCEPT": text},
        {"PATH_INFO": "/", "HTTP_HOST": f"testserver{text}"},
        {"PATH_INFO": "/", "HTTP_X_FORWARDED_FOR": text, "HTTP_USER_AGENT": text},
        {"PATH_INFO": "/", "HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": text},
    ]
    for extra in asked:
        assert client.generic("GET", "/", **extra).status_code < 500, extra
    body = b"body=" + broken
    kind = "application/x-www-form-urlencoded"
    assert (
        client.generic("POST", f"{summary.get_absolute_url()}comments/", body, kind).status_code
        < 500
    )


def test_a_body_of_ten_megabytes_is_refused_before_it_is_read(alice_client, summary):
    path = f"{summary.get_absolute_url()}comments/"
    response = alice_client.post(path, {"body": "W" * 10_000_000})
    assert response.status_code in (400, 413, 422)
    huge = alice_client.generic("POST", path, b"", CONTENT_LENGTH=str(10**12))
    assert huge.status_code == 413
    assert not Comment.objects.exists()


def test_ten_thousand_fields_are_refused(alice_client, summary):
    path = f"{summary.get_absolute_url()}comments/"
    form = {f"field{number}": "1" for number in range(10_000)}

    assert alice_client.post(path, {**form, "body": "Words."}).status_code == 400
    assert alice_client.get("/search/", form).status_code < 500
    assert not Comment.objects.exists()


@pytest.mark.parametrize("kind", ["application/json", "text/xml", "multipart/form-data", "x" * 999])
def test_a_body_that_is_not_what_it_says_is_no_error(alice_client, summary, kind):
    for path in (
        f"{summary.get_absolute_url()}comments/",
        "/preview/",
        "/pictures/",
        "/api/v1/lookup",
    ):
        response = alice_client.generic("POST", path, b"\x00\xff{[<", content_type=kind)
        assert response.status_code < 500


# Forms take their own fields only

EXTRA = {
    "author": "1",
    "is_staff": "on",
    "is_superuser": "on",
    "is_active": "",
    "score": "999",
    "ups": "999",
    "hidden_at": "",
    "user": "1",
    "id": "1",
    "pk": "1",
    "verified_at": "2020-01-01",
    "orcid_verified_at": "2020-01-01",
    "contribution": "9",
    "is_imported": "on",
    "password": "x",
    "published_at": "1999-01-01",
    "comments_locked_at": "",
    "delete_at": "",
    "summary": "1",
    "awaits_approval": "",
    "groups": "1",
    "user_permissions": "1",
    "source": "import",
}


def test_forms_take_nothing_that_they_do_not_show(client, bob, alice, paper):
    before = {name: getattr(bob, name) for name in ("is_staff", "is_superuser", "password", "pk")}
    client.force_login(bob)
    client.post("/account/profile/", {"bio": "Me.", "display_name": "", **EXTRA})
    client.post(f"/papers/{paper.key}/write/", typed(**EXTRA))
    summary = Summary.objects.get()
    client.post(f"{summary.get_absolute_url()}comments/", {"body": "Words.", **EXTRA})

    bob.refresh_from_db()
    assert {name: getattr(bob, name) for name in before} == before
    assert bob.orcid_verified_at is None
    assert (summary.author, summary.ups, summary.is_imported) == (bob, 0, False)
    assert summary.published_at.year > 2000
    assert Comment.objects.get().author == bob


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
