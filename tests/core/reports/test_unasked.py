from dataclasses import replace

from pressgap.core.reports.unasked import beside, sections, unasked
from tests.reports import review, sample_report


def test_what_nobody_raised_stands_under_its_heading() -> None:
    (section,) = unasked(sample_report())
    assert section.heading == ("Town budget",)
    assert [clause.id for clause in section.clauses] == ["c4"]


def test_a_heading_that_comes_back_opens_a_section_of_its_own() -> None:
    first, second, third, *_ = sample_report().clauses
    found = sections([first, replace(second, heading=("Annex",)), third])
    assert [section.heading for section in found] == [
        ("Town budget",),
        ("Annex",),
        ("Town budget",),
    ]


def test_a_persons_verdict_moves_a_clause_in_or_out() -> None:
    reviews = (review(1, "c4", "asked"), review(2, "c1", "not_raised"))
    (section,) = unasked(sample_report(reviews=reviews))
    assert [clause.id for clause in section.clauses] == ["c1"]


def test_questions_beside_the_declaration_are_listed() -> None:
    assert [question.id for question in beside(sample_report())] == ["t1.e2.q1"]
