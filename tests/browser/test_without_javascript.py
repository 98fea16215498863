"""Without JavaScript everything can be read, and every form works."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from pressgap.library import NewDocument
from tests.browser.conftest import SECONDS, Sample
from tests.browser.site import Site
from tests.web.texts import DECLARATION, TRANSCRIPT


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page that runs no script."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(SECONDS * 1000)
    yield page
    context.close()


def test_a_comparison_is_made_and_found_in_the_library(plain: Page, site: Site) -> None:
    plain.goto(site.url)
    plain.get_by_label("Paste the declaration").fill(DECLARATION)
    plain.get_by_role("button", name="Compare").click()
    expect(plain.locator("#wrong")).to_contain_text("Paste the transcript, or choose a file.")
    expect(plain.get_by_label("Paste the declaration")).to_have_value(DECLARATION)
    plain.get_by_label("Paste the transcript").fill(TRANSCRIPT)
    plain.get_by_role("button", name="Compare").click()
    assert "/comparisons/r" in plain.url
    plain.goto(site.url)
    expect(plain.locator("#comparisons")).to_contain_text("Budget of the town of Millbrook")


def test_a_document_is_read_at_a_passage_with_all_exchanges_open(
    plain: Page, sample_site: Sample
) -> None:
    plain.goto(f"{sample_site.url}/documents/{sample_site.transcript}")
    last = plain.locator(".said p[id]").last
    name = last.get_attribute("id")
    plain.goto(f"{sample_site.url}/documents/{sample_site.transcript}#{name}")
    expect(last).to_be_in_viewport()
    expect(plain.get_by_role("button", name="Fold all", exact=True)).to_have_count(0)
    last.get_by_role("link", name="cite").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Cite this passage")


def test_a_turn_is_corrected_and_that_undone(plain: Page, site: Site) -> None:
    new = NewDocument("transcript", TRANSCRIPT, TRANSCRIPT.encode(), title="Press conference")
    plain.goto(f"{site.url}/documents/{site.add(new)}")
    plain.locator(".part.principal").last.get_by_role("link", name="correct", exact=True).click()
    plain.get_by_label("It is nobody’s words").check()
    plain.get_by_label("Your name").fill("Ana")
    plain.get_by_role("button", name="Keep").click()
    expect(plain.get_by_role("status")).to_contain_text("is nobody's words")
    expect(plain.locator("main")).to_contain_text("4 turns by 3 speakers")
    plain.get_by_role("button", name="Undo").click()
    expect(plain.locator("main")).to_contain_text("5 turns by 3 speakers")
