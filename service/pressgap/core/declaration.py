"""A declaration's text → clauses with number, heading path and label; the text is never changed.

Where numbers carry the text, each number begins a clause, and whatever follows up to the next
number or heading belongs to it. Elsewhere each paragraph is a clause, lists included in the one
that leads up to them. Title, notes and what comes before the first number are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pressgap.core.asking import asks
from pressgap.core.blocks import Block, blocks_of, ends, leads_on, lines_of
from pressgap.core.clause_labels import clause_labels
from pressgap.core.headings import (
    find_headings,
    heading_text,
    is_about_the_text,
    is_dateline,
    title_place,
)
from pressgap.core.labels import labels
from pressgap.core.lines import trimmed
from pressgap.core.model import Clause, Declaration, Span
from pressgap.core.numbering import Numbering, numbering
from pressgap.core.sentences import sentence_spans
from pressgap.errors import UnreadableDocument

_SAMPLE = 300_000
_LEAST_LABELS = 4
_LEAST_RETURNS = 3
_LONG = 4_000
_NOTE_MARKS = (("[", "]"), ("*", "*"), ("_", "_"), ("(", ")"), ("> ", ""))


def parse_declaration(text: str) -> Declaration:
    """Return the clauses of ``text``, in order and apart from each other.

    Raises ``UnreadableDocument`` for a text without a word, and for one that is a transcript.
    """
    if not any(map(str.isalnum, text)):
        raise UnreadableDocument("the declaration holds no word; send its text")
    blocks = blocks_of(text)
    find_headings(text, blocks, _marked(blocks))
    numbers = numbering(text, blocks)
    _refuse_transcript(text, blocks, numbers)
    if not numbers.places:
        find_headings(text, blocks, frozenset())
    outline = _Outline(text, blocks, numbers).read()
    drafts = outline.drafts or [_Draft(_whole(text, blocks))]
    named = clause_labels([draft.span.of(text) for draft in drafts])
    return Declaration(
        tuple(
            Clause(f"c{place}", draft.number, label, draft.span, draft.heading)
            for place, (draft, label) in enumerate(zip(drafts, named, strict=True), 1)
        ),
        (*outline.warnings(), *numbers.warnings, *_doubts(drafts)),
    )


def _marked(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the places that may turn out to be numbered clauses."""
    return frozenset(
        place
        for place, block in enumerate(blocks)
        if block.mark is not None and block.mark.style != "roman"
    )


@dataclass(slots=True)
class _Draft:
    span: Span
    number: str | None = None
    heading: tuple[str, ...] = ()


def _whole(text: str, blocks: Sequence[Block]) -> Span:
    """Return the words of a text that is nothing but headings."""
    return trimmed(text, Span(blocks[0].body, blocks[-1].span.end))


def _doubts(drafts: Sequence[_Draft]) -> list[str]:
    if len(drafts) == 1 and drafts[0].span.end - drafts[0].span.start > _LONG:
        return ["the whole text is one clause: number the clauses, or give each its own paragraph"]
    return []


@dataclass(slots=True)
class _Outline:
    """Goes through the blocks once and keeps what is a clause."""

    text: str
    blocks: Sequence[Block]
    numbers: Numbering
    drafts: list[_Draft] = field(default_factory=list)
    path: list[tuple[int, str]] = field(default_factory=list)
    left_out: list[Span] = field(default_factory=list)
    notes: list[Span] = field(default_factory=list)
    unnumbered: list[Span] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    current: _Draft | None = None
    opened: Block | None = None  # the block the current clause began with
    fresh: bool = False  # the last heading has no text under it yet

    def read(self) -> _Outline:
        """Return itself, filled."""
        title = title_place(self.blocks, frozenset(self.numbers.places))
        for place, block in enumerate(self.blocks):
            if place == title or block.rule:
                continue
            if block.level is not None:
                self._enter(block)
            elif place in self.numbers.places:
                self._number(place, block)
            else:
                self._text(place, block)
        self._close()
        return self

    def _enter(self, block: Block) -> None:
        self._close()
        level = block.level or 0
        self.path = [entry for entry in self.path if entry[0] < level]
        words = heading_text(self.text, block)
        if words:
            self.path.append((level, words))
            self.fresh = True

    def _number(self, place: int, block: Block) -> None:
        self._close()
        if self.drafts and self._is_note():  # numbered footnotes
            self.notes.append(block.span)
            return
        self.path = [entry for entry in self.path if not is_about_the_text(entry[1])]
        self._begin(block, self.numbers.places[place].printed)

    def _text(self, place: int, block: Block) -> None:
        if self._is_note():
            self.notes.append(block.span)
        elif self.current is not None and (self.numbers.places or self._belongs(place, block)):
            self.current.span = Span(self.current.span.start, block.span.end)
        elif not self.drafts and self.current is None and self._is_preface(block):
            self._leave_out(block)
        else:
            if self.numbers.places:
                self.unnumbered.append(block.span)
            self._close()
            self._begin(block, None)

    def _is_note(self) -> bool:
        return any(is_about_the_text(words) for _, words in self.path)

    def _is_preface(self, block: Block) -> bool:
        if self.numbers.places:
            return True
        words = block.span.of(self.text)
        marked = any(words.startswith(a) and words.endswith(b) for a, b in _NOTE_MARKS)
        return marked or (is_dateline(words) and not ends(self.text, block))

    def _leave_out(self, block: Block) -> None:
        self.left_out.append(block.span)
        if self.fresh:  # a heading over what is left out is no theme of what follows
            self.path.pop()
            self.fresh = False

    def _belongs(self, place: int, block: Block) -> bool:
        """Return whether a block without number goes on the paragraph before it."""
        if self._next_in_list(block):
            return False
        before = self.blocks[place - 1]
        if leads_on(self.text, before) or self.text[block.body : block.body + 1].islower():
            return True
        return _listed(block) and (not block.apart or _listed(before))

    def _next_in_list(self, block: Block) -> bool:
        """Return whether the clause is an item of a list, and this block is its neighbour."""
        first = self.opened
        if first is None or not _listed(first) or not _listed(block):
            return False
        return block.indent <= first.indent

    def _begin(self, block: Block, number: str | None) -> None:
        start = block.body if number is not None or block.item else block.span.start
        heading = tuple(words for _, words in self.path)
        self.current = _Draft(Span(start, max(start, block.span.end)), number, heading)
        self.opened = block
        self.fresh = False

    def _close(self) -> None:
        if self.current is not None:
            self.current.span = trimmed(self.text, self.current.span)
            if self.current.span.start < self.current.span.end:
                self.drafts.append(self.current)
            elif self.current.number is not None:
                self.empty.append(self.current.number)
        self.current = None

    def warnings(self) -> list[str]:
        """Return in plain words what was left out or is in doubt."""
        found: list[str] = []
        for spans, said in (
            (self.left_out, "stand before the first clause and are left out"),
            (self.notes, "are about the text, going by their heading, and are left out"),
            (self.unnumbered, "carry no number among numbered clauses; each is a clause"),
        ):
            if spans:
                found.append(f"{_places(self.text, spans)} {said}")
        if self.empty:
            found.append(f"no text under number {', '.join(self.empty[:5])}: left out")
        return found


def _listed(block: Block) -> bool:
    return block.item or block.mark is not None


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
