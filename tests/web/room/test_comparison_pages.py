"""The pages of a comparison, as a browser without JavaScript gets them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest

from pressgap.core.model import Kind
from pressgap.library import NewDocument
from pressgap.wiring import Parts
from tests.web.api import ApiClient
from tests.web.room.kept import keep_sample, keep_two

VIEWS = ("", "/side", "/map", "/unasked", "/review", "/findings/c1", "/findings/t1.e1.q1")
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
Get = Callable[[str], str]


@pytest.fixture
def sample(parts: Parts) -> str:
    return f"/comparisons/{keep_sample(parts)}"


@pytest.fixture
def get(client: ApiClient) -> Get:
    """What a page says, once it is known to have answered."""

    def got(path: str) -> str:
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.status)
        return answer.text

    return got


def words(page: str) -> str:
    """The text of a page, white space as one blank."""
    body = page[page.index("<main") : page.index("</main>")]
    return " ".join(html.unescape(re.sub("<[^>]*>", " ", body)).split())


def links(page: str, holding: str) -> list[str]:
    return [html.unescape(each) for each in re.findall(r'href="([^"]*)"', page) if holding in each]


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_answers_under_the_strict_policy_without_anything_inline(
    client: ApiClient, sample: str, view: str
) -> None:
    answer = client.get(sample + view)
    assert answer.status_code == 200
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert not re.search(r"<script>|<style|\sstyle=|\son\w+=", answer.text)


@pytest.mark.parametrize("view", VIEWS)
def test_every_link_and_file_of_a_page_is_there(client: ApiClient, sample: str, view: str) -> None:
    page = client.get(sample + view).text
    for address in {*links(page, ""), *re.findall(r'src="([^"]*)"', page)}:
        with client.get(urljoin(sample + view, address)) as answer:
            assert answer.status_code == 200, address


@pytest.mark.parametrize("view", VIEWS)
def test_no_id_is_given_twice_on_a_page(get: Get, sample: str, view: str) -> None:
    ids = re.findall(r'\sid="([^"]*)"', get(sample + view))
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("view", VIEWS)
def test_links_within_a_page_lead_somewhere(get: Get, sample: str, view: str) -> None:
    page = get(sample + view)
    ids = set(re.findall(r'\sid="([^"]*)"', page))
    assert {each[1:] for each in links(page, "#") if each.startswith("#")} <= ids


@pytest.mark.parametrize(
    "view", ["", "/side?show=c1", "/map", "/unasked", "/review", "/findings/c1"]
)
def test_a_hostile_document_is_shown_as_text(parts: Parts, get: Get, view: str) -> None:
    report = keep_sample(parts, title=HOSTILE, outlet=HOSTILE)
    page = get(f"/comparisons/{report}{view}")
    assert "<script>alert" not in page
    assert "<img" not in page
    assert HOSTILE in html.unescape(page)


def test_a_comparison_that_is_not_there_says_so_on_a_page(client: ApiClient) -> None:
    answer = client.get("/comparisons/r0123456789abcde/side")
    assert answer.status_code == 404
    assert answer.mimetype == "text/html"


# --- summary ---------------------------------------------------------------------------------


def test_the_summary_is_a_sentence_and_the_shares(get: Get, sample: str) -> None:
    page = get(sample)
    assert "Of 5 clauses, 1 was asked about; the speaker raised 2 more unasked" in words(page)
    widths = re.findall(r'<rect class="(\w+)" x="(\d+)" width="(\d+)"', page)
    assert widths == [
        ("asked", "0", "1"),
        ("volunteered", "1", "2"),
        ("not_raised", "3", "1"),
        ("unsure", "4", "1"),
    ]


def test_the_summary_names_who_asked_about_what(get: Get, sample: str) -> None:
    said = words(get(sample))
    assert "1. Harbour tunnel ● asked, answered Rosa Diaz (Harbour Post)" in said
    assert "Harbour Post 1 1 1" in said  # outlet, questions, about the declaration, clause
    assert "Jan Brook 1 0 –" in said


def test_what_produced_it_is_folded_away(get: Get, sample: str) -> None:
    page = get(sample)
    folded = page[page.index("Models, settings and texts") :]
    assert "sha256" not in page[: page.index("Models, settings and texts")]
    assert "by-hand, sha256" in folded


def test_a_paraphrase_is_called_one_and_gets_no_quotation_marks(parts: Parts, get: Get) -> None:
    report = keep_sample(parts, verbatim=False)
    for view in ("", "/side?show=c1", "/unasked", "/findings/c1"):
        said = words(get(f"/comparisons/{report}{view}"))
        assert "paraphrase" in said
        assert "“" not in said.replace("“Cite”", "").replace("“reviewed”", "")


# --- side by side ----------------------------------------------------------------------------


def test_both_texts_are_there_in_full(get: Get, sample: str) -> None:
    said = words(get(f"{sample}/side"))
    assert "The flood wall at the mill will be raised by one metre." in said
    assert "School meals will cost families nothing for four years." in said
    assert "Ask me next year." in said


def test_a_clause_selected_shows_why_and_marks_what_carries_it(get: Get, sample: str) -> None:
    page = get(f"{sample}/side?show=c2")
    marked = re.findall(r'<span class="m on"[^>]*>(?:<a [^>]*></a>)*([^<]*)</span>', page)
    assert marked == ["And there will be buses at night, every weekday."]
    assert "Only an answer names them." in words(page)
    assert '<article class="clause" id="c2" aria-label="Clause 2" aria-current="true">' in page


def test_what_only_came_near_is_marked_otherwise(get: Get, sample: str) -> None:
    page = get(f"{sample}/side?show=c4")
    assert re.search(r'<span class="m close"[^>]*>.*Will you run for mayor again\?', page)
    assert "m on" not in page


def test_a_question_selected_shows_its_clauses(get: Get, sample: str) -> None:
    page = get(f"{sample}/side?show=t1.e1.q1")
    assert 'class="clause linked" id="c1"' in page
    assert page.count("clause linked") == 1
    assert "It asks about clause 1; both mention “tunnel”." in words(page)


def test_a_verdict_is_a_word_and_a_mark(get: Get, sample: str) -> None:
    said = words(get(f"{sample}/side"))
    for verdict in ("● asked, answered", "◐ volunteered", "○ not raised", "? unsure"):
        assert verdict in said


@pytest.mark.parametrize(
    ("only", "shown"),
    [("asked", ["c1"]), ("volunteered", ["c2", "c3"]), ("not_raised", ["c4"]), ("unsure", ["c5"]),
     ("reviewed", []), ("nonsense", ["c1", "c2", "c3", "c4", "c5"])],
)  # fmt: skip
def test_clauses_are_filtered_by_what_stands(
    get: Get, sample: str, only: str, shown: list[str]
) -> None:
    page = get(f"{sample}/side?only={only}")
    assert re.findall(r'<article class="clause" id="(\w+)"', page) == shown


def test_next_and_previous_stay_among_the_filtered(get: Get, sample: str) -> None:
    page = get(f"{sample}/side?only=volunteered&show=c2")
    (after,) = re.findall(r'id="after" href="([^"]*)"', page)
    assert "show=c3" in after
    assert "only=volunteered" in after
    assert re.search(r'id="before" href="" hidden', page)


def test_evidence_leads_to_its_place_in_the_transcript(get: Get, sample: str) -> None:
    page = get(f"{sample}/side?show=c1")
    there = [each for each in links(page, "#p-") if "transcript=1" in each]
    assert len(there) == 2
    for address in there:
        assert f'id="{address.partition("#")[2]}"' in page


def test_several_transcripts_are_tabs(parts: Parts, get: Get) -> None:
    path = f"/comparisons/{keep_two(parts)}/side"
    first, second = get(path), get(f"{path}?transcript=2")
    assert "Who pays for the harbour tunnel?" in words(first)
    assert "Who pays for the harbour tunnel, please?" in words(second)
    assert "transcript=2" in first
    # A clause is shown beside the transcript that has its evidence.
    assert "Who pays for the harbour tunnel?" in words(get(f"{path}?show=c1"))


def test_a_transcript_that_is_not_there_shows_the_first(get: Get, sample: str) -> None:
    assert get(f"{sample}/side?transcript=7") == get(f"{sample}/side")


# --- map -------------------------------------------------------------------------------------


def test_the_map_has_named_cells_and_the_same_numbers_as_a_table(get: Get, sample: str) -> None:
    page = get(f"{sample}/map")
    cells = re.findall(r"<title>Clause 1, exchange 1[^<]*: ([\d.]+), asked</title>", page)
    assert cells == ["0.93"]
    assert "1. Harbour tunnel ● asked, answered 1 0 1: 0.93 asked" in words(page)
    assert "exchange 1 (Rosa Diaz (Harbour Post)) 1 1" in words(page)


def test_a_cell_leads_to_its_passage(get: Get, sample: str) -> None:
    cells = [each for each in links(get(f"{sample}/map"), "show=c3") if "#p-" in each]
    address, _, place = urljoin(f"{sample}/map", cells[0]).partition("#")
    assert f'id="{place}"' in get(address)


def test_with_several_transcripts_the_map_is_of_clauses_and_transcripts(
    parts: Parts, get: Get
) -> None:
    path = f"/comparisons/{keep_two(parts)}/map"
    page = get(path)
    earlier, later = page.index(">T2<"), page.index(">T1<")
    assert earlier < later  # in order of date, under the numbers they have everywhere
    assert "An earlier conference, 2025-11-05 0 0" in words(page)
    assert "exchange 1" in words(get(f"{path}?transcript=1"))


# --- the unasked -----------------------------------------------------------------------------


def test_the_unasked_stand_under_their_heading_with_the_closest_passage_and_why(
    get: Get, sample: str
) -> None:
    said = words(get(f"{sample}/unasked"))
    assert "Raised by nobody 1 of 5 clauses" in said
    assert "Town budget 4. Flood wall" in said
    assert "Nothing comes near. “Will you run for mayor again?”" in said


def test_questions_beside_the_declaration_are_listed(get: Get, sample: str) -> None:
    said = words(get(f"{sample}/unasked"))
    assert "Asked beside the declaration 1 of 2 questions" in said
    assert "Jan Brook exchange 2 “Will you run for mayor again?” It comes near no clause." in said


def test_points_are_followed_from_one_conference_to_the_next(parts: Parts, get: Get) -> None:
    said = words(get(f"/comparisons/{keep_two(parts)}/unasked"))
    assert "1. An earlier conference (2025-11-05); 2. The later conference (2026-02-01)" in said
    assert "1. Harbour tunnel ○ not raised → ● asked" in said
    assert said.index("Rise:") < said.index("Never asked")


def test_with_one_transcript_there_is_nothing_to_follow(get: Get, sample: str) -> None:
    assert "From one to the next" not in get(f"{sample}/unasked")


class _Balanced(HTMLParser):
    """Raises where a tag is closed that was not opened last."""

    VOID = frozenset({"meta", "link", "input", "br", "img", "rect", "circle", "path", "use"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID or (tag == "use"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID or tag == "use":
            assert self.open.pop() == tag, self.getpos()


@pytest.mark.parametrize("view", [*VIEWS, "/side?show=c1", "/side?show=t1.e1.q1"])
def test_every_tag_is_closed_where_it_should_be(get: Get, sample: str, view: str) -> None:
    reader = _Balanced()
    reader.feed(get(sample + view))
    assert reader.open == []


def compared(parts: Parts, clauses: int, exchanges: int) -> str:
    """The address of a comparison of so many clauses with so many exchanges."""
    first = "\n\n".join(
        f"{n}. The town pays for bridge {n} over the river." for n in range(clauses)
    )
    speech = "\n\n".join(
        f"Question: Rosa Diaz, Post. Who pays for bridge {n}?\n\nMayor: The town pays for {n}."
        for n in range(exchanges)
    )
    kinds: tuple[tuple[Kind, str], ...] = (("declaration", first), ("transcript", speech))
    ids = [
        parts.library.add(NewDocument(kind=kind, text=text, data=text.encode())).document.id
        for kind, text in kinds
    ]
    return f"/comparisons/{parts.comparer.compare(ids[0], ids[1:]).id}"


def test_pages_grow_with_the_texts_and_not_with_clauses_times_exchanges(
    parts: Parts, get: Get
) -> None:
    small, large = (
        {view: len(get(compared(parts, n, n) + view)) for view in ("/side?show=c1", "/map")}
        for n in (30, 90)
    )
    for view, size in small.items():
        # Three times of either: nine times the cells. What every page has is some 6,000 letters.
        assert large[view] < 4 * size, view
