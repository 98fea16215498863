"""What speaks for a block of a declaration being behind its end, and what against it.

No cue decides alone: a formula ("Done at …"), a party ("For Torvik: Ida Holm"), a short line that
ends no sentence, an address, a note of the publisher speak for it; a sentence, a list and a number
that goes on speak against it, the more so the longer they are. ``core.declarations.endings`` weighs
them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pressgap.core.declarations.blocks import Block, announces, ends, leads_on
from pressgap.core.declarations.closing_words import (
    FOR,
    FORMULA,
    MOST_IN_FORMULA,
    MOST_IN_NOTE,
    MOST_WORDS,
    REACHED,
    REUSE,
    SIGNERS,
    VOTES,
    WEB,
    are_full_names,
    are_names,
    is_formula,
    is_initial,
    is_marked_note,
    is_published_note,
    says_end,
    size,
)
from pressgap.core.declarations.headings import is_about_the_text, is_dateline, reads_as_title
from pressgap.core.text.marks import WEAK

Kind = Literal["footnote", "signature", "publisher"]

_FEW = 4  # words of a closing salutation: "In solidarity,"
_MOST_IN_PARTS = 60  # of several such lines in one block
_LINE = 40  # characters of what may be more than a name or a place
_LEAST_ENDED = 0.5  # share of blocks that end as sentences do; else a missing stop says nothing
_SENTENCE, _PER_WORD = 1.5, 1 / 12  # how much a sentence speaks against, and each of its words
_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_PARTY = re.compile(r"(?P<whose>[^:：\n]{2,80})[:：][ \t]*(?P<names>\S[^\n]*)")
_COLUMNS = re.compile(r"\S(?:[ \t]{3,}|\t)\S")


@dataclass(frozen=True, slots=True)
class Cue:
    """How much a block speaks for being behind the end, and as what it is left out there.

    ``run`` names what it is like: more of the same says less each time. ``anchor`` tells that a
    signature begins here for certain, wherever it stands; ``reopens`` that a declaration may go
    on here: at a heading or a number.
    """

    weight: float
    kind: Kind = "signature"
    run: str = ""
    anchor: bool = False
    reopens: bool = False


def cues(text: str, blocks: Sequence[Block], known: Mapping[int, Kind]) -> list[Cue]:
    """Return the cue of every block, in order; ``known`` are footnotes and notes."""
    return _Reader(text, blocks, known).read()


@dataclass(slots=True)
class _Reader:
    """Goes through the blocks once, and knows what stands above each."""

    text: str
    blocks: Sequence[Block]
    known: Mapping[int, Kind]
    _tells: bool = False  # a line without a full stop is told from a sentence
    _declared: bool = False  # something has been said that may end
    _lists: frozenset[str] = frozenset()  # families that go beyond "A."
    _announced: bool = False  # a colon stands above, and only short lines since
    _party: str = ""  # how the last line of a party begins
    _under: Literal["", "names", "notes", "end"] = ""
    _last: dict[str, int] = field(default_factory=dict)  # the last number of each family
    _noted: dict[str, int] = field(default_factory=dict)  # the same, under names or notes

    def read(self) -> list[Cue]:
        """Return the cues; each further one of a run weighs half of the one before."""
        self._tells = self._stops()
        marks = (block.mark for block in self.blocks if block.mark is not None)
        self._lists = frozenset(mark.family for mark in marks if mark.value == 2)
        found: list[Cue] = []
        run, times = "", 0
        for place, block in enumerate(self.blocks):
            if block.rule:
                found.append(Cue(0.0))
                continue
            cue = self._cue(place, block)
            self._declared = self._declared or block.mark is not None or ends(self.text, block)
            times = times if cue.run and cue.run == run else 0
            lines = block.span.of(self.text).count("\n") + 1 if cue.run else 1
            weight = cue.weight * (2 - 2 ** (1 - min(lines, 30))) / 2 ** min(times, 30)
            run, times = cue.run, times + lines
            found.append(Cue(weight, cue.kind, run, cue.anchor, cue.reopens))
        return found

    def _stops(self) -> bool:
        """Return whether most blocks of some words end as sentences do, or lead on."""
        all_of_them = [block for block in self.blocks if block.level is None and not block.rule]
        long = [one for one in all_of_them if one.span.end - one.span.start >= _LINE]
        counted = long if len(long) > 1 else all_of_them
        ended = sum(1 for one in counted if ends(self.text, one) or leads_on(self.text, one))
        return len(counted) > 1 and ended >= _LEAST_ENDED * len(counted)

    def _cue(self, place: int, block: Block) -> Cue:
        if self.known.get(place) == "footnote":
            return Cue(0.5, "footnote", "note")
        if says_end(self.text, block):
            self._under = "end" if self._declared else ""
            return Cue(6.0, "publisher")
        if block.level is not None:
            return self._heading(place, block)
        if block.listed and not self._is_line(block):
            return self._item(block)
        return self._line(place, block)

    def _is_line(self, block: Block) -> bool:
        """Return whether what looks like a mark begins a name or a date: "R. Holm", "3 May"."""
        mark = block.mark
        if mark is None or not (mark.lettered or mark.family in WEAK) or ends(self.text, block):
            return False
        if not mark.lettered:
            return is_dateline(self._of(block))
        before = self._last.get(mark.family, 0)
        self._last[mark.family] = mark.value
        if mark.small:
            return mark.value not in (1, before + 1) and is_dateline(self._of(block))
        return mark.value != before + 1 or mark.family not in self._lists

    def _open(self, what: Literal["names", "notes"]) -> None:
        """Keep what the lines below are, behind anything declared."""
        self._under = self._under or (what if self._declared else "")

    # --- headings and lists ----------------------------------------------------------------

    def _heading(self, place: int, block: Block) -> Cue:
        if is_about_the_text(block.span.of(self.text)):
            self._open("notes")
            return Cue(2.5, "publisher")
        if self._under != "end":
            self._under = ""
        last = place + 1 == len(self.blocks)
        return Cue(2.0 if last else -1.0, reopens=not last)

    def _item(self, block: Block) -> Cue:
        mark = block.mark
        if mark is None or mark.small:
            return self._listed(block) or Cue(-2.5)
        goes_on = mark.value == self._last.get(mark.family, mark.value) + 1
        if self._under and not mark.numbers_clauses:
            noted = self._noted.get(mark.family, 0)
            if mark.value == noted + 1 and (found := self._listed(block)) is not None:
                self._noted[mark.family] = mark.value
                return found
            self._under = "end" if self._under == "end" and not goes_on else ""
        self._last[mark.family] = mark.value
        if mark.family in WEAK and not goes_on:
            return Cue(self._sentence(block))
        return Cue(-6.0 if goes_on else -4.0, reopens=True)

    def _listed(self, block: Block) -> Cue | None:
        """Return the cue of an item under "Signed:" or "Notes:"."""
        if self._under == "names":
            unended = not ends(self.text, block) and size(block.span.of(self.text)) <= MOST_WORDS
            return Cue(1.0, "signature", "item") if unended else None
        return Cue(0.5, "publisher", "item") if self._under else None

    # --- lines without a mark --------------------------------------------------------------

    def _line(self, place: int, block: Block) -> Cue:
        words = block.span.of(self.text)
        found = (
            self._note(block, words)
            or self._signed(place, block, words)
            or self._reached(block, words)
        )
        if found is not None:
            self._announced = False
            return found
        if self._under == "end" or (self._under == "notes" and not self._over_provisions(place)):
            return Cue(0.0, "publisher")
        if not ends(self.text, block) and not leads_on(self.text, block):
            return self._unended(place, words)
        if size(words) <= MOST_WORDS and all(map(are_full_names, words.splitlines())):
            return Cue(1.0, "signature", "line")
        self._under, self._announced = "", announces(self.text, block)
        return Cue(self._sentence(block), "publisher")

    def _sentence(self, block: Block) -> float:
        return -_SENTENCE - _PER_WORD * size(block.span.of(self.text))

    def _note(self, block: Block, words: str) -> Cue | None:
        about = is_about_the_text(words) and not ends(self.text, block)
        if about or is_published_note(self.text, block):
            if not ends(self.text, block) and size(words) <= MOST_WORDS:
                self._open("notes")
            return Cue(3.0, "publisher")
        return Cue(2.0, "publisher") if is_marked_note(self.text, block) else None

    def _signed(self, place: int, block: Block, words: str) -> Cue | None:
        ended = ends(self.text, block)
        formula = FORMULA.match(words) if size(words) <= MOST_IN_FORMULA else None
        if formula is not None:
            return self._formula(block, words, sure=formula["sure"] is not None)
        if announces(self.text, block) and size(words) <= MOST_WORDS and SIGNERS.search(words):
            return self._formula(block, words, sure=False)
        if self._is_party(words):
            return self._party_line(words)
        if leads_on(self.text, block):
            return Cue(1.0, "signature", "party") if self._is_over_names(place, words) else None
        if _COLUMNS.search(words) and not ended and size(words) <= _MOST_IN_PARTS:
            return Cue(2.0, "signature", "columns")
        if not ended and is_dateline(words):
            return Cue(2.0, "signature", "date")
        return Cue(2.0, "signature", "votes") if self._votes(words) else None

    def _of(self, block: Block) -> str:
        return block.span.of(self.text)

    def _votes(self, words: str) -> bool:
        """Return whether a line counts votes: "14 in favour, 1 abstention"."""
        if size(words) > 2 * MOST_WORDS:
            return False
        counted = len(_NUMBER.findall(words))
        return counted > 0 and len(VOTES.findall(words)) + counted > 2

    def _formula(self, block: Block, words: str, *, sure: bool) -> Cue:
        """Return the cue of "Done at …", "Signed by …:"; a sentence may begin so as well."""
        names = re.search(r"[:：]", words) is not None
        certain = is_formula(self.text, block)
        if not ends(self.text, block) and size(words) <= MOST_WORDS:
            self._open("names")
        weight = 5.0 if certain else 3.5 if sure or names else 2.0
        weight += 2.0 if self._votes(words) else 0.0
        if ends(self.text, block) and not certain and not names:
            weight -= _SENTENCE + _PER_WORD * size(words)
        return Cue(weight, "signature", anchor=certain or sure)

    def _party_line(self, words: str) -> Cue:
        """Return the cue of a party, surer where several begin alike."""
        firsts = [line.split()[0] for line in words.splitlines()]
        alike = len({*firsts, self._party or firsts[0]}) == 1 < len(firsts) + bool(self._party)
        self._party = firsts[0]
        sure = alike or FOR.match(words) is not None
        return Cue(3.0 if sure else 2.0, "signature", "party", anchor=sure)

    def _is_party(self, words: str) -> bool:
        """Return whether each line is "For Torvik: Ida Holm, minister", or names behind a colon."""
        lines = words.splitlines()
        found = [_PARTY.fullmatch(line.strip()) for line in lines]
        return all(
            one is not None
            and size(line) <= 2 * MOST_WORDS
            and (are_names(one["names"]) or FOR.match(one["whose"]) is not None)
            and (are_full_names(one["names"]) or not one["names"].rstrip().endswith((".", "。")))
            for one, line in zip(found, lines, strict=True)
        )

    def _is_over_names(self, place: int, words: str) -> bool:
        """Return whether a block is "For the Government of Torvik:", over whoever signs for it."""
        below = next((one for one in self.blocks[place + 1 : place + 3] if not one.rule), None)
        if below is not None and not (below.plain or is_initial(below)):
            return False
        if below is not None and ends(self.text, below):
            return False
        if words.endswith((",", "،", "，")):
            return len(words.split()) <= _FEW and below is not None and are_names(self._of(below))
        columns = words.count("\n") + 1 if _COLUMNS.search(words) else 1
        short = size(words) <= columns * MOST_WORDS
        return short and (columns > 1 or FOR.match(words) is not None or bool(self._under))

    def _reached(self, block: Block, words: str) -> Cue | None:
        if size(words) > MOST_IN_NOTE:
            return None
        if REACHED.search(words):
            return Cue(2.5, "publisher", "address")
        if WEB.search(words) and not ends(self.text, block):
            return Cue(2.0, "publisher", "address")
        return Cue(3.0 + self._sentence(block), "publisher") if REUSE.search(words) else None

    def _unended(self, place: int, words: str) -> Cue:
        if size(words) > (1 + words.count("\n")) * MOST_WORDS:
            return Cue(-1.0 - _PER_WORD * size(words))
        if self._over_provisions(place):
            self._under = ""
            return Cue(-0.5, reopens=True)
        if self._announced and not self._under:
            return Cue(-1.0, "signature", "listed")
        if self._tells and len(words.split()) > 1 and are_names(words):
            return Cue(2.0, "signature", "line")
        return Cue(1.5 if self._tells and not words[:1].islower() else 0.0, "signature", "line")

    def _over_provisions(self, place: int) -> bool:
        """Return whether a line is a heading: a number, an item or a sentence stands below it."""
        block = self.blocks[place]
        apart = block.apart or self.blocks[place - 1].rule
        if not block.plain or not apart or not reads_as_title(self.text, block):
            return False
        below = next((one for one in self.blocks[place + 1 : place + 3] if not one.rule), None)
        if below is None or below.level is not None or self.known.get(place + 1) is not None:
            return below is not None and below.level is not None
        if below.mark is not None:
            return not is_initial(below)
        if self._is_party(below.span.of(self.text)):
            return False
        return below.apart and ends(self.text, below) and size(below.span.of(self.text)) > 3
