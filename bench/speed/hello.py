"""As little as a web server can be asked for: no Django, no database."""

HELLO = b"hello"
HEADERS = [("Content-Type", "text/plain"), ("Content-Length", str(len(HELLO)))]


def application(environ, start_response):
    start_response("200 OK", HEADERS)
    return [HELLO]
