"""What was understood of a document → its text in sections: exchanges, or headings and clauses."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, takewhile

from pressgap.core.model import Aside, Declaration, Span, Speaker, Transcript, Turn
from pressgap.core.reading.paragraphs import Paragraphs
from pressgap.core.reading.values import Part, Section
from pressgap.core.text.lines import line_spans, trimmed

_MARKS = "#*_ \t"

# --- declarations --------------------------------------------------------------------------


def of_declaration(
    text: str, declaration: Declaration, paragraphs: Paragraphs
) -> Iterator[Section]:
    """Yield a section for each heading; what stands between clauses keeps its place."""
    at = 0
    above: tuple[str, ...] = ()
    parts: list[Part] = []
    headings: tuple[tuple[int, str], ...] = ()
    for clause in declaration.clauses:
        new = _new_headings(above, clause.heading)
        between = Span(at, max(at, clause.span.start))
        printed, before, after = _between(text, between, tuple(words for _, words in new))
        parts += _loose(paragraphs, before)
        if new:
            if parts:
                yield Section(tuple(parts), headings)
            parts, headings = [], new
        parts += _loose(paragraphs, after)
        span = Span(between.end, clause.span.end)
        parts.append(Part(paragraphs.of(span), printed or clause.number or "", clause=clause))
        at, above = clause.span.end, clause.heading
    parts += _loose(paragraphs, _lines(text, Span(at, len(text))))
    yield Section(tuple(parts), headings)


def _new_headings(above: tuple[str, ...], here: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    """Return the headings that were not over the clause before, each with its level."""
    pairs = zip(above, here, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return tuple(enumerate(here, 1))[same:]


def _between(
    text: str, span: Span, headings: tuple[str, ...]
) -> tuple[str, list[Span], list[Span]]:
    """Return the number printed before a clause, and the lines before and after new headings.

    The headings' own lines are left out: they are shown as headings.
    """
    *lines, last = line_spans(text, span)
    printed = trimmed(text, last).of(text).strip(_MARKS)
    wanted = {_plain(words) for words in headings}
    before: list[Span] = []
    after: list[Span] = []
    for line in (trimmed(text, line) for line in lines):
        if line.start == line.end:
            continue
        if _plain(line.of(text)) in wanted:
            before, after = [*before, *after], []
        else:
            after.append(line)
    return (printed, before, after) if wanted else (printed, [], after)


def _plain(words: str) -> str:
    return " ".join(words.strip(_MARKS).casefold().split())


def _lines(text: str, span: Span) -> list[Span]:
    lines = (trimmed(text, line) for line in line_spans(text, span))
    return [line for line in lines if line.start < line.end]


def _loose(paragraphs: Paragraphs, lines: list[Span]) -> list[Part]:
    """Return lines that no clause holds as a part of their own, if there are any."""
    return [Part(paragraphs.each(lines))] if lines else []


# --- transcripts ---------------------------------------------------------------------------


def of_transcript(text: str, transcript: Transcript, paragraphs: Paragraphs) -> Iterator[Section]:
    """Yield a section for each exchange, and for what stands before, between and after them."""
    exchanges = {each.number: each for each in transcript.exchanges}
    people = {speaker.id: speaker for speaker in transcript.speakers}
    numbered = list(_with_exchange(transcript))
    ends = [0, *(_span(each).end for each, _ in numbered)]
    parts = [
        (number, part)
        for (each, number), at in zip(numbered, ends, strict=False)
        for part in _parts(text, people, each, at, paragraphs)
    ]
    rest = _lines(text, Span(max(ends), len(text)))
    parts += [(None, part) for part in _loose(paragraphs, rest)]
    for number, some in groupby(parts, key=lambda each: each[0]):
        exchange = exchanges[number] if number is not None else None
        asker = people[exchange.speaker] if exchange else None
        yield Section(tuple(part for _, part in some), exchange=exchange, asker=asker)


def _with_exchange(transcript: Transcript) -> Iterator[tuple[Turn | Aside, int | None]]:
    """Yield turns and asides in the order of the text with the number of their exchange.

    An aside is in an exchange where the turns around it are.
    """
    exchange_of = {turn: each.number for each in transcript.exchanges for turn in each.turns}
    both: list[Turn | Aside] = [*transcript.turns, *transcript.asides]
    both.sort(key=_span)
    following: int | None = None
    numbers: list[int | None] = []
    for each in reversed(both):
        if isinstance(each, Turn):
            following = exchange_of.get(each.number)
        numbers.append(following)
    before: int | None = None
    for each, number in zip(both, reversed(numbers), strict=True):
        if isinstance(each, Turn):
            before = number
        yield each, (number if number == before else None)


def _parts(
    text: str, people: dict[str, Speaker], each: Turn | Aside, at: int, paragraphs: Paragraphs
) -> Iterator[Part]:
    span = Span(max(at, each.span.start), each.span.end)
    loose = _lines(text, Span(at, max(at, each.span.start)))
    if isinstance(each, Aside):
        yield from _loose(paragraphs, loose)
        yield Part(paragraphs.of(span), aside=each)
        return
    printed = ""
    if loose and _is_label(loose[-1].of(text), each.label):
        printed = each.label
        loose = loose[:-1]
    yield from _loose(paragraphs, loose)
    yield Part(paragraphs.of(span), printed, turn=each, speaker=people[each.speaker])


def _is_label(line: str, label: str) -> bool:
    """Return whether a line is nothing but this label."""
    return label in line and not any(map(str.isalnum, line.replace(label, "", 1)))


def _span(each: Turn | Aside) -> Span:
    return each.span
