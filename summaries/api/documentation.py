"""What the page about the API says, read off its own description."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Field:
    """One parameter, or one member of an object."""

    name: str
    kind: str  # in words: "text", "list of PaperFacts"
    description: str
    is_required: bool = False


@dataclass(frozen=True)
class Operation:
    """One thing that one can ask for."""

    name: str
    method: str
    path: str
    title: str
    description: str
    needs_token: bool
    parameters: list[Field]
    body: str  # the shape of what is sent, "" for nothing
    answer: str  # the shape of what comes back


def groups(schema: dict) -> dict[str, list[Operation]]:
    """The operations under the noun that they concern."""
    found: dict[str, list[Operation]] = {}
    for path, methods in schema["paths"].items():
        for method, facts in methods.items():
            found.setdefault(facts["tags"][0], []).append(_operation(method, path, facts))
    return found


def shapes(schema: dict) -> Iterator[tuple[str, str, list[Field]]]:
    """Name, description and members of each kind of object."""
    for name, shape in sorted(schema["components"]["schemas"].items()):
        required = shape.get("required", [])
        members = [
            Field(member, kind_of(facts), facts.get("description", ""), member in required)
            for member, facts in shape.get("properties", {}).items()
        ]
        yield name, shape.get("description", ""), members


def _operation(method: str, path: str, facts: dict) -> Operation:
    content = facts.get("requestBody", {}).get("content", {})
    success = facts["responses"].get(200, {}).get("content", {})
    return Operation(
        name=facts["operationId"],
        method=method.upper(),
        path=path,
        title=facts["summary"],
        description=facts.get("description", ""),
        needs_token="security" in facts,
        parameters=[_parameter(each) for each in facts["parameters"]],
        body=_shape(content),
        answer=_shape(success),
    )


def _parameter(facts: dict) -> Field:
    return Field(
        facts["name"], kind_of(facts["schema"]), facts.get("description", ""), facts["required"]
    )


def _shape(content: dict) -> str:
    return kind_of(content["application/json"]["schema"]) if content else ""


def kind_of(schema: dict) -> str:
    """A JSON Schema in a few words."""
    if "$ref" in schema:
        return schema["$ref"].rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(kind_of(each) for each in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(str(value) or "nothing" for value in schema["enum"])
    if "const" in schema:
        return str(schema["const"])
    if schema.get("type") == "array":
        return f"list of {kind_of(schema['items'])}"
    words = {"string": "text", "integer": "whole number", "boolean": "true or false"}
    if schema.get("format") in {"date", "date-time"}:
        return {"date": "day", "date-time": "moment"}[schema["format"]]
    return words.get(schema.get("type", ""), schema.get("type", "anything"))
