"""Prints HTML as PDF with chromium, where that is installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def printed(html: str, folder: Path) -> bytes:
    """Return ``html`` printed as PDF; skips the test where there is no chromium."""
    browser = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if browser is None:
        pytest.skip("chromium is not installed, and only it prints PDFs here")
    page, out = folder / "page.html", folder / "page.pdf"
    page.write_text(html, encoding="utf-8")
    command = [browser, *_OPTIONS, f"--user-data-dir={folder / 'profile'}"]
    subprocess.run(
        [*command, f"--print-to-pdf={out}", page.as_uri()],
        check=True,
        timeout=120,
        capture_output=True,
        env={**os.environ, "HOME": str(folder)},
    )
    return out.read_bytes()
