import pytest

from pressgap.core.model import Landmark
from pressgap.library import NewDocument
from pressgap.wiring import Parts
from tests.conftest import ROOT
from tests.web.api import ApiClient
from tests.web.room.pages import Page, page
from tests.web.texts import DECLARATION, TRANSCRIPT


def added(client: ApiClient, kind: str, text: str, **more: object) -> str:
    new = {"kind": kind, "title": "A title", "text": text, **more}
    return str(client.post("/v1/documents", json=new).json["document"]["id"])


def test_a_transcript_is_shown_with_speakers_exchanges_and_questions(
    client: ApiClient, conference: str
) -> None:
    shown = page(client, f"/documents/{conference}")
    exchanges = shown.texts("//details[@class='exchange']/summary")
    assert exchanges == [
        "Exchange 1 Rosa Diaz (Harbour Post), 1 question",
        "Exchange 2 Tom Reed (Mill Radio), 1 question",
    ]
    assert shown.texts("//*[@class='asked-here']") == [
        "Who pays for the harbour tunnel?",
        "Will you run for mayor again next year?",
    ]
    assert "5 turns by 3 speakers; 2 exchanges with 2 questions." in shown.text("//main")
    who = shown.texts("//details[@class='exchange'][1]//p[@class='who']")
    assert who == ["Rosa Diaz Harbour Post questioner correct", "Mayor principal correct"]


def test_all_of_the_text_is_on_the_page(client: ApiClient, conference: str) -> None:
    text = page(client, f"/documents/{conference}").text("//main")
    for line in TRANSCRIPT.splitlines():
        for sentence in line.partition(": ")[2].split(". "):
            assert sentence.rstrip(".") in text


def test_a_declaration_is_shown_with_numbers_and_labels(client: ApiClient, budget: str) -> None:
    shown = page(client, f"/documents/{budget}")
    numbers = shown.texts("//div[contains(@class, 'clause')]/p[@class='who']/bdi")
    assert numbers == ["1.", "2.", "3."]
    assert "3 clauses." in shown.text("//main")
    assert shown.elements("//*[@id='c2']")


def test_headings_are_headings(client: ApiClient) -> None:
    text = (ROOT / "tests" / "transcripts" / "hearing-bill.md").read_text(encoding="utf-8")
    shown = page(client, f"/documents/{added(client, 'declaration', text)}")
    assert "Part 1. Vessels and crews" in shown.texts("//section[@class='full']//h3")


def test_every_passage_that_is_stored_has_its_permanent_link(
    client: ApiClient, report: str, conference: str, budget: str
) -> None:
    found = client.get(f"/v1/comparisons/{report}").json
    spans = {
        (each["transcript"], *span)
        for clause in found["clauses"]
        for each in (*clause["evidence"], *clause["closest"])
        for span in ((each["start"], each["end"]), *each["sentences"])
    }
    spans |= {(budget, clause["start"], clause["end"]) for clause in found["clauses"]}
    assert len(spans) > 3
    pages = {each: page(client, f"/documents/{each}") for each in (conference, budget)}
    for document, start, end in spans:
        assert len(pages[document].elements(f"//*[@id='p-{start}-{end}']")) == 1


def test_no_name_is_given_twice(client: ApiClient, conference: str) -> None:
    names = [
        each.get("id") for each in page(client, f"/documents/{conference}").elements("//*[@id]")
    ]
    assert len(names) == len(set(names))


def test_a_warning_is_told_above_and_stands_at_its_place(client: ApiClient) -> None:
    document = added(client, "transcript", "Press office, no. 12\n\n" + TRANSCRIPT)
    shown = page(client, f"/documents/{document}")
    (link,) = shown.links("Show")
    assert "before the first speaker label" in shown.text("//*[@id='warnings']")
    place = shown.elements(f"//*[@id='{link[1:]}']")[0]
    assert "before the first speaker label" in place.getprevious().text_content()
    assert "not speech: before the first speaker label" in shown.texts("//p[@class='who']")[0]


def test_what_is_known_of_a_document_stands_above_it(client: ApiClient) -> None:
    more = {"date": "2024-07-04", "source": "https://a.example/b", "note": "Abridged by us."}
    document = added(client, "declaration", DECLARATION, verbatim=False, **more)
    shown = page(client, f"/documents/{document}")
    facts = shown.texts("//p[@class='facts']")
    assert facts[0].startswith("Declaration · 2024-07-04 · ")
    assert facts[0].endswith("language en · paraphrase")
    assert facts[1] == "Source: https://a.example/b"
    assert "Abridged by us." in shown.texts("//*[contains(@class, 'notice')]")[0]


def test_a_source_that_is_no_web_address_is_no_link(client: ApiClient) -> None:
    document = added(client, "declaration", DECLARATION, source="javascript:alert(1)")
    shown = page(client, f"/documents/{document}")
    assert shown.links("javascript:alert(1)") == []
    assert "javascript:alert(1)" in shown.text("//main")


def test_the_comparisons_made_of_it_are_linked(
    client: ApiClient, report: str, conference: str
) -> None:
    shown = page(client, f"/documents/{conference}")
    assert shown.links("Budget of Millbrook against Press conference") == [f"/comparisons/{report}"]


def test_each_paragraph_finds_its_own_direction(client: ApiClient) -> None:
    text = (ROOT / "tests" / "transcripts" / "arabic.txt").read_text(encoding="utf-8")
    shown = page(client, f"/documents/{added(client, 'transcript', text, language='en')}")
    paragraphs = shown.elements("//div[@class='said']/p[@id]")
    assert paragraphs
    assert all(each.get("dir") == "auto" for each in paragraphs)


def test_a_document_that_is_not_there_is_said_on_a_page(client: ApiClient) -> None:
    shown = page(client, "/documents/t000000000000000")
    assert shown.status == 404
    assert "t000000000000000" in shown.text("//*[@role='alert']")


def cited(client: ApiClient, document: str, quote: str) -> Page:
    start = TRANSCRIPT.index(quote)
    return page(client, f"/documents/{document}/cite?start={start}&end={start + len(quote)}")


def test_a_passage_is_cited_with_speaker_document_and_offsets(
    client: ApiClient, conference: str
) -> None:
    quote = "The reserve fund pays for the tunnel"
    shown = cited(client, conference, quote)
    start = TRANSCRIPT.index(quote)
    citation = shown.text("//textarea[@id='citation']")
    assert citation.startswith("Mayor, exchange 1, Press conference, characters")
    assert citation.endswith(f"“{quote}”")
    assert shown.text("//blockquote") == f"“{quote}”"
    link = shown.elements("//input[@id='link']")[0].get("value")
    assert link == f"http://localhost/documents/{conference}#p-{start}-{start + len(quote)}"


def test_the_sentences_of_a_passage_can_be_cited_each(client: ApiClient, conference: str) -> None:
    quote = "Rosa Diaz, Harbour Post. Who pays for the harbour tunnel?"
    shown = cited(client, conference, quote)
    assert shown.texts("//ol/li") == [
        "Rosa Diaz, Harbour Post.",
        "Who pays for the harbour tunnel?",
    ]
    (link,) = shown.links("Who pays for the harbour tunnel?")
    assert page(client, link).text("//blockquote") == "“Who pays for the harbour tunnel?”"


@pytest.mark.parametrize(
    "query", ["", "start=5", "start=a&end=b", "start=-1&end=5", "start=²&end=³"]
)
def test_a_citation_without_offsets_is_refused(
    client: ApiClient, conference: str, query: str
) -> None:
    assert page(client, f"/documents/{conference}/cite?{query}").status == 400


def test_offsets_outside_the_text_are_refused(client: ApiClient, conference: str) -> None:
    shown = page(client, f"/documents/{conference}/cite?start=0&end=100000")
    assert shown.status == 422
    assert "has no passage" in shown.text("//*[@role='alert']")


STAMPED = """[00:00:05] Mayor: The reserve fund pays for the harbour tunnel.

[00:01:30] Rosa Diaz (Harbour Post): Will you run for mayor again next year?

[00:02:00] Mayor: Ask me again next year, please.
"""


def test_times_stand_where_they_begin_and_in_what_is_cited(client: ApiClient) -> None:
    document = added(client, "transcript", STAMPED)
    shown = page(client, f"/documents/{document}")
    assert shown.texts("//p[@class='landmark']") == ["00:00:05", "00:01:30", "00:02:00"]
    start = STAMPED.index("Will you")
    cited = page(client, f"/documents/{document}/cite?start={start}&end={start + 20}")
    assert "at 00:01:30" in cited.text("//textarea[@id='citation']")
    assert "00:01:30" in cited.texts("//dl//dd")


def test_pages_stand_where_they_begin_and_in_what_is_cited(client: ApiClient, parts: Parts) -> None:
    second = DECLARATION.index("2. Night")
    marks = (Landmark(0, page=1), Landmark(second, page=2))
    new = NewDocument("declaration", DECLARATION, DECLARATION.encode(), landmarks=marks)
    document = parts.library.add(new).document.id
    shown = page(client, f"/documents/{document}")
    assert shown.texts("//p[@class='landmark']") == ["page 1", "page 2"]
    start = DECLARATION.index("Night buses")
    cited = page(client, f"/documents/{document}/cite?start={start}&end={start + 20}")
    assert "page 2" in cited.text("//textarea[@id='citation']")


def test_a_comparison_says_the_time_of_a_passage_once(client: ApiClient, budget: str) -> None:
    transcript = added(client, "transcript", STAMPED)
    asked = {"declaration": budget, "transcripts": [transcript]}
    report = client.post("/v1/comparisons", json=asked).json["id"]
    shown = page(client, f"/comparisons/{report}/findings/c1")
    places = [each for each in shown.texts("//li[@class='passage']/p[last()]") if "00:0" in each]
    assert places
    assert all(each.count("00:0") == 1 for each in places)
