"""A comparison's pages: the summary, the map, and what nobody asked."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from markupsafe import Markup

from pressgap.core.report import Report
from pressgap.core.reports.heat import Heat, heat, heat_of_transcripts
from pressgap.core.reports.over_time import in_order, over_time
from pressgap.core.reports.queue import progress
from pressgap.core.reports.reviews import allowed_verdicts, latest, standing
from pressgap.core.reports.unasked import beside, unasked
from pressgap.render import as_svg
from pressgap.render.as_html import segments
from pressgap.web.current import parts
from pressgap.web.room.comparison_places import Places
from pressgap.web.room.page import room, show
from pressgap.web.room.person import remembered

VIEWS = {
    "summary": "Summary",
    "side": "Side by side",
    "map": "Map",
    "unasked": "The unasked",
    "review": "Review",
}
COURSES = {
    "rises": "Rise: asked in the last, not in an earlier one",
    "stays": "Stay: asked in each",
    "falls_silent": "Fall silent: asked in the first, not in the last",
    "came_and_went": "Came and went: asked only between, or not in the last",
    "never_asked": "Never asked",
    "cannot_say": "Cannot say: unsure, or a person says asked where the machine found nothing",
}


@room.get("/comparisons/<comparison_id>")
def comparison_summary(comparison_id: str) -> Response:
    """Show the findings in a sentence, as shares, and who asked about what."""
    return view("summary", parts().kept.get(comparison_id))


@room.get("/comparisons/<comparison_id>/map")
def comparison_map(comparison_id: str) -> Response:
    """Show where each clause came up, as a heat map and as tables of the same numbers."""
    report = parts().kept.get(comparison_id)
    number = transcript_number(report, default=0 if len(report.transcripts) > 1 else 1)
    found = _heat(report, number)
    places = Places(report, beside=True)
    return view(
        "map",
        report,
        places=places,
        number=number,
        heat=found,
        drawing=Markup(as_svg.draw(found, report, places.of)),  # noqa: S704 - escaped there
        columns={column.id: as_svg.column_words(column, report) for column in found.columns},
        short={column.id: as_svg.column_label(column) for column in found.columns},
        svg=as_svg,
    )


@room.get("/comparisons/<comparison_id>/unasked")
def comparison_unasked(comparison_id: str) -> Response:
    """Show what nobody raised, what was asked beside the declaration, and points over time."""
    report = parts().kept.get(comparison_id)
    several = len(report.transcripts) > 1
    return view(
        "unasked",
        report,
        sections=unasked(report),
        beside=beside(report),
        order=in_order(report),
        points=over_time(report) if several else (),
        courses=COURSES,
    )


def view(name: str, report: Report, status: int = 200, **values: Any) -> Response:
    """Return a page of a comparison."""
    shared: dict[str, Any] = {
        "report": report,
        "view": name,
        "views": VIEWS,
        "places": Places(report),
        "since": parts().kept.corrected_since(report),
        "progress": progress(report),
        "standing": standing,
        "latest": latest,
        "allowed": allowed_verdicts,
        "segments": segments,
        "coder": remembered(),
    }
    return show(f"comparison/{name}.html", status, **{**shared, **values})


def transcript_number(report: Report, default: int = 1) -> int:
    """Return the transcript that the query asks for, by its number; ``default`` for none such."""
    asked = request.args.get("transcript", "")
    known = {str(n) for n in range(1, len(report.transcripts) + 1)}
    return int(asked) if asked in known else default


def _heat(report: Report, number: int) -> Heat:
    if number == 0:
        return heat_of_transcripts(report)
    return heat(report, report.transcripts[number - 1].id)
