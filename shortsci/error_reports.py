"""Crashes told to a Sentry server, without anything about people. Imported only with SENTRY_DSN."""

from typing import Any

import sentry_sdk
from sentry_sdk.scrubber import EventScrubber

from shortsci import request_ids
from shortsci.logs import discreet

KEPT_OF_REQUEST = {"method", "url"}
PERSONAL = ("user", "breadcrumbs", "extra", "server_name", "modules")


def report_errors(dsn: str, site: str) -> None:
    """From here on, what is logged as an error is told to that server."""
    sentry_sdk.init(
        dsn=dsn,
        environment=site,
        before_send=without_people,
        send_default_pii=False,
        include_local_variables=False,  # they hold texts, addresses and passwords
        include_source_context=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        traces_sample_rate=None,
        auto_session_tracking=False,
        event_scrubber=EventScrubber(recursive=True),
    )


def without_people(event: Any, hint: dict) -> Any:
    """What broke and where, in the words that our own log would use."""
    for name in PERSONAL:
        event.pop(name, None)
    request = event.get("request", {})
    event["request"] = {name: request[name] for name in KEPT_OF_REQUEST & request.keys()}
    event.setdefault("tags", {})["request"] = request_ids.current()
    return _discreet(event)


def _discreet(value: Any) -> Any:
    if isinstance(value, str):
        return discreet(value)
    if isinstance(value, dict):
        return {name: _discreet(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_discreet(each) for each in value]
    return value
