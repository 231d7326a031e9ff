"""Programs with tokens, which ask the API in somebody's name."""

from accounts.models import Token

KEY = "conf/nips/HermannL20"


def make_token(user, *scopes, **fields):
    scopes = scopes or ("summaries:write", "votes:write", "bookmarks:write")
    token, secret = Token.objects.issue(user, "a script", list(scopes))
    Token.objects.filter(pk=token.pk).update(**fields)
    return token, {"Authorization": f"Bearer {secret}"}


class Program:
    """A client with a token."""

    def __init__(self, client, user, *scopes):
        self.client, self.headers = client, make_token(user, *scopes)[1]

    def ask(self, method, address, data=None, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.generic(
            method,
            address,
            b"" if data is None else self.client._encode_json(data, "application/json"),
            content_type="application/json",
            headers={**self.headers, **headers},
        )
