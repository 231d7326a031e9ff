"""The child process in which math-core runs: it may crash or loop without harm to the site.

Started as a script by `converter`, so that it loads neither the renderer nor Django. It says
"ready" and then answers. Frames are four bytes of length and JSON: a list of [tex, is_display]
in, one [mathml, error] out for each of them.
"""

import contextlib
import json
import resource
import signal
import struct
import sys
from typing import BinaryIO

from math_core import LatexError, LatexToMathML

MEMORY = 768 * 1024 * 1024
LENGTH = struct.Struct(">I")


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which closes us
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError):  # macOS has the constant but not the limit
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    converter = LatexToMathML(fancy_error=False, allow_unreliable_rendering=True)
    write_frame(sys.stdout.buffer, "ready")
    while (formulas := read_frame(sys.stdin.buffer)) is not None:
        for tex, is_display in formulas:
            write_frame(sys.stdout.buffer, convert(converter, tex, is_display))


def convert(converter: LatexToMathML, tex: str, is_display: bool) -> tuple[str, str]:
    try:
        return converter.convert_with_local_state(tex, displaystyle=is_display), ""
    except LatexError as error:
        return "", str(error).partition(": ")[2] or str(error)


def read_frame(stream: BinaryIO) -> list | None:
    header = stream.read(LENGTH.size)
    if len(header) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(header)
    return json.loads(stream.read(length))


def write_frame(stream: BinaryIO, message: object) -> None:
    body = json.dumps(message).encode()
    stream.write(LENGTH.pack(len(body)) + body)
    stream.flush()


if __name__ == "__main__":
    main()
