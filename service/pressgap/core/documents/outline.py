"""What was understood of a document, with line numbers, and what of it a person corrected.

Made from the stored reading when somebody asks; nothing here decides anything.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pressgap.core.correction import KeptCorrection
from pressgap.core.documents.given import Given
from pressgap.core.model import (
    Declaration,
    Kind,
    Role,
    Span,
    Structure,
    Transcript,
    TranscriptOptions,
)
from pressgap.core.text.places import Places, label_place

_LINES = re.compile(r"\blines? (\d+)(?: to (\d+))?")


@dataclass(frozen=True, slots=True)
class OutlinedSpeaker:
    """A speaker, all their labels, and how many turns they have.

    ``corrected`` names what a person gave: role, name, outlet, labels.
    """

    id: str
    name: str
    role: Role
    outlet: str | None
    labels: tuple[str, ...]
    turns: int
    corrected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutlinedTurn:
    """A turn. ``line`` is that of its label; ``exchange`` null: it belongs to the opening.

    ``corrected``: a person said that it begins there, or whose it is.
    """

    number: int
    line: int
    label: str
    speaker: str
    start: int
    end: int
    exchange: int | None
    corrected: bool


@dataclass(frozen=True, slots=True)
class OutlinedQuestion:
    """A question, quoted."""

    number: int
    turn: int
    line: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class OutlinedExchange:
    """An exchange: who asks, its turns by number, its questions."""

    number: int
    speaker: str
    turns: tuple[int, ...]
    start: int
    end: int
    questions: tuple[OutlinedQuestion, ...]


@dataclass(frozen=True, slots=True)
class OutlinedAside:
    """Text that is nobody's speech, from line to line; ``certain`` false: it may be somebody's."""

    first_line: int
    last_line: int
    start: int
    end: int
    certain: bool
    why: str


@dataclass(frozen=True, slots=True)
class OutlinedClause:
    """A clause of a declaration; ``number`` is as printed, ``lead_in`` what leads up to it."""

    id: str
    number: str | None
    label: str
    heading: tuple[str, ...]
    line: int
    start: int
    end: int
    lead_in: str | None


@dataclass(frozen=True, slots=True)
class OutlinedWarning:
    """A warning, and the lines it names, each as first and last."""

    text: str
    lines: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """What was understood of a document. ``opening`` are turn numbers before the first exchange.

    A declaration has clauses and nothing else; ``corrections`` are those in force.
    """

    document: str
    kind: Kind
    speakers: tuple[OutlinedSpeaker, ...]
    turns: tuple[OutlinedTurn, ...]
    opening: tuple[int, ...]
    exchanges: tuple[OutlinedExchange, ...]
    asides: tuple[OutlinedAside, ...]
    clauses: tuple[OutlinedClause, ...]
    warnings: tuple[OutlinedWarning, ...]
    corrections: tuple[KeptCorrection, ...]


def outline_of(
    document: str,
    text: str,
    structure: Structure,
    options: TranscriptOptions | None = None,
    kept: Sequence[KeptCorrection] = (),
) -> Outline:
    """Return the outline of a reading.

    ``options`` are what it was made with; ``kept`` are the document's corrections.
    """
    places = Places(text)
    warnings = tuple(_warning(each) for each in structure.warnings)
    in_force = tuple(each for each in kept if each.in_force and each.correction is not None)
    if isinstance(structure, Declaration):
        clauses = tuple(_clauses(places, structure))
        return Outline(document, "declaration", (), (), (), (), (), clauses, warnings, in_force)
    speech = _Speech(places, structure, options or TranscriptOptions())
    return Outline(
        document,
        "transcript",
        speech.speakers(),
        speech.turns(),
        structure.opening,
        speech.exchanges(),
        speech.asides(),
        (),
        warnings,
        in_force,
    )


def _warning(text: str) -> OutlinedWarning:
    found = [(int(a), int(b or a)) for a, b in _LINES.findall(text)]
    return OutlinedWarning(text, tuple(dict.fromkeys(found)))


def _clauses(places: Places, declaration: Declaration) -> Iterable[OutlinedClause]:
    for clause in declaration.clauses:
        lead = clause.lead_in.of(places.text) if clause.lead_in else None
        yield OutlinedClause(
            clause.id,
            clause.number,
            clause.label,
            clause.heading,
            places.line(clause.span.start),
            clause.span.start,
            clause.span.end,
            lead,
        )


class _Speech:
    def __init__(self, places: Places, transcript: Transcript, options: TranscriptOptions) -> None:
        self.places = places
        self.transcript = transcript
        self.given = Given(places.text, transcript, options)

    def speakers(self) -> tuple[OutlinedSpeaker, ...]:
        counts = Counter(turn.speaker for turn in self.transcript.turns)
        return tuple(
            OutlinedSpeaker(
                each.id,
                each.name,
                each.role,
                each.outlet,
                each.labels,
                counts[each.id],
                tuple(sorted(self.given.of_speaker.get(each.id, ()))),
            )
            for each in self.transcript.speakers
        )

    def turns(self) -> tuple[OutlinedTurn, ...]:
        exchange_of = {
            turn: each.number for each in self.transcript.exchanges for turn in each.turns
        }
        return tuple(
            OutlinedTurn(
                turn.number,
                self.places.line(label_place(self.places.text, turn)),
                turn.label,
                turn.speaker,
                turn.span.start,
                turn.span.end,
                exchange_of.get(turn.number),
                turn.number in self.given.turns,
            )
            for turn in self.transcript.turns
        )

    def exchanges(self) -> tuple[OutlinedExchange, ...]:
        return tuple(
            OutlinedExchange(
                each.number,
                each.speaker,
                each.turns,
                each.span.start,
                each.span.end,
                tuple(self._question(q.number, q.turn, q.span) for q in each.questions),
            )
            for each in self.transcript.exchanges
        )

    def _question(self, number: int, turn: int, span: Span) -> OutlinedQuestion:
        line, quote = self.places.line(span.start), span.of(self.places.text)
        return OutlinedQuestion(number, turn, line, quote, span.start, span.end)

    def asides(self) -> tuple[OutlinedAside, ...]:
        return tuple(
            OutlinedAside(
                *self.places.numbers(each.span),
                each.span.start,
                each.span.end,
                each.certain,
                each.why,
            )
            for each in self.transcript.asides
        )
