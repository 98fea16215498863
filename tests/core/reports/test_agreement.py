"""Agreement against cases computed by hand."""

from dataclasses import replace

import pytest

from pressgap.core.reports.agreement import agreements, kappa
from pressgap.core.reports.build_report import with_reviews
from tests.reports import review, sample_report


def pairs(**counts: int) -> list[tuple[str, str]]:
    """``ab=3``: three times the first said a and the second b."""
    return [(name[0], name[1]) for name, count in counts.items() for _ in range(count)]


def test_kappa_of_a_table_worked_out_by_hand() -> None:
    # 50 things: 20 both yes, 15 both no, 5 yes/no, 10 no/yes. Observed 35/50 = 0.7; chance
    # 25/50 * 30/50 + 25/50 * 20/50 = 0.5; (0.7 - 0.5) / 0.5 = 0.4.
    assert kappa(pairs(yy=20, nn=15, yn=5, ny=10)) == pytest.approx(0.4)


def test_kappa_of_three_categories_worked_out_by_hand() -> None:
    # 10 things: aa 4, bb 3, cc 1, ab 1, bc 1. Observed 0.8; the first gave a 5, b 4, c 1, the
    # second a 4, b 4, c 2: chance (20 + 16 + 2) / 100 = 0.38; 0.42 / 0.62.
    assert kappa(pairs(aa=4, bb=3, cc=1, ab=1, bc=1)) == pytest.approx(0.42 / 0.62)


def test_full_agreement_is_one_and_agreement_by_chance_alone_is_zero() -> None:
    assert kappa(pairs(aa=3, bb=2)) == 1.0
    assert kappa(pairs(aa=1, ab=1, ba=1, bb=1)) == 0.0


def test_coders_who_always_differ_are_below_chance() -> None:
    assert kappa(pairs(ab=2, ba=2)) == -1.0


def test_kappa_is_not_defined_for_nothing_or_for_one_category() -> None:
    assert kappa([]) is None
    assert kappa(pairs(aa=7)) is None


def test_one_who_never_varies_agrees_no_better_than_chance() -> None:
    assert kappa(pairs(aa=7, ab=1)) == pytest.approx(0.0)


def test_the_machine_is_held_against_each_coder_and_coders_against_each_other() -> None:
    report = sample_report(
        reviews=(
            review(1, "c1", "asked", "ana"),
            review(2, "c4", "asked", "ana"),
            review(3, "c4", "not_raised", "ben"),
            review(4, "t1.e1.q1", "on_declaration", "ben"),
        )
    )
    found = [(a.first, a.second, a.target, a.both, a.same) for a in agreements(report)]
    assert found == [
        (None, "ana", "clause", 2, 1),
        (None, "ben", "clause", 1, 1),
        ("ana", "ben", "clause", 1, 0),
        (None, "ben", "question", 1, 1),
    ]


def test_what_two_differ_on_is_named() -> None:
    report = sample_report(reviews=(review(1, "c1", "asked"), review(2, "c4", "asked")))
    (found,) = agreements(report)
    assert found.apart == ("c4",)
    assert found.raw == 0.5
    # The machine said asked and not raised, ana asked twice: chance (1 * 2) / 4 = 0.5.
    assert found.kappa == 0.0


def test_the_latest_verdict_of_a_coder_counts_and_a_withdrawn_one_does_not() -> None:
    report = sample_report(
        reviews=(
            review(1, "c1", "not_raised"),
            review(2, "c1", "asked"),
            review(3, "c2", "asked"),
            review(4, "c2", None),
        )
    )
    (found,) = agreements(report)
    assert (found.both, found.same) == (1, 1)
    assert found.kappa is None


def test_without_reviews_there_is_nothing_to_agree_on() -> None:
    assert agreements(sample_report()) == ()
    nothing = replace(sample_report(), clauses=(), questions=())
    assert agreements(with_reviews(nothing, ())) == ()
