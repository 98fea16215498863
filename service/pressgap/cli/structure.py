"""What was understood of a document, as lines for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pressgap.core.documents.outline import Outline, OutlinedQuestion, OutlinedSpeaker


def structure_lines(outline: Outline, text: str) -> Iterator[str]:
    """Yield what was understood; ``text`` is the document's, to quote from."""
    yield from (_speech if outline.kind == "transcript" else _clauses)(outline, text)
    for warning in outline.warnings:
        yield f"Warning: {_safe(warning.text)}"
    for row in outline.corrections:
        yield f"Correction {row.id}, {_safe(row.by)}: {_safe(row.says)}"


def _clauses(outline: Outline, text: str) -> Iterator[str]:
    from pressgap.render.words import plural, shorten

    yield plural(len(outline.clauses), "clause")
    heading: tuple[str, ...] = ()
    lead: str | None = None
    for clause in outline.clauses:
        if clause.heading != heading:
            heading = clause.heading
            yield f"# {_safe(' > '.join(heading))}"
        if clause.lead_in is not None and clause.lead_in != lead:
            yield f"              {_safe(shorten(clause.lead_in, 80))}"
        lead = clause.lead_in
        quote = shorten(text[clause.start : clause.end], 60)
        number = _safe(clause.number or "-")
        yield f"{clause.id:>5}  {number:>5}  {_safe(f'{clause.label}: {quote}')}"


def _speech(outline: Outline, text: str) -> Iterator[str]:
    from pressgap.render.words import plural, shorten

    yield (
        f"{plural(len(outline.turns), 'turn')}, {plural(len(outline.exchanges), 'exchange')}, "
        f"{plural(sum(len(e.questions) for e in outline.exchanges), 'question')}"
    )
    for speaker in outline.speakers:
        yield _speaker(speaker)
    names = {speaker.id: speaker.name for speaker in outline.speakers}
    if outline.opening:
        yield "opening"
        yield from _turns(outline, names, outline.opening)
    for exchange in outline.exchanges:
        yield f"exchange {exchange.number}: {_safe(names[exchange.speaker])}"
        yield from _turns(outline, names, exchange.turns, exchange.questions)
    placed = {*outline.opening, *(n for e in outline.exchanges for n in e.turns)}
    closing = tuple(turn.number for turn in outline.turns if turn.number not in placed)
    if closing:
        yield "closing"
        yield from _turns(outline, names, closing)
    for aside in outline.asides:
        first, last = aside.first_line, aside.last_line
        where = f"line {first}" if first == last else f"lines {first} to {last}"
        quote = shorten(text[aside.start : aside.end], 60)
        perhaps = "" if aside.certain else "perhaps "
        yield f"{where}: {perhaps}nobody's speech ({_safe(aside.why)}): {_safe(quote)}"


def _speaker(speaker: OutlinedSpeaker) -> str:
    from pressgap.render.words import plural, who

    labels = ", ".join(speaker.labels)
    given = f", corrected: {', '.join(speaker.corrected)}" if speaker.corrected else ""
    name = _safe(who(speaker.name, speaker.outlet))
    return f"{speaker.role:>10}  {name}  [{_safe(labels)}]  {plural(speaker.turns, 'turn')}{given}"


def _turns(
    outline: Outline,
    names: dict[str, str],
    numbers: tuple[int, ...],
    questions: tuple[OutlinedQuestion, ...] = (),
) -> Iterator[str]:
    from pressgap.render.words import shorten

    for number in numbers:
        turn = outline.turns[number - 1]
        name = names[turn.speaker]
        label = "" if turn.label == name else f"  [{_safe(turn.label)}]"
        given = "  corrected" if turn.corrected else ""
        yield f"  turn {number}, line {turn.line}: {_safe(name)}{label}{given}"
        for question in questions:
            if question.turn == number:
                yield f"    q{question.number}  {_safe(shorten(question.text, 85))}"


def _safe(text: str) -> str:
    from pressgap.render.as_table import plain
    from pressgap.render.words import one_line

    return plain(one_line(text)).plain
