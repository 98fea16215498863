"""The client against the app in this process, over httpx2's WSGI transport."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from pressgap import errors
from pressgap.client import Client
from pressgap.core.correction import Correction, Wanted
from pressgap.core.model import Filters, TranscriptOptions
from pressgap.web.app import create_app
from pressgap.wiring import Parts
from tests.parts import fake_parts
from tests.web.texts import DECLARATION, TRANSCRIPT
from tests.workbook import sheets


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    parts = fake_parts(tmp_path)
    yield parts
    parts.close()


@pytest.fixture
def client(parts: Parts) -> Iterator[Client]:
    transport = httpx2.WSGITransport(create_app(parts))
    with Client(transport=transport) as client:
        yield client


@pytest.fixture
def budget(client: Client) -> str:
    return client.add_document("declaration", "Budget of Millbrook", DECLARATION).document.id


@pytest.fixture
def conference(client: Client) -> str:
    options = TranscriptOptions(principal="Mayor", speakers=(("Question", "questioner"),))
    added = client.add_document(
        "transcript", "Press conference", TRANSCRIPT, date="2026-02-03", options=options
    )
    return added.document.id


def answering(status: int, body: Any, media_type: str = "application/problem+json") -> Client:
    def answer(_: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(status, content=body, headers={"Content-Type": media_type})

    return Client(transport=httpx2.MockTransport(answer))


def test_documents_go_in_and_come_out(client: Client, budget: str, conference: str) -> None:
    assert {each.id for each in client.documents()} == {budget, conference}
    assert [each.id for each in client.documents(kind="transcript")] == [conference]
    shown = client.document(conference)
    assert (shown.text, shown.date) == (TRANSCRIPT, "2026-02-03")
    exported = client.export(conference)
    assert (exported.text, exported.structure) == (TRANSCRIPT, client.exchanges(conference))


def test_structure_comes_as_the_values_of_the_core(
    client: Client, budget: str, conference: str
) -> None:
    assert client.clauses(budget).clauses[0].number == "1"
    question = client.exchanges(conference).exchanges[0].questions[-1]
    assert question.span.of(TRANSCRIPT).endswith("Who pays for the harbour tunnel?")


def test_a_transcript_is_corrected_and_shown_as_it_is_understood(
    client: Client, conference: str
) -> None:
    assert client.structure(conference).speakers[0].corrected == ("role",)  # named when added
    made = client.correct(conference, Wanted("name", line=1, value="Ida Lund"), "Ana", "Sic.")
    (row,) = made.corrections
    assert (row.by, row.note, row.says) == ("Ana", "Sic.", "'Mayor' is called 'Ida Lund'")
    outline = client.structure(conference)
    assert outline.speakers[0].name == client.exchanges(conference).speakers[0].name == "Ida Lund"
    assert outline.corrections == (row,)
    client.undo_correction(conference, row.id, "Ben")
    assert client.structure(conference).speakers[0].name == "Mayor"
    assert [(each.by, each.in_force) for each in client.corrections(conference)] == [
        ("Ana", False),
        ("Ben", True),
    ]
    with pytest.raises(errors.BadSettings, match=r"'Zed'.*Mayor"):
        client.correct(conference, Wanted("role", speaker="Zed", value="press"), "Ana")


def test_a_document_is_added_with_the_corrections_another_library_held(client: Client) -> None:
    options = TranscriptOptions(corrections=(Correction("role", "Mayor", value="chair"),))
    added = client.add_document("transcript", "Conference", TRANSCRIPT, options=options)
    assert client.structure(added.document.id).speakers[0].role == "chair"


def test_a_report_comes_back_as_it_was_made(client: Client, budget: str, conference: str) -> None:
    report = client.compare(budget, [conference], evidence=2)
    assert client.report(report.id) == report
    assert [each.id for each in client.comparisons(document=budget)] == [report.id]
    assert client.matrix(report.id).rows == ("c1", "c2", "c3")
    assert client.rendered(report.id, "md").startswith("# Budget of Millbrook")
    client.remove_comparison(report.id)
    with pytest.raises(errors.ComparisonNotFound):
        client.report(report.id)


def test_reviews_are_kept_with_the_report(client: Client, budget: str, conference: str) -> None:
    report = client.compare(budget, [conference])
    made = client.review(report.id, "c2", "not_raised", "Ana", "Read twice.")
    client.review(report.id, "c2", None, "Ana")
    assert [review.verdict for review in client.reviews(report.id)] == ["not_raised", None]
    assert next(client.reviews(report.id)) == made
    client.review(report.id, "c1", "asked", "Ana")
    assert [each.second for each in client.agreement(report.id)] == ["Ana"]
    assert set(sheets(client.workbook(report.id))) >= {"clauses", "reviews"}


def test_a_statement_is_searched_with_filters(client: Client, conference: str) -> None:
    related = client.search("The reserve pays for the tunnel.", Filters(roles=("principal",)))
    assert {passage.role for passage in related.passages + related.closest} <= {"principal"}
    nowhere = client.search("The reserve pays.", Filters(date_from="2030-01-01"), limit=1)
    assert (nowhere.passages, nowhere.closest) == ((), ())


def test_a_transcript_is_ranked_for_a_text(client: Client, conference: str) -> None:
    found = client.rank(conference, "The reserve fund pays for the tunnel.", scope="statement")
    best = found.turns[0]
    assert (found.document, found.scope, best.speaker) == (conference, "statement", "Mayor")
    assert best.quote == TRANSCRIPT[best.start : best.end]
    assert best.context.of(TRANSCRIPT).startswith("The reserve fund pays for the tunnel")
    stretch = client.rank(conference, "the harbour tunnel", limit=2)
    assert (stretch.scope, len(stretch.turns)) == ("discussion", 2)


def test_the_errors_are_those_the_server_raised(client: Client, budget: str) -> None:
    with pytest.raises(errors.DocumentNotFound, match="t0123456789abcde"):
        client.document("t0123456789abcde")
    with pytest.raises(errors.BadSettings, match="title"):
        client.add_document("declaration", " ", DECLARATION)
    with pytest.raises(errors.TooLarge, match="max_statement_chars"):
        client.search("word " * 5_000)
    with pytest.raises(errors.BadSettings, match="is a declaration"):
        client.rank(budget, "The harbour tunnel")
    with pytest.raises(errors.BadSettings, match="declaration"):
        client.compare(budget, [budget])


def test_a_document_in_use_is_removed_with_its_comparisons_only(
    client: Client, budget: str, conference: str
) -> None:
    client.compare(budget, [conference])
    with pytest.raises(errors.DocumentInUse):
        client.remove_document(budget)
    client.remove_document(budget, with_comparisons=True)
    assert [each.id for each in client.documents()] == [conference]
    assert not list(client.comparisons())


@pytest.mark.parametrize("error", list(errors.HTTP_STATUSES))
def test_every_error_class_crosses_the_wire(error: type[errors.PressGapError]) -> None:
    problem = f'{{"type": "{errors.problem_type(error)}", "detail": "what and where"}}'
    with pytest.raises(error, match="what and where") as raised:
        answering(400, problem).report("r0")
    assert raised.type is error


@pytest.mark.parametrize("body", [b"<html>Bad gateway</html>", b"[]", b"{}", b'{"type": 3}'])
def test_an_answer_that_is_no_problem_is_an_error_too(body: bytes) -> None:
    with pytest.raises(errors.PressGapError, match="answered 502"):
        answering(502, body, "text/html").report("r0")


def test_a_server_that_is_not_there_says_what_to_do() -> None:
    def fail(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("refused", request=request)

    with pytest.raises(errors.PressGapError, match="pressgap serve"):
        Client(transport=httpx2.MockTransport(fail)).report("r0")
