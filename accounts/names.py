"""User names: which are allowed, and which look the same."""

_LOOKALIKES = str.maketrans({"0": "o", "1": "l", "i": "l", "_": "", ".": "", "-": ""})


def skeleton(username: str) -> str:
    """What a name looks like at a glance: two names with one skeleton are one name."""
    return username.casefold().translate(_LOOKALIKES).replace("rn", "m").replace("vv", "w")
