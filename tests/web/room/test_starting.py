import io

import pytest

from pressgap.wiring import Parts
from tests.parts import with_settings
from tests.web.api import Answer, ApiClient, client_on
from tests.web.room.pages import Page, page, sent
from tests.web.texts import DECLARATION, TRANSCRIPT


def compared(client: ApiClient, answer: Answer) -> dict[str, object]:
    """Return the Report of the comparison that a form was taken for."""
    assert answer.status_code == 303, answer.text
    found = answer.headers["Location"].rpartition("/")[2]
    report: dict[str, object] = client.get(f"/v1/comparisons/{found}").json
    return report


def titles(report: dict[str, object]) -> tuple[str, list[str]]:
    declaration: dict[str, str] = report["declaration"]  # type: ignore[assignment]
    transcripts: list[dict[str, str]] = report["transcripts"]  # type: ignore[assignment]
    return declaration["title"], [each["title"] for each in transcripts]


def test_two_pasted_texts_are_added_and_compared_in_one_go(client: ApiClient) -> None:
    answer = sent(
        client,
        "/compare",
        declaration_text=DECLARATION,
        transcript_text=TRANSCRIPT,
        transcript_title="Monday's conference",
        transcript_date="2024-07-01",
    )
    assert titles(compared(client, answer)) == (
        "Budget of the town of Millbrook",
        ["Monday's conference"],
    )
    assert len(client.get("/v1/documents").json["items"]) == 2


def test_documents_of_the_library_are_compared(
    client: ApiClient, budget: str, conference: str
) -> None:
    answer = sent(client, "/compare", declaration=budget, transcripts=conference)
    assert titles(compared(client, answer)) == ("Budget of Millbrook", ["Press conference"])


def test_one_side_may_be_kept_and_the_other_brought_along_in_several_files(
    client: ApiClient, budget: str, conference: str
) -> None:
    second = TRANSCRIPT.replace("tunnel", "bridge").encode()
    third = TRANSCRIPT.replace("tunnel", "ferry").encode()
    answer = sent(
        client,
        "/compare",
        declaration=budget,
        transcripts=conference,
        transcript_file=[(io.BytesIO(second), "tuesday.txt"), (io.BytesIO(third), "friday.txt")],
    )
    _, transcripts = titles(compared(client, answer))
    assert transcripts == ["Press conference", "tuesday.txt", "friday.txt"]


def test_the_sample_is_compared_at_the_press_of_a_button(client: ApiClient) -> None:
    answer = client.post("/sample")
    declaration, transcripts = titles(compared(client, answer))
    assert "Astana" in declaration
    assert "Astana" in transcripts[0]


def test_an_empty_library_begins_with_two_texts_and_a_button(client: ApiClient) -> None:
    shown = page(client, "/")
    assert shown.texts("//textarea/../label") == ["Paste the declaration", "Paste the transcript"]
    assert shown.texts("//button") == ["Try it with the sample", "Compare"]
    assert shown.elements("//form[@action='/compare']")


def test_the_form_offers_what_is_kept_and_has_chosen_what_is_named(
    client: ApiClient, budget: str, conference: str
) -> None:
    shown = page(client, f"/compare?declaration={budget}&transcripts={conference}")
    assert shown.texts("//select[@id='declaration']/option[@selected]") == ["Budget of Millbrook"]
    assert [each.get("value") for each in shown.elements("//input[@checked]")] == [conference]
    assert not shown.elements("//details[contains(@class, 'new')][@open]")


def test_a_document_that_is_gone_is_not_chosen(client: ApiClient, budget: str) -> None:
    shown = page(client, "/compare?declaration=d000000000000000&transcripts=t000000000000000")
    assert shown.status == 200
    assert shown.texts("//select/option[@selected]") == []


def refused(client: ApiClient, **fields: object) -> Page:
    before = client.get("/v1/documents").json["items"]
    shown = Page(sent(client, "/compare", **fields))
    assert shown.status >= 400
    assert client.get("/v1/documents").json["items"] == before
    return shown


def test_what_is_missing_is_said_at_both_sides(client: ApiClient) -> None:
    shown = refused(client)
    assert shown.wrong("declaration_text") == "Paste the declaration, or choose a file."
    assert shown.wrong("transcript_text") == "Paste the transcript, or choose a file."


def test_a_bad_transcript_leaves_the_declaration_typed_and_unstored(client: ApiClient) -> None:
    shown = refused(client, declaration_text=DECLARATION, transcript_text=DECLARATION)
    assert shown.wrong("transcript_text").startswith("No transcript")
    kept = shown.elements("//textarea[@name='declaration_text']")[0].text.removeprefix("\n")
    assert kept == DECLARATION


def test_texts_that_were_swapped_are_each_told_what_they_are(client: ApiClient) -> None:
    shown = refused(client, declaration_text=TRANSCRIPT, transcript_text=DECLARATION)
    assert "transcript" in shown.wrong("declaration_text")
    assert "declaration" in shown.wrong("transcript_text")


def test_a_declaration_is_chosen_or_pasted_not_both(client: ApiClient, budget: str) -> None:
    shown = refused(
        client,
        declaration=budget,
        declaration_text="1. One more point.",
        transcript_text=TRANSCRIPT,
    )
    assert "not both" in shown.wrong("declaration")


def test_more_transcripts_than_a_comparison_takes_are_refused(
    parts: Parts, client: ApiClient, budget: str, conference: str
) -> None:
    few = client_on(with_settings(parts, max_transcripts=1))
    shown = refused(
        few,
        declaration=budget,
        transcripts=[conference],
        transcript_text=TRANSCRIPT + "\nMayor: Yes.",
    )
    assert shown.text("//*[@id='transcripts-wrong']") == "At most 1 transcript in one comparison."


@pytest.mark.parametrize("transcript", ["t000000000000000", "nonsense"])
def test_a_transcript_that_is_gone_is_said_above_the_form(
    client: ApiClient, budget: str, transcript: str
) -> None:
    shown = refused(client, declaration=budget, transcripts=transcript)
    assert transcript in shown.text("//*[@id='wrong']//li")


def test_a_document_of_the_wrong_kind_is_refused(
    client: ApiClient, budget: str, conference: str
) -> None:
    shown = refused(client, declaration=conference, transcripts=budget)
    assert "is a transcript" in shown.text("//*[@id='wrong']//li")
