"""Shipped rows and reviews → the logistic functions of a verdict, fitted on both.

How the shipped rows and the reviews weigh: all shipped rows of a function together count as
``SHIPPED_AS`` reviews. They are thousands, but drawn over and over from thirty meetings of another
kind; if each counted as much as a review, no library's reviews would ever be heard. So twenty
reviews move little, and two hundred as much as the shipped rows hold against them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.background import Background
from pressgap.core.matching.pairs import ANSWERS, QUESTIONS, Pairs, pairs_of
from pressgap.core.matching.verdict_model import Logistic, VerdictModel, raised_signals
from pressgap.fit.regression import fit_logistic
from pressgap.fit.reviewed import Reviewed
from pressgap.fit.table import Rows, Table
from pressgap.fit.verdicts import best_pair

SHIPPED_AS = 200
# The best pair under the new coefficients is looked for among the best under the old ones.
_KEPT = 50
_ROUNDS = 4


@dataclass(frozen=True, eq=False)
class Heard:
    """A clause in one transcript: features (n, f) of its best pairs with questions and with
    answers, and what else tells whether it is raised.
    """

    questions: NDArray[np.float32]
    answers: NDArray[np.float32]
    nearest: float
    words: int
    mentioned: float
    key_asked: float

    def signals(self, asked: Logistic, answered: Logistic) -> NDArray[np.float64]:
        """Return (len(RAISED),) with the log-odds these two functions give."""
        return raised_signals(
            _most(self.questions, asked),
            _most(self.answers, answered),
            self.nearest,
            self.words,
            self.mentioned,
            self.key_asked,
        )


@dataclass(frozen=True, eq=False)
class Example:
    """A reviewed clause in every transcript of its comparison."""

    clause: str
    verdict: str
    heard: tuple[Heard, ...]


def examples(
    reviewed: Reviewed, model: VerdictModel, background: Background | None
) -> list[Example]:
    """Return the reviewed clauses as the verdicts see them: from the same pairs."""
    pairs = [
        pairs_of(reviewed.declaration, each, model, background, with_features=True)
        for each in reviewed.transcripts
    ]
    return [
        Example(clause, verdict, tuple(_heard(clause, each, model) for each in pairs))
        for clause, verdict in reviewed.verdicts.items()
    ]


def _heard(clause: str, pairs: Pairs, model: VerdictModel) -> Heard:
    return Heard(
        _best(clause, pairs, pairs.columns(QUESTIONS), model.asked),
        _best(clause, pairs, pairs.columns(ANSWERS), model.answered),
        pairs.closeness(clause),
        pairs.words(clause),
        pairs.mentioned(clause),
        pairs.key_is_asked(clause),
    )


def _best(clause: str, pairs: Pairs, columns: list[int], logistic: Logistic) -> NDArray[np.float32]:
    width = len(logistic.coefficients)
    rows = pairs.rows.get(clause, [])
    found = pairs.features[np.ix_(rows, columns)].reshape(-1, width) if rows else _none(width)
    order = np.argsort(-(found @ np.array(logistic.coefficients)), kind="stable")
    best: NDArray[np.float32] = found[order[:_KEPT]]
    return best


def _none(width: int) -> NDArray[np.float32]:
    return np.zeros((0, width), np.float32)


def _most(pairs: NDArray[np.float32], logistic: Logistic) -> float:
    if not len(pairs):
        return 0.0
    return float(logistic.probabilities(pairs.astype(np.float64)).max())


def refitted(table: Table, found: Sequence[Example], base: VerdictModel) -> VerdictModel:
    """Return ``base`` with its functions fitted on ``table`` and reviewed clauses.

    A reviewed clause is asked or not, and raised or not. It is answered where it was volunteered,
    and not where it was not raised; of one that was asked no review says whether it was answered.
    The bars stay: they are probabilities, and what the probabilities mean does not change.
    """
    asked = _side(
        table.asked,
        [_all_of([heard.questions for heard in each.heard]) for each in found],
        [each.verdict == "asked" for each in found],
        base.asked,
    )
    told = [each for each in found if each.verdict != "asked"]
    answered = _side(
        table.answered,
        [_all_of([heard.answers for heard in each.heard]) for each in told],
        [each.verdict == "volunteered" for each in told],
        base.answered,
    )
    raised = _raised(table, found, asked, answered, base.raised)
    return replace(base, asked=asked, answered=answered, raised=raised)


def _all_of(pairs: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    return np.concatenate(list(pairs))


def _side(
    rows: Rows, pairs: Sequence[NDArray[np.float32]], labels: Sequence[bool], start: Logistic
) -> Logistic:
    """Return the function of the best pair; which is best depends on it, so both in turns."""
    held = [(each, label) for each, label in zip(pairs, labels, strict=True) if len(each)]
    if not held:
        return start
    logistic = start
    for _ in range(_ROUNDS):
        coefficients = np.array(logistic.coefficients)
        best = np.stack([best_pair(each, coefficients) for each, _ in held])
        logistic = _fit(rows, rows.features.astype(np.float64), best, [label for _, label in held])
    return logistic


def _raised(
    table: Table, found: Sequence[Example], asked: Logistic, answered: Logistic, start: Logistic
) -> Logistic:
    """Return the function of the transcript in which a clause is likeliest raised."""
    shipped = table.signals(asked, answered)
    every = [np.stack([h.signals(asked, answered) for h in each.heard]) for each in found]
    labels = [each.verdict != "not_raised" for each in found]
    logistic = start
    for _ in range(_ROUNDS):
        best = np.stack([each[int(logistic.probabilities(each).argmax())] for each in every])
        logistic = _fit(table.raised, shipped, best, labels)
    return logistic


def _fit(
    rows: Rows, shipped: NDArray[np.float64], reviews: NDArray[np.float64], labels: list[bool]
) -> Logistic:
    weights = np.concatenate([rows.weights, np.full(len(reviews), len(shipped) / SHIPPED_AS)])
    solution = fit_logistic(
        np.concatenate([shipped, reviews]),
        np.concatenate([rows.labels, np.array(labels, bool)]),
        weights * len(weights) / weights.sum(),
    )
    return Logistic(float(solution[0]), tuple(float(value) for value in solution[1:]))
