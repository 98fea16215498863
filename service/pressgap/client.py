"""PressGap over HTTP from Python: the same words, the same errors.

with Client() as pressgap:
    declaration = pressgap.add_document("declaration", "Budget 2026", text)
    conference = pressgap.add_document("transcript", "Press conference", other_text)
    report = pressgap.compare(declaration.document.id, [conference.document.id])
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar, cast

import httpx2

from pressgap.core.codec import from_json, to_json
from pressgap.core.correction import KeptCorrection, Wanted
from pressgap.core.documents.export import DocumentExport
from pressgap.core.documents.listing import (
    AddedDocument,
    ComparisonSummary,
    CorrectedDocument,
    DocumentSummary,
)
from pressgap.core.documents.outline import Outline
from pressgap.core.matching.ranked_turns import Ranking, Scope
from pressgap.core.model import (
    Declaration,
    Document,
    Filters,
    Kind,
    Related,
    Review,
    Transcript,
    TranscriptOptions,
)
from pressgap.core.report import Report
from pressgap.core.reports.agreement import Agreement
from pressgap.core.reports.matrix import Matrix
from pressgap.errors import HTTP_STATUSES, BadSettings, PressGapError, problem_type

__all__ = ["Client"]

BASE_URL = "http://127.0.0.1:8017"
TIMEOUT_SECONDS = 300.0
EVERYTHING = Filters()

T = TypeVar("T")
_ERRORS: dict[str, type[PressGapError]] = {
    **{problem_type(error): error for error in HTTP_STATUSES},
    "urn:pressgap:problem:invalid-request": BadSettings,
}


class Client:
    """Speaks to a PressGap server. Every method raises what the server raised (`errors`).

    ``transport`` is httpx2's: give a ``WSGITransport`` to speak to an app in this process.
    """

    def __init__(
        self,
        base_url: str = BASE_URL,
        transport: httpx2.BaseTransport | None = None,
        timeout: float = TIMEOUT_SECONDS,
    ) -> None:
        self._http = httpx2.Client(base_url=base_url, transport=transport, timeout=timeout)

    def __enter__(self) -> Self:
        """Return the client."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the connections."""
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def add_document(
        self,
        kind: Kind,
        title: str,
        text: str,
        *,
        date: str | None = None,
        source: str | None = None,
        verbatim: bool = True,
        note: str | None = None,
        language: str | None = None,
        options: TranscriptOptions | None = None,
    ) -> AddedDocument:
        """Add a document; the same text and kind again is the same document."""
        about = {"date": date, "source": source, "note": note, "language": language}
        body = {"kind": kind, "title": title, "text": text, "verbatim": verbatim, **_given(about)}
        if options is not None:
            body["options"] = _options(options)
        return from_json(AddedDocument, self._post("/v1/documents", body))

    def add_address(
        self,
        kind: Kind,
        url: str,
        *,
        title: str | None = None,
        date: str | None = None,
        verbatim: bool = True,
        note: str | None = None,
        language: str | None = None,
        options: TranscriptOptions | None = None,
    ) -> AddedDocument:
        """Have the server fetch a document and add it, if its setting ``fetch_urls`` is true."""
        about = {"title": title, "date": date, "note": note, "language": language}
        body = {"kind": kind, "url": url, "verbatim": verbatim, **_given(about)}
        if options is not None:
            body["options"] = _options(options)
        return from_json(AddedDocument, self._post("/v1/documents", body))

    def documents(
        self,
        *,
        kind: Kind | None = None,
        date_from: str | None = None,
        date_to: str | None = None,
        text: str | None = None,
    ) -> Iterator[DocumentSummary]:
        """Yield the documents; ``text``: words in the title; dates are inclusive ISO dates."""
        query = {"kind": kind, "date_from": date_from, "date_to": date_to, "text": text}
        return self._pages("/v1/documents", DocumentSummary, query)

    def document(self, document_id: str) -> Document:
        """Return a document with its text."""
        return from_json(Document, self._get(f"/v1/documents/{document_id}"))

    def export(self, document_id: str) -> DocumentExport:
        """Return a document with all that belongs to it, to be added to another library."""
        return from_json(DocumentExport, self._get(f"/v1/documents/{document_id}/export"))

    def exchanges(self, document_id: str) -> Transcript:
        """Return a transcript's structure."""
        return from_json(Transcript, self._get(f"/v1/documents/{document_id}/exchanges"))

    def clauses(self, document_id: str) -> Declaration:
        """Return a declaration's structure."""
        return from_json(Declaration, self._get(f"/v1/documents/{document_id}/clauses"))

    def structure(self, document_id: str) -> Outline:
        """Return what was understood of a document, by lines, and what of it people corrected."""
        return from_json(Outline, self._get(f"/v1/documents/{document_id}/structure"))

    def correct(
        self, document_id: str, wanted: Wanted, by: str, note: str | None = None
    ) -> CorrectedDocument:
        """Correct what was understood of a transcript; it is read anew."""
        body = {**_given(to_json(wanted)), "by": by, **_given({"note": note})}
        return self._correct(document_id, body)

    def undo_correction(
        self, document_id: str, correction: int, by: str, note: str | None = None
    ) -> CorrectedDocument:
        """Take a correction back by its id; the transcript is read anew."""
        body = {"kind": "undo", "undoes": correction, "by": by, **_given({"note": note})}
        return self._correct(document_id, body)

    def corrections(self, document_id: str) -> Iterator[KeptCorrection]:
        """Yield every correction of a document, oldest first, those taken back too."""
        return self._pages(f"/v1/documents/{document_id}/corrections", KeptCorrection, {})

    def _correct(self, document_id: str, body: Mapping[str, Any]) -> CorrectedDocument:
        answer = self._post(f"/v1/documents/{document_id}/corrections", body)
        return from_json(CorrectedDocument, answer)

    def remove_document(self, document_id: str, *, with_comparisons: bool = False) -> None:
        """Delete a document, and the comparisons that quote it if asked to."""
        query = {"with": "comparisons"} if with_comparisons else {}
        self._send("DELETE", f"/v1/documents/{document_id}", params=query)

    def search(self, text: str, filters: Filters = EVERYTHING, limit: int = 10) -> Related:
        """Return the passages related to a statement, best first, and the closest misses."""
        chosen = {name: value for name, value in to_json(filters).items() if value}
        body = {**chosen, "text": text, "limit": limit}
        return from_json(Related, self._post("/v1/statements", body))

    def rank(
        self, document_id: str, text: str, *, scope: Scope = "discussion", limit: int = 10
    ) -> Ranking:
        """Return the turns of a transcript by how far they belong to a text, best first.

        ``scope``: where this topic or question is discussed, or who said this ("statement").
        """
        body = {"text": text, "scope": scope, "limit": limit}
        return from_json(Ranking, self._post(f"/v1/documents/{document_id}/ranking", body))

    def compare(
        self,
        declaration: str,
        transcripts: Sequence[str],
        *,
        evidence: int | None = None,
        closest: int | None = None,
    ) -> Report:
        """Compare stored documents by their ids; the Report is kept."""
        settings = {"evidence": evidence, "closest": closest}
        body = {
            "declaration": declaration,
            "transcripts": list(transcripts),
            "settings": _given(settings),
        }
        return from_json(Report, self._post("/v1/comparisons", body))

    def comparisons(
        self,
        *,
        document: str | None = None,
        date_from: str | None = None,
        date_to: str | None = None,
    ) -> Iterator[ComparisonSummary]:
        """Yield the comparisons, newest first, those of one document if asked to."""
        query = {"document": document, "date_from": date_from, "date_to": date_to}
        return self._pages("/v1/comparisons", ComparisonSummary, query)

    def report(self, comparison_id: str) -> Report:
        """Return a kept Report with its reviews."""
        return from_json(Report, self._get(f"/v1/comparisons/{comparison_id}"))

    def rendered(self, comparison_id: str, form: str, rows: str = "clauses") -> str:
        """Return a Report as ``csv`` (of clauses, questions or evidence), ``md`` or ``html``."""
        path = f"/v1/comparisons/{comparison_id}.{form}"
        return self._send("GET", path, params={"rows": rows}).text

    def workbook(self, comparison_id: str) -> bytes:
        """Return a Report as an Excel workbook, to be written to a file."""
        return self._send("GET", f"/v1/comparisons/{comparison_id}.xlsx").content

    def matrix(self, comparison_id: str) -> Matrix:
        """Return clauses × exchanges of a comparison."""
        return from_json(Matrix, self._get(f"/v1/comparisons/{comparison_id}/matrix"))

    def agreement(self, comparison_id: str) -> tuple[Agreement, ...]:
        """Return how far the machine and coders agree on a comparison."""
        found = self._get(f"/v1/comparisons/{comparison_id}/agreement")
        return tuple(from_json(Agreement, item) for item in found["items"])

    def remove_comparison(self, comparison_id: str) -> None:
        """Delete a comparison and its reviews."""
        self._send("DELETE", f"/v1/comparisons/{comparison_id}")

    def review(
        self,
        comparison_id: str,
        target: str,
        verdict: str | None,
        reviewer: str,
        note: str | None = None,
    ) -> Review:
        """Add a finding on a clause or question; None withdraws the reviewer's earlier one."""
        body = {
            "target": target,
            "verdict": verdict,
            "reviewer": reviewer,
            **_given({"note": note}),
        }
        return from_json(Review, self._post(f"/v1/comparisons/{comparison_id}/reviews", body))

    def reviews(self, comparison_id: str) -> Iterator[Review]:
        """Yield every finding on a comparison, oldest first."""
        return self._pages(f"/v1/comparisons/{comparison_id}/reviews", Review, {})

    def _pages(self, path: str, kind: type[T], query: Mapping[str, str | None]) -> Iterator[T]:
        asked = _given(query)
        while True:
            page = self._get(path, asked)
            yield from (from_json(kind, item) for item in page["items"])
            if page["next"] is None:
                return
            asked["after"] = page["next"]

    def _get(self, path: str, query: Mapping[str, str] | None = None) -> dict[str, Any]:
        return cast("dict[str, Any]", self._send("GET", path, params=query or {}).json())

    def _post(self, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        return cast("dict[str, Any]", self._send("POST", path, json=body).json())

    def _send(self, method: str, path: str, **more: Any) -> httpx2.Response:
        try:
            response = self._http.request(method, path, **more)
        except httpx2.TransportError as error:
            raise PressGapError(
                f"no answer from {self._http.base_url}: {error}; is `pressgap serve` running?"
            ) from error
        if response.is_success:
            return response
        raise _error(response)


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _options(options: TranscriptOptions) -> dict[str, Any]:
    given = {**to_json(options), "speakers": dict(options.speakers)}
    return {name: value for name, value in given.items() if value}


def _error(response: httpx2.Response) -> PressGapError:
    """Return the error that a problem describes; its class by the problem's type."""
    try:
        problem = response.json()
        kind, detail = problem["type"], str(problem["detail"])
    except (ValueError, KeyError, TypeError):
        return PressGapError(f"{response.request.url} answered {response.status_code}")
    return _ERRORS.get(kind, PressGapError)(detail)
