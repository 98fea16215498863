import numpy as np
import pytest

from pressgap.fit.regression import fit_logistic, prior_weights


def test_the_logistic_finds_the_share_of_positives() -> None:
    labels = np.array([True] * 3 + [False] * 7)
    found = fit_logistic(np.zeros((10, 1)), labels, np.ones(10))
    assert 1 / (1 + np.exp(-found[0])) == pytest.approx(0.3)


def test_a_feature_that_tells_has_a_slope_and_one_that_does_not_has_none() -> None:
    features = np.array([[0.0, 1.0], [1.0, 1.0], [2.0, 1.0], [3.0, 1.0]])
    labels = np.array([False, False, True, True])
    _, telling, level = fit_logistic(features, labels, np.ones(4))
    assert telling > 0.0 == level


def test_prior_weights_give_positives_and_groups_their_shares() -> None:
    labels = np.array([True, False, False, False])
    groups = np.array(["own", "own", "near", "near"])
    weights = prior_weights(labels, groups, {"own": 0.5, "near": 0.3, "far": 0.2}, 0.2)
    assert weights.sum() == pytest.approx(4.0)
    assert weights[0] / 4 == pytest.approx(0.2)
    assert weights[1] / weights[2:].sum() == pytest.approx(0.5 / 0.3)
