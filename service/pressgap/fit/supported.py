"""Statements against meetings → the coefficients and bar of `core.matching.statements`."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.align import Fallback
from pressgap.core.matching.background import Background
from pressgap.core.matching.statements import STATEMENT_FEATURES, statement_features
from pressgap.core.matching.verdict_model import Logistic
from pressgap.core.text.terms import terms
from pressgap.fit.pseudo import Embedded, unrelated_to
from pressgap.fit.regression import fit_logistic, prior_weights
from pressgap.fit.verdicts import DECIMALS

# One candidate in four that a search brings up belongs to the statement: stated, not measured.
PRIOR = 0.25
SHARES = {"own": 0.5, "near": 0.3, "far": 0.2}
PRECISION = 0.75
_EVERY = 4  # every fourth meeting, and every second statement: a quarter of the time, and enough
_EVERY_STATEMENT = 2
_BEST = {"own": 20, "near": 8, "far": 4}


@dataclass(frozen=True, eq=False)
class Blocks:
    """The blocks of a meeting: ``texts`` and unit ``vectors``, and the block of each sentence."""

    texts: tuple[str, ...]
    vectors: NDArray[np.float32]
    of_sentence: NDArray[np.int64]

    @cached_property
    def terms(self) -> tuple[frozenset[str], ...]:
        """The terms of each block."""
        return tuple(frozenset(terms(text)) for text in self.texts)


def chosen(embedded: Sequence[Embedded]) -> list[int]:
    """Return the meetings whose statements are used, and that are searched."""
    told = [number for number, each in enumerate(embedded) if each.meeting.statements]
    return told[::_EVERY]


def fit_statements(
    embedded: Sequence[Embedded],
    blocks: dict[int, Blocks],
    coverage_weight: float,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Any]:
    """Return intercept, coefficients and bar as the data file holds them."""
    rows: list[tuple[NDArray[np.float64], bool, str]] = []
    for done, home in enumerate(sorted(blocks)):
        rows += _rows(home, embedded, blocks, coverage_weight)
        if progress:
            progress(done + 1, len(blocks))
    features = np.stack([row[0] for row in rows])
    labels = np.array([row[1] for row in rows])
    weights = prior_weights(labels, np.array([row[2] for row in rows]), SHARES, PRIOR)
    solution = fit_logistic(features, labels, weights)
    logistic = Logistic(float(solution[0]), tuple(float(value) for value in solution[1:]))
    named = zip(
        STATEMENT_FEATURES, (round(c, DECIMALS) for c in logistic.coefficients), strict=True
    )
    return {
        "intercept": round(logistic.intercept, DECIMALS),
        "coefficients": dict(named),
        "bar": _bar(logistic.probabilities(features), labels, weights),
    }


def _bar(
    probabilities: NDArray[np.float64], labels: NDArray[np.bool_], weights: NDArray[np.float64]
) -> float:
    """Return the lowest bar over which ``PRECISION`` of the candidates belong."""
    for bar in np.round(np.arange(0.2, 0.96, 0.01), 2):
        said = probabilities >= bar
        if weights[said & labels].sum() >= PRECISION * weights[said].sum() > 0.0:
            return float(bar)
    return 0.95


def _rows(
    home: int, embedded: Sequence[Embedded], blocks: dict[int, Blocks], coverage_weight: float
) -> Iterator[tuple[NDArray[np.float64], bool, str]]:
    rng = random.Random(f"statements-{embedded[home].meeting.name}")  # noqa: S311  (no secret)
    searched = _searched(home, embedded, blocks, rng)
    background = unrelated_to({number for number, _ in searched}, embedded, rng)
    told = zip(embedded[home].meeting.statements, embedded[home].statements, strict=True)
    for statement, vector in list(told)[::_EVERY_STATEMENT]:
        for number, origin in searched:
            features = _features(
                statement.text,
                vector,
                embedded[number],
                blocks[number],
                coverage_weight,
                background,
            )
            for row in np.argsort(-features[:, 0], kind="stable")[: _BEST[origin]].tolist():
                turn = int(embedded[number].meeting.turns[row])
                yield features[row], origin == "own" and turn in statement.near, origin


def _searched(
    home: int, embedded: Sequence[Embedded], blocks: dict[int, Blocks], rng: random.Random
) -> list[tuple[int, str]]:
    series = embedded[home].meeting.series
    near = [i for i in sorted(blocks) if i != home and embedded[i].meeting.series == series]
    far = [i for i in sorted(blocks) if embedded[i].meeting.series != series]
    return [
        (home, "own"),
        *((rng.choice(among), name) for among, name in ((near, "near"), (far, "far")) if among),
    ]


def _features(
    text: str,
    vector: NDArray[np.float32],
    searched: Embedded,
    blocks: Blocks,
    coverage_weight: float,
    background: Background,
) -> NDArray[np.float64]:
    found: NDArray[np.float64] = statement_features(
        [text],
        vector[None, :],
        [frozenset(said) for said in searched.meeting.terms],
        searched.sentences,
        [blocks.terms[block] for block in blocks.of_sentence.tolist()],
        blocks.vectors[blocks.of_sentence],
        coverage_weight,
        Fallback(0.0, 0.0, 1.0),
        background,
    )[0]
    return found
