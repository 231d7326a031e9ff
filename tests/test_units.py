"""What systemd is to run: all that the README asks for, in words that our commands take."""

import re
import shlex
import shutil
import subprocess

import pytest
from django.core.management import get_commands, load_command_class

from tests.processes import ROOT

UNITS = ROOT / "deploy/systemd"
ASKED = re.compile(r"What wants to run beside the site: (.*?)\n\n", re.DOTALL)


def run_by(service: str) -> list[list[str]]:
    """The commands of manage.py that a service runs, each in words."""
    text = (UNITS / service).read_text().replace("\\\n", " ")
    program, *words = shlex.split(re.search(r"^ExecStart=(.*)$", text, re.MULTILINE)[1])
    if program.endswith("deploy/run"):
        return [shlex.split(word) for word in words]
    return [words[1:]] if words[0] == "manage.py" else []


SERVICES = sorted(path.name for path in UNITS.glob("*.service"))
TIMERS = sorted(path.name for path in UNITS.glob("*.timer"))
COMMANDS = [words for service in SERVICES for words in run_by(service)]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_takes_what_it_is_given(words):
    name, *arguments = words
    parser = load_command_class(get_commands()[name], name).create_parser("manage.py", name)

    assert vars(parser.parse_args(arguments))


def test_what_the_readme_asks_for_is_run():
    asked = ASKED.search((ROOT / "README.md").read_text())[1]
    names = {*re.findall(r"`(?:manage\.py )?([a-z_]+)[^`]*`", asked)}

    assert names == {name for name, *_ in COMMANDS}


def test_what_fails_stops_nothing_else_and_is_told_at_the_end(tmp_path):
    for folder in ("deploy", ".venv/bin"):
        (tmp_path / folder).mkdir(parents=True)
    shutil.copy(ROOT / "deploy/run", tmp_path / "deploy")
    python = tmp_path / ".venv/bin/python"
    python.write_text('#!/bin/sh\necho "$@"\n[ "$2" != forget ]\n')
    python.chmod(0o755)
    command = [tmp_path / "deploy/run", "backup x --keep 14", "forget", "recount --check"]
    run = subprocess.run(command, capture_output=True, text=True)

    assert run.stdout.splitlines() == [
        f"manage.py {each}" for each in ("backup x --keep 14", "forget", "recount --check")
    ]
    assert (run.returncode, run.stderr) == (1, "Failed: forget\n")


def test_each_timer_has_its_service_and_is_switched_on_by_the_note():
    note = (ROOT / "docs/deploy.md").read_text()

    assert [timer for timer in TIMERS if timer.replace(".timer", ".service") not in SERVICES] == []
    assert [timer for timer in TIMERS if timer not in note] == []
