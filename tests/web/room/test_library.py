import pytest

from pressgap.wiring import Parts
from tests.web.api import ApiClient
from tests.web.room.pages import Page, followed, page, sent
from tests.web.texts import BUDGET, CONFERENCE


def add_many(client: ApiClient, count: int) -> None:
    for number in range(count):
        new = {"kind": "declaration", "title": f"Budget {number:02}", "text": f"1. Point {number}."}
        assert client.post("/v1/documents", json=new).status_code == 201


def titles(shown: Page) -> list[str]:
    return shown.texts("//section[@id='documents']//a[@class='title']")


def test_documents_are_shown_with_what_is_known_of_them(client: ApiClient) -> None:
    client.post("/v1/documents", json={**BUDGET, "date": "2024-07-04", "verbatim": False})
    client.post("/v1/documents", json=CONFERENCE)
    first, second = page(client, "/").texts("//section[@id='documents']//li")
    assert first.startswith("Press conference Transcript · no date · 340 characters")
    assert second.startswith("Budget of Millbrook Declaration · 2024-07-04 · 2")
    assert "paraphrase" in second


def test_warnings_are_counted_and_lead_to_the_document(client: ApiClient) -> None:
    text = "Press office, no. 12\n\n" + CONFERENCE["text"]
    added = client.post("/v1/documents", json={**CONFERENCE, "text": text}).json
    assert len(added["warnings"]) == 1
    document = added["document"]["id"]
    assert page(client, "/").links("1 warning") == [f"/documents/{document}#warnings"]


def test_comparisons_are_shown_with_their_counts(client: ApiClient, report: str) -> None:
    shown = page(client, "/")
    assert shown.links("Budget of Millbrook")[0] == f"/comparisons/{report}"
    (line,) = shown.texts("//section[@id='comparisons']//li")
    counts = client.get("/v1/comparisons").json["items"][0]
    assert "against Press conference" in line
    assert f"3 clauses: {counts['asked']} asked, {counts['volunteered']} volunteered" in line


def test_documents_are_filtered_by_kind_and_title(
    client: ApiClient, budget: str, conference: str
) -> None:
    assert titles(page(client, "/?kind=transcript")) == ["Press conference"]
    assert titles(page(client, "/?text=MILLBROOK")) == ["Budget of Millbrook"]
    shown = page(client, "/?kind=transcript&text=millbrook")
    assert titles(shown) == []
    assert "No document fits." in shown.text("//section[@id='documents']//ul")
    assert shown.links("Show all") == ["/#documents"]


def test_pages_are_linked_by_cursors_and_keep_the_filter(client: ApiClient) -> None:
    add_many(client, 27)
    first = page(client, "/?kind=declaration&text=budget")
    (older,) = first.links("Older documents")
    second = page(client, older.partition("#")[0])
    assert "kind=declaration&text=budget" in older
    assert len(titles(first)) == 25
    assert titles(second) == ["Budget 01", "Budget 00"]
    assert second.links("Older documents") == []


def test_a_cursor_that_is_none_is_refused_on_a_page(client: ApiClient, budget: str) -> None:
    shown = page(client, "/?after=nonsense")
    assert shown.status == 422
    assert "nonsense" in shown.text("//*[@role='alert']")


def test_a_statement_finds_passages_with_who_said_them_and_where(
    client: ApiClient, budget: str, conference: str
) -> None:
    statement = "The reserve fund pays for the tunnel"
    shown = followed(client, sent(client, "/search", statement=statement))
    found = shown.texts("//ol[contains(@class, 'results')]/li")
    assert any("Mayor, answer, exchange 1, Press conference" in each for each in found)
    assert shown.texts("//mark")[0].startswith("The reserve fund pays")
    assert shown.text("//textarea[@name='statement']") == statement


def test_what_is_found_is_linked_to_its_place_and_to_its_citation(
    client: ApiClient, conference: str
) -> None:
    shown = page(client, "/?statement=The reserve fund pays for the tunnel")
    start = CONFERENCE["text"].index("The reserve fund")
    link = shown.links("Read it there")[0]
    assert link.startswith(f"/documents/{conference}#p-{start}-")
    assert shown.links("Cite")[0].startswith(f"/documents/{conference}/cite?start={start}&end=")
    name = link.partition("#")[2]
    assert page(client, f"/documents/{conference}").elements(f"//*[@id='{name}']")


@pytest.mark.parametrize("within", ["transcript", "declaration"])
def test_a_statement_is_looked_for_in_one_kind(
    client: ApiClient, budget: str, conference: str, within: str
) -> None:
    shown = page(client, f"/?statement=harbour tunnel reserve fund&in={within}")
    links = shown.links("Read it there")
    wanted = conference if within == "transcript" else budget
    assert links
    assert all(link.startswith(f"/documents/{wanted}#") for link in links)
    assert shown.elements(f"//option[@value='{within}'][@selected]")


def test_a_statement_is_looked_for_in_one_document(
    client: ApiClient, budget: str, conference: str
) -> None:
    shown = page(client, f"/?statement=harbour tunnel reserve fund&in={budget}")
    assert all(link.startswith(f"/documents/{budget}#") for link in shown.links("Read it there"))
    assert "Budget of Millbrook" in shown.text("//*[@id='found']")


def test_where_nothing_fits_the_closest_are_shown(client: ApiClient, conference: str) -> None:
    shown = page(client, "/?statement=Glaciers retreat faster than before")
    assert shown.texts("//*[@id='found']/h3") == ["Nothing fits"]
    assert shown.texts("//*[@id='found']/h4") == ["What came closest"]
    assert shown.links("Read it there")


def test_a_statement_without_words_is_refused_beside_it(client: ApiClient, budget: str) -> None:
    assert "sentence" in Page(sent(client, "/search", statement=" ")).wrong("statement")
    assert "no words" in Page(client.get("/?statement=...")).wrong("statement")


def test_a_statement_too_long_for_an_address_is_answered_at_once(
    client: ApiClient, conference: str
) -> None:
    answer = sent(client, "/search", statement="The reserve fund pays for the tunnel. " * 100)
    assert answer.status_code == 200
    assert Page(answer).links("Read it there")


def test_a_statement_over_the_limit_is_refused_beside_it(client: ApiClient, budget: str) -> None:
    shown = Page(sent(client, "/search", statement="word " * 5_000))
    assert shown.status == 413
    assert "max_statement_chars" in shown.wrong("statement")


def test_a_document_that_is_gone_is_not_searched(client: ApiClient, budget: str) -> None:
    shown = page(client, "/?statement=tunnel&in=t000000000000000")
    assert shown.status == 404
    assert "t000000000000000" in shown.wrong("statement")


def test_every_field_is_shown_as_text(client: ApiClient, parts: Parts) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    new = {"kind": "declaration", "title": evil, "text": f"1. {evil} is paid.", "note": evil}
    client.post("/v1/documents", json={**new, "source": f"javascript:alert('{evil}')"})
    answer = client.get("/?statement=alert+is+paid&text=%3Cscript%3E")
    assert evil not in answer.text
    assert evil in Page(answer).text("//section[@id='documents']//li")
