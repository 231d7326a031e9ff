"""Sessions as Django keeps them in the database, found by a query that is written once."""

from django.contrib.sessions.backends import db
from django.utils import timezone

from shortsci.prepared import Prepared

BY_KEY = Prepared(lambda key: db.SessionStore.get_model_class().objects.filter(pk=key))


class SessionStore(db.SessionStore):
    def _get_session_from_db(self):
        found = BY_KEY.first(self.session_key)
        if found and found.expire_date > timezone.now():
            return found
        self._session_key = None
        return None
