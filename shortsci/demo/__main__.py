"""`python -m shortsci.demo`: prepare what is missing, then serve, or check the pages."""

import argparse
import os
import sys
from pathlib import Path

from .check import check
from .data import BASE_DIR, open_data, stop
from .server import command, listen


def main() -> int:
    options = read_arguments()
    os.chdir(BASE_DIR)
    server = listen(options.port)
    port = server.getsockname()[1]
    open_data(options.data, port, admin=not options.check)
    if options.check:
        return check(command(server), server)
    address = f"http://127.0.0.1:{port}/"
    print(f"The site is at {address} (Ctrl-C stops it).", flush=True)  # noqa: T201
    os.execv(sys.executable, command(server))  # noqa: S606 - gunicorn gets our place and signals


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make demo", description="Run the site on this machine.")
    parser.add_argument("--port", type=port_number, help="the port of 127.0.0.1 to use")
    parser.add_argument("--data", type=Path, default=BASE_DIR / ".demo", help="where its data is")
    parser.add_argument("--check", action="store_true", help="fetch the main pages and stop")
    return parser.parse_args()


def port_number(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text) <= 65535:
        stop(f"{text!r} is no port: give a number from 1 to 65535.")
    return int(text)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        stop("Stopped.")
