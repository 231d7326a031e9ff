"""Fill the database of DATABASE_URL and print the cookies of somebody who is logged in.

python -m bench.speed.prepare medium
"""

import json
import sys

import django


def main(size: str) -> None:
    django.setup()
    from django.core.management import call_command

    from bench.data.filling import fill
    from bench.data.sizes import SIZES
    from summaries.models import Summary

    call_command("migrate", verbosity=0)
    if not Summary.objects.exists():
        fill(SIZES[size])
    print(json.dumps(cookies()))


def cookies() -> dict[str, str]:
    """Of the last user, who has written hardly anything."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from accounts.models import User

    user, session = User.objects.latest("pk"), SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    token = "a" * 32
    return {"cookies": f"sessionid={session.session_key}; csrftoken={token}", "token": token}


if __name__ == "__main__":
    main(sys.argv[1])
