from __future__ import annotations

import numpy as np
import pytest

from pressgap.evaluate.metrics import (
    Measured,
    accuracy,
    auroc,
    average_precision,
    calibration_error,
    macro_f1,
    mean,
    ndcg,
    precision,
    ranked_precision,
    ranks,
    ratio,
    recall,
    reciprocal_rank,
    share_within,
    surest,
)

TRUTH = ["asked", "asked", "volunteered", "not_raised", "not_raised"]
SAID = ["asked", "unsure", "asked", "not_raised", "not_raised"]
LABELS = ("asked", "volunteered", "not_raised")


def once(measured: Measured, rows: int) -> float:
    return float(measured(np.ones((1, rows)))[0])


def test_macro_f1_counts_unsure_as_wrong() -> None:
    # asked: 1 right, 2 said, 2 true; volunteered: 0; not raised: 2 of 2.
    assert once(macro_f1(SAID, TRUTH, LABELS), 5) == pytest.approx((0.5 + 0.0 + 1.0) / 3)
    assert once(accuracy(SAID, TRUTH), 5) == pytest.approx(3 / 5)


def test_precision_and_recall_are_unknown_where_there_is_nothing_to_count() -> None:
    assert once(precision(SAID, TRUTH, "asked"), 5) == 0.5
    assert once(recall(SAID, TRUTH, "volunteered"), 5) == 0.0
    assert np.isnan(once(precision(SAID, TRUTH, "volunteered"), 5))
    assert np.isnan(once(mean([]), 0))


def test_auroc_counts_ties_half() -> None:
    # pairs: .9>.5, .9>.1, .5=.5, .5>.1 -> 3.5 of 4
    assert once(auroc([0.9, 0.5, 0.5, 0.1], [True, True, False, False]), 4) == 3.5 / 4
    assert np.isnan(once(auroc([0.9], [True]), 1))
    assert np.isnan(once(auroc([], []), 0))


def test_average_precision_by_hand() -> None:
    # positives at rank 1 (precision 1) and 3 (precision 2/3)
    found = average_precision([0.9, 0.8, 0.7, 0.1], [True, False, True, False])
    assert once(found, 4) == pytest.approx((1 + 2 / 3) / 2)
    # tied at the top: both precision 1/2
    assert once(average_precision([0.5, 0.5], [True, False]), 2) == 0.5
    assert np.isnan(once(average_precision([0.5], [False]), 1))


def test_calibration_error_by_hand() -> None:
    # bin of .2: two rows, one positive: |.4 - 1|; bin of .9: one row, positive: |.9 - 1|
    found = calibration_error([0.2, 0.2, 0.9], [True, False, True])
    assert once(found, 3) == pytest.approx((0.6 + 0.1) / 3)
    # the last bin takes 1 in
    assert once(calibration_error([1.0, 0.95], [True, True]), 2) == pytest.approx(0.05 / 2)


def test_accuracy_on_the_surest_leaves_the_least_sure_out() -> None:
    right = [said == true for said, true in zip(SAID, TRUTH, strict=True)]
    assert once(surest(right, [0.9, -1.0, 0.1, 0.8, 0.7], 0.6), 5) == 1.0
    assert once(surest(right, [0.9, -1.0, 0.1, 0.8, 0.7], 1.0), 5) == pytest.approx(3 / 5)


WEIGHTS = np.array([[2, 0, 1, 3], [1, 1, 1, 1], [0, 4, 2, 1]], np.float64)
SCORES, POSITIVE = [0.9, 0.4, 0.4, 0.1], [True, False, True, False]


@pytest.mark.parametrize(
    "make",
    [
        auroc,
        average_precision,
        calibration_error,
        lambda scores, positive: surest(positive, scores, 0.5),
        lambda scores, positive: ratio(positive, scores),
        lambda scores, positive: macro_f1([str(p) for p in positive], ["True"] * len(scores), "T"),
    ],
)
def test_a_row_that_counts_twice_is_measured_as_two_rows(make: object) -> None:
    assert callable(make)
    weighed = make(SCORES, POSITIVE)(WEIGHTS)
    for row, counts in zip(weighed, WEIGHTS.astype(int), strict=True):
        again = make(np.repeat(SCORES, counts).tolist(), np.repeat(POSITIVE, counts).tolist())
        assert row == pytest.approx(once(again, int(counts.sum())), nan_ok=True)


def test_ranks_count_from_one_and_leave_ties_in_given_order() -> None:
    found = ranks([0.5, 0.9, 0.5, -np.inf], [True, False, True, True])
    assert found.tolist() == [2, 3, 4]
    assert reciprocal_rank(found) == 0.5
    assert reciprocal_rank(found[:0]) == 0.0


def test_what_is_never_found_counts_against_the_precision_of_a_ranking() -> None:
    # ranks 1 and 4 of three wanted: (1/1 + 2/4) / 3
    assert ranked_precision(np.array([1, 4]), 3) == pytest.approx(1.5 / 3)


def test_ndcg_by_hand() -> None:
    # gains at ranks 1 and 3, two of three wanted inside the first three
    gained = 1.0 + 1.0 / np.log2(4)
    most = 1.0 + 1.0 / np.log2(3) + 1.0 / np.log2(4)
    assert ndcg(np.array([1, 3, 9]), 3, at=3) == pytest.approx(gained / most)


def test_turns_are_taken_whole_until_the_next_does_not_fit() -> None:
    # best first: 60 words, then 50 that would make 110; the small third is not reached
    scores, sizes = [0.9, 0.8, 0.7], [60, 50, 10]
    assert share_within(scores, [True, False, True], sizes, 100) == 0.5
    assert share_within(scores, [True, False, True], sizes, 120) == 1.0
