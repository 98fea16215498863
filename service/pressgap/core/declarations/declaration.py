"""A declaration's text → clauses with number, heading path and label; the text is never changed.

Where numbers carry the text, each number begins a clause, and whatever follows up to the next
number or heading belongs to it. Elsewhere each paragraph is a clause, and each item of a list,
with what leads up to it. Recitals are clauses without a number. Title, footnotes, signatures,
notes of the publisher and what else comes before the first number are left out, and it is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pressgap.core.declarations.blocks import Block, blocks_of, lines_of
from pressgap.core.declarations.clause_drafts import Draft, Outline
from pressgap.core.declarations.clause_labels import clause_labels
from pressgap.core.declarations.closing_cues import Kind
from pressgap.core.declarations.endings import beside_the_text
from pressgap.core.declarations.families import settle_families
from pressgap.core.declarations.footnotes import called_numbers
from pressgap.core.declarations.headings import find_headings
from pressgap.core.declarations.numbering import Numbering, numbering
from pressgap.core.labels.labels import labels
from pressgap.core.model import Clause, Declaration, Span, led
from pressgap.core.speech.asking import asks
from pressgap.core.text.lines import trimmed
from pressgap.core.text.sentences import sentence_spans
from pressgap.errors import UnreadableDocument

_SAMPLE = 300_000
_LEAST_LABELS = 4
_LEAST_RETURNS = 3
_LONG = 4_000
_BESIDE: dict[Kind, str] = {
    "footnote": "left out as footnotes, going by their signs",
    "signature": "left out as signatures, places or dates",
    "publisher": "left out as notes of the publisher",
}


def parse_declaration(text: str) -> Declaration:
    """Return the clauses of ``text``, in order and apart from each other.

    Raises ``UnreadableDocument`` for a text without a word, and for one that is a transcript.
    """
    every = blocks_of(text) if any(map(str.isalnum, text)) else []
    if all(block.rule for block in every):
        raise UnreadableDocument("the declaration holds no word; send its text")
    settle_families(every)
    beside = beside_the_text(text, every)
    blocks = [block for place, block in enumerate(every) if place not in beside] or every
    find_headings(text, blocks, _marked(blocks))
    numbers = numbering(text, blocks)
    _refuse_transcript(text, blocks, numbers)
    if not numbers.places:
        find_headings(text, blocks, frozenset())
    called = called_numbers(text, [every[place] for place in beside if beside[place] == "footnote"])
    outline = Outline(text, blocks, numbers, called, _behind_signatures(every, beside)).read()
    drafts = outline.drafts or [Draft(_whole(text, blocks))]
    return Declaration(
        _clauses(text, drafts),
        (
            *_left_out(text, outline),
            *_beside(text, every, beside),
            *numbers.warnings,
            *_doubts(drafts),
        ),
    )


def _behind_signatures(blocks: Sequence[Block], beside: dict[int, Kind]) -> frozenset[int]:
    """Return where the blocks start that signatures part from the clause above: an annex."""
    signed = (place + 1 for place, kind in beside.items() if kind == "signature")
    return frozenset(blocks[p].span.start for p in signed if p < len(blocks) and p not in beside)


def _clauses(text: str, drafts: Sequence[Draft]) -> tuple[Clause, ...]:
    said = [led(text, draft.lead_in, draft.span) for draft in drafts]
    return tuple(
        Clause(f"c{place}", draft.number, label, draft.span, draft.heading, draft.lead_in)
        for place, (draft, label) in enumerate(zip(drafts, clause_labels(said), strict=True), 1)
    )


def _marked(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the places that may turn out to be numbered clauses."""
    return frozenset(
        place
        for place, block in enumerate(blocks)
        if block.mark is not None and (block.mark.small or not block.mark.lettered)
    )


def _whole(text: str, blocks: Sequence[Block]) -> Span:
    """Return the words of a text that is nothing but headings."""
    start = blocks[0].body if blocks[0].body < blocks[-1].span.end else blocks[0].span.start
    return trimmed(text, Span(start, blocks[-1].span.end))


# --- warnings ------------------------------------------------------------------------------


def _left_out(text: str, outline: Outline) -> Iterator[str]:
    for spans, said in (
        (outline.left_out, "left out, before the first clause"),
        (outline.notes, "left out as about the text, going by their heading"),
        (outline.unnumbered, "no number among numbered clauses, each taken as a clause"),
    ):
        if spans:
            yield f"{said}: {_places(text, spans)}"
    if outline.empty:
        yield f"no text under number {', '.join(outline.empty[:5])}: left out"


def _beside(text: str, blocks: Sequence[Block], beside: dict[int, Kind]) -> Iterator[str]:
    for kind, said in _BESIDE.items():
        some = [blocks[place] for place in sorted(beside) if beside[place] == kind]
        spans = [block.span for block in some if not block.rule]
        if spans:
            yield f"{said}: {_places(text, spans)}"


def _doubts(drafts: Sequence[Draft]) -> list[str]:
    if len(drafts) == 1 and drafts[0].span.end - drafts[0].span.start > _LONG:
        return ["the whole text is one clause: number the clauses, or give each its own paragraph"]
    return []


def _places(text: str, spans: Sequence[Span]) -> str:
    lines = list(lines_of(text, spans))
    if len(lines) == 1:
        return f"a paragraph (line {lines[0]})"
    return f"{len(lines)} paragraphs (lines {lines[0]} to {lines[-1]})"


def _refuse_transcript(text: str, blocks: Sequence[Block], numbers: Numbering) -> None:
    found = labels(text, Span(0, min(len(text), _SAMPLE)))
    times: dict[str, int] = {}
    for label in found:
        times[label.printed] = times.get(label.printed, 0) + 1
    returns = max(times.values(), default=0)
    if len(found) < max(_LEAST_LABELS, len(numbers.places)) or returns < _LEAST_RETURNS:
        return
    end = found[-1].span.end + 2_000
    asked = any(asks(s.of(text)) for s in sentence_spans(text, Span(0, min(len(text), end))))
    if asked or 2 * len(found) >= len(blocks):
        raise UnreadableDocument(
            f"this looks like a transcript: {len(found)} paragraphs begin with a speaker's label "
            f'(such as "{found[0].printed}"). Add it as one (kind transcript), or check which '
            "file is which"
        )
