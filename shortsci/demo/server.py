"""The port and the web server of the demo."""

import socket
import sys

from .data import stop

PORTS = range(8000, 8100)
GUNICORN = [
    *(sys.executable, "-m", "gunicorn", "shortsci.wsgi"),
    *("--worker-class", "gthread", "--workers", "2", "--threads", "4"),
    *("--log-level", "warning", "--no-control-socket"),
]


def listen(wanted: int | None = None) -> socket.socket:
    """Hold the wanted port, or the first free one, so that nobody takes it in between."""
    for port in [wanted] if wanted else PORTS:
        try:
            return listen_on(port)
        except OSError as error:
            reason = error.strerror
    if wanted:
        stop(f"Port {wanted} cannot be used: {reason}. Without PORT=… the first free one is taken.")
    stop(f"No port from {PORTS.start} to {PORTS.stop - 1} is free; choose another: PORT=9000.")


def listen_on(port: int) -> socket.socket:
    server = socket.socket()
    try:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind(("127.0.0.1", port))
        server.listen()
        server.set_inheritable(True)
    except OSError:
        server.close()
        raise
    return server


def command(server: socket.socket) -> list[str]:
    """Gunicorn on a socket that is open already: early requests wait instead of failing."""
    return [*GUNICORN, "--bind", f"fd://{server.fileno()}"]
