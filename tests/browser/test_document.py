"""Reading a document: links to passages, folding, citing."""

import re

from playwright.sync_api import Page, expect

from pressgap.library import NewDocument
from tests.browser.conftest import Sample
from tests.browser.looks import serious_faults, too_wide
from tests.browser.site import Site
from tests.web.texts import TRANSCRIPT


def open_at(page: Page, sample_site: Sample, place: str = "") -> None:
    page.goto(f"{sample_site.url}/documents/{sample_site.transcript}{place}")


def test_a_permanent_link_leads_to_the_words_and_marks_them(
    page: Page, sample_site: Sample
) -> None:
    open_at(page, sample_site)
    last = page.locator(".said p[id]").last
    name = last.get_attribute("id")
    open_at(page, sample_site, f"#{name}")
    expect(last).to_be_in_viewport()
    colour = last.evaluate("each => getComputedStyle(each).backgroundColor")
    assert colour != "rgba(0, 0, 0, 0)"
    expect(last.get_by_role("link", name="cite")).to_be_visible()


def test_a_link_by_other_offsets_marks_the_sentences_it_touches(
    page: Page, sample_site: Sample
) -> None:
    open_at(page, sample_site)
    names = page.locator(".said span[id^=p-]").evaluate_all("all => all.map(each => each.id)")
    middle = names[len(names) // 2 : len(names) // 2 + 2]
    (_, start, _), (_, _, end) = (name.split("-") for name in middle)
    page.goto("about:blank")
    open_at(page, sample_site, f"#p-{int(start) + 2}-{int(end) - 2}")
    marked = page.locator(".target").evaluate_all("all => all.map(each => each.id)")
    assert marked == middle
    expect(page.locator(".target").first).to_be_in_viewport()


def test_a_link_into_a_very_long_text_leads_to_its_place(page: Page, site: Site) -> None:
    points = [f"{n}. Point {n} is paid for. " + "It costs much. " * 60 for n in range(1, 151)]
    text = "\n\n".join(points)
    assert len(text) > 100_000
    document = site.add(NewDocument("declaration", text, text.encode(), title="Long"))
    for point in (points[-1], points[70]):
        start = text.index(point) + point.index("Point")
        name = f"p-{start}-{start + point.index('for.') + 4 - point.index('Point')}"
        page.goto("about:blank")
        page.goto(f"{site.url}/documents/{document}#{name}")
        expect(page.locator(f"#{name}")).to_be_in_viewport()


def test_exchanges_fold_and_a_link_into_a_folded_one_opens_it(
    page: Page, sample_site: Sample
) -> None:
    open_at(page, sample_site)
    page.get_by_role("button", name="Fold all", exact=True).click()
    expect(page.locator("details.exchange[open]")).to_have_count(0)
    name = page.locator("details.exchange .said p[id]").last.get_attribute("id")
    page.evaluate("name => { location.hash = name }", name)
    expect(page.locator(f"#{name}")).to_be_visible()
    page.get_by_role("button", name="Unfold all").click()
    expect(page.locator("details.exchange:not([open])")).to_have_count(0)


def test_a_passage_is_cited_and_copied_by_keyboard(page: Page, sample_site: Sample) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_at(page, sample_site)
    page.locator(".exchange .pin").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cite this passage")
    copy = page.get_by_role("button", name="Copy").first
    copy.press("Enter")
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.match(r"Anton Vernitsky \(Channel One\), exchange 1, Answers to Russian", copied)


def test_a_role_is_corrected_and_the_correction_undone_by_keyboard(page: Page, site: Site) -> None:
    new = NewDocument("transcript", TRANSCRIPT, TRANSCRIPT.encode(), title="Press conference")
    page.goto(f"{site.url}/documents/{site.add(new)}")
    page.get_by_role("link", name="Correct Rosa Diaz").press("Enter")
    role = page.get_by_label("Role", exact=True)
    role.focus()
    page.keyboard.press("c")  # the one that begins so
    expect(role).to_have_value("chair")
    assert serious_faults(page, "light") == []
    assert serious_faults(page, "dark") == []
    assert too_wide(page, 360) == 0
    page.get_by_label("Your name").focus()
    page.keyboard.insert_text("Ana")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("has the role chair")
    row = page.get_by_role("row", name="Rosa Diaz")
    expect(row).to_contain_text("chair")
    expect(row).to_be_in_viewport()
    assert serious_faults(page, "light") == []
    assert serious_faults(page, "dark") == []
    undo = page.get_by_role("button", name="Undo correction 1")
    expect(page.get_by_label("Your name")).to_have_value("Ana")
    undo.press("Enter")
    expect(page.locator(".corrections .past")).to_contain_text("taken back")
    expect(page.get_by_role("row", name="Rosa Diaz")).to_contain_text("questioner")


def test_a_turn_is_corrected_at_its_place_and_an_error_stands_there(page: Page, site: Site) -> None:
    new = NewDocument("transcript", TRANSCRIPT, TRANSCRIPT.encode(), title="Press conference")
    page.goto(f"{site.url}/documents/{site.add(new)}")
    turn = page.locator(f"#t-{TRANSCRIPT.index('Ask me again')}")
    turn.get_by_role("link", name="correct", exact=True).click()
    expect(turn.get_by_role("group", name="What is wrong with this turn?")).to_be_in_viewport()
    turn.get_by_label("Somebody else says it").check()
    turn.get_by_label("Who says it").select_option("Tom Reed (Mill Radio)")
    turn.get_by_label("Their name, if not listed").fill("Zed")
    turn.get_by_label("Your name").fill("Ana")
    assert serious_faults(page, "light") == []
    assert serious_faults(page, "dark") == []
    turn.get_by_role("button", name="Keep").click()
    expect(turn.get_by_role("alert")).to_contain_text("give one name or line")
    expect(turn.get_by_role("alert")).to_be_in_viewport()
    turn.get_by_label("Their name, if not listed").fill("")
    turn.get_by_role("button", name="Keep").click()
    expect(turn.locator(".who")).to_contain_text("Tom Reed")
    expect(turn).to_be_in_viewport()
