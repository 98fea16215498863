"""The floor every measure stands beside: plain cosine, as anybody would try it first."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.align import EmbeddedDocument
from pressgap.core.model import Declaration, Part, Passage, Transcript
from pressgap.core.text.lines import paragraph_spans
from pressgap.evaluate.metrics import Floats
from pressgap.library import Library


class Floor:
    """Embeds whole texts as they stand, each once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._rows: dict[str, NDArray[np.float32]] = {}

    def rows(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return (texts, d) unit rows."""
        fresh = [text for text in dict.fromkeys(texts) if text not in self._rows]
        self._rows.update(zip(fresh, self._library.encoder().encode(fresh), strict=True))
        return np.array([self._rows[text] for text in texts], np.float32)


def best_turns(rows: NDArray[np.float32], transcript: EmbeddedDocument) -> Floats:
    """Return (texts, turns): the best cosine of each text, ``rows`` (texts, d), to a block of each
    of ``Transcript.turns``; -1 for a turn without passages.
    """
    assert isinstance(transcript.structure, Transcript)  # noqa: S101 - made so
    row_of = {turn.number: row for row, turn in enumerate(transcript.structure.turns)}
    blocks = [
        (row_of[passage.turn], place)
        for place, passage in enumerate(transcript.passages)
        if passage.level == "block" and passage.turn in row_of
    ]
    found: Floats = np.full((len(row_of), len(rows)), -1.0)
    if blocks:
        near = (transcript.vectors[[place for _, place in blocks]] @ rows.T).astype(np.float64)
        np.maximum.at(found, [row for row, _ in blocks], near)
    turned: Floats = found.T
    return turned


def sentences(
    rows: NDArray[np.float32], transcript: EmbeddedDocument
) -> tuple[list[Passage], Floats]:
    """Return the sentence passages, and (texts, sentences): each text's cosine to each."""
    places = [n for n, passage in enumerate(transcript.passages) if passage.level == "sentence"]
    near = (rows @ transcript.vectors[places].T).astype(np.float64)
    return [transcript.passages[place] for place in places], near


def clause_cosines(
    declaration: EmbeddedDocument, transcripts: Sequence[EmbeddedDocument], floor: Floor
) -> tuple[dict[int, float], dict[int, float]]:
    """Return, by clause number, the best cosine to a question (as a whole turn) and to a paragraph
    of an answer or the opening. What is longer than the model's window is cut, as it would be.
    """
    assert isinstance(declaration.structure, Declaration)  # noqa: S101 - made so
    text = declaration.document.text
    clauses = floor.rows([clause.words(text) for clause in declaration.structure.clauses])
    asked = [each for speech in transcripts for each in _said(speech, _QUESTIONS)]
    answered = [
        span.of(each)
        for t in transcripts
        for each in _said(t, _ANSWERS)
        for span in paragraph_spans(each)
    ]
    return _best(clauses, asked, floor), _best(clauses, answered, floor)


_QUESTIONS: tuple[Part, ...] = ("question",)
_ANSWERS: tuple[Part, ...] = ("answer", "opening")


def _said(speech: EmbeddedDocument, parts: tuple[Part, ...]) -> list[str]:
    assert isinstance(speech.structure, Transcript)  # noqa: S101 - made so
    turns = {passage.turn for passage in speech.passages if passage.part in parts}
    text = speech.document.text
    return [turn.span.of(text) for turn in speech.structure.turns if turn.number in turns]


def _best(clauses: NDArray[np.float32], texts: Sequence[str], floor: Floor) -> dict[int, float]:
    if not texts:
        return {}
    near = (clauses @ floor.rows(texts).T).max(axis=1)
    return {number: float(best) for number, best in enumerate(near, 1)}
