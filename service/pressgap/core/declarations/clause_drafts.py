"""A declaration's blocks, gone through once: what is a clause, and what belongs to which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pressgap.core.declarations.blocks import Block, announces, begins_recital, body_of, ends
from pressgap.core.declarations.closing_words import is_marked_note
from pressgap.core.declarations.footnotes import without_call
from pressgap.core.declarations.headings import (
    heading_text,
    is_about_the_text,
    is_dateline,
    reads_as_title,
    title_places,
)
from pressgap.core.declarations.numbering import Numbering
from pressgap.core.declarations.preamble import enacts, is_body, is_recital, is_salutation, pauses
from pressgap.core.model import Span
from pressgap.core.text.lines import trimmed
from pressgap.core.text.sentences import sentence_spans

_LONGEST_ANNOUNCEMENT = 60  # words


@dataclass(slots=True)
class Draft:
    """A clause to be: its number as printed, the headings above, and what leads up to it."""

    span: Span
    number: str | None = None
    heading: tuple[str, ...] = ()
    lead_in: Span | None = None


@dataclass(slots=True)
class Outline:
    """Goes through the blocks once and keeps what is a clause."""

    text: str
    blocks: Sequence[Block]
    numbers: Numbering
    called: frozenset[int] = frozenset()  # the numbers of footnotes that stand behind words
    parted: frozenset[int] = frozenset()  # where blocks start that belong to no clause above
    drafts: list[Draft] = field(default_factory=list)
    left_out: list[Span] = field(default_factory=list)
    notes: list[Span] = field(default_factory=list)
    unnumbered: list[Span] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    _path: list[tuple[int, str]] = field(default_factory=list)
    _current: Draft | None = None
    _provided: bool = False  # something that is no recital has begun
    _fresh: bool = False  # the last heading has no text under it yet
    _lead: Span | None = None  # what leads up to the items of the list that is being read
    _first_item: Block | None = None  # of that list
    _awaits_title: bool = False  # a number stands alone on its line, over a title
    _recites: bool = False  # the current clause is a recital, by its first words
    _last_end: int = -1  # the place of the last block that ends as a sentence does
    _ones: Counter[str] = field(default_factory=Counter)  # how often each family begins anew

    def read(self) -> Outline:
        """Return itself, filled."""
        titles = title_places(self.text, self.blocks, frozenset(self.numbers.places))
        ended = (place for place, block in enumerate(self.blocks) if ends(self.text, block))
        self._last_end = max(ended, default=-1)
        self._ones.update(m.family for m in self.numbers.places.values() if m.value == 1)
        for place, block in enumerate(self.blocks):
            if place in titles or block.rule:
                continue
            if block.span.start in self.parted:
                self._close()
            if block.level is not None:
                self._enter(block)
            elif place in self.numbers.places:
                self._number(place, block)
            else:
                self._text(place, block)
        self._close()
        return self

    # --- headings and numbers --------------------------------------------------------------

    def _enter(self, block: Block) -> None:
        self._close()
        self._leave_list()
        level = block.level or 0
        self._path = [entry for entry in self._path if entry[0] < level]
        words = heading_text(self.text, block)
        if words:
            self._path.append((level, words))
        self._fresh = bool(words)

    def _number(self, place: int, block: Block) -> None:
        self._close()
        if self.drafts and self._is_note():  # numbered footnotes
            self.notes.append(block.span)
            return
        self._path = [entry for entry in self._path if not is_about_the_text(entry[1])]
        mark = self.numbers.places[place]
        level = self.numbers.levels.get(mark.family)
        if level is not None:  # "Article 7" ends what stands under the heading "Article 6"
            self._path = [entry for entry in self._path if entry[0] < level]
        self._first_item = None
        self._provided = True
        draft = self._begin(block, mark.printed)
        if place in self.numbers.titled:
            self._awaits_title = block.body >= block.span.end
            draft.span = Span(block.span.end, block.span.end)
            self._title(draft, Span(block.body, block.span.end))

    def _title(self, draft: Draft, words: Span) -> None:
        """Put the title that a number stands over among the headings of its clause."""
        said = " ".join(words.of(self.text).strip("*_:–—- \t").split())
        if said:
            draft.heading = (*draft.heading, said)

    # --- text ------------------------------------------------------------------------------

    def _text(self, place: int, block: Block) -> None:
        current, awaits_title = self._current, self._awaits_title
        self._awaits_title = False
        if self._is_note():
            self.notes.append(block.span)
        elif current is not None and awaits_title and reads_as_title(self.text, block):
            current.span = Span(block.span.end, block.span.end)
            self._title(current, block.span)
        elif self._only_announces(place, block):
            self._close()
            self.left_out.append(block.span)
        elif current is not None and self._belongs(place, block, current):
            current.span = Span(current.span.start, block.span.end)
        elif self._is_preface(place, block):
            self._leave_out(block)
        elif self._leads_to_items(place, block):
            self._lead_in(block)
        else:
            self._unnumbered(block)

    def _is_note(self) -> bool:
        return any(is_about_the_text(words) for _, words in self._path)

    def _only_announces(self, place: int, block: Block) -> bool:
        """Return whether a block is a salutation, or says that numbers or paragraphs follow."""
        following = self._following(place)
        if not block.plain or place == 0 or following is None or not following.apart:
            return False
        if not self.numbers.places and is_salutation(self.text, block):
            return not following.span.of(self.text)[:1].islower()
        if following.item or not (place + 1 in self.numbers.places or following.level is None):
            return False
        return enacts(self.text, block, self.blocks[place - 1])

    def _belongs(self, place: int, block: Block, current: Draft) -> bool:
        """Return whether a block goes on the clause before it."""
        if current.number is not None and self._first_item is None:
            return True  # a clause's further paragraphs, up to the next number
        if block.listed:
            return self._is_nested(block)
        if pauses(body_of(self.text, block)) and begins_recital(self.text, block.span):
            return False
        before, small = self.blocks[place - 1], self.text[block.body : block.body + 1].islower()
        if self._first_item is not None:
            return small or block.indent > self._first_item.indent
        return small or announces(self.text, before)

    def _is_nested(self, block: Block) -> bool:
        """Return whether an item lies inside the item or recital that is being read."""
        first = self._first_item
        if first is None:
            return self._recites
        return block.indent > first.indent or _kind(block) != _kind(first)

    def _is_preface(self, place: int, block: Block) -> bool:
        """Return whether a block stands before all that is provided, and is no recital."""
        if self._provided or block.listed:
            return bool(self.numbers.places) and not self._provided and self._lead is None
        if announces(self.text, block) and place + 1 in self.numbers.places and not self._path:
            return True  # "Meeting in Sund, the ministers agreed:"
        if self._is_recital(block):
            return False
        if self.numbers.places and not (
            announces(self.text, block) and self._leads_to_items(place, block)
        ):
            return True
        return self._is_announcement(place, block)

    def _is_recital(self, block: Block) -> bool:
        words = body_of(self.text, block)
        recites = bool(self.drafts or self._current) and pauses(words)
        first = not self.drafts and self._current is None
        if first and reads_as_title(self.text, block):
            return False  # "Meeting of Ministers of Finance"
        if not (recites or is_recital(self.text, block)):
            return False
        # A paragraph that only ends in a comma is one where the text is numbered, or recites.
        return recites or bool(self.numbers.places) or begins_recital(self.text, block.span)

    def _is_announcement(self, place: int, block: Block) -> bool:
        """Return whether an unnumbered text begins with who speaks, where and when, or a note."""
        words = block.span.of(self.text)
        if is_marked_note(self.text, block) or is_body(self.text, block):
            return True
        if not ends(self.text, block) and is_dateline(words):
            return True
        if self._leads_to_items(place, block):
            return False
        if not ends(self.text, block) and self._is_stray_title(place):
            return True
        following = self._following(place)
        plain = following is not None and following.plain
        short = len(words.split()) <= _LONGEST_ANNOUNCEMENT
        return plain and short and announces(self.text, block)

    def _is_stray_title(self, place: int) -> bool:
        """Return whether a line at the top, one of many, is a title of some kind."""
        block, following = self.blocks[place], self._following(place)
        whole = following is not None and place < self._last_end
        return whole and not self.drafts and reads_as_title(self.text, block)

    def _leave_out(self, block: Block) -> None:
        self._close()
        self.left_out.append(block.span)
        if self._fresh:  # a heading over what is left out is no theme of what follows
            self._path.pop()
            self._fresh = False

    def _unnumbered(self, block: Block) -> None:
        recites = (
            block.plain
            and not self._provided
            and (self._is_recital(block) or is_recital(self.text, block))
        )
        if self.numbers.places and not recites and self._lead is None:
            self.unnumbered.append(block.span)
        self._provided = self._provided or not recites
        self._close()
        if block.listed:
            self._first_item = self._first_item or block
        else:
            self._leave_list()
        self._begin(block, block.mark.printed if block.mark is not None else None)
        self._recites = recites and begins_recital(self.text, block.span)

    # --- lists under an unnumbered lead-in -------------------------------------------------

    def _following(self, place: int) -> Block | None:
        return next((block for block in self.blocks[place + 1 : place + 3] if not block.rule), None)

    def _leads_to_items(self, place: int, block: Block) -> bool:
        """Return whether a paragraph without number leads up to a list: "We will:"."""
        following = self._following(place)
        if not block.plain or following is None or following.level is not None:
            return False
        if not following.listed or (begins_recital(self.text, block.span) and not self._provided):
            return False  # "Recalling:" has its list inside; "Following talks, we will:" has not
        if place + 1 in self.numbers.places:
            return bool(self._path) and self._begins_anew(place + 1) and announces(self.text, block)
        return not ends(self.text, block)

    def _begins_anew(self, place: int) -> bool:
        """Return whether the numbers begin anew: each list of numbers has its own lead-in."""
        mark = self.numbers.places[place]
        return mark.value == 1 and not mark.worded and self._ones[mark.family] > 1

    def _lead_in(self, block: Block) -> None:
        """Keep a paragraph's last sentence as the lead-in of what follows, the rest as a clause."""
        self._close()
        self._leave_list()
        self._provided = True
        sentences = sentence_spans(self.text, Span(block.body, block.span.end))
        self._lead = sentences[-1] if sentences else block.span
        if len(sentences) > 1:
            before = self._begin(block, None)
            before.span, before.lead_in = Span(block.body, sentences[-2].end), None
            self._close()
        self._fresh = False

    def _leave_list(self) -> None:
        self._lead = self._first_item = None

    # --- clauses ---------------------------------------------------------------------------

    def _begin(self, block: Block, number: str | None) -> Draft:
        start = block.body if number is not None or block.item else block.span.start
        heading = tuple(words for _, words in self._path)
        self._current = Draft(Span(start, max(start, block.span.end)), number, heading, self._lead)
        self._fresh = self._recites = False
        return self._current

    def _close(self) -> None:
        draft, self._current = self._current, None
        self._awaits_title = False
        if draft is None:
            return
        draft.span = without_call(self.text, trimmed(self.text, draft.span), self.called)
        if draft.span.start < draft.span.end:
            self.drafts.append(draft)
        elif draft.number is not None:
            self.empty.append(draft.number)


def _kind(block: Block) -> str | None:
    return block.bullet if block.mark is None else block.mark.family
