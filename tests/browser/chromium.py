"""Which browser the tests drive, and how it is started."""

from __future__ import annotations

import os
import shutil
from typing import Any

MISSING = (
    "needs Chromium, which is not here: `apt-get install chromium` on Debian, or name another "
    "with CHROMIUM=/path/to/chrome"
)
# Nothing of its own over the network, no sandbox that root cannot have, no process for a page that
# may come.
_ARGUMENTS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--renderer-process-limit=1",
]


def find() -> str | None:
    """Return the path of the Chromium that is named, or found; None where there is none."""
    named = os.environ.get("CHROMIUM")
    names = (named,) if named else ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


def launch_options(path: str) -> dict[str, Any]:
    """Return what Playwright starts it with."""
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": path, "args": [*_ARGUMENTS, *root], "headless": True}
