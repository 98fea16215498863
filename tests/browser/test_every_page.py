"""What holds for every page of the reading room, in either theme."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Sample
from tests.browser.looks import serious_faults, too_wide

# Add your pages here; what stands in braces is an id of the sample.
PAGES = [
    "/",
    "/?statement=putting+weapons+in+outer+space",
    "/?statement=Glaciers+retreat+faster",
    "/add",
    "/compare?declaration={declaration}",
    "/documents/{declaration}",
    "/documents/{transcript}",
    "/documents/{transcript}/cite?start=1000&end=1500",
    "/documents/{transcript}/delete",
    "/nowhere",
]


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_serious_in_either_theme(
    page: Page, sample_site: Sample, path: str
) -> None:
    page.goto(sample_site.at(path))
    assert serious_faults(page, "light") == []
    assert serious_faults(page, "dark") == []


def test_nothing_is_wider_than_a_small_phone(page: Page, sample_site: Sample) -> None:
    wide = {}
    for path in PAGES:
        page.goto(sample_site.at(path))
        wide[path] = too_wide(page, 360)
    assert not any(wide.values()), wide
