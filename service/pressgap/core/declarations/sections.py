"""Which numbers of a declaration stand over titles: sections, or clauses that have a title."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from pressgap.core.declarations.blocks import Block, body_of, leads_on
from pressgap.core.declarations.headings import SECTION, reads_as_title

_TITLED = 0.6  # share of a family's marks over titles that makes them sections
_SEVERAL = 1.5  # paragraphs under each, on average
_LOOKED_AT = 6


class Sections:
    """The families whose marks number sections, and the places of marks that title a clause.

    ``families`` are the places of the marks of each family; ``raised`` are those of which some or
    all number sections, ``titled`` the places whose mark stands over the title of its clause.
    """

    def __init__(
        self, text: str, blocks: Sequence[Block], families: Mapping[str, Sequence[int]]
    ) -> None:
        self.text = text
        self.blocks = blocks
        self.families = families
        self.titled: set[int] = set()
        self.raised: set[str] = set()

    def find(self) -> Sections:
        """Return itself, with the blocks raised to headings that number sections."""
        for family, places in self.families.items():
            self._find(family, places)
        return self

    def _find(self, family: str, places: Sequence[int]) -> None:
        """Make headings of marks that stand over titles with text of their own below."""
        if self._over_others(family, places):
            self._raise_levels(places)
            return
        titles = [place for place in places if self._over_title(place)]
        first = self.blocks[places[0]].mark
        if first is None or first.small or not titles or len(titles) < _TITLED * len(places):
            return
        if len(places) == 1:  # "Annex 1: Ports"
            self._raise_levels(titles if first.worded and not first.numbers_clauses else ())
            return
        over_numbers = {place for place in titles if self._numbered_below(family, place)}
        if first.numbers_clauses:
            self._raise_levels(over_numbers)
            self._entitle(set(titles) - over_numbers)
        elif 2 * len(over_numbers) >= len(titles):
            single = {place for place in titles if self._one_below(place)} - over_numbers
            self._raise_levels([place for place in titles if place not in single])
            self._entitle(single)
        elif self._several_below(titles):
            self._raise_levels(titles)
        else:
            self._entitle(titles)

    def _over_others(self, family: str, places: Sequence[int]) -> bool:
        """Return whether Markdown headings with numbers stand over headings, or over numbers."""
        first = self.blocks[places[0]]
        if (
            not first.hashes
            or first.mark is None
            or first.mark.worded
            or first.body >= first.span.end
        ):
            return False
        return len(places) == 1 or any(
            self._over_heading(place) or self._numbered_below(family, place) for place in places
        )

    def _over_heading(self, place: int) -> bool:
        below = self.blocks[place + 1] if place + 1 < len(self.blocks) else None
        return below is not None and below.hashes > self.blocks[place].hashes

    def _entitle(self, places: Collection[int]) -> None:
        """Keep marks as those of clauses with a title; the title is no heading of its own."""
        self.titled |= set(places)
        for place in places:
            block, below = self.blocks[place], self.blocks[place + 1]
            if block.body >= block.span.end and _is_title_line(self.text, below):
                below.level = None

    def _raise_levels(self, places: Collection[int]) -> None:
        for place in places:
            block = self.blocks[place]
            block.level = block.hashes or SECTION
            if block.mark is not None:
                self.raised.add(block.mark.family)

    def _over_title(self, place: int) -> bool:
        """Return whether a mark is followed by a title or nothing, and text stands below."""
        block = self.blocks[place]
        below = self._below(place)
        if block.mark is None or below is None:
            return False
        if below.item and not (block.mark.worded or block.hashes):
            return False
        if below.mark is not None and below.mark.family == block.mark.family:
            return False
        return block.body >= block.span.end or reads_as_title(self.text, block)

    def _below(self, place: int) -> Block | None:
        """Return the block below a mark, behind a title on a line of its own."""
        bare = self.blocks[place].body >= self.blocks[place].span.end
        for following in self.blocks[place + 1 : place + 4]:
            if following.rule:
                continue
            if bare and _is_title_line(self.text, following):
                bare = False
                continue
            return following if following.level is None else None
        return None

    def _numbered_below(self, family: str, place: int) -> bool:
        """Return whether numbered paragraphs follow at once, from 1 or going on."""
        below = self._below(place)
        if below is None or below.mark is None or below.mark.small or below.mark.family == family:
            return False
        at = self.families[below.mark.family]
        start = bisect_right(at, place)
        some = [self.blocks[one] for one in at[start : start + _LOOKED_AT]]
        return 2 * sum(map(self._is_paragraph, some)) >= len(some)

    def _is_paragraph(self, block: Block) -> bool:
        words = body_of(self.text, block)
        if words[:1].islower() or not words:
            return not words
        return not leads_on(self.text, block) or len(words.split()) > 8

    def _one_below(self, place: int) -> bool:
        """Return whether no more than one paragraph stands under a title."""
        below = self._below(place)
        at = self.blocks.index(below, place) if below is not None else place
        after = self.blocks[at + 1] if at + 1 < len(self.blocks) else None
        return below is not None and below.plain and (after is None or not after.plain)

    def _several_below(self, places: Sequence[int]) -> bool:
        """Return whether several paragraphs stand under each on average."""
        hashed = any(self.blocks[place].hashes for place in places)
        counted = [
            sum(block.plain or (block.item and hashed) for block in self.blocks[a + 1 : b])
            for a, b in pairwise(places)
        ]
        return sum(counted) > _SEVERAL * len(counted)


def _is_title_line(text: str, block: Block) -> bool:
    plain = block.mark is None and not block.item and not block.rule and not block.hashes
    return plain and reads_as_title(text, block)
