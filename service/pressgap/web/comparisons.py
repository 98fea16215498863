"""Comparisons: a declaration held against transcripts, as a Report in five formats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from flask import Response, request
from werkzeug.exceptions import NotAcceptable

from pressgap.compare import ComparisonSettings
from pressgap.core.report import Report
from pressgap.errors import TooLarge
from pressgap.library import NewDocument
from pressgap.render import to_csv, to_html, to_markdown, to_svg, to_xlsx
from pressgap.web import schemas
from pressgap.web.answers import answer, created, page
from pressgap.web.current import parts
from pressgap.web.documents import LOCATION, new_document
from pressgap.web.openapi import Resource
from pressgap.web.parsing import refuse

TEXT = {"type": "string"}
BYTES = {"type": "string", "format": "binary"}
MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv",
    "md": "text/markdown",
    "html": "text/html",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SVG = "image/svg+xml"
# The page is self-contained: its own style sheet, no script, nothing fetched.
HTML_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)

comparisons = Resource(
    "comparisons", __name__, url_prefix="/v1/comparisons", description="Reports and their formats"
)


@comparisons.route("", methods=["POST"])
@comparisons.arguments(schemas.NewComparison)
@comparisons.fails(400, 403, 404, 413, 415, 502, 503)
@comparisons.response(201, "Report", headers=LOCATION)
def compare(request_: dict[str, Any]) -> Response:
    """Compare a declaration with transcripts: ids, or documents (or addresses) to add first."""
    _check_counts(request_)
    (first, *others), doubts = _given(request_)
    settings = ComparisonSettings(**request_.get("settings", {}))
    parts().library.check_comparison(first, others)
    (declaration, *transcripts), warnings = _added([first, *others])
    report = parts().comparer.compare(declaration, transcripts, settings)
    report = _with_warnings(report, [*doubts, *warnings])
    return created(report, f"/v1/comparisons/{report.id}")


@comparisons.route("")
@comparisons.arguments(schemas.ComparisonList, location="query")
@comparisons.fails(404, 503)
@comparisons.response(200, "ComparisonPage")
def list_comparisons(query: dict[str, Any]) -> Response:
    """List comparisons, newest first, by pages."""
    found = parts().kept.list(**query)
    return page(found.items, found.next)


@comparisons.route("/<comparison_id>")
@comparisons.arguments(schemas.ReportQuery, location="query")
@comparisons.fails(404, 406, 503)
@comparisons.alt_response(200, schema=BYTES, content_type=MEDIA_TYPES["xlsx"], success=True)
@comparisons.alt_response(200, schema=TEXT, content_type="text/html", success=True)
@comparisons.alt_response(200, schema=TEXT, content_type="text/markdown", success=True)
@comparisons.alt_response(200, schema=TEXT, content_type="text/csv", success=True)
@comparisons.response(200, "Report")
def show_comparison(query: dict[str, Any], comparison_id: str) -> Response:
    """Show a Report with its reviews, as JSON, CSV, XLSX, Markdown or HTML: by `Accept`."""
    suffix = _accepted()
    return _rendered(parts().kept.get(comparison_id), suffix, query["rows"])


@comparisons.route("/<comparison_id>.<any(json,csv,md,html,xlsx):suffix>")
@comparisons.arguments(schemas.ReportQuery, location="query")
@comparisons.fails(404, 503)
@comparisons.alt_response(200, schema=BYTES, content_type=MEDIA_TYPES["xlsx"], success=True)
@comparisons.alt_response(200, schema=TEXT, content_type="text/html", success=True)
@comparisons.alt_response(200, schema=TEXT, content_type="text/markdown", success=True)
@comparisons.alt_response(200, schema=TEXT, content_type="text/csv", success=True)
@comparisons.response(200, "Report")
def show_comparison_as(query: dict[str, Any], comparison_id: str, suffix: str) -> Response:
    """Show a Report with its reviews, as JSON, CSV, XLSX, Markdown or HTML: by suffix."""
    return _rendered(parts().kept.get(comparison_id), suffix, query["rows"])


@comparisons.route("/<comparison_id>/matrix")
@comparisons.fails(404, 503)
@comparisons.response(200, "Matrix")
def show_matrix(comparison_id: str) -> Response:
    """Show clauses × exchanges: the best probability kept in the Report, null where none is."""
    return answer(parts().kept.matrix(comparison_id))


@comparisons.route("/<comparison_id>/matrix.svg")
@comparisons.fails(404, 503)
@comparisons.response(200, schema=TEXT, content_type=SVG)
def draw_matrix(comparison_id: str) -> Response:
    """Draw clauses × exchanges as a heat map: one SVG that stands alone."""
    report = parts().kept.get(comparison_id)
    response = Response(to_svg(report), mimetype=SVG)
    response.headers["Content-Disposition"] = f'inline; filename="pressgap-{report.id}-map.svg"'
    return response


@comparisons.route("/<comparison_id>/agreement")
@comparisons.fails(404, 503)
@comparisons.response(200, "AgreementPage")
def show_agreement(comparison_id: str) -> Response:
    """Show how far the machine and each coder agree, and each two coders: raw, Cohen's kappa."""
    return page(parts().kept.agreement(comparison_id))


@comparisons.route("/<comparison_id>", methods=["DELETE"])
@comparisons.fails(404, 503)
@comparisons.response(204)
def delete_comparison(comparison_id: str) -> Response:
    """Delete a comparison and its reviews."""
    parts().kept.remove(comparison_id)
    return Response(status=204)


def _check_counts(request_: dict[str, Any]) -> None:
    """Refuse more transcripts or more text than a request may bring."""
    settings = parts().settings
    count = len(request_["transcripts"])
    if count > settings.max_transcripts:
        raise TooLarge(
            f"{count} transcripts are over the limit of {settings.max_transcripts} in one "
            "comparison (setting max_transcripts): compare them in parts"
        )
    inline = [d for d in (request_["declaration"], *request_["transcripts"]) if isinstance(d, dict)]
    _check_length(sum(len(document.get("text", "")) for document in inline))


def _check_length(length: int) -> None:
    most = parts().settings.max_request_chars
    if length > most:
        raise TooLarge(
            f"the request brings {length:,} characters, over the limit of {most:,} (setting "
            "max_request_chars): add the documents one by one and compare their ids"
        )


def _given(request_: dict[str, Any]) -> tuple[list[NewDocument | str], list[str]]:
    """Return declaration and transcripts, ids as they are, and warnings about reading the rest."""
    given = [("declaration", "declaration", request_["declaration"])] + [
        (f"transcripts.{index}", "transcript", document)
        for index, document in enumerate(request_["transcripts"])
    ]
    for field, kind, document in given:
        if isinstance(document, dict) and document.setdefault("kind", kind) != kind:
            refuse("json", {f"{field}.kind": [f"Must be {kind} here, or left out."]})
    found: list[NewDocument | str] = []
    warnings: list[str] = []
    length = 0
    for _, _, document in given:
        if isinstance(document, dict):
            new, doubts = new_document(document)
            length += len(new.text)
            _check_length(length)  # again: an address tells how much it brings only now
            warnings += doubts
            found.append(new)
        else:
            found.append(document)
    return found, warnings


def _added(given: Sequence[NewDocument | str]) -> tuple[list[str], list[str]]:
    """Add what is new; return the ids of all, and what adding them warned about."""
    ids: list[str] = []
    warnings: list[str] = []
    for each in given:
        if isinstance(each, str):
            ids.append(each)
            continue
        added = parts().library.add(each)
        ids.append(added.document.id)
        warnings += added.warnings
    return ids, warnings


def _with_warnings(report: Report, warnings: Sequence[str]) -> Report:
    """Return the Report with the warnings added that it does not give itself."""
    more = [each for each in warnings if not any(each in said for said in report.warnings)]
    return replace(report, warnings=(*report.warnings, *more))


def _accepted() -> str:
    """Return the suffix of the format the client likes best; JSON where it does not say."""
    if not request.accept_mimetypes:
        return "json"
    chosen = request.accept_mimetypes.best_match(list(MEDIA_TYPES.values()))
    for suffix, media_type in MEDIA_TYPES.items():
        if media_type == chosen:
            return suffix
    raise NotAcceptable(f"a Report comes as {', '.join(MEDIA_TYPES.values())}")


def _rendered(report: Report, suffix: str, rows: Any) -> Response:
    if suffix == "json":
        return answer(report)
    render: dict[str, Callable[[], str | bytes]] = {
        "csv": lambda: to_csv(report, rows),
        "md": lambda: to_markdown(report),
        "html": lambda: to_html(report),
        "xlsx": lambda: to_xlsx(report),
    }
    response = Response(render[suffix](), mimetype=MEDIA_TYPES[suffix])
    if suffix == "html":
        response.headers["Content-Security-Policy"] = HTML_POLICY
    if suffix in ("csv", "xlsx"):
        name = f"pressgap-{report.id}" + (f"-{rows}.csv" if suffix == "csv" else ".xlsx")
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Vary"] = "Accept"
    return response
