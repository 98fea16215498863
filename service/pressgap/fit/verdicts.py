"""Trials → the coefficients and bars of the verdict model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pressgap.core.align import FEATURES
from pressgap.core.verdict_model import Logistic, Pool
from pressgap.errors import BadSettings
from pressgap.fit.pseudo import Trial
from pressgap.fit.regression import fit_logistic, prior_weights

# The share of clauses that questions raise, and that answers speak to. Stated, not measured: the
# meetings' own share is a matter of how the trials were drawn.
PRIOR = 0.2
# The share of clauses asked, and of clauses volunteered, that the bars are set for.
CASE_SHARE = 0.12
SHARES = {"own": 0.6, "near": 0.3, "far": 0.1}
_ROUNDS = 4
# More than are reproducible, so that rounding itself never makes two fits differ.
DECIMALS = 9
NOT_RAISED_PRECISION = 0.95
# Three in five of the clauses called asked, or called volunteered, are to be so.
RAISED_PRECISION = 0.6
POOLED_SENTENCES = 3
_GRID = np.round(np.arange(0.05, 0.96, 0.01), 2)


def fit_side(trials: Sequence[Trial]) -> Logistic:
    """Return the logistic function of the best pair in each trial.

    Which pair is best depends on the function, so both are found in turns, from the excess alone.
    """
    labels = np.array([trial.related for trial in trials])
    origins = np.array([trial.origin for trial in trials])
    weights = prior_weights(labels, origins, SHARES, PRIOR)
    solution = np.zeros(len(FEATURES) + 1)
    solution[1 + FEATURES.index("excess")] = 1.0
    for _ in range(_ROUNDS):
        best = np.stack([_best(trial, solution) for trial in trials])
        solution = fit_logistic(best, labels, weights)
    return Logistic(float(solution[0]), tuple(float(value) for value in solution[1:]))


def _best(trial: Trial, solution: NDArray[np.float64]) -> NDArray[np.float64]:
    features = trial.features.astype(np.float64)
    chosen: NDArray[np.float64] = features[int((features @ solution[1:]).argmax())]
    return chosen


@dataclass(frozen=True, eq=False)
class Cases:
    """Clauses with the probabilities of both sides: what the bars are chosen on.

    ``truth`` is 0 asked, 1 volunteered, 2 not raised.
    """

    asked: NDArray[np.float64]
    answered: NDArray[np.float64]
    truth: NDArray[np.int64]
    origins: NDArray[np.str_]

    def weights(self) -> NDArray[np.float64]:
        """Return weights with asked and volunteered at their stated shares."""
        weights = np.zeros(len(self.truth))
        for label, share in ((0, CASE_SHARE), (1, CASE_SHARE)):
            weights[self.truth == label] = share / max(1, int((self.truth == label).sum()))
        rest = self.truth == 2
        weights[rest] = prior_weights(
            np.zeros(int(rest.sum()), bool), self.origins[rest], SHARES, 0.0
        )
        weights[rest] *= (1.0 - 2.0 * CASE_SHARE) / weights[rest].sum()
        return weights


def fit_pool(trials: Sequence[Trial], answered: Logistic) -> Pool:
    """Return how the likeliest sentences of a block are taken together, calibrated anew."""
    plain = Pool(POOLED_SENTENCES, 0.0, 1.0)
    odds = np.array([[max(plain.odds(block) for block in _blocks(t, answered))] for t in trials])
    labels = np.array([trial.related for trial in trials])
    origins = np.array([trial.origin for trial in trials])
    solution = fit_logistic(odds, labels, prior_weights(labels, origins, SHARES, PRIOR))
    return Pool(POOLED_SENTENCES, float(solution[0]), float(solution[1]))


def _blocks(trial: Trial, logistic: Logistic) -> list[NDArray[np.float64]]:
    """Return the probabilities of the sentences of each block."""
    found = logistic.probabilities(trial.features.astype(np.float64))
    return [found[trial.blocks == block] for block in np.unique(trial.blocks)]


def cases(trials: Sequence[Trial], asked: Logistic, answered: Logistic, pool: Pool) -> Cases:
    """Return the clauses of which both trials are known."""
    by_case: dict[str, dict[bool, Trial]] = {}
    for trial in trials:
        by_case.setdefault(trial.case, {})[trial.question] = trial
    pairs = [(both[True], both[False]) for both in by_case.values() if len(both) == 2]
    truth = [0 if question.related else 1 if answer.related else 2 for question, answer in pairs]
    return Cases(
        np.array([_probability(question, asked) for question, _ in pairs]),
        np.array([max(map(pool.probability, _blocks(answer, answered))) for _, answer in pairs]),
        np.array(truth, np.int64),
        np.array([question.origin for question, _ in pairs]),
    )


def _probability(trial: Trial, logistic: Logistic) -> float:
    return float(logistic.probabilities(trial.features.astype(np.float64)).max())


def bars(found: Cases) -> dict[str, float]:
    """Return the bars.

    The F1 of a calibrated probability is best at half the F1 it reaches there, which is steadier
    than the best bar on a few hundred positives: so for asked and for answered, but no lower than
    ``RAISED_PRECISION`` holds. Not raised reaches as far up as ``NOT_RAISED_PRECISION`` holds.
    """
    weights = found.weights()
    asked = _raised_bar(found.asked, found.truth == 0, weights)
    told = found.truth != 0
    answered = _raised_bar(found.answered[told], found.truth[told] == 1, weights[told])
    highest = np.maximum(found.asked, found.answered)
    held = [
        bar
        for bar in _GRID[min(asked, answered) > _GRID]
        if _precision(found, weights, highest <= bar) >= NOT_RAISED_PRECISION
    ]
    return {"asked": asked, "answered": answered, "not_raised": float(max(held, default=0.0))}


def _raised_bar(
    probabilities: NDArray[np.float64], labels: NDArray[np.bool_], weights: NDArray[np.float64]
) -> float:
    if not weights[labels].sum():
        raise BadSettings(
            "the meetings hold no clause that is surely asked, or none that is surely volunteered: "
            "there is nothing to set the bars by"
        )
    scores = [
        2.0
        * weights[(probabilities >= bar) & labels].sum()
        / (weights[probabilities >= bar].sum() + weights[labels].sum())
        for bar in _GRID
    ]
    half = round(float(max(scores)) / 2.0, 2)
    for bar in _GRID[half <= _GRID]:
        said = probabilities >= bar
        if weights[said & labels].sum() >= RAISED_PRECISION * weights[said].sum():
            return float(bar)
    return float(_GRID[-1])


def _precision(found: Cases, weights: NDArray[np.float64], said: NDArray[np.bool_]) -> float:
    return float(weights[said & (found.truth == 2)].sum() / max(weights[said].sum(), 1e-12))


def as_json(logistic: Logistic) -> dict[str, Any]:
    """Return a logistic function as the data file holds it."""
    named = dict(zip(FEATURES, (round(c, DECIMALS) for c in logistic.coefficients), strict=True))
    return {"intercept": round(logistic.intercept, DECIMALS), "coefficients": named}


def pool_as_json(pool: Pool) -> dict[str, Any]:
    """Return a pool as the data file holds it."""
    return {
        "count": pool.count,
        "intercept": round(pool.intercept, DECIMALS),
        "slope": round(pool.slope, DECIMALS),
    }
