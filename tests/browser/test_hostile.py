"""Texts that try to be more than text: shown as text, nothing runs, the console stays empty."""

from playwright.sync_api import Page, expect

from pressgap.library import NewDocument
from tests.browser.looks import too_wide
from tests.browser.site import Site
from tests.conftest import ROOT

EVIL = (
    "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"
    "</textarea></title><style>*{display:none}</style>{{7*7}}'\"><svg/onload=alert(1)>"
)
LONG = "W" * 10_000
SPEECH = f"""Town hall, {EVIL[:40]}

Mayor: {EVIL} said the mayor. {LONG} is a word. \u202eesrever si siht\u202c 👩‍👩‍👧‍👦 e\u0301.

Question: Rosa <b>Diaz</b>, {EVIL[:20]} Post. Who pays for {EVIL}?

Mayor: مرحبا بكم في المؤتمر الصحفي. The reserve fund pays for {EVIL}.
"""
POINTS = f"1. {EVIL} is paid for by the reserve fund.\n\n2. {LONG} is free.\n\n3. שלום {EVIL}.\n"


def fill(site: Site) -> tuple[str, str]:
    about = {"source": f"https://a.example/{EVIL}", "note": EVIL + LONG}
    speech = NewDocument("transcript", SPEECH, b"", title=EVIL + LONG[:500], **about)  # type: ignore[arg-type]
    points = NewDocument("declaration", POINTS, b"", title=EVIL, **about)  # type: ignore[arg-type]
    return site.add(points), site.add(speech)


def test_hostile_texts_are_shown_as_text_everywhere(page: Page, site: Site) -> None:
    page.on("dialog", lambda dialog: dialog.dismiss())
    declaration, transcript = fill(site)
    site.compare(declaration, transcript)
    statement = "/?statement=the+reserve+fund+pays+%3Cscript%3Ealert(1)%3C/script%3E"
    for path in (
        "/",
        statement,
        f"/compare?declaration={declaration}&transcripts={transcript}",
        f"/documents/{declaration}",
        f"/documents/{transcript}",
        f"/documents/{transcript}/cite?start=60&end=400",
        f"/documents/{transcript}/delete",
        "/documents/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    ):
        page.goto(site.url + path)
        assert page.title() != "taken"
        assert page.locator("main svg, main img, main script, main style").count() == 0
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert too_wide(page, 360) == 0, path
    page.goto(f"{site.url}/documents/{transcript}")
    expect(page.locator(".said").get_by_text(EVIL).first).to_be_visible()


def test_text_from_right_to_left_is_shown_so_with_its_questions(page: Page, site: Site) -> None:
    text = (ROOT / "tests" / "transcripts" / "arabic.txt").read_text(encoding="utf-8")
    document = site.add(NewDocument("transcript", text, b"", title="مؤتمر صحفي", language="en"))
    page.goto(f"{site.url}/documents/{document}")
    direction = "all => all.map(each => getComputedStyle(each).direction)"
    assert set(page.locator(".said p[id]").evaluate_all(direction)) == {"rtl"}
    assert (
        page.get_by_role("heading", level=1).evaluate("each => getComputedStyle(each).direction")
        == "rtl"
    )


def test_hostile_texts_come_back_into_their_fields(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/add")
    page.get_by_label("Paste its text").fill(EVIL)
    page.get_by_label("Title").fill(EVIL)
    page.get_by_role("button", name="Add").click()
    expect(page.locator("#wrong")).to_be_focused()
    expect(page.get_by_label("Paste its text")).to_have_value(EVIL)
    expect(page.get_by_label("Title")).to_have_value(EVIL)
    assert page.title() == "Error: Add a document – PressGap"
