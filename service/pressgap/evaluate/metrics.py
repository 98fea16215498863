"""The field's measures as pure functions of labelled rows and of how much each row counts.

``weights`` is (resamples, rows): each resample counts a row so many times, and each measure comes
back as (resamples,), NaN where there is nothing to measure. A row of ones gives the plain measure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Measured = Callable[[Floats], Floats]
"""A measure with its rows at hand: takes weights (resamples, rows), gives (resamples,)."""


def mean(values: ArrayLike) -> Measured:
    """Return the mean of ``values`` (rows,)."""
    return ratio(values, np.ones(len(np.asarray(values))))


def ratio(over: ArrayLike, under: ArrayLike) -> Measured:
    """Return the sum of ``over`` by the sum of ``under``, both (rows,)."""
    above, below = np.asarray(over, np.float64), np.asarray(under, np.float64)
    return lambda weights: _divided(weights @ above, weights @ below)


def accuracy(said: Sequence[str], truth: Sequence[str]) -> Measured:
    """Return the share of rows said as they are."""
    return mean(_equal(said, truth))


def precision(said: Sequence[str], truth: Sequence[str], label: str) -> Measured:
    """Return how many of the rows called ``label`` are so."""
    called = np.array([each == label for each in said], bool)
    return ratio(called & _equal(said, truth), called)


def recall(said: Sequence[str], truth: Sequence[str], label: str) -> Measured:
    """Return how many of the rows that are ``label`` are called so."""
    return precision(truth, said, label)


def macro_f1(said: Sequence[str], truth: Sequence[str], labels: Sequence[str]) -> Measured:
    """Return the mean F1 of ``labels``; saying anything else (``unsure``) counts as wrong.

    The F1 of a label that is neither said nor true is 0.
    """
    both = [(np.array(said) == label, np.array(truth) == label) for label in labels]

    def measured(weights: Floats) -> Floats:
        ones = [
            np.nan_to_num(_divided(2.0 * (weights @ (s & t)), weights @ s + weights @ t))
            for s, t in both
        ]
        found: Floats = np.mean(ones, axis=0)
        return found

    return measured


def auroc(scores: ArrayLike, positive: ArrayLike) -> Measured:
    """Return the chance that a positive scores above a negative, ties half."""
    levels, order = _levels(scores)
    right = np.asarray(positive, bool)[order]

    def measured(weights: Floats) -> Floats:
        counted = weights[:, order]
        ups = _by_level(counted * right, levels)
        downs = _by_level(counted * ~right, levels)
        # From the highest level down: a positive beats what is still to come, and half its equals.
        below = downs.sum(axis=1, keepdims=True) - np.cumsum(downs, axis=1) + 0.5 * downs
        return _divided((ups * below).sum(axis=1), ups.sum(axis=1) * downs.sum(axis=1))

    return measured


def average_precision(scores: ArrayLike, positive: ArrayLike) -> Measured:
    """Return the mean over positives of the precision at their score; ties stand together."""
    levels, order = _levels(scores)
    right = np.asarray(positive, bool)[order]

    def measured(weights: Floats) -> Floats:
        counted = weights[:, order]
        ups, seen = _by_level(counted * right, levels), _by_level(counted, levels)
        precisions = np.nan_to_num(_divided(np.cumsum(ups, axis=1), np.cumsum(seen, axis=1)))
        return _divided((ups * precisions).sum(axis=1), ups.sum(axis=1))

    return measured


def calibration_error(probabilities: ArrayLike, positive: ArrayLike, bins: int = 10) -> Measured:
    """Return the expected calibration error: |share of positives - mean probability| over equally
    wide bins, weighted by how much falls into each.
    """
    chances = np.asarray(probabilities, np.float64)
    gaps = chances - np.asarray(positive, np.float64)
    places = np.minimum(bins - 1, (chances * bins).astype(int))
    inside = np.equal.outer(np.arange(bins), places)

    def measured(weights: Floats) -> Floats:
        found = np.abs(weights @ (inside * gaps).T).sum(axis=1)
        return _divided(found, weights.sum(axis=1))

    return measured


def surest(right: ArrayLike, sureness: ArrayLike, share: float) -> Measured:
    """Return the accuracy on the surest ``share`` of the rows; equally sure ones in given order."""
    order = np.argsort(-np.asarray(sureness, np.float64), kind="stable")
    hits = np.asarray(right, np.float64)[order]

    def measured(weights: Floats) -> Floats:
        counted = weights[:, order]
        room = np.round(share * counted.sum(axis=1, keepdims=True))
        before = np.cumsum(counted, axis=1) - counted
        kept = np.clip(room - before, 0.0, counted)
        return _divided(kept @ hits, kept.sum(axis=1))

    return measured


# --- of one ranking ------------------------------------------------------------------------


def ranks(scores: ArrayLike, wanted: ArrayLike) -> NDArray[np.int64]:
    """Return the ranks, from 1, of the ``wanted`` rows, best first; ties in given order."""
    order = np.argsort(-np.asarray(scores, np.float64), kind="stable")
    return np.flatnonzero(np.asarray(wanted, bool)[order]) + 1


def ranked_precision(found: NDArray[np.int64], wanted: int) -> float:
    """Return the average precision of ``wanted`` things of which those at ranks ``found`` are.

    What is wanted and not among the ranked counts as never found.
    """
    return float((np.arange(1, len(found) + 1) / found).sum() / wanted)


def ndcg(found: NDArray[np.int64], wanted: int, at: int) -> float:
    """Return the normalised discounted gain of the first ``at`` ranks, every gain 1."""
    gained = (1.0 / np.log2(found[found <= at] + 1.0)).sum()
    most = (1.0 / np.log2(np.arange(1, min(at, wanted) + 1) + 1.0)).sum()
    return float(gained / most)


def reciprocal_rank(found: NDArray[np.int64]) -> float:
    """Return 1 by the first rank; 0 where nothing is found."""
    return float(1.0 / found[0]) if len(found) else 0.0


def share_within(scores: ArrayLike, wanted: ArrayLike, sizes: ArrayLike, room: int) -> float:
    """Return the share of the ``wanted`` rows that fit into ``room`` when whole rows are taken
    best first, each of its size, up to the first that does not fit.
    """
    order = np.argsort(-np.asarray(scores, np.float64), kind="stable")
    taken = np.cumsum(np.asarray(sizes)[order]) <= room
    right = np.asarray(wanted, bool)[order]
    return float((taken & right).sum() / right.sum())


# --- helpers -------------------------------------------------------------------------------


def _equal(said: Sequence[str], truth: Sequence[str]) -> NDArray[np.bool_]:
    return np.array([s == t for s, t in zip(said, truth, strict=True)], bool)


def _divided(over: Floats, under: Floats) -> Floats:
    found: Floats = np.full(np.shape(over), np.nan)
    np.divide(over, under, out=found, where=np.asarray(under) > 0)
    return found


def _levels(scores: ArrayLike) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where each level of equal scores begins, and the rows from the highest score down."""
    given = np.asarray(scores, np.float64)
    order = np.argsort(-given, kind="stable")
    ordered = given[order]
    fresh = np.ones(len(ordered), bool)
    fresh[1:] = ordered[1:] != ordered[:-1]
    return np.flatnonzero(fresh), order


def _by_level(counted: Floats, levels: NDArray[np.int64]) -> Floats:
    if not len(levels):
        return np.zeros((len(counted), 0))
    summed: Floats = np.add.reduceat(counted, levels, axis=1)
    return summed
