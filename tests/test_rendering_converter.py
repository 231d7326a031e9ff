"""The child process that converts: it dies alone, is replaced, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from summaries.rendering import converter, render
from summaries.rendering.converter import Converter

ROOT = Path(__file__).parent.parent


@pytest.fixture
def own():
    """A converter of this test's own, ended afterwards."""
    one = Converter()
    yield one
    one.close()


def pid_of(one):
    return one._process.pid


def is_running(pid):
    """Whether the process exists, also as a zombie."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_each_formula_gets_its_own_answer(own):
    answers = own.convert([("x", False), (r"\nosuch", False), ("y", True)])

    assert [bool(mathml) for mathml, _ in answers] == [True, False, True]
    assert answers[1][1] == r'Unknown command "\nosuch".'
    assert 'display="block"' in answers[2][0]


def test_one_worker_serves_many_texts(own):
    own.convert([("x", False)])
    first = pid_of(own)
    own.convert([(str(number), False) for number in range(250)])

    assert pid_of(own) == first


def test_a_crash_costs_one_formula(own):
    # Some thousand levels overflow the stack of the native code: this is no Python exception.
    bomb = "{" * 200_000 + "x" + "}" * 200_000
    answers = own.convert([("a", False), (bomb, False), ("b", False), ("c", True)])

    assert [bool(mathml) for mathml, _ in answers] == [True, False, True, True]
    assert answers[1][1] == "This formula is too much for the converter"


def test_a_formula_that_never_ends_costs_one_formula(own, monkeypatch):
    monkeypatch.setattr(converter, "FORMULA_SECONDS", 0.3)
    loop = r"\newcommand{\a}[1]{\a{#1#1}}\a{x}"
    answers = own.convert([("a", False), (loop, False), ("b", False)])

    assert [bool(mathml) for mathml, _ in answers] == [True, False, True]


def test_a_text_has_only_so_much_time(own, monkeypatch):
    monkeypatch.setattr(converter, "TEXT_SECONDS", -1.0)

    assert own.convert([("a", False)]) == [("", "The formulas of this text take too long")]


def test_a_worker_killed_between_two_texts_is_replaced(own):
    own.convert([("a", False)])
    first = pid_of(own)
    os.kill(first, signal.SIGKILL)
    answers = own.convert([("b", False), ("c", False)])

    assert answers[1][0]
    assert pid_of(own) != first
    assert not is_running(first)


def test_a_converter_that_cannot_start_is_an_error_of_the_formula(own, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")

    assert own.convert([("a", False)]) == [("", "The converter of formulas does not start")]


def test_closing_leaves_no_process(own):
    own.convert([("a", False)])
    pid = pid_of(own)
    own.close()

    assert not is_running(pid)


def test_threads_share_the_worker_without_mixing_answers(own):
    wrong = []

    def work(letter):
        for _ in range(20):
            answers = own.convert([(letter, False)] * 5)
            wrong.extend(a for a, _ in answers if f"<mi>{letter}</mi>" not in a)

    threads = [threading.Thread(target=work, args=(letter,)) for letter in "abcdefgh"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []


def run_python(code):
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_process_that_forks_shares_no_worker_with_its_children():
    code = """
import os
from summaries.rendering import converter, render
assert render("$a$").has_math
parent = converter._converter._process.pid
child = os.fork()
if not child:
    own = render("$b$").has_math and converter._converter._process.pid != parent
    converter._converter.close()
    os._exit(0 if own else 1)
_, status = os.waitpid(child, 0)
assert status == 0, status
assert render("$c$").has_math and converter._converter._process.pid == parent
print(parent)
"""
    done = run_python(code)

    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert not is_running(int(done.stdout))


def test_the_worker_ends_when_its_site_is_killed():
    code = """
import os, signal
from summaries.rendering import converter, render
render("$a$")
print(converter._converter._process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    pid = int(run_python(code).stdout)

    for _ in range(200):
        if not is_running(pid) or "Z" in Path(f"/proc/{pid}/stat").read_text().split()[2]:
            break
        threading.Event().wait(0.05)
    else:
        pytest.fail("the worker outlives its site")


def test_the_worker_sees_none_of_the_sites_environment(own, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "not for native code")
    own.convert([("a", False)])

    environment = Path(f"/proc/{pid_of(own)}/environ").read_bytes()
    assert b"SECRET_KEY" not in environment


def test_a_page_renders_while_its_worker_dies():
    render("$a$")
    os.kill(converter._converter._process.pid, signal.SIGKILL)
    result = render("$b$ and *text* and $c$")

    assert "<em>text</em>" in result.html
    assert "<mi>c</mi>" in result.html
