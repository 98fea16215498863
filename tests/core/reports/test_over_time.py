from dataclasses import replace

import pytest

from pressgap.core.model import ClauseVerdictName
from pressgap.core.report import DocumentRef, Probabilities, Report, TranscriptFinding
from pressgap.core.reports.over_time import Course, course, in_order, over_time
from tests.reports import review, sample_report


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        (("not_raised", "asked"), "rises"),
        (("volunteered", "asked"), "rises"),
        (("asked", "not_raised", "asked"), "rises"),
        (("asked", "asked"), "stays"),
        (("unsure", "asked"), "stays"),
        (("asked", "not_raised"), "falls_silent"),
        (("asked", "asked", "volunteered"), "falls_silent"),
        (("not_raised", "asked", "not_raised"), "came_and_went"),
        (("asked", "unsure"), "cannot_say"),
        (("not_raised", "volunteered"), "never_asked"),
        (("not_raised", "unsure"), "cannot_say"),
    ],
)
def test_the_course_of_a_clause(verdicts: tuple[ClauseVerdictName, ...], expected: Course) -> None:
    assert course(verdicts) == expected


def two_conferences(*reviews: tuple[str, str]) -> Report:
    """The sample held against a later and an earlier conference, given in that order."""
    found = tuple(review(n, target, verdict) for n, (target, verdict) in enumerate(reviews, 1))
    report = sample_report(reviews=found)
    later = replace(report.transcripts[0], id="tlater", date="2026-05-01")
    earlier = replace(report.transcripts[0], id="tearlier", date="2026-02-01")
    none = Probabilities(0.0, 0.0, 0.0)
    clauses = tuple(
        replace(
            clause,
            by_transcript=(
                TranscriptFinding("tlater", clause.verdict, none),
                TranscriptFinding("tearlier", "not_raised", none),
            ),
        )
        for clause in report.clauses
    )
    return replace(report, transcripts=(later, earlier), clauses=clauses)


def test_transcripts_are_taken_in_order_of_date_whatever_order_they_were_given_in() -> None:
    report = two_conferences()
    assert [document.id for document in in_order(report)] == ["tearlier", "tlater"]
    first = over_time(report)[0]
    assert first.verdicts == ("not_raised", "asked")
    assert first.course == "rises"


def test_a_transcript_without_a_date_comes_last() -> None:
    report = two_conferences()
    undated = DocumentRef("tundated", "Undated", None, True, None)
    report = replace(report, transcripts=(undated, *report.transcripts))
    assert in_order(report)[-1].id == "tundated"


def test_a_person_who_overrules_is_heard() -> None:
    report = two_conferences(("c1", "not_raised"), ("c4", "asked"), ("c2", "volunteered"))
    found = {points.clause.id: points.course for points in over_time(report)}
    assert found["c1"] == "never_asked"
    assert found["c4"] == "cannot_say"
    assert found["c2"] == "never_asked"
