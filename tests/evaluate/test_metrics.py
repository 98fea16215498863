import pytest

from pressgap.evaluate.metrics import (
    auroc,
    average_precision,
    calibration_error,
    f1,
    macro_f1,
    precision,
    recall,
    surest,
)

TRUTH = ["asked", "asked", "volunteered", "not_raised", "not_raised"]
SAID = ["asked", "unsure", "asked", "not_raised", "not_raised"]
LABELS = ("asked", "volunteered", "not_raised")


def test_macro_f1_counts_unsure_as_wrong() -> None:
    # asked: 1 right, 2 said, 2 true; volunteered: 0; not raised: 2 of 2.
    assert f1(SAID, TRUTH, "asked") == 0.5
    assert macro_f1(SAID, TRUTH, LABELS) == pytest.approx((0.5 + 0.0 + 1.0) / 3)


def test_precision_and_recall_are_unknown_where_there_is_nothing_to_count() -> None:
    assert precision(SAID, TRUTH, "asked") == 0.5
    assert recall(SAID, TRUTH, "volunteered") == 0.0
    assert precision(SAID, TRUTH, "volunteered") is None


def test_auroc_counts_ties_half() -> None:
    # pairs: .9>.5, .9>.1, .5=.5, .5>.1 -> 3.5 of 4
    assert auroc([0.9, 0.5, 0.5, 0.1], [True, True, False, False]) == 3.5 / 4
    assert auroc([0.9], [True]) is None


def test_average_precision_by_hand() -> None:
    # positives at rank 1 (precision 1) and 3 (precision 2/3)
    assert average_precision([0.9, 0.8, 0.7, 0.1], [True, False, True, False]) == pytest.approx(
        (1 + 2 / 3) / 2
    )
    # tied at the top: both precision 1/2
    assert average_precision([0.5, 0.5], [True, False]) == 0.5
    assert average_precision([0.5], [False]) is None


def test_calibration_error_by_hand() -> None:
    # bin of .2: two rows, one positive: |.4 - 1|; bin of .9: one row, positive: |.9 - 1|
    assert calibration_error([0.2, 0.2, 0.9], [True, False, True]) == pytest.approx((0.6 + 0.1) / 3)
    assert calibration_error([], []) is None


def test_accuracy_on_the_surest_leaves_the_least_sure_out() -> None:
    assert surest(SAID, TRUTH, [0.9, -1.0, 0.1, 0.8, 0.7], 0.6) == 1.0
    assert surest(SAID, TRUTH, [0.9, -1.0, 0.1, 0.8, 0.7], 1.0) == pytest.approx(3 / 5)
