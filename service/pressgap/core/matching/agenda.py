"""Is a question on the declaration at all? Held against the declaration as a whole.

One clause may resemble any question by chance; a question on the declaration is nearer to it than
unrelated speech is, in its nearest clause and in the few next to it. And it says little else: who
names what a clause names and much beside it asks about something else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.align import SPREAD_FLOOR
from pressgap.core.matching.background import expected_best

AGENDA = ("nearest", "nearest_few", "returned")
_FEW = 5
# A question is measured against at least this much weight: one of two words tells little. Stated:
# on the meetings from 40 to 120 are about equally good.
_LEAST_ASKED = 60.0


Nearest = tuple[NDArray[np.float64], NDArray[np.float64]]
"""(n,) twice: each sentence's score with its nearest clause, and its mean with a few."""


Offered = tuple[tuple[float, float], ...]
"""Mean and spread of the best of some unrelated sentences, by what ``Nearest`` holds."""


def agenda_signals(
    joint: NDArray[np.floating],
    returned: NDArray[np.floating],
    said: NDArray[np.floating],
    unrelated: Nearest,
) -> NDArray[np.float64]:
    """Return (len(AGENDA),) of a question.

    ``joint`` (clauses, sentences) are the scores of its sentences with every clause, ``unrelated``
    the nearest of unrelated sentences: how far the question's best sentence lies above the best
    that as many unrelated ones offer. ``returned`` (sentences,) is the weighed share of each
    sentence's own terms that the clause holds which holds most of them, ``said`` (sentences,) what
    the sentence weighs: together, the share of all that the question says.
    """
    return signals_over(joint, returned, said, offered(unrelated, joint.shape[1]))


def signals_over(
    joint: NDArray[np.floating],
    returned: NDArray[np.floating],
    said: NDArray[np.floating],
    theirs: Offered,
) -> NDArray[np.float64]:
    """Return what ``agenda_signals`` does, over what as many unrelated sentences offer."""
    signals = [
        (float(ours.max()) - mean) / (spread + SPREAD_FLOOR)
        for ours, (mean, spread) in zip(nearest_of(joint), theirs, strict=True)
    ]
    held = float((returned * said).sum()) / max(_LEAST_ASKED, float(said.sum()))
    return np.array([*signals, held], np.float64)


def offered(unrelated: Nearest, size: int) -> Offered:
    """Return what ``size`` unrelated sentences offer."""
    found = (expected_best(theirs[None, :].astype(np.float32), size) for theirs in unrelated)
    return tuple((float(mean[0]), float(spread[0])) for mean, spread in found)


def by_clause(
    scores: NDArray[np.floating], rows: Mapping[str, Sequence[int]]
) -> NDArray[np.float64]:
    """Return (clauses, n): the best of each clause's sentences' scores (clause sentences, n)."""
    return np.stack([scores[list(places)].max(axis=0) for places in rows.values()]).astype(float)


def nearest_of(scores: NDArray[np.floating]) -> Nearest:
    """Return what the nearest clauses score with each sentence; ``scores`` (clauses, n)."""
    few = min(_FEW, len(scores))
    best = -np.partition(-scores.astype(np.float64), few - 1, axis=0)[:few]
    return best.max(axis=0), np.sort(best, axis=0).mean(axis=0)
