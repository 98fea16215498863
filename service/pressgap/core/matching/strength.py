"""Does a passage make the clause's own point, or only touch its matter?

A match is *explicit* where it is about what the clause provides, *implied* where it is about the
clause's issue without that. Told by how near the two are when what they share with their
neighbours is taken out of both, by shared telling words, and by how far the clause leads over the
other clauses for this passage.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.align import Aligner, Scores, apart


def strength_features(
    held: Aligner,
    scores: Scores,
    vectors: NDArray[np.float32],
    clauses: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Return (clause sentences, passages, len(EXPLICIT)).

    ``scores`` and ``vectors`` are of all evidence of one transcript; ``clauses`` (clause
    sentences,) numbers the clause of each.
    """
    near = (held.apart @ apart(vectors).T).astype(np.float64)
    lead = near - best_of_others(near, clauses)
    return np.stack([near, scores.covered, scores.returned, lead], axis=2)


def best_of_others(scores: NDArray[np.float64], clauses: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return, for each pair, the passage's best score with another clause; its own best where
    there is but one clause.
    """
    best = np.full((int(clauses.max()) + 1, scores.shape[1]), -np.inf)
    np.maximum.at(best, clauses, scores)
    if len(best) < 2:
        return best[clauses]
    ranked = np.sort(best, axis=0)
    others = np.where(best >= ranked[-1], ranked[-2], ranked[-1])
    return np.asarray(others[clauses], np.float64)
