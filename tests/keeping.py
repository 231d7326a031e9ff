"""The site as a web server sees it, with the cache of pages in front, and a change that shows."""

from io import BytesIO

from django.core.wsgi import get_wsgi_application
from django.db import connection

from shortsci.kept_pages.door import KeptPages


class Site:
    """The whole site as a web server sees it; `made` counts what Django was asked for."""

    def __init__(self, commits):
        self.django, self.made, self.commits = get_wsgi_application(), 0, commits
        self.door = KeptPages(self._make)

    def _make(self, environ, start_response):
        self.made += 1
        return self.django(environ, start_response)

    def write(self, act, *args, **kwargs):
        """Do it, and what is to be done when it is committed."""
        connection.run_on_commit.clear()  # of what the test has prepared, which is never committed
        with self.commits(execute=True):
            return act(*args, **kwargs)

    def read(self, address: str, method: str = "GET", **variables) -> str:
        """The body as it came, which may be compressed."""
        path, _, query = address.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": "testserver",
            "SERVER_NAME": "testserver",
            "SERVER_PORT": "80",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            **variables,
        }
        answer = self.door(environ, self._listen)
        body = b"".join(answer)
        getattr(answer, "close", lambda: None)()
        return body.decode(errors="replace")

    def _listen(self, status, headers, exc_info=None):
        self.status, self.headers = int(status.split()[0]), dict(headers)


def rename(summary):
    summary.author.display_name = "Another name"
    summary.author.save()
