"""What a person types into the editor, for the tests of it."""

TYPED = {
    "body": "It *factorises* $V \\approx WH$.",
    "visibility": "public",
    "licence": "CC-BY-4.0",
    "base": "0",
}


def typed(**fields):
    """The whole form, as a browser sends it."""
    return {**TYPED, **{name: str(value) for name, value in fields.items()}}
