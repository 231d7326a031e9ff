"""The first thing that runs on a stranger's machine: it builds `.venv`, or says what is missing."""

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.machine import without_root_powers

REQUIREMENTS = Path(__file__).resolve().parent.parent / "requirements"
ONE_PACKAGE = f"asgiref==3.13.0 --hash=sha256:{'0' * 64}\n"
# What the script sees of Python is replaced before it starts.
OLD_PYTHON = "import runpy, sys; sys.version_info = (3, 8, 0); sys.argv = sys.argv[1:]; "
RUN_IT = "runpy.run_path(sys.argv[0], run_name='__main__')"


@pytest.fixture
def checkout(tmp_path):
    """A folder with the bootstrap script and nothing to install."""
    return make_checkout(tmp_path)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    return make_checkout(tmp_path_factory.mktemp("shared"))


@pytest.fixture
def built(shared):
    """A checkout with its environment: made once, mended when a test has spoiled it."""
    result = bootstrap(shared, level="dev")
    assert result.returncode == 0, result.stderr
    return shared


def make_checkout(parent):
    folder = parent / "checkout"
    (folder / "requirements").mkdir(parents=True)
    shutil.copy(REQUIREMENTS / "bootstrap.py", folder / "requirements")
    (folder / "requirements/base.txt").touch()
    (folder / "requirements/dev.txt").touch()
    return folder


def bootstrap(checkout, *, python=(sys.executable,), level="base", **environment):
    """Run the script where no package index can be reached."""
    nowhere = {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": "http://127.0.0.1:9/simple"}
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [*python, str(checkout / "requirements/bootstrap.py"), level],
        env=inherited | nowhere | environment,
        capture_output=True,
        text=True,
    )


def program(path, script):
    path.parent.mkdir(parents=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def without_venv_module(folder):
    """The environment of a Debian that keeps ensurepip in a package of its own."""
    (folder / "ensurepip.py").write_text("raise ImportError")
    return {"PYTHONPATH": str(folder), "PATH": os.devnull}


def interpreter(checkout):
    return subprocess.run(
        [checkout / ".venv/bin/python", "-c", "import sys; print(sys.prefix)"],
        capture_output=True,
        text=True,
    ).stdout.strip()


def test_the_first_run_builds_an_environment_and_the_second_does_nothing(built):
    stamp = built / ".venv/installed.json"
    before = stamp.stat().st_mtime_ns
    again = bootstrap(built, level="dev")

    assert interpreter(built) == str(built / ".venv")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert stamp.stat().st_mtime_ns == before


def test_what_development_needs_serves_the_demo_too(built):
    again = bootstrap(built, level="base")

    assert (again.returncode, again.stdout) == (0, "")


def test_changed_requirements_are_installed_into_the_same_environment(built):
    (built / "requirements/base.txt").write_text("# nothing, said differently\n")
    result = bootstrap(built)

    assert result.returncode == 0
    assert result.stdout.startswith("Installing requirements/base.txt")
    assert "again" not in result.stdout


def test_a_moved_checkout_gets_its_environment_anew(built, tmp_path):
    moved = Path(shutil.copytree(built, tmp_path / "elsewhere", symlinks=True))
    result = bootstrap(moved)

    assert result.returncode == 0
    assert "The checkout has moved" in result.stdout
    assert interpreter(moved) == str(moved / ".venv")


def test_without_network_nothing_half_made_is_left_in_use(built):
    (built / "requirements/base.txt").write_text(ONE_PACKAGE)
    failed = bootstrap(built)
    (built / "requirements/base.txt").write_text("")
    mended = bootstrap(built)

    assert failed.returncode == 2
    assert failed.stderr == "No network: pip cannot reach the package index.\n"
    assert mended.returncode == 0
    assert mended.stdout.startswith("The environment was left half-made; building it again.\n")
    assert not (built / ".venv/unfinished").exists()


def test_an_environment_whose_python_has_gone_is_not_used(checkout, tmp_path):
    (checkout / ".venv/bin").mkdir(parents=True)
    result = bootstrap(checkout, **without_venv_module(tmp_path))

    assert result.returncode == 2
    assert result.stdout == "The environment's Python has changed; building it again.\n"
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize(
    ("pip_says", "we_say"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full."),
        ("OSError: [Errno 122] Disk quota exceeded", "The disk quota is used up."),
        ("OSError: [Errno 30] Read-only file system", "This folder is read-only: {checkout}"),
        ("PermissionError: Permission denied", "This folder is read-only for you: {checkout}"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "A downloaded package is not the one"),
        ("NameResolutionError: Failed to resolve", "No network: pip cannot reach"),
        ("ProxyError('Cannot connect to proxy.')", "No network: the configured proxy"),
        ("ConnectTimeoutError", "No network: the package index does not answer."),
        ("SSLError(SSLCertVerificationError", "The package index cannot be reached safely"),
        ("ERROR: No matching distribution found for x", "The package index lacks a package"),
        ("something unheard of", "pip cannot install the packages:\nsomething unheard of"),
    ],
)
def test_what_stops_pip_is_said_in_a_sentence(checkout, pip_says, we_say):
    program(checkout / ".venv/bin/python", f'echo "Collecting"; echo "{pip_says}"; exit 1')
    result = bootstrap(checkout)

    assert result.returncode == 2
    assert we_say.format(checkout=checkout) in result.stderr.replace("Collecting\n", "")


def test_a_missing_venv_module_is_said_with_the_way_to_get_it(checkout, tmp_path):
    result = bootstrap(checkout, **without_venv_module(tmp_path))

    assert result.returncode == 2
    assert "apt install python3-venv" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_python_that_is_too_old_is_said(checkout):
    python = (sys.executable, "-c", OLD_PYTHON + RUN_IT)
    result = bootstrap(checkout, python=python, PATH=os.devnull)

    assert result.returncode == 2
    assert result.stderr == "Python 3.8 is too old: install Python 3.11, 3.12 or 3.13.\n"


def test_an_old_python_hands_over_to_a_newer_one_on_the_path(checkout, tmp_path):
    # It has all that is asked of it, and then makes no environment.
    program(tmp_path / "bin/python3.12", '[ "$1" = -c ] || { echo "$0 $1 $2"; exit 1; }')
    python = (sys.executable, "-c", OLD_PYTHON + RUN_IT)
    result = bootstrap(checkout, python=python, PATH=str(tmp_path / "bin"))

    assert f"{tmp_path}/bin/python3.12 -m venv" in result.stderr


def test_a_read_only_folder_is_said(checkout):
    checkout.chmod(0o555)
    result = bootstrap(checkout, python=(*without_root_powers(), sys.executable))
    checkout.chmod(0o755)

    assert result.returncode == 2
    assert result.stderr == f"This folder is read-only for you: {checkout}\n"


def test_the_stamp_names_what_it_depends_on(built):
    stamp = json.loads((built / ".venv/installed.json").read_text())

    assert stamp["venv"] == str(built / ".venv")
    assert stamp["python"] == os.path.realpath(sys.executable)
    assert len(stamp["base"]) == 64


def test_even_an_old_python_can_read_the_script():
    source = (REQUIREMENTS / "bootstrap.py").read_text()
    imported = {
        name.name
        for node in ast.walk(ast.parse(source, feature_version=(3, 7)))
        if isinstance(node, ast.Import)
        for name in node.names
    }

    assert imported <= sys.stdlib_module_names
