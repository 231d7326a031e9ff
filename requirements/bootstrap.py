"""Build `.venv` from base.txt or dev.txt: `python3 requirements/bootstrap.py base`.

Standard library only, and no newer syntax than Python 3.6 has: an old Python must get far enough
to say what is missing. A stamp in `.venv` makes a second run do nothing.
"""

import errno
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
VENV = os.path.join(ROOT, ".venv")
VENV_PYTHON = os.path.join(VENV, "bin", "python")
STAMP = os.path.join(VENV, "installed.json")
UNFINISHED = os.path.join(VENV, "unfinished")
OLDEST = (3, 11)
OTHER_PYTHONS = ("python3.13", "python3.12", "python3.11")

# What pip prints when it fails, and what that means to a person.
REASONS = (
    ("No space left on device", "The disk is full."),
    ("Disk quota exceeded", "The disk quota is used up."),
    ("Read-only file system", "This folder is read-only: {root}"),
    ("Permission denied", "This folder is read-only for you: {root}"),
    ("DO NOT MATCH THE HASHES", "A downloaded package is not the one we recorded (wrong hash)."),
    ("ensurepip is not available", "Python's venv module is missing: apt install python3-venv."),
    ("NewConnectionError", "No network: pip cannot reach the package index."),
    ("NameResolutionError", "No network: pip cannot reach the package index."),
    ("ProxyError", "No network: the configured proxy does not answer."),
    ("ConnectTimeout", "No network: the package index does not answer."),
    ("ReadTimeout", "The package index is too slow to answer; try again."),
    ("SSLError", "The package index cannot be reached safely (TLS error)."),
    ("No matching distribution", "The package index lacks a package for this Python or system."),
)


class Stop(Exception):
    """What keeps us from going on, in one sentence."""


def main(level):
    try:
        prepare(level)
    except Stop as stop:
        sys.exit(complain(str(stop)))
    except OSError as error:
        sys.exit(complain(os_reason(error)))
    except KeyboardInterrupt:
        sys.exit(complain("Interrupted; the next run starts the environment afresh."))


def prepare(level):
    """Two runs at once would spoil each other's work: the second waits for the first."""
    folder = os.open(HERE, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    stamp = wanted_stamp(level)
    if not is_done(stamp, level):
        build(stamp, level)


def wanted_stamp(level):
    """dev.txt holds all of base.txt, so `dev` serves both."""
    stamp = {"venv": VENV, "base": digest("base.txt")}
    if level == "dev":
        stamp["dev"] = digest("dev.txt")
    return stamp


def digest(name):
    with open(os.path.join(HERE, name), "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def is_done(stamp, level):
    found = read_stamp()
    if os.path.exists(UNFINISHED) or found.get("python") != real_python():
        return False
    return all(found.get(key) == value for key, value in stamp.items())


def read_stamp():
    try:
        with open(STAMP) as file:
            return json.load(file)
    except (OSError, ValueError):
        return {}


def build(stamp, level):
    refuse_read_only()
    reason = reason_to_rebuild()
    if reason:
        say(reason)
        shutil.rmtree(VENV)
    if not os.path.exists(VENV):
        create_venv(choose_python())
    install(level)
    stamp["python"] = real_python()
    with open(STAMP, "w") as file:
        json.dump(stamp, file)
    os.remove(UNFINISHED)


def refuse_read_only():
    if not os.access(VENV if os.path.isdir(VENV) else ROOT, os.W_OK):
        raise Stop(f"This folder is read-only for you: {ROOT}")


def reason_to_rebuild():
    """Why the environment that is there cannot be used, or nothing."""
    found = read_stamp()
    if not os.path.lexists(VENV):
        return None
    if os.path.exists(UNFINISHED):
        return "The environment was left half-made; building it again."
    if found.get("venv", VENV) != VENV:
        return "The checkout has moved; building its environment again."
    if not os.path.exists(VENV_PYTHON) or found.get("python", real_python()) != real_python():
        return "The environment's Python has changed; building it again."
    return None


def real_python():
    return os.path.realpath(VENV_PYTHON)


def choose_python():
    """The Python that runs this, or a newer one on PATH when this one will not do."""
    others = [path for path in map(shutil.which, OTHER_PYTHONS) if path]
    young = [sys.executable] if sys.version_info[:2] >= OLDEST else []
    young += [path for path in others if answers(path, "import sys")]
    if not young:
        running = "{}.{}".format(*sys.version_info)
        raise Stop(f"Python {running} is too old: install Python 3.11, 3.12 or 3.13.")
    for python in young:
        if answers(python, "import venv, ensurepip"):
            return python
    raise Stop("Python's venv module is missing: apt install python3-venv (on Debian or Ubuntu).")


def answers(python, code):
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.call([python, "-c", code], **quiet) == 0  # noqa: S603 - found on PATH


def create_venv(python):
    os.mkdir(VENV)
    open(UNFINISHED, "w").close()
    run([python, "-m", "venv", VENV], "Python cannot make an environment")


def install(level):
    open(UNFINISHED, "w").close()
    say(f"Installing requirements/{level}.txt into .venv (some seconds, once) ...")
    pip = [VENV_PYTHON, "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    pip += ["--quiet", "--retries", "2", "--require-hashes", "--only-binary", ":all:"]
    run([*pip, "-r", os.path.join(HERE, f"{level}.txt")], "pip cannot install the packages")


def run(command, failure):
    """Run quietly; when it fails, say why in a sentence, or show how its output ended."""
    # A person's `user = true` for pip would be an error inside an environment.
    environment = dict(os.environ, PIP_USER="0")
    both = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "universal_newlines": True}
    process = subprocess.Popen(command, env=environment, **both)  # noqa: S603 - our own words
    output = process.communicate()[0]
    if process.returncode == 0:
        return
    for sign, reason in REASONS:
        if sign in output:
            raise Stop(reason.format(root=ROOT))
    end = "\n".join(output.splitlines()[-15:])
    raise Stop(f"{failure}:\n{end}")


def os_reason(error):
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"This folder is read-only for you: {error.filename or ROOT}"
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The disk is full."
    return f"Could not build .venv: {error}"


def say(sentence):
    print(sentence, flush=True)  # noqa: T201 - a program for the terminal


def complain(sentence):
    """Print a sentence where errors go; answer the exit code."""
    sys.stderr.write(sentence + "\n")
    return 2


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "base")
