"""What other programs are told about the site: numbers for Prometheus, crashes for Sentry."""

import gzip
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import brotli
import pytest

from tests.processes import python, said, sqlite
from tests.serving import serving

UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, "identity": bytes}
PREPARE = "from django.core.management import call_command\ncall_command('migrate', verbosity=0)\n"
LETTER = """
from accounts.models import Letter
Letter.objects.post("her@example.org", "A link", "Follow it.")
"""
CRASH = """
import sentry_sdk
from django.test import Client
from summaries.views import home
def crash(*args, **kwargs):
    secret = "confidential thoughts"
    raise RuntimeError("broken for alice@example.org")
home.list_page = crash
client = Client(raise_request_exception=False)
client.cookies["sessionid"] = "a-precious-session"
answer = client.get("/?q=confidential", headers={"User-Agent": "A browser of alice"})
sentry_sdk.flush()
print(answer.status_code, answer["X-Request-ID"])
"""


def test_prometheus_gets_numbers_of_all_workers_for_its_token(tmp_path):
    url = sqlite(tmp_path)
    said(python(url, PREPARE + LETTER))
    folder = str(tmp_path / "numbers")
    with serving(url, tmp_path, METRICS_TOKEN="a-token", PROMETHEUS_MULTIPROC_DIR=folder) as server:
        for _ in range(10):
            server.get("/about/")
        refused = [server.get("/metrics", headers) for headers in ({}, {"Authorization": "Bearer"})]
        told = server.get("/metrics", {"Authorization": "Bearer a-token"})

    assert [answer.status for answer in refused] == [404, 404]
    line = 'shortsci_answers_total{method="GET",page="summaries:about",status="200"} 10.0'
    assert line in told.text
    assert "shortsci_mails_waiting 1.0" in told.text
    assert told.headers["Cache-Control"] == "no-store"


@pytest.fixture
def collector():
    """A server where Sentry's would be; whatever is sent to it."""
    got = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            unpack = UNPACK[self.headers.get("Content-Encoding", "identity")]
            got.append(unpack(body).decode())
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever).start()
    yield f"http://public@127.0.0.1:{server.server_port}/1", got
    server.shutdown()
    server.server_close()


def test_a_crash_is_told_without_anything_about_people(collector, tmp_path):
    address, got = collector
    url = sqlite(tmp_path)
    said(python(url, PREPARE))

    status, name = said(python(url, CRASH, SENTRY_DSN=address)).split()

    assert status == "500"
    (report,) = [each for each in got if "RuntimeError" in each]
    event = json.loads(report.splitlines()[-1])
    assert event["exception"]["values"][-1]["value"] == "broken for [address]"
    assert event["tags"]["request"] == name
    private = ("confidential", "alice", "precious", "A browser", "cookie", "Cookie", "HTTP_")
    assert [word for word in private if word in report] == []
