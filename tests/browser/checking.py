"""What a program can say of a page: axe's findings, the Nu HTML checker's, the width."""

import json
import os
import subprocess

from axe_playwright_python.sync_playwright import Axe

from tests.browser.desk import RULES

# YouTube's and Vimeo's players need both. The advice behind the message is about frames of our own
# origin, which could take their sandbox off; theirs never are.
OF_OTHER_ORIGINS = "Setting both “allow-scripts” and “allow-same-origin” is not recommended"
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


def faults_of(page, within="html", rules=RULES) -> list[str]:
    """What axe finds there, by all its rules where none are named, and a page that is wider than
    its window.
    """
    page.evaluate(SETTLE)
    violations = Axe().run(page, within, options=rules).response["violations"]
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
    checker = ["java", "-jar", os.environ["VNU_JAR"], "--errors-only", "--format", "json"]
    result = subprocess.run([*checker, str(folder)], capture_output=True, text=True, check=False)
    return [
        f"{names[int(message['url'][-7:-5])]}: {message['message']} {message.get('extract')}"
        for message in json.loads(result.stderr)["messages"]
        if not any(words in message["message"] for words in but)
    ]
