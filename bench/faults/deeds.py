"""What the people of a fault do: each deed is done by a person and remembered by them."""

import re
import secrets
from urllib.parse import quote, urlencode

from bench.faults.person import Person

PASSWORD = "a long passphrase"  # noqa: S105 - as tests.factories gives it to everybody
ACKNOWLEDGED = 302  # where a form was sent, and what it asked for is done
FORMULA = r"It *works*: $\sum_{i=1}^n x_i^2 \le \frac{a}{b}$"
BASE = re.compile(r'name="base" value="(\d+)"')


def vote(person: Person) -> None:
    """Up or down."""
    pk, value = person.chance.choice(person.cast.summaries), person.chance.choice([1, -1])
    answer = person.ask("vote", f"/summaries/{pk}/vote/", {"value": value}, [ACKNOWLEDGED])
    if answer.status == ACKNOWLEDGED:
        person.votes[pk] = {value}
    else:  # it may have been written, and the answer lost
        person.votes.setdefault(pk, {0}).add(value)


def comment(person: Person) -> None:
    pk, body = person.chance.choice(person.cast.summaries), f"I see, {secrets.token_hex(6)}."
    path = f"/summaries/{pk}/comments/"
    answer = person.ask("comment", path, {"body": body, "parent": ""}, [ACKNOWLEDGED])
    if answer.status == ACKNOWLEDGED:
        person.comments.add(body)


def write(person: Person) -> None:
    """One's own text about a paper: the first, or another instead of it."""
    key = person.chance.choice(person.cast.papers)
    path, body = f"/papers/{quote(key)}/write/", f"{FORMULA}, {secrets.token_hex(6)}."
    opened = BASE.search(person.ask("open the editor", path).text)
    if not opened:
        return
    fields = {"body": body, "visibility": "public", "licence": "CC-BY-4.0", "base": opened[1]}
    answer = person.ask("write", path, fields, [ACKNOWLEDGED])
    if answer.status == ACKNOWLEDGED:
        person.texts[key] = {body}
    else:
        person.texts.setdefault(key, {""}).add(body)


def search(person: Person) -> None:
    words = person.chance.choice(
        ["study", "things", "ann lee", "works", "nothing of it", "neurips"]
    )
    person.ask("search", f"/search/?q={quote(words)}")


def bookmark(person: Person) -> None:
    key, state = person.chance.choice(person.cast.papers), person.chance.choice(["to_read", "none"])
    path = f"/papers/{quote(key)}/bookmark/"
    person.ask("bookmark", path, {"state": state}, [ACKNOWLEDGED])


def follow(person: Person) -> None:
    key, wanted = person.chance.choice(person.cast.papers), person.chance.choice([0, 1])
    path = f"/papers/{quote(key)}/follow/"
    person.ask("follow", path, {"follow": wanted}, [ACKNOWLEDGED])


def read_own(person: Person) -> None:
    """Pages that only they see."""
    pages = ["/texts/", "/bookmarks/", "/following/", "/account/", "/account/notifications/"]
    person.ask("read own", person.chance.choice(pages))


def look_up(person: Person) -> None:
    """As a program does that knows identifiers."""
    person.ask("look up", "/api/v1/papers?" + urlencode({"q": "study"}))


def log_in(person: Person) -> None:
    """Once more, as from another browser, with the name and the password that the cast has."""
    fields = {"login": person.name_of_account, "password": PASSWORD}
    with person.as_stranger():
        person.ask("log in", "/account/login/", fields, [ACKNOWLEDGED])


def preview(person: Person) -> None:
    person.ask("preview", "/preview/", {"body": f"{FORMULA} {secrets.token_hex(3)}"})


def read(person: Person) -> None:
    """Whoever is signed in is led on from the page where one logs in."""
    person.ask("read", person.chance.choice(person.cast.pages), right=[200, 302])
