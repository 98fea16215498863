"""What holds for every page of the reading room, in either theme."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Sample
from tests.browser.looks import Theme, serious_faults, too_wide

# Add your pages here; what stands in braces is an id of the sample.
PAGES = ["/"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious(
    page: Page, sample_site: Sample, path: str, theme: Theme
) -> None:
    page.goto(sample_site.at(path))
    assert serious_faults(page, theme) == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_a_small_phone(page: Page, sample_site: Sample, path: str) -> None:
    page.goto(sample_site.at(path))
    assert too_wide(page, 360) == 0
