"""Page and time of a passage, in every rendering."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from rich.console import Console

from pressgap.core.codec import from_json, to_json
from pressgap.core.matching.ranked_turns import RankedTurn, Ranking
from pressgap.core.model import Landmark, Locator, Span
from pressgap.core.report import Report
from pressgap.core.reports.build_report import build_report
from pressgap.render import print_ranking, print_table, to_csv, to_html, to_markdown
from tests.reports import (
    CLAUSES,
    FIRST_ANSWER,
    FIRST_QUESTION,
    sample_documents,
    sample_manifest,
    sample_report,
    sample_verdicts,
)


def located_report() -> Report:
    """Return the sample's Report: its declaration from a PDF, its transcript from captions."""
    declaration, outline, transcript, structure = sample_documents()
    second = declaration.text.index(CLAUSES[1][2])
    declaration = replace(declaration, landmarks=(Landmark(0, page=3), Landmark(second, page=4)))
    text = transcript.text
    marks = [
        Landmark(0, time="00:00:05"),
        Landmark(text.index(FIRST_QUESTION), time="00:12:31"),
        Landmark(text.index(FIRST_ANSWER), time="00:13:02"),
    ]
    transcript = replace(transcript, landmarks=tuple(marks))
    verdicts = sample_verdicts(transcript, structure)
    return build_report(
        id="r0123456789abcdef",
        created="2026-02-03T10:00:00Z",
        declaration=declaration,
        outline=outline,
        transcripts=[(transcript, structure)],
        findings=[verdicts],
        combined=verdicts.clauses,
        manifest=sample_manifest(declaration, transcript),
        warnings=(),
    )


def test_evidence_questions_and_clauses_say_where_they_stand_in_the_source() -> None:
    report = located_report()
    first, second = report.clauses[:2]
    assert [item.locator.time for item in first.evidence] == ["00:12:31", "00:13:02"]
    assert (first.locator, second.locator) == (Locator(page=3), Locator(page=4))
    assert [each.locator.time for each in report.questions] == ["00:12:31", "00:13:02"]


def test_a_report_kept_before_places_were_known_can_still_be_read() -> None:
    kept = to_json(located_report())
    for finding in (*kept["clauses"], *kept["questions"]):
        del finding["locator"]
    assert from_json(Report, kept).clauses[0].locator == Locator()


@pytest.mark.parametrize("render", [to_markdown, to_html])
def test_pages_and_times_stand_beside_the_quotations(render: object) -> None:
    assert callable(render)
    text = render(located_report())
    assert "question, exchange 1, 00:12:31" in text
    assert "p. 4" in text
    plain = render(sample_report())
    assert "p. 4" not in plain
    assert "00:12:31" not in plain


def test_the_terminal_names_the_time_of_the_best_evidence() -> None:
    out = io.StringIO()
    print_table(located_report(), Console(file=out, width=100, no_color=True))
    assert "00:12:31" in " ".join(out.getvalue().split())


def test_every_csv_has_columns_for_page_and_time() -> None:
    report = located_report()
    rows = {
        name: next(csv.DictReader(io.StringIO(to_csv(report, name), newline="")))
        for name in ("clauses", "questions", "evidence")
    }
    assert all(row["time"] == "00:12:31" and row["page"] == "" for row in rows.values())
    assert rows["clauses"]["clause_page"] == rows["evidence"]["clause_page"] == "3"


def test_a_ranking_names_the_page_of_the_sentence() -> None:
    turn = RankedTurn(
        1, None, "Ann", "principal", None, "opening", 1.0, "No.", 0, 3, Span(0, 3), Locator(page=7)
    )
    ranking = Ranking("t1", "Briefing", None, True, None, "statement", 0.5, (turn,))
    out = io.StringIO()
    print_ranking(ranking, Console(file=out, width=100, no_color=True))
    assert "p. 7" in " ".join(out.getvalue().split())
