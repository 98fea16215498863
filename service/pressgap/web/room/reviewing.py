"""Review: a person's verdict beside the machine's, one clause or question at a time."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from pressgap.core.report import ClauseFinding, Report
from pressgap.core.reports.agreement import agreements
from pressgap.core.reports.queue import Finding, to_review
from pressgap.errors import BadSettings
from pressgap.render.words import clause_name, findings, verdict_words
from pressgap.web.current import parts
from pressgap.web.room.comparison import view
from pressgap.web.room.comparison_places import Places
from pressgap.web.room.page import done, room
from pressgap.web.room.person import note_given, remember

_SHOWN = 20  # of what is left, in the list below the one that is shown


@room.get("/comparisons/<comparison_id>/review")
def comparison_review(comparison_id: str) -> Response:
    """Show what to look at next, the unsure first; how far people came; how far they agree."""
    report = parts().kept.get(comparison_id)
    queue = to_review(report)
    wanted = request.args.get("show", "")
    shown = next((finding for finding in queue if finding.id == wanted), next(iter(queue), None))
    position = queue.index(shown) if shown else 0
    return view(
        "review",
        report,
        queue=queue,
        shown=shown,
        after=queue[(position + 1) % len(queue)] if len(queue) > 1 else None,
        listed=queue[:_SHOWN],
        last=next((f for f in findings(report) if f.id == request.args.get("last")), None),
        agreements=agreements(report),
        back=Places(report).view("review"),
    )


@room.get("/comparisons/<comparison_id>/findings/<target>")
def comparison_finding(comparison_id: str, target: str) -> Response:
    """Show one clause or question: the verdict, why, the passages, what people said of it."""
    report = parts().kept.get(comparison_id)
    return _page(report, _finding(report, target), _back(report, request.args.get("back", "")))


@room.post("/comparisons/<comparison_id>/reviews")
def comparison_judge(comparison_id: str) -> AnyResponse:
    """Keep a person's verdict, or withdraw it, and lead back to where it was given."""
    report, form = parts().kept.get(comparison_id), request.form
    finding = _finding(report, form.get("target", ""))
    back, name = _back(report, form.get("back", "")), form.get("reviewer", "")
    try:
        parts().kept.review(report.id, finding.id, _verdict(), name, note_given("reviewer"))
    except BadSettings as error:
        return _page(report, finding, back, HTTPStatus.UNPROCESSABLE_ENTITY, str(error))
    return remember(done(back, _told(report.id, finding.id)), name)


def _told(comparison_id: str, target: str) -> str:
    finding = _finding(parts().kept.get(comparison_id), target)
    name = (
        f"Clause {clause_name(finding)}" if isinstance(finding, ClauseFinding) else "The question"
    )
    did = "Withdrawn" if "undo" in request.form else "Kept"
    return f"{did}. {name} is now: {verdict_words(finding)}."


def _page(
    report: Report, finding: Finding, back: str, status: int = 200, wrong: str = ""
) -> Response:
    given = request.form if wrong else {}
    return view("finding", report, status, shown=finding, back=back, wrong=wrong, given=given)


def _finding(report: Report, target: str) -> Finding:
    for finding in findings(report):
        if finding.id == target:
            return finding
    raise NotFound(f"Comparison {report.id} has no clause or question {target!r}.")


def _verdict() -> str | None:
    if "undo" in request.form:
        return None
    verdict = request.form.get("verdict", "")
    if not verdict:
        raise BadSettings("choose a verdict first")
    return verdict


def _back(report: Report, asked: str) -> str:
    """Return where a form leads back to: a page of this comparison, whatever was asked for."""
    home = Places(report).view("summary")
    inside = asked.startswith((f"{home}/", f"{home}?", f"{home}#"))
    return asked if inside and asked.isprintable() and "\\" not in asked else home
