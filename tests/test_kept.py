from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pressgap.core.correction import Wanted
from pressgap.core.model import Kind
from pressgap.core.report import Report
from pressgap.errors import BadSettings, ComparisonNotFound
from pressgap.library import NewDocument
from pressgap.wiring import Parts
from tests.cli.conftest import CONFERENCE, DECLARATION
from tests.parts import fake_parts


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    opened = fake_parts(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def report(parts: Parts) -> Report:
    """A comparison that is kept."""
    texts: tuple[tuple[Kind, str], ...] = (
        ("declaration", DECLARATION),
        ("transcript", CONFERENCE),
    )
    budget, conference = (
        parts.library.add(NewDocument(kind, text, text.encode(), language="en")).document.id
        for kind, text in texts
    )
    return parts.comparer.compare(budget, [conference])


def test_a_kept_comparison_is_listed_and_read_as_it_was_made(parts: Parts, report: Report) -> None:
    assert [item.id for item in parts.kept.list().items] == [report.id]
    assert parts.kept.get(report.id) == report
    assert parts.kept.reviews(report.id) == []


@pytest.mark.parametrize(
    ("target", "verdict", "reviewer", "wrong"),
    [
        ("c99", "asked", "A. Coder", "c99"),
        ("c1", "off_declaration", "A. Coder", "asked, volunteered"),
        ("t1.e1.q1", "asked", "A. Coder", "on_declaration"),
        ("c1", "asked", "   ", "reviewer"),
    ],
)
def test_a_review_that_cannot_be_meant_is_refused(
    parts: Parts, report: Report, target: str, verdict: str, reviewer: str, wrong: str
) -> None:
    with pytest.raises(BadSettings, match=wrong):
        parts.kept.review(report.id, target, verdict, reviewer)
    assert parts.kept.reviews(report.id) == []


def test_coders_who_disagree_dispute_a_verdict_and_one_can_withdraw(
    parts: Parts, report: Report
) -> None:
    parts.kept.review(report.id, "c1", "asked", "A. Coder")
    parts.kept.review(report.id, "c1", "not_raised", "B. Coder", "only the tunnel's name")
    assert parts.kept.get(report.id).summary.disputed == 1
    parts.kept.review(report.id, "c1", None, "B. Coder")
    assert parts.kept.get(report.id).summary.disputed == 0
    assert len(parts.kept.reviews(report.id)) == 3


def test_a_comparison_that_is_removed_is_gone_with_its_reviews(
    parts: Parts, report: Report
) -> None:
    parts.kept.review(report.id, "c1", "asked", "A. Coder")
    parts.kept.remove(report.id)
    with pytest.raises(ComparisonNotFound):
        parts.kept.reviews(report.id)


def test_the_matrix_is_of_clauses_and_exchanges(parts: Parts, report: Report) -> None:
    found = parts.kept.matrix(report.id)
    assert found.rows == ("c1", "c2", "c3", "c4")
    assert {"t1.e1", "t1.e2"} <= set(found.columns)


def test_an_older_report_without_options_goes_by_what_the_caller_gave(
    parts: Parts, report: Report
) -> None:
    transcript = report.transcripts[0].id
    older = replace(report, manifest=replace(report.manifest, options=None))
    assert parts.kept.corrected_since(older) == ()
    parts.library.correct(transcript, [Wanted("nobody", line=9)], "Ana")
    assert len(parts.kept.corrected_since(older)) == 1


def test_a_report_of_a_corrected_transcript_is_told_when_that_is_taken_back(
    parts: Parts, report: Report
) -> None:
    transcript = report.transcripts[0].id
    made = parts.library.correct(transcript, [Wanted("nobody", line=9)], "Ana")
    corrected = parts.comparer.compare(report.declaration.id, [transcript])
    assert parts.kept.get(corrected.id) == corrected
    parts.library.undo_corrections(transcript, [made.corrections[0].id], "Ana")
    assert "corrected since" in parts.kept.get(corrected.id).warnings[-1]
    assert parts.comparer.compare(report.declaration.id, [transcript]) == report
