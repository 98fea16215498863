"""Which numbered blocks are the clauses of a declaration, and which are lists inside one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pressgap.core.blocks import Block, Mark, leads_on

_STYLES = ("article", "dot", "paren", "bracket", "roman")
_LEAST_SHARE = 0.25
_MOST_AFTER = 0.6
_SHOWN = 5


@dataclass(slots=True)
class Numbering:
    """The clauses' places among the blocks with what is printed, and what is odd about them."""

    places: dict[int, Mark] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def numbering(text: str, blocks: Sequence[Block]) -> Numbering:
    """Return the numbering that carries the document: the first begun; none where none does.

    A numbering carries it when it has two numbers or more, begins before the last quarter, and
    most of what follows its first number does not come after its last.
    """
    found = [
        numbers
        for style in _STYLES
        if _carries(text, blocks, numbers := _Counter(text, blocks, style).count())
    ]
    return min(found, key=lambda numbers: min(numbers.places), default=Numbering())


def _carries(text: str, blocks: Sequence[Block], numbers: Numbering) -> bool:
    if len(numbers.places) < 2:
        return False
    start = blocks[min(numbers.places)].span.start
    last = blocks[max(numbers.places)].span.end
    rest = len(text) - start
    return rest >= _LEAST_SHARE * len(text) and len(text) - last <= _MOST_AFTER * rest


class _Counter:
    """Follows one style of number through the text."""

    def __init__(self, text: str, blocks: Sequence[Block], style: str) -> None:
        self.text = text
        self.blocks = blocks
        self.found: list[tuple[int, Mark]] = [
            (place, block.mark)
            for place, block in enumerate(blocks)
            if block.mark is not None and block.mark.style == style and block.level is None
        ]
        self.where: dict[int, list[int]] = {}
        for at, (_, mark) in enumerate(self.found):
            self.where.setdefault(mark.value, []).append(at)
        self.sections = [place for place, block in enumerate(blocks) if block.level is not None]
        self.last: tuple[int, Mark] | None = None
        self.listed = 0
        self.gaps: list[str] = []
        self.twice: list[str] = []
        self.back: list[str] = []

    def count(self) -> Numbering:
        """Return the numbers that go on from each other."""
        kept: dict[int, Mark] = {}
        for at, (place, mark) in enumerate(self.found):
            if self._is_clause(at, place, mark):
                kept[place] = mark
                self.last = (place, mark)
                self.listed = 0
        return Numbering(kept, list(self._warnings()))

    def _is_clause(self, at: int, place: int, mark: Mark) -> bool:
        if self.last is None:
            return True
        before, last = self.last[0], self.last[1].value
        if self.listed and mark.value == self.listed + 1 and not self._main(at, mark.value, last):
            self.listed += 1
            return False
        if mark.value == last + 1:
            return True
        if self._new_section(before, place):
            return True
        if mark.value == 1 and self._opens_a_list(before, place):
            self.listed = 1
            return False
        if mark.value > last + 1 and self._comes_later(last + 1, at):
            return False
        self._note(mark, last)
        return True

    def _main(self, at: int, value: int, last: int) -> bool:
        """Return whether a number that would go on a list goes on the clauses instead."""
        if value != last + 1:
            return False
        after = self.found[at + 1][1].value if at + 1 < len(self.found) else 0
        return after != value

    def _new_section(self, before: int, place: int) -> bool:
        at = bisect_right(self.sections, before)
        return at < len(self.sections) and self.sections[at] < place

    def _opens_a_list(self, before: int, place: int) -> bool:
        deeper = self.blocks[place].indent > self.blocks[before].indent
        return deeper or leads_on(self.text, self.blocks[place - 1])

    def _comes_later(self, value: int, at: int) -> bool:
        """Return whether a number follows before the numbers begin anew."""
        places = self.where.get(value, [])
        ones = self.where.get(1, [])
        later, anew = bisect_right(places, at), bisect_right(ones, at)
        end = ones[anew] if anew < len(ones) else len(self.found)
        return later < len(places) and places[later] < end

    def _note(self, mark: Mark, last: int) -> None:
        if mark.value > last + 1:
            self.gaps.append(f"{last} to {mark.value}")
        elif mark.value == last:
            self.twice.append(mark.printed)
        else:
            self.back.append(f"{mark.printed} after {last}")

    def _warnings(self) -> Iterator[str]:
        if self.gaps:
            yield f"the clauses' numbers leave some out: {_some(self.gaps)}"
        if self.twice:
            yield f"some numbers stand over more than one clause: {_some(self.twice)}"
        if self.back:
            yield f"the clauses' numbers go back: {_some(self.back)}"


def _some(found: Sequence[str]) -> str:
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return ", ".join(found[:_SHOWN]) + more
