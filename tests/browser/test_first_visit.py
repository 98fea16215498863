"""From an empty library to a finished comparison, as somebody would who has read nothing."""

import re

import pytest
from playwright.sync_api import FilePayload, Page, Route, expect

from tests.browser.site import Site
from tests.web.texts import DECLARATION, TRANSCRIPT

COMPARISON = re.compile(r"/comparisons/r[0-9a-f]{15}$")


def paste(page: Page, declaration: str, transcript: str) -> None:
    page.get_by_label("Paste the declaration").fill(declaration)
    page.get_by_label("Paste the transcript").fill(transcript)


def test_two_texts_are_pasted_and_the_comparison_is_there(page: Page, site: Site) -> None:
    page.goto(site.url)
    paste(page, DECLARATION, TRANSCRIPT)
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url(COMPARISON)
    page.goto(site.url)
    expect(page.get_by_role("link", name="Budget of the town of Millbrook").first).to_be_visible()
    expect(page.locator("#documents li")).to_have_count(2)


def test_the_sample_is_one_button_away(page: Page, site: Site) -> None:
    page.goto(site.url)
    page.get_by_role("button", name="Try it with the sample").click()
    page.wait_for_url(COMPARISON)


def test_all_of_it_works_by_keyboard(page: Page, site: Site) -> None:
    page.goto(site.url)
    reach(page, "declaration_text")
    page.keyboard.insert_text(DECLARATION)
    reach(page, "transcript_text")
    page.keyboard.insert_text(TRANSCRIPT)
    while page.evaluate("document.activeElement.textContent") != "Compare":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(COMPARISON)


def reach(page: Page, element: str) -> None:
    """Press Tab until the element has the focus, and see that the focus can be seen."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == element:
            width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
            assert float(width.removesuffix("px")) >= 2
            return
    pytest.fail(f"{element} is not reached by Tab")


def test_what_is_wrong_is_said_beside_its_field_and_all_else_is_kept(
    page: Page, site: Site
) -> None:
    page.goto(site.url)
    paste(page, DECLARATION, DECLARATION)
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("#wrong")).to_be_focused()
    expect(page).to_have_title(re.compile("^Error: "))
    field = page.get_by_label("Paste the transcript")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("no transcript"))
    expect(page.get_by_label("Paste the declaration")).to_have_value(DECLARATION)
    page.locator("#wrong a").click()
    expect(field).to_be_focused()
    field.fill(TRANSCRIPT)
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url(COMPARISON)


def test_a_chosen_file_is_still_chosen_after_an_error(page: Page, site: Site) -> None:
    page.goto(site.url)
    file = FilePayload(name="budget.txt", mimeType="text/plain", buffer=DECLARATION.encode())
    page.get_by_label("or choose a file").set_input_files(file)
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("#wrong")).to_be_focused()
    page.get_by_label("Paste the transcript").fill(TRANSCRIPT)
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url(COMPARISON)


def test_while_it_works_it_says_so_and_takes_no_second_press(page: Page, site: Site) -> None:
    held: list[Route] = []
    page.route("**/compare", lambda route: held.append(route))
    page.goto(site.url)
    paste(page, DECLARATION, TRANSCRIPT)
    button = page.get_by_role("button", name="Compare")
    button.click()
    told = page.locator("form[action='/compare'] .busy")
    expect(told).to_contain_text("Reading the texts and comparing them")
    expect(told).to_have_attribute("aria-live", "polite")
    expect(button).to_be_disabled()
    held[0].continue_()
    page.wait_for_url(COMPARISON)


def test_a_server_that_is_gone_is_said_and_nothing_typed_is_lost(
    page: Page, site: Site, console: list[str]
) -> None:
    page.route("**/compare", lambda route: route.abort())
    page.goto(site.url)
    paste(page, DECLARATION, TRANSCRIPT)
    page.get_by_role("button", name="Compare").click()
    told = page.locator("form[action='/compare'] .busy")
    expect(told).to_contain_text("The server does not answer")
    expect(page.get_by_label("Paste the transcript")).to_have_value(TRANSCRIPT)
    expect(page.get_by_role("button", name="Compare")).to_be_enabled()
    assert all("ERR_FAILED" in each for each in console)
    console.clear()
