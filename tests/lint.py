"""What `make check` runs: style, types, and Django's own checks under production settings."""

import secrets
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# As on a public server, but for the database, which these commands only look at.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "shortsci.settings",
    "DEBUG": "0",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "SITE_URL": "https://shortscience.example",
    "DATABASE_URL": "sqlite://:memory:",
}


def lint_commands() -> dict[str, list[str]]:
    python = sys.executable
    templates = [str(path.relative_to(ROOT)) for path in sorted(ROOT.glob("templates/**/*.html"))]
    djade = str(Path(python).with_name("djade"))
    bandit = [python, "-m", "bandit", "-q", "-c", "pyproject.toml", "-r"]
    return {
        "ruff check": [python, "-m", "ruff", "check", "--quiet", "."],
        "ruff format": [python, "-m", "ruff", "format", "--quiet", "--check", "."],
        "djade": [djade, "--check", "--target-version", "5.2", *templates],
        "bandit": [*bandit, "accounts", "shortsci", "summaries"],
        "mypy": [python, "-m", "mypy"],
        "migrations": [python, "manage.py", "makemigrations", "--check", "--dry-run"],
        "deployment": [python, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
    }
