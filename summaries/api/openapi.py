"""The API as OpenAPI describes it: ninja's schema, with the refusals that every address has."""

from http import HTTPStatus

from .problems import MEDIA_TYPE, Problem

REFERENCE = "#/components/schemas/{model}"
PROBLEM = {MEDIA_TYPE: {"schema": {"$ref": REFERENCE.format(model="Problem")}}}


def with_refusals(schema: dict) -> dict:
    """Say of each operation how it may be refused, and as what kind of text."""
    described = Problem.model_json_schema(ref_template=REFERENCE)
    schema["components"]["schemas"].update(described.pop("$defs"))
    schema["components"]["schemas"]["Problem"] = described
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            statuses = {status for status in operation["responses"] if status >= 400}
            for status in sorted(statuses | refusals_of(path, operation)):
                operation["responses"][status] = {
                    "description": HTTPStatus(status).phrase,
                    "content": PROBLEM,
                }
    return schema


def refusals_of(path: str, operation: dict) -> set[int]:
    refusals = {400, 429}
    names = {parameter["name"] for parameter in operation["parameters"]}
    if "{" in path or "cursor" in names:
        refusals |= {404}
    if "security" in operation:
        refusals |= {401, 403}
    if "requestBody" in operation:
        refusals |= {413, 415}
    if "search" in operation.get("tags", ()):
        refusals |= {503}
    if "requestBody" in operation or operation["parameters"]:
        refusals |= {422}
    return refusals
