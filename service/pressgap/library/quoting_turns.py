"""What was ranked → turns as they are quoted: who, where, and the sentence that fits best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from pressgap.core.documents.landmarks import locate
from pressgap.core.matching.align import EmbeddedDocument
from pressgap.core.matching.ranked_turns import RankedTurn, Ranking, Scope
from pressgap.core.matching.ranking import Ranked
from pressgap.core.model import Document, Passage, Transcript
from pressgap.errors import BadSettings
from pressgap.library.workshop import EmbeddingModel

_NO_BACKGROUND = (
    "There is no background table for this model, so the probability that this is raised is "
    "rough; `pressgap fit` makes one."
)


def check_rankable(document: Document) -> None:
    """Raise ``BadSettings`` for a declaration: nobody speaks in it."""
    if document.kind != "transcript":
        raise BadSettings(
            f"{document.id} (“{document.title}”) is a {document.kind}, and only the turns of a "
            "transcript can be ranked: name a transcript, or search the library for the statement"
        )


def ranking_of(
    transcript: EmbeddedDocument,
    ranked: Ranked,
    scope: Scope,
    limit: int,
    warnings: Sequence[str],
) -> Ranking:
    """Return the best ``limit`` turns, each with its best sentence.

    Scores are rounded before they decide: turns that look equal stand in the order of the text.
    """
    document = transcript.document
    scores = np.round(ranked.turns, 3)
    order = np.argsort(-scores, kind="stable")
    best = _best_sentences(ranked)
    return Ranking(
        document=document.id,
        title=document.title,
        date=document.date,
        verbatim=document.verbatim,
        note=document.note,
        scope=scope,
        raised=round(ranked.raised, 3),
        turns=tuple(
            _quoted(transcript, row, float(scores[row]), best)
            for row in order[:limit].tolist()
            if np.isfinite(scores[row])
        ),
        warnings=tuple(warnings),
    )


def _best_sentences(ranked: Ranked) -> dict[int | None, Passage]:
    """Return the best sentence of each turn, by turn number; of equal ones the earliest."""
    best: dict[int | None, Passage] = {}
    for at in np.argsort(-ranked.scores, kind="stable").tolist():
        best.setdefault(ranked.sentences[at].turn, ranked.sentences[at])
    return best


def _quoted(
    transcript: EmbeddedDocument, row: int, score: float, best: dict[int | None, Passage]
) -> RankedTurn:
    speech = _speech(transcript)
    turn = speech.turns[row]
    speaker, sentence = speech.speaker(turn.speaker), best[turn.number]
    return RankedTurn(
        turn=turn.number,
        exchange=sentence.exchange,
        speaker=speaker.name,
        role=speaker.role,
        outlet=speaker.outlet,
        part=sentence.part,
        score=score + 0.0,  # no minus before a zero
        quote=sentence.span.of(transcript.document.text),
        start=sentence.span.start,
        end=sentence.span.end,
        context=turn.span,
        locator=locate(transcript.document.landmarks, sentence.span.start),
    )


def doubts_about(
    transcript: EmbeddedDocument, languages: Sequence[str], model: EmbeddingModel
) -> Iterator[str]:
    """Yield what makes a ranking doubtful; ``languages`` are those the model knows."""
    document = transcript.document
    if document.language not in (*languages, "und"):
        yield (
            f"“{document.title}” is in a language ({document.language}) that the model does not "
            f"know ({', '.join(languages)}), so neither the order nor the probability says much; "
            "set model and model_languages to a multilingual model."
        )
    yield from model.notes
    if model.background is None and not model.notes:
        yield _NO_BACKGROUND
    doubtful = [aside.why for aside in _speech(transcript).asides if not aside.certain]
    for why in dict.fromkeys(doubtful):
        yield f"Text of “{document.title}” {why}, is not ranked."


def _speech(transcript: EmbeddedDocument) -> Transcript:
    assert isinstance(transcript.structure, Transcript)  # noqa: S101 - kind checked before
    return transcript.structure
