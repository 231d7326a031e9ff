"""Whatever fits the API's own description is answered as it says, and whatever does not, too."""

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from hypothesis import HealthCheck, settings

from tests.factories import make_identifier, make_paper, make_summary, make_venue
from tests.programs import make_token

PERSONAL = "^/api/v1/me"
PLAIN = {"Accept-Encoding": "identity"}  # the client in between unpacks nothing
BRIEFLY = settings(
    max_examples=5,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler())


@pytest.fixture
def library(open_connection, alice, bob, settings):
    """Something to find, and no limits."""
    settings.LIMITS = dict.fromkeys(settings.LIMITS, (10**6, 60))
    venue = make_venue(key="0")
    paper = make_paper(key="0", venue=venue, authors=["Ann Lee"], keywords=["cs.LG"])
    make_identifier(paper, "doi", "10.1000/1")
    make_summary(paper=paper, author=alice, pk=1)
    make_summary(paper=paper, author=bob, is_anonymous=True, pk=2)  # of no sequence either


@schema.exclude(path_regex=PERSONAL).parametrize()
@BRIEFLY
def test_nothing_that_a_stranger_sends_is_answered_otherwise(case, library):
    case.call_and_validate(headers=PLAIN)


@schema.include(path_regex=PERSONAL).parametrize()
@BRIEFLY
def test_nothing_that_a_program_sends_is_answered_otherwise(case, library, carol):
    case.call_and_validate(headers=PLAIN | make_token(carol)[1])
