"""How Chromium is started for the walks: cut off from the world, without what a window is for."""

import os
from urllib.parse import urlsplit

from tests import deployed
from tests.machine import find_chromium

# Of two such lists Chromium hears the last alone: the driver's own has to be in ours.
DRIVERS = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "OptimizationHints",
    "NetworkTimeServiceQuerying",
    "AimEnabled",
    "PreconnectToSearch",
)
# Two pages below the address bar, which nobody sees: half of what each new context costs.
UNSEEN = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
FLAGS = (*QUIET, f"--disable-features={','.join(DRIVERS + UNSEEN)}")


def launch_args() -> dict[str, object]:
    flags = [*FLAGS, f"--host-resolver-rules={here_alone()}", *deployed.trust().split()]
    return {"executable_path": os.environ.get("CHROMIUM") or find_chromium(), "args": flags}


def here_alone() -> str:
    """No name but those of this machine leads anywhere.

    To answer in the place of others would be dearer: a browser whose requests are held up keeps
    no style and no script for the next page.
    """
    hosts = {"localhost", "127.0.0.1", urlsplit(deployed.SITE).hostname or "localhost"}
    return ", ".join(["MAP * ~NOTFOUND", *(f"EXCLUDE {host}" for host in sorted(hosts))])
