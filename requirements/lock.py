"""Compile base.txt, production.txt and dev.txt from pyproject.toml: `make lock`.

Production is what runs the site with all of its extras; tests want them, too.

It wants the oldest Python we support: what only older Pythons need is then in the files, and newer
ones need nothing more.
"""

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
HEADER = "# Exact versions with hashes, compiled from pyproject.toml. `make lock` renews them.\n"
PIP_COMPILE = [
    *(sys.executable, "-m", "piptools", "compile", "--upgrade", "--quiet", "--no-header"),
    *("--generate-hashes", "--allow-unsafe", "--strip-extras", "--annotation-style=line"),
    *("--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host"),
    "--no-emit-options",
]


def compile_file(folder: Path, name: str, wanted: list[str]) -> None:
    """Write `requirements/<name>.txt`; pip-compile works elsewhere, so that no path gets in."""
    (folder / "pyproject.in").write_text("\n".join(wanted))
    command = [*PIP_COMPILE, f"--output-file={name}.txt", "pyproject.in"]
    subprocess.run(command, cwd=folder, check=True)  # noqa: S603 - our own arguments
    compiled = (folder / f"{name}.txt").read_text()
    (HERE / f"{name}.txt").write_text(
        HEADER + compiled.replace("-r pyproject.in", "pyproject.toml")
    )


def main() -> None:
    if sys.version_info[:2] != (3, 11):
        sys.exit("make lock runs on Python 3.11, the oldest one supported.")
    project = tomllib.loads((HERE.parent / "pyproject.toml").read_text())
    run_time = project["project"]["dependencies"]
    with tempfile.TemporaryDirectory() as folder:
        compile_file(Path(folder), "base", run_time)
        extras = sum(project["project"]["optional-dependencies"].values(), run_time)
        compile_file(Path(folder), "production", ["-c base.txt", *extras])
        development = project["dependency-groups"]["dev"]
        compile_file(Path(folder), "dev", ["-c production.txt", *extras, *development])


if __name__ == "__main__":
    main()
