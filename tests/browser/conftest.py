"""Tests in a real browser: Debian's Chromium, against the app on loopback, without the model.

`site` is an empty library; `sample` the bundled sample, compared, for tests that only look. `page`
fails its test where the console is not empty in the end, the policy blocked something, or a file
was missing. `console` is what it heard, for tests that expect something there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from pressgap.library.sample import sample
from tests.browser import chromium
from tests.browser.console import listen
from tests.browser.site import Site, opened

SECONDS = 20  # the machine may be busy with other work


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Chromium of the system; skip without it, fail in CI."""
    path = chromium.find()
    if path is None and os.environ.get("CHROMIUM_REQUIRED"):
        pytest.fail(f"{chromium.MISSING} (CHROMIUM_REQUIRED is set)")
    if path is None:
        pytest.skip(chromium.MISSING)
    return chromium.launch_options(path)


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {"locale": "en-GB", "viewport": {"width": 1280, "height": 800}}


@pytest.fixture
def console() -> list[str]:
    """What the page complained of; a test that expects it empties this."""
    return []


@pytest.fixture
def page(page: Page, console: list[str]) -> Iterator[Page]:
    page.set_default_timeout(SECONDS * 1000)
    listen(page, console)
    yield page
    assert console == []


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with opened(tmp_path) as site:
        yield site


@dataclass(frozen=True)
class Sample:
    """The bundled sample in a library of its own: to look at, not to change."""

    url: str
    declaration: str
    transcript: str
    comparison: str

    def at(self, path: str) -> str:
        """Return the address of ``path``: {declaration}, {transcript}, {comparison} are filled."""
        ids = (self.declaration, self.transcript, self.comparison)
        names = ("declaration", "transcript", "comparison")
        return self.url + path.format_map(dict(zip(names, ids, strict=True)))


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    with opened(tmp_path_factory.mktemp("sample")) as site:
        declaration, transcript = (site.add(each) for each in sample())
        comparison = site.compare(declaration, transcript)
        yield Sample(site.url, declaration, transcript, comparison)
