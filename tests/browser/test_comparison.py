"""The comparison in a real browser: select, filter, review, undo, take away; hostile texts; axe."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Download, Page, Response, expect

from pressgap.library import NewDocument
from tests.browser.conftest import Sample
from tests.browser.looks import Theme, serious_faults, too_wide
from tests.browser.site import Site
from tests.web.room.kept import keep_sample, keep_two
from tests.workbook import sheets

VIEWS = ("", "/side", "/side?show=c1", "/map", "/unasked", "/review", "/findings/c4")
HOSTILE = "<script>document.title='taken'</script><img src=x onerror=alert(1)>"


@pytest.fixture
def sample(site: Site) -> str:
    """The address of a small comparison with every verdict, to change at will."""
    return f"{site.url}/comparisons/{keep_sample(site.parts)}"


# --- read ------------------------------------------------------------------------------------


def test_a_clause_selected_moves_to_its_evidence_and_marks_it(page: Page, sample: str) -> None:
    page.goto(f"{sample}/side")
    page.get_by_role("link", name="2. Night buses").click()
    expect(page.locator(".m.on")).to_have_text("And there will be buses at night, every weekday.")
    expect(page.locator(".m.on")).to_be_in_viewport()
    expect(page.locator("#c2 .because")).to_have_text("Only an answer names them.")
    expect(page.locator("#told")).to_contain_text("volunteered, 1 stretch marked")
    assert page.url.endswith("show=c2#c2")


def test_a_question_selected_shows_its_clauses(page: Page, sample: str) -> None:
    page.goto(f"{sample}/side")
    page.locator("[data-pick='t1.e1.q1']").click()
    expect(page.locator(".clause.linked")).to_have_attribute("id", "c1")
    expect(page.locator(".right .because")).to_contain_text("It asks about clause 1")


def test_clauses_are_walked_through_by_keyboard_within_a_filter(page: Page, sample: str) -> None:
    page.goto(f"{sample}/side")
    page.get_by_role("link", name="volunteered 2").focus()
    with page.expect_navigation():  # until loaded: keys mean nothing before the script is there
        page.keyboard.press("Enter")
    expect(page.locator(".clause")).to_have_count(2)
    selected = page.locator(".clause[aria-current]")
    page.keyboard.press("j")
    expect(selected).to_have_attribute("id", "c2")
    expect(selected.locator(".pick")).to_be_focused()
    page.keyboard.press("j")
    expect(selected).to_have_attribute("id", "c3")
    page.keyboard.press("j")
    expect(page.locator("#told")).to_have_text("This is the last clause.")
    page.keyboard.press("k")
    expect(selected).to_have_attribute("id", "c2")


def test_the_keys_can_be_switched_off_and_do_not_act_where_one_types(
    page: Page, sample: str
) -> None:
    page.goto(f"{sample}/side?show=c1")
    page.get_by_label("Your name").fill("j")
    page.get_by_label("Your name").press("j")
    expect(page.locator(".clause[aria-current]")).to_have_attribute("id", "c1")
    page.get_by_label("next, k previous").uncheck()
    page.locator("body").press("j")
    expect(page.locator(".clause[aria-current]")).to_have_attribute("id", "c1")
    page.reload()
    expect(page.get_by_label("next, k previous")).not_to_be_checked()


def test_the_map_leads_to_the_passage(page: Page, sample: str) -> None:
    page.goto(f"{sample}/map")
    page.locator(".heat a", has=page.get_by_text("Clause 3, opening remarks", exact=False)).click()
    expect(page.locator(".m.on").first).to_be_in_viewport()
    expect(page.locator(".clause[aria-current]")).to_have_attribute("id", "c3")


def test_everything_reads_and_is_reviewed_without_javascript(
    page: Page, sample: str, browser_context_args: dict[str, object]
) -> None:
    assert page.context.browser
    context = page.context.browser.new_context(java_script_enabled=False, **browser_context_args)  # type: ignore[arg-type]
    plain = context.new_page()
    plain.goto(f"{sample}/side")
    plain.get_by_role("link", name="4. Flood wall").click()
    expect(plain.locator(".m.close")).to_have_text("Will you run for mayor again?")
    plain.get_by_role("link", name="Next", exact=True).click()
    expect(plain.locator(".clause[aria-current]")).to_have_attribute("id", "c5")
    plain.get_by_role("radio", name="not raised").check()
    plain.get_by_label("Your name").fill("Ana")
    plain.get_by_role("button", name="Keep").click()
    expect(plain.locator("#c5 .verdict").first).to_contain_text("not raised (by review)")
    context.close()


# --- review ----------------------------------------------------------------------------------


def test_a_verdict_is_overruled_and_the_summary_counted_anew_and_undone(
    page: Page, sample: str
) -> None:
    page.goto(f"{sample}/review")
    expect(page.locator("#next")).to_have_attribute("aria-label", "Clause 5")
    page.get_by_role("radio", name="asked").check()
    page.get_by_label("Why").fill("The second question means it.")
    page.get_by_label("Your name").fill("Ana")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_text("1 of 5 clauses reviewed")).to_be_visible()
    expect(page.locator("#next")).to_have_attribute("aria-label", "Clause 1")
    expect(page.get_by_label("Your name")).to_have_value("Ana")
    page.get_by_role("link", name="Summary").click()
    expect(page.locator(".sentence").first).to_contain_text("2 were asked about")
    page.go_back()
    page.get_by_role("button", name="Undo the verdict of Ana").click()
    expect(page.get_by_text("0 of 5 clauses reviewed")).to_be_visible()
    expect(page.get_by_text("Withdrawn. Clause 5 is now: unsure.")).to_be_visible()


def test_a_verdict_given_side_by_side_comes_back_to_the_same_clause(
    page: Page, sample: str
) -> None:
    page.goto(f"{sample}/side?only=not_raised")
    page.keyboard.press("j")
    page.locator("#c4").get_by_role("radio", name="not raised").check()
    page.locator("#c4").get_by_label("Your name").fill("Ben")
    page.locator("#c4").get_by_role("button", name="Keep").click()
    expect(page.locator("#c4 .verdict").first).to_have_text("○ not raised (by review)")
    expect(page.locator("#c4 .history")).to_contain_text("machine: ○ not raised")
    expect(page.locator("#c4")).to_be_in_viewport()
    assert "only=not_raised" in page.url


def test_what_is_missing_is_told_and_nothing_typed_is_lost(page: Page, sample: str) -> None:
    page.goto(f"{sample}/findings/c4")
    page.get_by_role("radio", name="asked").check()
    page.get_by_label("Why").fill("It says so.")
    page.get_by_label("Your name").fill("  ")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("alert")).to_contain_text("a review needs its reviewer's name")
    expect(page.get_by_label("Why")).to_have_value("It says so.")
    expect(page.get_by_role("radio", name="asked")).to_be_checked()


# --- take away -------------------------------------------------------------------------------


def taken(page: Page, name: str, role: str = "link") -> Download:
    with page.expect_download() as waiting:
        page.locator("#take").get_by_role(role, name=name, exact=True).click()  # type: ignore[arg-type]
    return waiting.value


def test_exports_are_downloaded_and_open(page: Page, sample: str, tmp_path: Path) -> None:
    page.goto(sample)
    for name, suffix in (
        ("Workbook (XLSX)", "xlsx"),
        ("questions", "csv"),
        ("Markdown", "md"),
        ("JSON", "json"),
        ("SVG", "svg"),
    ):
        file = taken(page, name)
        assert file.suggested_filename.endswith(f".{suffix}")
        file.save_as(tmp_path / suffix)
    assert "clauses" in sheets((tmp_path / "xlsx").read_bytes())
    assert (tmp_path / "csv").read_text(encoding="utf-8").startswith("comparison,")
    assert (tmp_path / "md").read_text(encoding="utf-8").startswith("# Town budget")
    assert len(json.loads((tmp_path / "json").read_bytes())["clauses"]) == 5
    assert ElementTree.fromstring((tmp_path / "svg").read_text()).tag.endswith("svg")  # noqa: S314


def test_the_map_is_taken_as_a_picture(page: Page, sample: str, tmp_path: Path) -> None:
    page.goto(f"{sample}/map")
    file = taken(page, "PNG", "button")
    file.save_as(tmp_path / "map.png")
    data = (tmp_path / "map.png").read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    assert width > 1000
    assert height > 200


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_report_prints_on_paper(page: Page, sample: str, paper: str) -> None:
    page.goto(sample)
    page.get_by_role("link", name="Report (HTML)").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Town budget")
    pages = page.pdf(format=paper, prefer_css_page_size=False)
    assert pages.startswith(b"%PDF")
    page.set_viewport_size({"width": 700, "height": 900})
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 700


# --- hostile texts ---------------------------------------------------------------------------


@pytest.mark.parametrize("view", [*VIEWS[:-1], "/findings/c1", "/findings/t1.e1.q1"])
def test_a_hostile_document_is_text_and_no_more(page: Page, site: Site, view: str) -> None:
    ids = [site.add(each) for each in hostile()]
    report = site.compare(*ids)
    site.parts.kept.review(report, "c1", "asked", HOSTILE, HOSTILE)
    page.goto(f"{site.url}/comparisons/{report}{view}")
    assert page.title().endswith("PressGap")
    assert page.locator("main img").count() == 0
    assert page.locator("main script").count() == 0
    expect(page.get_by_text("document.title='taken'").first).to_be_attached()
    assert too_wide(page, 360) == 0


def hostile() -> tuple[NewDocument, NewDocument]:
    word = "x" * 10_000
    first = f"1. {HOSTILE} The ferry {word} runs.\n\n2. The {word} bridge is free.\n"
    speech = (
        f"Mayor {HOSTILE}: Good morning {word}.\n\n"
        f"Question: Rosa {HOSTILE}, Harbour Post. Does the ferry {word} run {HOSTILE}?\n\n"
        "Mayor: The ferry runs.\n\nQuestion: Tom Reed, Mill Radio. Is the bridge free?\n\n"
        "Mayor: The bridge is free.\n"
    )
    return (
        NewDocument(
            kind="declaration", text=first, data=first.encode(), title=HOSTILE + word[:200]
        ),
        NewDocument(kind="transcript", text=speech, data=speech.encode(), title=HOSTILE),
    )


def test_text_from_right_to_left_is_shown_so(page: Page, site: Site) -> None:
    title = "ميزانية المدينة"
    report = keep_sample(site.parts, title=title)
    page.goto(f"{site.url}/comparisons/{report}/side")
    heading = page.locator("#right-head bdi")
    expect(heading).to_have_text(title)
    assert heading.evaluate("element => getComputedStyle(element).direction") == "rtl"


# --- looks -----------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_any_view(
    page: Page, site: Site, sample: str, theme: Theme
) -> None:
    site.parts.kept.review(sample.rpartition("/")[2], "c4", "asked", "Ana", "Because.")
    site.parts.kept.review(sample.rpartition("/")[2], "c4", "unsure", "Ben")
    for view in (*VIEWS, "/side?show=t1.e1.q1"):
        page.goto(sample + view)
        assert serious_faults(page, theme) == [], view


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_with_several_transcripts(
    page: Page, site: Site, theme: Theme
) -> None:
    comparison = f"{site.url}/comparisons/{keep_two(site.parts)}"
    for view in ("/side", "/map", "/unasked"):
        page.goto(comparison + view)
        assert serious_faults(page, theme) == [], view


def test_nothing_is_wider_than_a_small_phone(page: Page, sample_site: Sample) -> None:
    for view in VIEWS:
        page.goto(sample_site.at("/comparisons/{comparison}") + view)
        assert too_wide(page, 360) == 0, view


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_loads_under_200_kilobytes(page: Page, sample_site: Sample, view: str) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(sample_site.at("/comparisons/{comparison}") + view, wait_until="networkidle")
    # Read only now: a body asked for while its page still loads may belong to a page that is gone.
    weighed = {each.url: len(each.body()) for each in answers}
    assert any(url.endswith(".css") for url in weighed), weighed  # nothing came out of a cache
    assert 0 < sum(weighed.values()) < 200_000, weighed


def test_nothing_jumps_while_the_page_loads(page: Page, sample_site: Sample) -> None:
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach("
        "each => { window.shift += each.value })).observe({type: 'layout-shift', buffered: true})"
    )
    for view in ("", "/side", "/map", "/unasked", "/review"):
        page.goto(sample_site.at("/comparisons/{comparison}") + view, wait_until="load")
        page.wait_for_timeout(200)
        assert page.evaluate("window.shift") < 0.05, view


def test_focus_is_visible(page: Page, sample: str) -> None:
    page.goto(f"{sample}/side")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert re.match("solid|auto", outline)
