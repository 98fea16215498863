"""Questions of meetings → how likely a question is on a declaration.

A turn that asks is *on* the statements of its own meeting where one of them sums it up; it is off
those of another meeting of the series (``near``) and of another series (``far``).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.agenda import AGENDA, agenda_signals, nearest_of
from pressgap.core.matching.align import Aligner, Fallback, aligner
from pressgap.core.matching.background import Background
from pressgap.core.matching.verdict_model import Logistic
from pressgap.core.text.terms import term_weights, terms
from pressgap.errors import BadSettings
from pressgap.fit.pseudo import Embedded, unrelated_to
from pressgap.fit.regression import fit_logistic, prior_weights
from pressgap.fit.verdicts import logistic_as_json

# Every second question is on the declaration: stated, not measured.
PRIOR = 0.5
SHARES = {"near": 0.7, "far": 0.3}
# How many of those called on, and called off, are to be so on the examples.
ON_PRECISION, OFF_PRECISION = 0.8, 0.8
_SENTENCES = 3  # of a turn, up to its last question
_CLOSING = "\"')”’] "
_GRID = np.round(np.arange(0.02, 0.99, 0.01), 2)


@dataclass(frozen=True, eq=False)
class _Example:
    signals: NDArray[np.float64]
    on: bool
    origin: str


def fit_questions(
    embedded: Sequence[Embedded], coverage_weight: float
) -> tuple[dict[str, Any], dict[str, float]]:
    """Return the logistic function and its bars as the data file holds them.

    Raises ``BadSettings`` when no question of the meetings is summed up by a statement.
    """
    found = [
        example for home in _told(embedded) for example in _of(home, embedded, coverage_weight)
    ]
    labels = np.array([example.on for example in found])
    if not labels.any() or labels.all():
        raise BadSettings("the meetings hold no question that is surely on, or none that is off")
    signals = np.stack([example.signals for example in found])
    weights = prior_weights(labels, np.array([e.origin for e in found]), SHARES, PRIOR)
    solution = fit_logistic(signals, labels, weights)
    logistic = Logistic(float(solution[0]), tuple(map(float, solution[1:])))
    bars = _bars(logistic.probabilities(signals), labels, weights)
    return logistic_as_json(solution, AGENDA), bars


def _bars(
    chances: NDArray[np.float64], labels: NDArray[np.bool_], weights: NDArray[np.float64]
) -> dict[str, float]:
    def precise(said: NDArray[np.bool_], right: NDArray[np.bool_], wanted: float) -> bool:
        return bool(weights[said & right].sum() >= wanted * weights[said].sum() > 0.0)

    on = [bar for bar in _GRID if precise(chances >= bar, labels, ON_PRECISION)]
    off = [bar for bar in _GRID if precise(chances <= bar, ~labels, OFF_PRECISION)]
    highest = min(on, default=_GRID[-1])
    return {
        "on_declaration": float(highest),
        "off_declaration": float(min(max(off, default=0.0), highest - 0.01)),
    }


def _told(embedded: Sequence[Embedded]) -> list[int]:
    return [number for number, each in enumerate(embedded) if each.meeting.statements]


def _of(home: int, embedded: Sequence[Embedded], coverage_weight: float) -> Iterator[_Example]:
    rng = random.Random(f"questions-{embedded[home].meeting.name}")  # noqa: S311  (no secret)
    series = embedded[home].meeting.series
    others = [i for i in _told(embedded) if i != home]
    near = [i for i in others if embedded[i].meeting.series == series]
    far = [i for i in others if embedded[i].meeting.series != series]
    chosen = [("own", home)]
    chosen += [(name, rng.choice(among)) for name, among in (("near", near), ("far", far)) if among]
    background = unrelated_to({number for _, number in chosen}, embedded, rng)
    summed = {turn for told in embedded[home].meeting.statements for turn in told.central}
    questions = list(_questions(embedded[home]))
    for origin, number in chosen:
        held = _held(embedded[number], background, coverage_weight)
        assert held.unrelated is not None  # noqa: S101 - made with a background
        unrelated = nearest_of(held.unrelated)
        for turn, rows in questions:
            if origin == "own" and turn not in summed:
                continue  # whether it is on the matter cannot be said
            scores = held.scores(
                embedded[home].sentences[rows], [embedded[home].meeting.terms[r] for r in rows]
            )
            signals = agenda_signals(
                scores.joint, scores.returned.max(axis=0), scores.said, unrelated
            )
            yield _Example(signals, origin == "own", origin)


def _held(each: Embedded, background: Background, coverage_weight: float) -> Aligner:
    texts = [terms(told.text) for told in each.meeting.statements]
    weights = term_weights(texts, background.idf)
    nothing = Fallback(0.0, 0.0, 1.0)
    return aligner(each.statements, texts, weights, coverage_weight, background, nothing)


def _questions(each: Embedded) -> Iterator[tuple[int, list[int]]]:
    """Yield turns that ask, with the sentences up to their last question."""
    meeting = each.meeting
    for turn in np.flatnonzero(meeting.asks & ~meeting.presides).tolist():
        rows = [int(row) for row in np.flatnonzero(meeting.turns == turn) if meeting.terms[row]]
        asking = [
            place
            for place, row in enumerate(rows)
            if meeting.sentences[row].rstrip(_CLOSING).endswith("?")
        ]
        if asking:
            yield turn, rows[max(0, asking[-1] + 1 - _SENTENCES) : asking[-1] + 1]
