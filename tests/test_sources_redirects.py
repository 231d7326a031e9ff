"""A source may send us on to hosts that we know, and to no other."""

import pytest

from summaries.catalogue.sources import transfer
from summaries.catalogue.sources.problems import Problem, Unreachable
from tests.asking import asked
from tests.metadata_server import Reply, serving


def test_a_redirect_to_a_known_host_is_followed(server):
    server.say("/works/1", Reply(status=301, headers={"Location": "/elsewhere"}))
    server.say("/elsewhere", b"said")

    assert asked() == b"said"


def test_a_redirect_to_a_mirror_is_followed(server, settings):
    with serving() as mirror:
        settings.METADATA_MIRRORS = [mirror.address]
        mirror.say("/x", b"said")
        server.say("/works/1", Reply(status=302, headers={"Location": f"{mirror.address}/x"}))

        assert asked() == b"said"


def test_no_other_host_is_ever_asked(server):
    with serving() as stranger:
        address = stranger.address.replace("http://", "http://127.0.0.1@")
        for location in (stranger.address, address, f"//127.0.0.1:{stranger.server_port}/x"):
            server.say("/works/1", Reply(status=302, headers={"Location": location}))
            with pytest.raises(Unreachable, match="host that we do not know"):
                asked()

    assert stranger.asked == []


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "https://127.0.0.1/",
        "http://localhost/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "javascript:alert(1)",
        "http://[",
        "http://a b/",
    ],
)
def test_odd_redirects_lead_nowhere(server, location):
    server.say("/works/1", Reply(status=302, headers={"Location": location}))

    with pytest.raises(Problem):
        asked()
    assert len(server.asked) == 1


def test_a_circle_of_redirects_ends(server):
    server.say("/works/1", Reply(status=302, headers={"Location": "/works/1"}))

    with pytest.raises(Unreachable, match="circles"):
        asked()
    assert len(server.asked) == transfer.MOST_HOPS + 1
