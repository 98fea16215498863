"""Small documents embedded by hand: one dimension per matter, so that likeness is plain to see."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.align import EmbeddedDocument, Fallback
from pressgap.core.matching.background import Background, build_background
from pressgap.core.matching.verdict_model import Logistic, VerdictModel
from pressgap.core.model import (
    Clause,
    Declaration,
    Document,
    Exchange,
    Kind,
    Part,
    Passage,
    Question,
    Span,
    Speaker,
    Structure,
    Transcript,
    Turn,
)
from pressgap.core.text.terms import terms

MATTERS = ("ferry", "tunnel", "museum", "orchard")
Said = tuple[Part, int | None, str]


def vector(text: str) -> NDArray[np.float32]:
    """Return a unit vector by the matters named, with a last dimension for naming none."""
    found = np.array([float(matter in text.lower()) for matter in MATTERS] + [0.2], np.float32)
    return found / np.linalg.norm(found)


def word_rows(words: Sequence[str]) -> NDArray[np.float32]:
    """Return unit vectors of words: a boat is a ferry, and any other word itself alone."""
    rows = np.zeros((len(words), 997), np.float32)
    for row, word in zip(rows, words, strict=True):
        row[zlib.crc32({"boat": "ferry"}.get(word, word).encode()) % 997] = 1.0
    return rows


def model(asked_bar: float = 0.5) -> VerdictModel:
    """Return a model that goes by cosine and coverage alone.

    A clause is raised as likely as either side raises it; a match is explicit where the passage
    says most of the clause's telling words.
    """
    pair = Logistic(-6.0, (0.0, 8.0, 2.0, 0.0, 0.0))
    return VerdictModel(
        name="by hand",
        sha256="hash",
        coverage_weight=1.0,
        asked=pair,
        answered=pair,
        raised=Logistic(0.0, (1.0, 0.0, 0.0, 0.0, 0.0)),
        explicit=Logistic(-5.0, (0.0, 10.0, 0.0, 0.0)),
        on_declaration=Logistic(-2.0, (1.0, 0.0, 0.0)),
        asked_bar=asked_bar,
        answered_bar=0.5,
        raised_bar=0.9,
        not_raised_bar=0.2,
        explicit_bar=0.5,
        on_bar=0.5,
        off_bar=0.4,
        raised_share=0.24,
        fallback=Fallback(0, 0, 1),
    )


def background() -> Background:
    """Return unrelated speech."""
    texts = ["Good morning and welcome.", "The minutes were approved.", "We turn to item two."]
    said = [tuple(terms(text)) for text in texts]
    return build_background("by hand", "model", np.stack([vector(t) for t in texts]), said, said)


def declaration(*clauses: str) -> EmbeddedDocument:
    """Return a declaration of one-sentence clauses."""
    text, spans = _joined(clauses)
    found = tuple(Clause(f"c{n}", str(n), "", span) for n, span in enumerate(spans, 1))
    passages = [
        Passage("d", "sentence", clause.span, "clause", clause=clause.id) for clause in found
    ]
    return _embedded("declaration", text, Declaration(found), passages)


def transcript(*said: Said) -> EmbeddedDocument:
    """Return a transcript of one-sentence turns: part, exchange, words.

    Turns of part ``question`` hold one question each.
    """
    text, spans = _joined([words for _, _, words in said])
    turns, passages = [], []
    questions: dict[int, list[Question]] = {}
    for number, ((part, exchange, _), span) in enumerate(zip(said, spans, strict=True), 1):
        turns.append(Turn(number, "", "s1", span))
        passages += [
            Passage("t", level, span, part, number, exchange, "s1")
            for level in ("block", "sentence")
        ]
        if part == "question" and exchange is not None:
            asked = questions.setdefault(exchange, [])
            asked.append(Question(len(asked) + 1, number, span))
    exchanges = [
        Exchange(number, "s1", (asked[0].turn,), tuple(asked), asked[0].span)
        for number, asked in questions.items()
    ]
    speakers = (Speaker("s1", "Somebody", "questioner"),)
    structure = Transcript(tuple(turns), speakers, tuple(exchanges))
    return _embedded("transcript", text, structure, passages)


def _joined(texts: Sequence[str]) -> tuple[str, list[Span]]:
    spans, at = [], 0
    for text in texts:
        spans.append(Span(at, at + len(text)))
        at += len(text) + 1
    return "\n".join(texts), spans


def _embedded(
    kind: Kind, text: str, structure: Structure, passages: Sequence[Passage]
) -> EmbeddedDocument:
    document = Document(kind[0], kind, "", text, "", "", "")
    rows = [vector(passage.span.of(text)) for passage in passages]
    vectors = np.stack(rows) if rows else np.zeros((0, len(MATTERS) + 1), np.float32)
    return EmbeddedDocument(document, structure, tuple(passages), vectors)
