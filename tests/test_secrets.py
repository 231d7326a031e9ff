"""Secrets: long, random, and never compared sign by sign."""

import ast
import re
from pathlib import Path

import pytest

from accounts.models import Invitation, Token
from tests.factories import make_summary

ROOT = Path(__file__).resolve().parent.parent
SECRET = re.compile(r"(?<![a-z])(token|secret|password|digest|key|signature|code|nonce)(?![a-z])")


def comparisons():
    """Each `==` or `!=` of ours with a word for a secret on one of its sides."""
    for folder in ("accounts", "shortsci"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Compare) and any(
                    isinstance(each, ast.Eq | ast.NotEq) for each in node.ops
                ):
                    text = ast.unparse(node)
                    if SECRET.search(text.replace("status_code", "")):
                        yield f"{path.relative_to(ROOT)}: {text}"


def test_no_secret_is_compared_by_equality():
    """Tokens are found by the database (by their hash, or 128 random bits), links by their
    signature in constant time, passwords by their hasher."""
    assert [*comparisons()] == []


def test_secrets_are_long_and_random(alice):
    shared = make_summary(author=alice, visibility="private")
    shared.share()
    alice.set_feed(is_open=True)
    token, secret = Token.objects.issue(alice, "a script", ["read"])
    found = [shared.share_token, alice.feed_token, secret, Invitation.objects.create().code]

    assert all(len(each) >= 22 for each in found)
    assert len(set(found)) == len(found)
    assert secret not in str(vars(token))


@pytest.mark.parametrize("field", ["share_token", "feed_token"])
def test_a_secret_that_was_renewed_is_another(alice, field):
    owner = make_summary(author=alice, visibility="private") if field == "share_token" else alice
    seen = set()
    for _ in range(5):
        if field == "share_token":
            owner.unshare()
            owner.share()
        else:
            owner.set_feed(is_open=True)
        seen.add(getattr(owner, field))

    assert len(seen) == 5
