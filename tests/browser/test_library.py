"""What is kept: found, searched, opened at a passage, deleted."""

import re

import pytest
from playwright.sync_api import Page, expect

from pressgap.library import NewDocument
from tests.browser.site import Site
from tests.web.texts import DECLARATION, TRANSCRIPT


@pytest.fixture
def conference(site: Site) -> str:
    data = TRANSCRIPT.encode()
    return site.add(NewDocument("transcript", TRANSCRIPT, data, title="Press conference"))


@pytest.fixture
def budget(site: Site) -> str:
    data = DECLARATION.encode()
    return site.add(NewDocument("declaration", DECLARATION, data, title="Budget"))


def test_a_statement_leads_to_the_sentence_that_says_it(
    page: Page, site: Site, conference: str
) -> None:
    page.goto(site.url)
    page.get_by_label("Statement").fill("The reserve fund pays for the tunnel")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#found mark").first).to_contain_text("The reserve fund pays")
    page.get_by_role("link", name="Read it there").first.click()
    expect(page.locator(":target")).to_contain_text("The reserve fund pays for the tunnel")
    expect(page.locator(":target")).to_be_in_viewport()


def test_a_document_is_added_and_the_form_says_what_is_wrong(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/add")
    page.get_by_label("Paste its text").fill(DECLARATION)
    page.get_by_label("Title").fill("The budget")
    page.get_by_role("button", name="Add").click()
    expect(page.locator("#wrong")).to_contain_text("Say which of the two it is.")
    page.get_by_label("A declaration").check()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The budget")
    expect(page.get_by_role("status").first).to_have_text("Added.")


def test_a_document_in_use_goes_with_its_comparison_after_a_question(
    page: Page, site: Site, budget: str, conference: str
) -> None:
    site.compare(budget, conference)
    page.goto(site.url)
    page.get_by_role("link", name="Delete Press conference").click()
    expect(page.locator("main")).to_contain_text("1 comparison made of it will go too")
    page.get_by_role("link", name="Keep it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Press conference")
    page.get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="Delete").click()
    expect(page.locator(".notice")).to_have_text("Deleted: Press conference")
    expect(page.locator("#documents li")).to_have_count(1)
    expect(page.locator("#comparisons")).to_contain_text("None yet")


def test_a_comparison_begins_at_a_document(
    page: Page, site: Site, budget: str, conference: str
) -> None:
    page.goto(f"{site.url}/documents/{conference}")
    page.get_by_role("link", name="Compare").last.click()
    expect(page.get_by_label("Press conference", exact=True)).to_be_checked()
    page.get_by_label("From the library", exact=True).select_option("Budget")
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url(re.compile(r"/comparisons/r[0-9a-f]{15}$"))
