"""Pictures of the reading room on the bundled sample, with the packaged model.

`python -m benchmarks.screenshots` writes every page at three widths and in both themes to
build/screenshots, and those that the README shows to docs.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from pressgap.library.sample import sample
from pressgap.settings import Settings
from pressgap.wiring import open_parts
from tests.browser import chromium
from tests.browser.site import Site, serving

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "screenshots"
DOCS = ROOT / "docs"
# What stands in braces is an id of the sample; "empty" is taken before it is added.
PAGES = {
    "library": "/",
    "search": "/?statement=No+weapons+in+outer+space",
    "compare": "/compare",
    "add": "/add",
    "declaration": "/documents/{declaration}",
    "document": "/documents/{transcript}#e-2",
    "comparison": "/comparisons/{comparison}",
    "side": "/comparisons/{comparison}/side?show=c44#c44",
    "map": "/comparisons/{comparison}/map",
    "unasked": "/comparisons/{comparison}/unasked",
    "review": "/comparisons/{comparison}/review",
    "finding": "/comparisons/{comparison}/findings/c13",
}
SHOWN = {"document": "document.png", "comparison": "comparison.png"}  # in the README
SIZES = ((360, 780), (1280, 800), (1920, 1080))


def main() -> None:
    """Take all pictures."""
    path = chromium.find()
    if path is None:
        sys.exit(chromium.MISSING)
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    DOCS.mkdir(exist_ok=True)
    with _site() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium.launch_options(path))
        _take(browser, site.url, "empty", "/")
        declaration, transcript = (site.add(each) for each in sample())
        comparison = site.compare(declaration, transcript)
        ids = {"declaration": declaration, "transcript": transcript, "comparison": comparison}
        for name, page in PAGES.items():
            _take(browser, site.url, name, page.format_map(ids))
        browser.close()
    for name, shown in SHOWN.items():
        shutil.copyfile(OUT / f"{name}-1280-light.png", DOCS / shown)


@contextmanager
def _site() -> Iterator[Site]:
    with tempfile.TemporaryDirectory() as folder:
        parts = open_parts(Settings(data_dir=Path(folder)))
        try:
            with serving(parts) as site:
                yield site
        finally:
            parts.close()


def _take(browser: Browser, url: str, name: str, path: str) -> None:
    for theme in ("light", "dark"):
        for width, height in SIZES:
            page = browser.new_page(color_scheme=theme)
            page.set_viewport_size({"width": width, "height": height})
            page.goto(url + path)
            page.screenshot(path=OUT / f"{name}-{width}-{theme}.png")
            page.close()


if __name__ == "__main__":
    main()
