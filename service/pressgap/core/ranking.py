"""A text against one whole transcript: how far each turn and sentence belongs to it, and whether
the text is raised there at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pressgap.core.align import EmbeddedDocument
from pressgap.core.model import Passage, Transcript

Scope = Literal["discussion", "statement"]
"""``discussion``: where is this topic or question discussed (sustained stretches of turns)?
``statement``: who said this (single turns and sentences)?"""


@dataclass(frozen=True, eq=False)
class Ranked:
    """How far the parts of one transcript belong to a text; higher is more related.

    ``turns`` (turns,) is aligned with ``Transcript.turns``, -inf for a turn without passages;
    ``sentences`` are the sentence passages in the order of the text with their ``scores``
    (sentences,). ``raised`` is the calibrated probability that the text is raised at all.
    """

    turns: NDArray[np.float64]
    sentences: tuple[Passage, ...]
    scores: NDArray[np.float64]
    raised: float


def rank(parts: NDArray[np.float32], transcript: EmbeddedDocument) -> Ranked:
    """Rank a transcript by cosine to a text's ``parts`` (n, d), unit rows of its own sentences.

    Raises ``TypeError`` for a document that is no transcript.
    """
    if not isinstance(transcript.structure, Transcript):
        raise TypeError("rank takes a transcript")
    found = transcript.passages
    near = (transcript.vectors @ parts.T).max(axis=1, initial=-1.0).astype(np.float64)
    places = [row for row, passage in enumerate(found) if passage.level == "sentence"]
    places.sort(key=lambda row: found[row].span)
    turns = best_of_turns(near, found, transcript.structure)
    best = float(turns.max(initial=0.0))
    return Ranked(turns, tuple(found[row] for row in places), near[places], max(0.0, best))


def best_of_turns(
    scores: NDArray[np.float64], passages: tuple[Passage, ...], transcript: Transcript
) -> NDArray[np.float64]:
    """Return (turns,): the best of each turn's block scores, -inf where it has none."""
    row_of = {turn.number: row for row, turn in enumerate(transcript.turns)}
    best = np.full(len(row_of), -np.inf)
    for score, passage in zip(scores, passages, strict=True):
        if passage.level == "block" and passage.turn in row_of:
            row = row_of[passage.turn]
            best[row] = max(best[row], score)
    return best
