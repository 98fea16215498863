"""Logistic regression small enough to be the same on every machine: Newton's method in numpy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_RIDGE = 1.0
_STEPS = 50


def fit_logistic(
    features: NDArray[np.float64], labels: NDArray[np.bool_], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return intercept and coefficients of the weighted, lightly ridged logistic regression.

    ``features`` (n, f); ``weights`` (n,) sum to n. The ridge acts on standardised features.
    """
    mean, spread = features.mean(axis=0), features.std(axis=0)
    spread[spread == 0.0] = 1.0
    design = np.column_stack([np.ones(len(features)), (features - mean) / spread])
    penalty = np.diag([0.0] + [_RIDGE] * features.shape[1])
    solution = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        chance = 1.0 / (1.0 + np.exp(-np.clip(design @ solution, -30.0, 30.0)))
        gradient = design.T @ (weights * (labels - chance)) - penalty @ solution
        curvature = (design * (weights * chance * (1.0 - chance))[:, None]).T @ design + penalty
        step = np.linalg.solve(curvature, gradient)
        solution += step
        if np.abs(step).max() < 1e-10:
            break
    slopes = solution[1:] / spread
    return np.concatenate([[solution[0] - slopes @ mean], slopes])


def prior_weights(
    labels: NDArray[np.bool_], groups: NDArray[np.str_], shares: dict[str, float], prior: float
) -> NDArray[np.float64]:
    """Return weights under which positives are ``prior`` of all, and each group of negatives its
    ``shares`` of the rest; they sum to the number of rows.
    """
    weights = np.zeros(len(labels))
    weights[labels] = prior / max(1, labels.sum())
    present = {
        group: share for group, share in shares.items() if (~labels & (groups == group)).any()
    }
    for group, share in present.items():
        chosen = ~labels & (groups == group)
        weights[chosen] = (1.0 - prior) * share / sum(present.values()) / chosen.sum()
    normed: NDArray[np.float64] = weights * len(labels) / weights.sum()
    return normed
