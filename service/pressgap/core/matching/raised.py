"""Is a text raised in a transcript at all? Its best places there against unrelated speech.

Scores are taken of single sentences and of windows around them, for what is raised may be spread;
a high window without a high sentence tells that the surroundings fit and the thing itself was not
said. What counts is how far the best lies above the best that as much unrelated speech offers.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.align import SPREAD_FLOOR, Fallback
from pressgap.core.matching.background import Background, bucket, expected_best
from pressgap.core.matching.ranking import Scope
from pressgap.core.matching.verdict_model import Logistic
from pressgap.core.matching.windows import Windows
from pressgap.core.matching.wording import Aligned, lead
from pressgap.errors import BadSettings

REACHES = (0, 2, 8)  # sentences either side
_BEST = 3
RAISED_FEATURES = (
    *(f"{kind}_excess_{reach}" for kind in ("joint", "cosine", "coverage") for reach in REACHES),
    *(f"joint_{reach}" for reach in REACHES),
    "cosine_0",
    "joint_of_best",
)
# A statement is told by its words as well (`core.matching.wording`). For topics and questions, on
# meetings left out, those changed nothing that can be told from chance.
STATED_FEATURES = (*RAISED_FEATURES, "wording_lead")

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RaisedModel:
    """How the features become a probability, for either scope."""

    discussion: Logistic
    statement: Logistic
    fallback: Fallback

    def probability(self, features: Floats, scope: Scope) -> float:
        """Return the probability that a text with these ``features`` is raised:
        (len(RAISED_FEATURES),) of a discussion, (len(STATED_FEATURES),) of a statement.
        """
        chosen = self.discussion if scope == "discussion" else self.statement
        return float(chosen.probabilities(features[None, :])[0])

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> RaisedModel:
        """Return the model a data file holds; ``BadSettings`` says what is wrong with it."""
        try:
            return cls(
                _logistic(values["raised"]["discussion"], RAISED_FEATURES),
                _logistic(values["raised"]["statement"], STATED_FEATURES),
                Fallback(**{key: float(v) for key, v in values["fallback"].items()}),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise BadSettings(f"the model of what is raised cannot be read: {error!r}") from error


def _logistic(values: Mapping[str, Any], names: Sequence[str]) -> Logistic:
    coefficients = values["coefficients"]
    return Logistic(float(values["intercept"]), tuple(float(coefficients[n]) for n in names))


@dataclass(frozen=True, eq=False)
class Unrelated:
    """A text's scores in unrelated speech, by (kind, reach): what its best is measured against."""

    scores: Mapping[tuple[str, int], NDArray[np.float32]]
    fallback: Fallback

    def excess(self, kind: str, reach: int, best: float, size: int) -> float:
        """Return how far ``best`` of ``size`` places lies above what unrelated speech offers."""
        found = self.scores.get((kind, reach))
        if found is None:
            level = self.fallback.level + self.fallback.growth * float(np.log(max(1, size)))
            return (best - level) / (self.fallback.spread + SPREAD_FLOOR)
        mean, spread = expected_best(found[None, :], size)
        return float((best - mean[0]) / (spread[0] + SPREAD_FLOOR))


def unrelated(
    rows: NDArray[np.float32],
    shares: Mapping[str, float],
    background: Background | None,
    fallback: Fallback,
) -> Unrelated:
    """Return the scores of a text (``rows`` (n, d) of its parts) in the background, if any."""
    if background is None:
        return Unrelated({}, fallback)
    by_bucket: dict[Hashable, float] = {}
    for term, share in shares.items():
        by_bucket[bucket(term)] = by_bucket.get(bucket(term), 0.0) + share
    found = _scores(rows, by_bucket, background.windows)
    return Unrelated({k: v.astype(np.float32) for k, v in found.items()}, fallback)


def raised_features(
    rows: NDArray[np.float32], shares: Mapping[str, float], said: Windows, beyond: Unrelated
) -> Floats:
    """Return (len(RAISED_FEATURES),) for a text held against what was said.

    ``rows`` (n, d) are unit vectors of the text's parts, ``shares`` each term's share of its
    weight.
    """
    scores = _scores(rows, dict(shares.items()), said)
    size = len(said)
    best = {key: float(values.max()) for key, values in scores.items()}
    excesses = [
        beyond.excess(kind, reach, best[kind, reach], size)
        for kind in ("joint", "cosine", "coverage")
        for reach in REACHES
    ]
    few = np.sort(scores["joint", 0])[-_BEST:].mean()
    joints = [best["joint", reach] for reach in REACHES]
    return np.array([*excesses, *joints, best["cosine", 0], few], np.float64)


def stated_features(
    rows: NDArray[np.float32],
    shares: Mapping[str, float],
    said: Windows,
    beyond: Unrelated,
    aligned: Aligned,
) -> Floats:
    """Return (len(STATED_FEATURES),): those of ``raised_features`` and what the words tell."""
    return np.append(raised_features(rows, shares, said, beyond), lead(aligned))


def _scores(
    rows: NDArray[np.float32], shares: Mapping[Hashable, float], said: Windows
) -> dict[tuple[str, int], Floats]:
    found: dict[tuple[str, int], Floats] = {}
    for reach in REACHES:
        cosine = (said.around(reach) @ rows.T).max(axis=1).astype(np.float64)
        covered = said.covered(shares, reach)
        found["cosine", reach], found["coverage", reach] = cosine, covered
        found["joint", reach] = cosine + covered
    return found


def term_shares(words: Sequence[str], idf: Callable[[str], float]) -> dict[str, float]:
    """Return what share of a text's weight each of its terms has: the square of its rarity."""
    weights = {word: max(0.0, idf(word)) ** 2 for word in words}
    total = max(1e-9, sum(weights.values()))
    return {word: weight / total for word, weight in weights.items()}
