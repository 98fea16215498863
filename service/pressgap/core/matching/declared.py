"""A declaration ready to be held against any number of transcripts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.agenda import (
    Nearest,
    Offered,
    by_clause,
    nearest_of,
    offered,
    signals_over,
)
from pressgap.core.matching.align import (
    Aligner,
    EmbeddedDocument,
    Sentences,
    aligner,
    clause_weights,
    idf_of,
    sentences_of,
)
from pressgap.core.matching.background import Background
from pressgap.core.matching.salience import Salience, salience
from pressgap.core.matching.verdict_model import VerdictModel


@dataclass(frozen=True, eq=False)
class Declared:
    """What holding a declaration against a transcript takes of the declaration alone.

    ``rows`` are the ``sentences`` of each clause, ``aligner`` holds them all, None where there are
    none. ``unrelated`` is what the nearest clauses score with unrelated sentences, None without a
    ``background``.
    """

    document: EmbeddedDocument
    background: Background | None
    sentences: Sentences
    rows: dict[str, list[int]]
    weights: dict[str, float]
    salient: Mapping[str, Salience]
    aligner: Aligner | None
    unrelated: Nearest | None
    _offered: dict[int, Offered] = field(default_factory=dict)

    @classmethod
    def of(
        cls, declaration: EmbeddedDocument, model: VerdictModel, background: Background | None
    ) -> Declared:
        """Work it out; what takes long is to score the sentences with unrelated speech."""
        sentences = sentences_of(declaration)
        rows: dict[str, list[int]] = {}
        for row, passage in enumerate(sentences.passages):
            rows.setdefault(passage.clause or "", []).append(row)
        groups = [[term for row in of for term in sentences.terms[row]] for of in rows.values()]
        weights = clause_weights(groups, background)
        salient = dict(zip(rows, salience(groups, idf_of(background)), strict=True))
        held: Aligner | None = None
        unrelated: Nearest | None = None
        if rows:
            numbers = model.coverage_weight, background, model.fallback
            held = aligner(sentences.vectors, sentences.terms, weights, *numbers)
            if held.unrelated is not None:
                unrelated = nearest_of(by_clause(held.unrelated, rows))
        return cls(declaration, background, sentences, rows, weights, salient, held, unrelated)

    def agenda(
        self,
        joint: NDArray[np.float64],
        returned: NDArray[np.float64],
        said: NDArray[np.float64],
    ) -> NDArray[np.float64] | None:
        """Return how near sentences are to the declaration as a whole; None: cannot say.

        ``joint`` (clauses, sentences) are their scores with every clause; ``returned`` and ``said``
        (sentences,) as in ``agenda_signals``.
        """
        size = joint.shape[1]
        if self.unrelated is None or not size:
            return None
        if size not in self._offered:
            self._offered[size] = offered(self.unrelated, size)
        return signals_over(joint, returned, said, self._offered[size])
