"""Each form of some pages, sent with hostile text in each of its fields."""

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.core.cache import cache
from django.test import Client

from tests.access.walking import undone
from tests.browser.hostile import ALIVE, blocks, hostile_file, one_line

WORDS = {"text", "search", "textarea"}
PRESSED = {"submit", "button", "image", "reset"}


@dataclass(frozen=True)
class Form:
    """A form of a page, and what somebody would send who touched nothing."""

    page: str
    action: str
    method: str
    fields: tuple[tuple[str, str, str, bool, int], ...]

    @property
    def path(self) -> str:
        return urljoin(self.page, self.action)

    @property
    def kind(self) -> tuple:
        """Forms that differ in numbers alone are one."""
        route = "".join("0" if sign.isdigit() else sign for sign in urlsplit(self.path).path)
        return (route, self.method, tuple(name for name, *_ in self.fields))

    @property
    def places(self) -> set[tuple[str, str]]:
        """Where it takes words."""
        return {(self.kind[0], name) for name, kind, *_ in self.fields if kind in WORDS}

    def tame(self) -> dict[str, list]:
        """Words where words belong; everything else as the page has it."""
        said: dict[str, list] = {}
        for name, kind, value, is_on, most in self.fields:
            if kind in WORDS:
                said[name] = [blocks()[:most] if kind == "textarea" else one_line(min(most, 1000))]
            elif kind == "file":
                said[name] = [hostile_file()]
            elif kind in PRESSED:
                said.setdefault(name, [value])
            elif is_on or (kind == "radio" and name not in said):
                said[name] = [*said.get(name, []), value] if kind == "checkbox" else [value]
        return said

    def wild(self) -> dict[str, list]:
        """Something live in each field, hidden ones and choices included."""
        return {
            name: [hostile_file()] if kind == "file" else [f'"{ALIVE}{one_line(300, len(name))}']
            for name, kind, *_ in self.fields
        }


def read_forms(page: str, found: list[dict]) -> list[Form]:
    names = ("name", "type", "value", "isOn", "most")
    forms = []
    for form in found:
        fields = tuple(tuple(field[name] for name in names) for field in form["fields"])
        forms.append(Form(page, form["action"], form["method"], fields))
    return forms


def send(form: Form, session: Client, content: dict[str, list]):
    """The answer; whatever it did to the database did not happen."""
    cache.clear()
    client = Client(raise_request_exception=False)
    client.cookies = session.cookies
    with undone():
        response = getattr(client, form.method)(form.path, content)
        if response.streaming:  # read to its end, so that what it streams from is closed
            b"".join(response.streaming_content)
        return response
