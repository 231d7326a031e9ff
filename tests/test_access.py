"""Who gets what at every address of the site and its admin: the tables in tests/access/.

A row says what a stranger gets, for GET and for POST, and then who gets something else; whoever
is suspended gets what an anonymous reader gets. A new address without a row fails.
"""

from pathlib import Path

import pytest

from tests.access.cast import PEOPLE, people, things
from tests.access.walking import address, ask, routes, sessions_of

FOLDER = Path(__file__).parent / "access"
PARTS = 8  # so that several workers share the walk
METHODS = ("GET", "POST")
# Whatever a foreign page may send there without a token does no harm, or is signed.
NUMBERED = ("account/2fa/", "sitemap")  # behind the password once more; pages of a list
WITHOUT_TOKEN = {
    "papers/<key>/readers/",
    "summaries/<pk>/readers/",
    "theme/",
    "account/unsubscribe/<token>/",
    "api/lookup",
    "api/v1/lookup",
}


def table() -> dict[str, list[str]]:
    text = (FOLDER / "site.txt").read_text() + (FOLDER / "admin.txt").read_text()
    cells = ([cell.strip() for cell in line.split(" | ")] for line in text.splitlines())
    return {route: answers for route, *answers in cells}


TABLE = table()


@pytest.fixture
def scene(alice, carol, admin):
    return things(alice), sessions_of(people(alice, carol, admin))


def row(answers: dict[str, str]) -> str:
    """A cell of the table: what strangers get, and who gets something else."""
    others: dict[str, list[str]] = {}
    for name in PEOPLE:
        usual = answers["anonymous"] if name == "suspended" else answers["stranger"]
        if answers[name] != usual:
            others.setdefault(answers[name], []).append(name)
    return "; ".join([answers["stranger"], *(f"{k} {' '.join(v)}" for k, v in others.items())])


def part(number: int) -> list[str]:
    return sorted(set(routes()))[number::PARTS]


def test_every_address_has_a_row_and_every_row_an_address():
    assert sorted(TABLE) == sorted(set(routes()))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("number", range(PARTS))
def test_everybody_gets_the_answer_of_the_table_and_looking_changes_nothing(scene, number, method):
    values, sessions = scene
    wrong = []
    for route in part(number):
        path = address(route, values)
        answers = {name: ask(path, method, sessions.get(name, "")) for name in PEOPLE}
        found = row({name: answer for name, (answer, _) in answers.items()})
        written = set().union(*(tables for _, tables in answers.values()))
        if found != TABLE.get(route, ["no row", "no row"])[METHODS.index(method)]:
            wrong.append(f"{route}: {method} {found}")
        if method == "GET" and written:
            wrong.append(f"{route}: looking wrote to {written}")

    assert wrong == []


@pytest.mark.parametrize("number", range(PARTS))
def test_a_post_without_a_token_does_nothing_anywhere(scene, number):
    values, sessions = scene
    done = []
    for route in part(number):
        path = address(route, values)
        for name in ("author", "admin"):
            options = {"enforce_csrf_checks": True}
            answer, written = ask(path, "POST", sessions[name], **options)
            is_refused = answer in {"401", "403", "404", "405"} and not written
            if is_refused == (route in WITHOUT_TOKEN):
                done.append(f"{route}: {answer} as {name}, {written}")

    assert done == []


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE"])
def test_no_address_knows_another_method(scene, method):
    values, sessions = scene
    session = sessions["author"]
    for route in sorted(set(routes())):
        if not route.startswith(("admin/", "api/v1/me")):  # programs have a key, not a session
            answer, written = ask(address(route, values), method, session)
            is_of_allauth = route.startswith("account/")  # its forms take a PUT for a POST
            is_harmless = is_of_allauth or route == "api/v1/openapi.json"
            assert answer == "login" or answer[0] in ("234" if is_harmless else "34"), route
            assert not written, route


def test_objects_by_guessed_numbers_are_not_found(scene):
    values, sessions = scene
    for unknown in (0, 10**8, 2**63, 10**30):
        guessed = {
            key: unknown if key.endswith(("<pk>", "<number>")) else values[key] for key in values
        }
        for route in sorted(set(routes())):
            if ("<pk>" in route or "<number>" in route) and not route.startswith(NUMBERED):
                who = "admin" if route.startswith("admin/") else "stranger"
                for method in METHODS:
                    answer, _ = ask(address(route, guessed), method, sessions[who])
                    assert answer in ("401", "404", "405"), (route, method, unknown)


def test_what_is_private_is_not_there_for_others(scene, alice):
    values, sessions = scene
    alice.summaries.update(visibility="private", share_token=None)
    for route in sorted(set(routes())):
        if "<pk>" in route and route.startswith(("summaries/", "comments/")):
            for method, name in ((m, n) for m in METHODS for n in PEOPLE if n != "author"):
                answer, _ = ask(address(route, values), method, sessions.get(name, ""))
                is_hidden = answer in ("404", "405") or (answer == "login" and name in OUTSIDE)
                assert is_hidden, (route, method, name, answer)


OUTSIDE = ("anonymous", "suspended")
