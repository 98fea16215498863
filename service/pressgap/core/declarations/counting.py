"""Following one kind of number through a declaration: what goes on, begins anew, or is a list."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pressgap.core.declarations.blocks import Block, leads_on
from pressgap.core.text.marks import Mark

_SHOWN = 5


class Counter:
    """Follows marks of one family through the text; ``kept`` are those that may be clauses."""

    def __init__(self, text: str, blocks: Sequence[Block], places: Sequence[int]) -> None:
        self.kept: dict[int, Mark] = {}
        self._text = text
        self._blocks = blocks
        self._found = [
            (place, mark) for place in places if (mark := blocks[place].mark) is not None
        ]
        self._where: dict[int, list[int]] = {}
        for at, (_, mark) in enumerate(self._found):
            self._where.setdefault(mark.value, []).append(at)
        self._headings = [place for place, block in enumerate(blocks) if block.level is not None]
        self._last: tuple[int, Mark] | None = None
        self._listed = 0
        self._gaps: list[str] = []
        self._twice: list[str] = []
        self._back: list[str] = []

    @property
    def mark(self) -> Mark:
        """The first mark that is kept; ``StopIteration`` where none is."""
        return next(iter(self.kept.values()))

    def count(self) -> Counter:
        """Return itself, with the numbers that go on from each other kept."""
        first = self._first()
        for at, (place, mark) in enumerate(self._found):
            if at >= first and self._is_clause(at, place, mark):
                self.kept[place] = mark
                self._last = (place, mark)
                self._listed = 0
        return self

    def _first(self) -> int:
        """Return where counting begins: behind a lone number that precedes the first "1"."""
        one = self._where.get(1, [0])[0]
        alone = one > 0 and all(
            not _follows(a, b) for (_, a), (_, b) in pairwise(self._found[: one + 1])
        )
        goes_on = one + 1 < len(self._found) and _follows(*(m for _, m in self._found[one:][:2]))
        return one if alone and goes_on else 0

    def only(self, kept: Mapping[int, Mark]) -> Counter:
        """Return a counter that keeps no more than these, and has nothing to warn of."""
        fewer = Counter(self._text, self._blocks, ())
        fewer.kept = dict(kept)
        return fewer

    def warnings(self) -> Iterator[str]:
        """Yield in plain words what is odd about the numbers."""
        if self._gaps:
            yield f"the clauses' numbers leave some out: {_some(self._gaps)}"
        if self._twice:
            yield f"some numbers stand over more than one clause: {_some(self._twice)}"
        if self._back:
            yield f"the clauses' numbers go back: {_some(self._back)}"

    def _is_clause(self, at: int, place: int, mark: Mark) -> bool:
        if self._last is None:
            return True
        before, last = self._last
        if self._goes_on_a_list(at, mark, last):
            self._listed += 1
            return False
        if _follows(last, mark) or self._new_section(before, place):
            return True
        if mark.value == 1 and self._opens_a_list(before, place):
            self._listed = 1
            return False
        if mark.value > last.value + 1 and self._comes_later(last.value + 1, at):
            return False
        self._note(mark, last)
        return True

    def _goes_on_a_list(self, at: int, mark: Mark, last: Mark) -> bool:
        if not self._listed or mark.value != self._listed + 1:
            return False
        return not self._main(at, mark.value, last.value)

    def _main(self, at: int, value: int, last: int) -> bool:
        """Return whether a number that would go on a list goes on the clauses instead."""
        if value != last + 1:
            return False
        after = self._found[at + 1][1].value if at + 1 < len(self._found) else 0
        return after != value

    def _new_section(self, before: int, place: int) -> bool:
        at = bisect_right(self._headings, before)
        return at < len(self._headings) and self._headings[at] < place

    def _opens_a_list(self, before: int, place: int) -> bool:
        deeper = self._blocks[place].indent > self._blocks[before].indent
        return deeper or leads_on(self._text, self._blocks[place - 1])

    def _comes_later(self, value: int, at: int) -> bool:
        """Return whether a number follows before the numbers begin anew."""
        places = self._where.get(value, [])
        ones = self._where.get(1, [])
        later, anew = bisect_right(places, at), bisect_right(ones, at)
        end = ones[anew] if anew < len(ones) else len(self._found)
        return later < len(places) and places[later] < end

    def _note(self, mark: Mark, last: Mark) -> None:
        if mark.value > last.value + 1:
            self._gaps.append(f"{last.value} to {mark.value}")
        elif mark.value == last.value:
            self._twice.append(mark.printed)
        else:
            self._back.append(f"{mark.printed} after {last.value}")


def _follows(last: Mark, mark: Mark) -> bool:
    """Return whether a mark is the next one: "3" after "2", "2.1" after "1.4", "1B" after "1A"."""
    if mark.family.startswith("decimal"):
        if mark.values[:-1] == last.values[:-1]:
            return mark.value == last.value + 1
        return mark.values > last.values and mark.value <= 1
    if mark.values[0] == last.values[0]:
        return mark.values > last.values
    return mark.values[0] == last.values[0] + 1


def _some(found: Sequence[str]) -> str:
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return ", ".join(found[:_SHOWN]) + more
