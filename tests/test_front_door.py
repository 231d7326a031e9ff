"""The repository as a stranger finds it: commands, requirements, settings, hosts."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
LOCKED = re.compile(
    r"^([a-z0-9._-]+)==(\S+) \\\n((?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.M
)

# Put together here, so that this file does not hold them either.
REGISTRY_HOSTS = [
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "npmjs" + ".org",
    "npmjs" + ".com",
    "yarnpkg" + ".com",
]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUN_TIME = PROJECT["project"]["dependencies"]
DEVELOPMENT = PROJECT["dependency-groups"]["dev"]


def tracked_files():
    """Whoever owns the folder: git refuses a stranger's checkout unless told otherwise."""
    git = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    names = subprocess.run(git, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


def locked(name):
    """The packages of a requirements file: name to version."""
    text = (ROOT / "requirements" / name).read_text()
    return {found[1]: found[2] for found in LOCKED.finditer(text)}


def test_no_file_names_a_package_registry():
    hosts = [host.encode() for host in REGISTRY_HOSTS]
    guilty = [path for path in tracked_files() if any(host in path.read_bytes() for host in hosts)]

    assert guilty == []


def test_no_lock_file_that_would_name_one_is_kept():
    names = {path.name for path in tracked_files()}

    assert "pyproject.toml" in names
    assert not names & {"uv.lock", "poetry.lock", "package-lock.json", "yarn.lock", "Pipfile.lock"}


@pytest.mark.parametrize("name", ["base.txt", "dev.txt"])
def test_requirements_are_exact_and_hashed_and_hold_no_address(name):
    text = (ROOT / "requirements" / name).read_text()
    rest = LOCKED.sub("", text)
    others = [line for line in rest.splitlines() if line and not line.lstrip().startswith("#")]

    assert len(locked(name)) > 15
    assert others == []
    assert "://" not in text
    assert not re.search(r"(?<![\w.-])/\w", text), "a path of somebody's machine"


@pytest.mark.parametrize("wanted", RUN_TIME)
def test_what_the_site_needs_is_locked_at_a_version_it_allows(wanted):
    requirement = Requirement(wanted)

    assert requirement.specifier.contains(locked("base.txt")[requirement.name])


@pytest.mark.parametrize("wanted", DEVELOPMENT)
def test_what_development_needs_is_locked_at_a_version_it_allows(wanted):
    requirement = Requirement(wanted)

    assert requirement.specifier.contains(locked("dev.txt")[requirement.name])


def test_development_has_every_package_of_the_site_in_the_same_version():
    assert locked("base.txt").items() <= locked("dev.txt").items()


def test_every_make_target_that_a_document_names_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    documents = [path for path in tracked_files() if path.suffix == ".md"]
    named = {
        target
        for path in documents
        for target in re.findall(r"(?:`|^)make ([a-z-]+)", path.read_text(), re.M)
    }

    assert {"demo", "test"} <= named
    assert named <= targets


def test_make_without_a_target_lists_them():
    listed = subprocess.run(["make", "-C", ROOT], capture_output=True, text=True, check=True).stdout

    for target in ("demo", "demo-check", "test", "check", "fix", "bench", "lock"):
        assert f"make {target} " in listed


def test_the_example_lists_every_variable_that_settings_read():
    code = "".join(path.read_text() for path in (ROOT / "shortsci").glob("*.py"))
    read = set(re.findall(r'\benv\.\w+\(\s*"([A-Z0-9_]+)"', code))
    listed = set(re.findall(r"^(?:# )?([A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.M))

    assert "SECRET_KEY" in read
    assert listed == read


def test_without_debug_a_missing_secret_key_stops_the_start_with_a_sentence():
    code = "import django; django.setup()"
    environment = {"DJANGO_SETTINGS_MODULE": "shortsci.settings", "PATH": "", "SECRET_KEY": ""}
    result = start_python(code, environment | {"DEBUG": "0"})

    assert result.returncode != 0
    assert "Set SECRET_KEY to a long random text" in result.stderr.splitlines()[-1]


def start_python(code, environment):
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, text=True
    )
