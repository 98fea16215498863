"""Does a passage belong to a statement? Cosine and rare-term coverage → calibrated probability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.align import Fallback, aligner, clause_weights
from pressgap.core.matching.background import Background
from pressgap.core.matching.verdict_model import Logistic
from pressgap.core.text.terms import coverage, terms
from pressgap.errors import BadSettings

Terms = AbstractSet[str]
STATEMENT_FEATURES = ("excess", "block_cosine", "block_coverage")
# The length of speech a match has to stand out from, in sentences. It is held fixed: what belongs
# to a statement must not depend on how many candidates a search happened to bring.
REFERENCE_SIZE = 500


@dataclass(frozen=True, slots=True)
class StatementModel:
    """How a candidate's features become a probability, and the ``bar`` it has to reach."""

    name: str
    sha256: str
    coverage_weight: float
    related: Logistic
    bar: float
    fallback: Fallback

    @classmethod
    def from_json(cls, values: Mapping[str, Any], sha256: str = "") -> StatementModel:
        """Return the model a data file holds; ``BadSettings`` says what is wrong with it."""
        try:
            part = values["statements"]
            return cls(
                name=str(values["name"]),
                sha256=sha256,
                coverage_weight=float(values["coverage_weight"]),
                related=Logistic(
                    float(part["intercept"]),
                    tuple(float(part["coefficients"][name]) for name in STATEMENT_FEATURES),
                ),
                bar=float(part["bar"]),
                fallback=Fallback(**{key: float(v) for key, v in values["fallback"].items()}),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise BadSettings(f"the statement model cannot be read: {error!r}") from error


def relatedness(
    parts: Sequence[str],
    part_vectors: NDArray[np.float32],
    sentences: Sequence[Terms],
    sentence_vectors: NDArray[np.float32],
    blocks: Sequence[Terms],
    block_vectors: NDArray[np.float32],
    model: StatementModel,
    background: Background | None,
) -> NDArray[np.float64]:
    """Return (candidates,) probabilities that each sentence belongs to the statement.

    ``parts`` are the statement's sentences (and the whole of it); a candidate belongs to the
    statement as far as it belongs to its best part. ``sentences`` are the terms of each,
    ``blocks``, aligned with them, those of the block around it. Rounded to three decimals.
    """
    if not parts or not sentences:
        return np.zeros(len(sentences))
    features = statement_features(
        parts,
        part_vectors,
        sentences,
        sentence_vectors,
        blocks,
        block_vectors,
        model.coverage_weight,
        model.fallback,
        background,
    )
    best: NDArray[np.float64] = model.related.probabilities(features).max(axis=0)
    return best


def statement_features(
    parts: Sequence[str],
    part_vectors: NDArray[np.float32],
    sentences: Sequence[Terms],
    sentence_vectors: NDArray[np.float32],
    blocks: Sequence[Terms],
    block_vectors: NDArray[np.float32],
    coverage_weight: float,
    fallback: Fallback,
    background: Background | None,
) -> NDArray[np.float64]:
    """Return (parts, candidates, len(STATEMENT_FEATURES))."""
    texts = [terms(part) for part in parts]
    weights = clause_weights([[term for text in texts for term in text]], background)
    held = aligner(part_vectors, texts, weights, coverage_weight, background, fallback)
    excess = held.excess(held.joint(sentence_vectors, sentences)[0], REFERENCE_SIZE)
    around = coverage(texts, weights, blocks)
    beside = (part_vectors @ block_vectors.T).astype(np.float64)
    return np.stack([excess, beside, around.astype(np.float64)], axis=2)
