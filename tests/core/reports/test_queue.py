from dataclasses import replace

from pressgap.core.reports.queue import Progress, progress, to_review
from tests.reports import review, sample_report


def test_the_unsure_come_first_and_clauses_before_questions() -> None:
    report = sample_report()
    doubtful = replace(report.questions[1], verdict="unsure")
    report = replace(report, questions=(report.questions[0], doubtful))
    wanted = ["c5", "t1.e2.q1", "c1", "c2", "c3", "c4", "t1.e1.q1"]
    assert [finding.id for finding in to_review(report)] == wanted


def test_what_coders_dispute_comes_after_the_unsure_and_what_is_settled_not_at_all() -> None:
    report = sample_report(
        reviews=(
            review(1, "c1", "asked"),
            review(2, "c4", "asked", "ana"),
            review(3, "c4", "not_raised", "ben"),
        )
    )
    assert [finding.id for finding in to_review(report)][:3] == ["c5", "c4", "c2"]
    assert "c1" not in {finding.id for finding in to_review(report)}


def test_progress_counts_clauses_and_questions_apart() -> None:
    report = sample_report(reviews=(review(1, "c1", "asked"), review(2, "t1.e1.q1", "unsure")))
    assert progress(report) == Progress(1, 5, 1, 2)


def test_a_withdrawn_review_is_no_progress() -> None:
    report = sample_report(reviews=(review(1, "c1", "asked"), review(2, "c1", None)))
    assert progress(report).clauses_reviewed == 0
