"""What the tests want from the machine: found, or installed where we may (root on Debian)."""

# ruff: noqa: T201 - its output is for the terminal

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.pgbouncer import find_pgbouncer
from tests.postgres import find_postgres

CACHE = Path(__file__).resolve().parent.parent / ".cache"
VNU = "vnu-jar@26.9.27"
VNU_FOLDER = CACHE / VNU
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    chosen = os.environ.get("CHROMIUM")
    return chosen or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def find_html_checker() -> Path | None:
    """The Nu HTML checker's jar, once it is fetched and there is a Java to run it."""
    jar = VNU_FOLDER / "node_modules/vnu-jar/build/dist/vnu.jar"
    return jar if jar.exists() and shutil.which("java") else None


def find_epubcheck() -> Path | None:
    """Debian's jar; its own command needs a Java that the kernel knows."""
    jar = Path("/usr/share/java/epubcheck.jar")
    return jar if jar.exists() and shutil.which("java") else None


def find_redis() -> str | None:
    return shutil.which("redis-server") or shutil.which("valkey-server")


def find_npm() -> object:
    """Wanted only to fetch the HTML checker."""
    return find_html_checker() or shutil.which("npm")


# Debian's package, how to tell that it is needless, and what cannot run without it.
PACKAGES: dict[str, tuple[Callable[[], object], str]] = {
    "postgresql": (find_postgres, "The suite on PostgreSQL"),
    "pgbouncer": (find_pgbouncer, "The site behind PgBouncer"),
    "redis-server": (find_redis, "A shared cache that dies"),
    "chromium": (find_chromium, "The pages in a browser"),
    "default-jre-headless": (lambda: shutil.which("java"), "The HTML checker"),
    "npm": (find_npm, "The HTML checker"),
    "epubcheck": (find_epubcheck, "The checker of books"),
}


def install_missing() -> list[str]:
    """Install what is missing; what then cannot run comes back in sentences."""
    missing = missing_packages()
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        apt_install(missing)
        missing = missing_packages()
    problems = [f"{PACKAGES[name][1]}: {name} is missing (apt install {name})." for name in missing]
    if not find_html_checker() and not {"npm", "default-jre-headless"} & {*missing}:
        problems += fetch_html_checker()
    return problems


def missing_packages() -> list[str]:
    return [package for package, (found, _) in PACKAGES.items() if not found()]


def apt_install(packages: list[str]) -> None:
    """Failures show in what is still missing afterwards."""
    quiet = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "stdin": subprocess.DEVNULL}
    print("Installing", *packages, flush=True)
    subprocess.call(["apt-get", "-qq", "update"], **quiet)
    install = ["apt-get", "-qq", "--yes", "--no-install-recommends", "install"]
    subprocess.call([*install, *packages], **quiet, stdout=subprocess.DEVNULL)


def fetch_html_checker() -> list[str]:
    VNU_FOLDER.mkdir(parents=True, exist_ok=True)
    environment = dict(os.environ)
    if SYSTEM_CERTIFICATES.exists():
        # npm believes only the authorities it brings; the machine may have one of its own.
        environment.setdefault("NODE_EXTRA_CA_CERTS", str(SYSTEM_CERTIFICATES))
    npm = ["npm", "install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund"]
    npm += ["--ignore-scripts", "--loglevel=error", "--prefix", str(VNU_FOLDER), VNU]
    if subprocess.call(npm, env=environment, stdin=subprocess.DEVNULL) or not find_html_checker():
        return [f"The HTML checker: it could not be fetched (npm install {VNU})."]
    return []


def without_root_powers() -> list[str]:
    """A prefix under which even root has to respect a file's permissions."""
    if os.geteuid() != 0:
        return []
    powers = "-dac_override,-dac_read_search"
    return ["setpriv", f"--bounding-set={powers}", f"--inh-caps={powers}"]
