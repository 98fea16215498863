"""Trials → the coefficients and bars of the verdict model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.align import FEATURES
from pressgap.core.matching.verdict_model import Logistic, raised_signals
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
# How many of the clauses called not raised, asked, volunteered are to be so on the trials. Absence
# is the finding that must not be wrong, so most is asked of it; a trial's clauses sum up what was
# said, which makes them easier to tell apart than a declaration's.
NOT_RAISED_PRECISION, ASKED_PRECISION, VOLUNTEERED_PRECISION = 0.965, 0.625, 0.8
# The same of those over the bar of being raised at all, over which half an answer is enough.
RAISED_PRECISION = 0.83
_GRID = np.round(np.arange(0.02, 0.96, 0.01), 2)


def fit_side(trials: Sequence[Trial]) -> Logistic:
    """Return the logistic function of the best pair in each trial.

    Which pair is best depends on the function, so both are found in turns, from the excess alone.
    """
    labels, weights = labelled(trials)
    solution = np.zeros(len(FEATURES) + 1)
    solution[1 + FEATURES.index("excess")] = 1.0
    for _ in range(_ROUNDS):
        best = np.stack([_best(trial, solution) for trial in trials])
        solution = fit_logistic(best, labels, weights)
    return Logistic(float(solution[0]), tuple(float(value) for value in solution[1:]))


def labelled(trials: Sequence[Trial]) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Return whether each trial is related, and how much it weighs; both (trials,)."""
    labels = np.array([trial.related for trial in trials])
    origins = np.array([trial.origin for trial in trials])
    return labels, prior_weights(labels, origins, SHARES, PRIOR)


def _best(trial: Trial, solution: NDArray[np.float64]) -> NDArray[np.float64]:
    return best_pair(trial.features, solution[1:])


def best_pair(pairs: NDArray[np.float32], coefficients: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the most probable of ``pairs`` (n, features)."""
    features = pairs.astype(np.float64)
    chosen: NDArray[np.float64] = features[int((features @ coefficients).argmax())]
    return chosen


@dataclass(frozen=True, eq=False)
class Cases:
    """Clauses with the probabilities of both sides: what the bars are chosen on.

    ``truth`` is 0 asked, 1 volunteered, 2 not raised.
    """

    asked: NDArray[np.float64]
    answered: NDArray[np.float64]
    raised: NDArray[np.float64]
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


@dataclass(frozen=True, eq=False)
class Both:
    """Clauses of which both trials are known; all arrays (clauses,).

    ``asked`` and ``answered`` are the probabilities of the best pairs, ``signals`` (clauses,
    len(RAISED)) what tells whether a clause is raised at all.
    """

    asked: NDArray[np.float64]
    answered: NDArray[np.float64]
    signals: NDArray[np.float64]
    truth: NDArray[np.int64]
    origins: NDArray[np.str_]


def paired(trials: Sequence[Trial]) -> list[tuple[Trial, Trial]]:
    """Return the question's and the answer's trial of each clause of which both are known."""
    by_case: dict[str, dict[bool, Trial]] = {}
    for trial in trials:
        by_case.setdefault(trial.case, {})[trial.question] = trial
    return [(both[True], both[False]) for both in by_case.values() if len(both) == 2]


def both_sides(trials: Sequence[Trial], asked: Logistic, answered: Logistic) -> Both:
    """Return the clauses of which both trials are known, with the probabilities of both.

    Raises ``BadSettings`` where there are none.
    """
    pairs = paired(trials)
    if not pairs:
        raise BadSettings("no stretch of the meetings holds both questions and answers enough")
    chances = [(_probability(q, asked), _probability(a, answered)) for q, a in pairs]
    signals = [
        raised_signals(
            *chance,
            max(_nearest(q), _nearest(a)),
            q.words,
            max(q.mentioned, a.mentioned),
            q.key_said,
        )
        for chance, (q, a) in zip(chances, pairs, strict=True)
    ]
    truth = [0 if question.related else 1 if answer.related else 2 for question, answer in pairs]
    return Both(
        np.array([chance for chance, _ in chances]),
        np.array([chance for _, chance in chances]),
        np.stack(signals),
        np.array(truth, np.int64),
        np.array([question.origin for question, _ in pairs]),
    )


def fit_clause_raised(both: Both) -> NDArray[np.float64]:
    """Return intercept and coefficients of whether a clause is raised at all."""
    return fit_logistic(both.signals, both.truth != 2, clause_weights(both))


def clause_weights(both: Both) -> NDArray[np.float64]:
    """Return how much each clause weighs in whether it is raised, (clauses,), one on average."""
    empty = np.zeros(0)
    weights = Cases(empty, empty, empty, both.truth, both.origins).weights()
    normed: NDArray[np.float64] = weights * len(weights) / weights.sum()
    return normed


def cases(both: Both, clause_raised: NDArray[np.float64]) -> Cases:
    """Return the clauses with what the bars are chosen on."""
    logistic = Logistic(float(clause_raised[0]), tuple(map(float, clause_raised[1:])))
    raised = logistic.probabilities(both.signals)
    asked, answered = np.minimum(both.asked, raised), np.minimum(both.answered, raised)
    return Cases(asked, answered, raised, both.truth, both.origins)


def _nearest(trial: Trial) -> float:
    return float(trial.features[:, FEATURES.index("apart")].max())


def _probability(trial: Trial, logistic: Logistic) -> float:
    return float(logistic.probabilities(trial.features.astype(np.float64)).max())


def bars(found: Cases) -> dict[str, float]:
    """Return the bars: the lowest over which a clause is called asked, or volunteered, and the
    highest up to which it is called not raised, that the stated precisions allow.
    """
    weights = found.weights()
    asked = _raised_bar(found.asked, found.truth == 0, weights, ASKED_PRECISION)
    told = found.truth != 0
    answered = _raised_bar(
        found.answered[told], found.truth[told] == 1, weights[told], VOLUNTEERED_PRECISION
    )
    raised = _raised_bar(found.raised, found.truth != 2, weights, RAISED_PRECISION)
    held = [
        bar
        for bar in _GRID[min(asked, answered) > _GRID]
        if _precision(found, weights, found.raised <= bar) >= NOT_RAISED_PRECISION
    ]
    return {
        "asked": asked,
        "answered": answered,
        "raised": raised,
        "not_raised": float(max(held, default=0.0)),
    }


def _raised_bar(
    probabilities: NDArray[np.float64],
    labels: NDArray[np.bool_],
    weights: NDArray[np.float64],
    precision: float,
) -> float:
    if not weights[labels].sum():
        raise BadSettings(
            "the meetings hold no clause that is surely asked, or none that is surely volunteered: "
            "there is nothing to set the bars by"
        )
    for bar in _GRID:
        said = probabilities >= bar
        if weights[said & labels].sum() >= precision * weights[said].sum():
            return float(bar)
    return float(_GRID[-1])


def _precision(found: Cases, weights: NDArray[np.float64], said: NDArray[np.bool_]) -> float:
    return float(weights[said & (found.truth == 2)].sum() / max(weights[said].sum(), 1e-12))


def as_json(logistic: Logistic) -> dict[str, Any]:
    """Return the logistic function of pairs as the data file holds it."""
    return logistic_as_json(np.array([logistic.intercept, *logistic.coefficients]), FEATURES)


def logistic_as_json(solution: NDArray[np.float64], names: Sequence[str]) -> dict[str, Any]:
    """Return intercept and coefficients, (1 + names,), as the data file holds them."""
    rounded = [round(float(value), DECIMALS) for value in solution]
    return {"intercept": rounded[0], "coefficients": dict(zip(names, rounded[1:], strict=True))}
