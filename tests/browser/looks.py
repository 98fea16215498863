"""What can be said of any page's looks: what axe finds serious, and whether it is too wide."""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Theme = Literal["light", "dark"]
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_SERIOUS = ("serious", "critical")
_AXE = Axe()


def serious_faults(page: Page, theme: Theme) -> list[str]:
    """Return what axe finds serious or critical on the page as it stands, in this theme."""
    page.emulate_media(color_scheme=theme)
    options: dict[str, Any] = {
        "resultTypes": ["violations"],
        "runOnly": {"type": "tag", "values": _RULES},
    }
    found = _AXE.run(page, options=options).response["violations"]
    return [
        f"{each['id']}: {node['html'][:200]}"
        for each in found
        if each["impact"] in _SERIOUS
        for node in each["nodes"]
    ]


def too_wide(page: Page, width: int) -> int:
    """Return by how many pixels the page is wider than a window of this width."""
    page.set_viewport_size({"width": width, "height": 800})
    inner, whole = page.evaluate(
        "[document.documentElement.clientWidth, document.documentElement.scrollWidth]"
    )
    return int(whole - inner)
