"""User names: which are allowed, and which look the same."""

import re
import unicodedata

from django.core.exceptions import ValidationError

ALLOWED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,29}")
SHAPE = (
    "2 to 30 letters (a to z), digits, dots, underscores or hyphens, beginning with a letter "
    "or a digit."
)
RESERVED = (
    "about account accounts admin administrator anonymous api author bot contact deleted editor "
    "everybody everyone feed feeds guest help info keyword keywords login logout mail me "
    "moderation moderator moderators nobody noreply null official owner paper papers people "
    "postmaster privacy random root security settings shortscience signup site staff static "
    "summaries summary support system team test undefined unknown user username venue venues "
    "webmaster www "
    "theauthor adeleteduser deleteduser unknowncontributor"  # what stands in place of a name
)

# What a hurried eye takes for the same, in Latin and in the alphabets that resemble it.
_LOOKALIKES = str.maketrans(
    {"0": "o", "1": "l", "i": "l", "_": "", ".": "", "-": ""}
    | dict(zip("авекмнорстухѕіјԁԛԝһӏ", "abekmhopctyxsljdqwhl", strict=True))
    | dict(zip("αβεηικνορτυχωϳ", "abenlkvoptuxwj", strict=True))
    | {"ı": "l", "ſ": "s", "ℓ": "l", "ø": "o", "ł": "l", "đ": "d", "ɑ": "a", "ɡ": "g"}
)


def skeleton(username: str) -> str:
    """What a name looks like at a glance: two names with one skeleton are one name."""
    parts = unicodedata.normalize("NFKD", username.casefold())
    bare = "".join(sign for sign in parts if unicodedata.category(sign) != "Mn").casefold()
    return bare.translate(_LOOKALIKES).replace("rn", "m").replace("vv", "w")[:200]


_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # called letters or marks
_RESERVED = frozenset(map(skeleton, RESERVED.split()))


def is_reserved(name: str) -> bool:
    return skeleton("".join(name.split())) in _RESERVED


def check_username(username: str) -> None:
    """Refuse what is no user name here, whoever else may have it."""
    if not ALLOWED.fullmatch(username):
        raise ValidationError(f"A user name has {SHAPE}")
    if is_reserved(username):
        raise ValidationError("That name is kept for the site itself.")


def is_invisible(sign: str) -> bool:
    kind = unicodedata.category(sign)
    return kind in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"} or sign in _BLANK


def check_display_name(name: str) -> None:
    """Refuse invisible signs, signs that turn the text around, and the site's own names."""
    if any(is_invisible(sign) for sign in name):
        raise ValidationError("A name cannot hold invisible or control characters.")
    if is_reserved(name):
        raise ValidationError("That name is kept for the site itself.")


validators = [check_username]  # what allauth asks for
