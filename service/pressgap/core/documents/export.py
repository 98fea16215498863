"""A document with all that belongs to it, to be taken to another library (standard library only).

``from_json(DocumentExport, …)`` reads what ``to_json`` writes; ``check_structure`` is for files
that somebody may have changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pressgap.core.model import (
    Declaration,
    Document,
    Kind,
    Landmark,
    Span,
    Structure,
    Transcript,
    TranscriptOptions,
)

FORMAT: Literal["pressgap-document"] = "pressgap-document"
SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class DocumentExport:
    """A document as it is exported: what is known of it, its text, and what was understood.

    ``options`` are what the caller overruled of the parser; ``structure`` is what it then found.
    """

    format: Literal["pressgap-document"]
    schema: int
    id: str
    kind: Kind
    title: str
    date: str | None
    source: str | None
    language: str
    verbatim: bool
    note: str | None
    added: str
    sha256: str
    source_sha256: str
    text: str
    landmarks: tuple[Landmark, ...]
    options: TranscriptOptions | None
    structure: Transcript | Declaration


def export_of(
    document: Document, structure: Structure, options: TranscriptOptions | None
) -> DocumentExport:
    """Return a document with its structure, and the options it was parsed with, for export."""
    return DocumentExport(
        format=FORMAT,
        schema=SCHEMA_VERSION,
        id=document.id,
        kind=document.kind,
        title=document.title,
        date=document.date,
        source=document.source,
        language=document.language,
        verbatim=document.verbatim,
        note=document.note,
        added=document.added,
        sha256=document.sha256,
        source_sha256=document.source_sha256,
        text=document.text,
        landmarks=document.landmarks,
        options=options,
        structure=structure,
    )


def check_structure(structure: Structure, text: str) -> None:
    """Raise ``ValueError`` where a structure cannot be one of ``text``; it names what is wrong."""
    if isinstance(structure, Declaration):
        _check_spans("clauses", [clause.span for clause in structure.clauses], text)
        if len({clause.id for clause in structure.clauses}) < len(structure.clauses):
            raise ValueError("two clauses have one id")
        return
    _check_spans("turns", [turn.span for turn in structure.turns], text)
    _check_numbers("turns", [turn.number for turn in structure.turns])
    _check_numbers("exchanges", [exchange.number for exchange in structure.exchanges])
    speakers = {speaker.id for speaker in structure.speakers}
    _check_known("speaker", (turn.speaker for turn in structure.turns), speakers)
    _check_known("speaker", (exchange.speaker for exchange in structure.exchanges), speakers)
    for aside in structure.asides:
        _check_inside("an aside", aside.span, Span(0, len(text)))
    _check_exchanges(structure, text)


def _check_exchanges(structure: Transcript, text: str) -> None:
    turns = {turn.number: turn.span for turn in structure.turns}
    _check_known("turn", structure.opening, turns)
    for exchange in structure.exchanges:
        _check_inside(f"exchange {exchange.number}", exchange.span, Span(0, len(text)))
        _check_known("turn", exchange.turns, turns)
        _check_numbers("questions", [question.number for question in exchange.questions])
        _check_known("turn", (question.turn for question in exchange.questions), exchange.turns)
        for question in exchange.questions:
            for span in filter(None, (question.span, question.context)):
                _check_inside(f"a question of turn {question.turn}", span, turns[question.turn])


def _check_spans(name: str, spans: Sequence[Span], text: str) -> None:
    end = 0
    for span in spans:
        _check_inside(f"one of the {name}", span, Span(0, len(text)))
        if span.start < end:
            raise ValueError(f"{name} overlap or are not in order at {span.start}")
        end = span.end


def _check_inside(name: str, span: Span, outer: Span) -> None:
    if not (span.start <= span.end and outer.covers(span)):
        raise ValueError(f"{name} ({span.start} to {span.end}) lies outside of its text")


def _check_numbers(name: str, numbers: Sequence[int]) -> None:
    if list(numbers) != list(range(1, len(numbers) + 1)):
        raise ValueError(f"{name} are not numbered from 1")


def _check_known(
    name: str, used: Iterable[str | int], known: Iterable[str] | Iterable[int]
) -> None:
    unknown = set(used) - set(known)
    if unknown:
        raise ValueError(f"no {name} {min(map(str, unknown))}")
