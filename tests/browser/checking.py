"""What a program can say of a page: axe's findings, the Nu HTML checker's, the width."""

import json
import os
import subprocess

from axe_playwright_python.sync_playwright import Axe

from tests.browser.desk import LOOKS, RULES

AXE = Axe().axe_script
RUN = "async ([within, options]) => (await axe.run(within, options)).violations"

# YouTube's and Vimeo's players need both. The advice behind the message is about frames of our own
# origin, which could take their sandbox off; theirs never are.
OF_OTHER_ORIGINS = "Setting both “allow-scripts” and “allow-same-origin” is not recommended"
# Java's better compiler takes longer than a run of seconds can win back; without it the checker
# needs a larger stack.
JAVA = ("java", "-Xss8m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar")
# All that theme and width can change.
INKS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "target-size"]},
    "resultTypes": ["violations"],
}


# The admin's links take their time from the colours of one theme to those of another.
SETTLE = """
    document.getAnimations()
        .filter(each => each instanceof CSSTransition).forEach(each => each.finish())
"""


def faults_in_both_looks(page, within="html", rules=RULES, again=INKS) -> list[str]:
    """Light on a telephone, then dark on a desk, of a page that is opened once."""
    found = []
    for (theme, width), asked in zip(LOOKS, (rules, again), strict=True):
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"{theme}, {width}: {fault}" for fault in faults_of(page, within, asked)]
    return found


def faults_of(page, within="html", rules=RULES) -> list[str]:
    """What axe finds there, by all its rules where none are named, and a page that is wider than
    its window.
    """
    page.evaluate(SETTLE)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    violations = page.evaluate(RUN, [within, rules or {"resultTypes": ["violations"]}])
    found = [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in violations]
    width = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    return [*found, f"{width} too wide"] if width > 0 else found


def html_errors(pages: dict[str, bytes], folder, but: tuple[str, ...] = ()) -> list[str]:
    """What the checker says of these documents, by their names, but for what is passed over.

    Where a player's frame is shown, that is OF_OTHER_ORIGINS.
    """
    assert "VNU_JAR" in os.environ, "VNU_JAR must name the checker's jar; `make test` sets it."
    names = list(pages)
    for number, name in enumerate(names):
        (folder / f"{number:02}.html").write_bytes(pages[name])
    checker = [*JAVA, os.environ["VNU_JAR"], "--errors-only", "--format", "json"]
    result = subprocess.run([*checker, str(folder)], capture_output=True, text=True, check=False)
    return [
        f"{names[int(message['url'][-7:-5])]}: {message['message']} {message.get('extract')}"
        for message in json.loads(result.stderr)["messages"]
        if not any(words in message["message"] for words in but)
    ]
