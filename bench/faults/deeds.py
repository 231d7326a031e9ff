"""What the people of a fault do: each deed is done by a person and remembered by them."""

import re
import secrets
from urllib.parse import quote

from bench.faults.person import Person

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


def preview(person: Person) -> None:
    person.ask("preview", "/preview/", {"body": f"{FORMULA} {secrets.token_hex(3)}"})


def read(person: Person) -> None:
    person.ask("read", person.chance.choice(person.cast.pages))
