"""Which numbers of a declaration number its clauses, which its sections, which lists inside one.

Marks printed alike are a family. A family that stands over titles makes sections; of the others
the first that goes through the document numbers the clauses, and what begins anew inside one of
its clauses is a list. Nothing is known of any one style but how it counts.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from pressgap.core.declarations.blocks import Block, announces, ends, leads_on
from pressgap.core.declarations.counting import Counter
from pressgap.core.declarations.headings import (
    heading_text,
    is_about_the_text,
    order_levels,
)
from pressgap.core.declarations.sections import Sections
from pressgap.core.text.marks import WEAK, Mark

_LEAST_SHARE = 0.25
_MOST_AFTER = 0.6
_LEAST_BARE = 3
_LEAST_LETTERS = 3
_MOST_FAMILIES = 24


@dataclass(slots=True)
class Numbering:
    """The clauses' places among the blocks with what is printed, and what is odd about them.

    ``titled`` are the places whose mark stands over a title: the clause begins below it.
    ``levels`` are those of the families that number sections.
    """

    places: dict[int, Mark] = field(default_factory=dict)
    titled: frozenset[int] = frozenset()
    levels: dict[str, int] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def numbering(text: str, blocks: Sequence[Block]) -> Numbering:
    """Return the numbering that carries the document; none where none does.

    Blocks whose numbers number sections get the level of a heading. A numbering carries the
    document when it has two numbers or more, begins before the last quarter, and most of what
    follows its first number does not come after its last.
    """
    return _Reader(text, blocks).read()


class _Reader:
    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self.text = text
        self.blocks = blocks
        self.families: dict[str, list[int]] = {}
        notes = _about_the_text(text, blocks)
        for place, block in enumerate(blocks):
            if block.mark is not None and block.level is None and place not in notes:
                self.families.setdefault(block.mark.family, []).append(place)
        self.sections = Sections(text, blocks, self.families)

    def read(self) -> Numbering:
        self.sections.find()
        chosen = self._chosen(self._counters(small=False)) or self._lettered()
        kept = {place: mark for one in chosen for place, mark in one.kept.items()}
        self._unmark(kept)
        order_levels(self.blocks)
        return Numbering(
            dict(sorted(kept.items())),
            frozenset(self.sections.titled & kept.keys()),
            {
                block.mark.family: block.level
                for block in self.blocks
                if block.level is not None and block.mark is not None
            },
            [said for one in chosen for said in one.warnings()],
        )

    def _unmark(self, places: Collection[int]) -> None:
        """Make plain text, or a Markdown heading, of what numbers nothing: "12 May", "Part 1"."""
        for place, block in enumerate(self.blocks):
            mark = block.mark
            if mark is None or place in places or block.level is not None:
                continue
            alone = len(self.families.get(mark.family, ())) == 1 and mark.value != 1
            if block.hashes:
                block.level = block.hashes
            elif mark.worded or mark.family in WEAK or (alone and not mark.small):
                block.mark, block.body = None, block.span.start

    def _counters(self, *, small: bool) -> list[Counter]:
        """Return the families that are left, counted, the first begun first.

        A text may begin its lines with any number of words and numbers; the largest will do.
        """
        left = [
            [place for place in places if self.blocks[place].level is None]
            for places in self.families.values()
        ]
        largest = sorted(filter(None, left), key=len, reverse=True)[:_MOST_FAMILIES]
        counters = [Counter(self.text, self.blocks, places).count() for places in largest]
        found = [one for one in counters if one.kept and one.mark.small == small]
        return sorted(found, key=lambda one: min(one.kept))

    def _lettered(self) -> list[Counter]:
        """Return small letters that number the document, where nothing else does."""
        found = [
            one
            for one in self._counters(small=True)
            if len(one.kept) >= _LEAST_LETTERS
            and one.mark.value == 1
            and not leads_on(self.text, self.blocks[min(one.kept) - 1])
        ]
        return self._chosen(found)

    # --- clauses ---------------------------------------------------------------------------

    def _chosen(self, found: Sequence[Counter]) -> list[Counter]:
        """Return the families that together number the document's clauses."""
        for first, one in enumerate(found):
            if len(one.kept) == 1 and one.mark.family not in self.sections.raised:
                continue
            chosen = self._with_first(found[first:])
            if self._carry(chosen):
                return chosen
        return []

    def _with_first(self, found: Sequence[Counter]) -> list[Counter]:
        """Return the first family, and of the later ones what does not lie inside its clauses."""
        chosen = [found[0]]
        taken = set(found[0].kept)
        for one in found[1:]:
            joined = self._beside(taken, one)
            if joined.kept:
                chosen.append(joined)
                taken |= joined.kept.keys()
        return chosen

    def _beside(self, taken: set[int], one: Counter) -> Counter:
        if one.mark.family in self.sections.raised:  # "Article 7" beside the heading "Article 6"
            return one
        if min(one.kept) > max(taken) and one.mark.worded and len(one.kept) > 1:
            return one
        if one.mark.family.startswith("decimal"):
            return one.only(self._without_lists(one.kept) if len(one.kept) > 1 else {})
        return one.only(self._free(taken, one.kept))

    def _free(self, taken: set[int], kept: Mapping[int, Mark]) -> dict[int, Mark]:
        """Return the numbers that have a heading between them and the clause before them."""
        free: dict[int, Mark] = {}
        under_heading = False
        for place, block in enumerate(self.blocks):
            if block.level is not None:
                under_heading = True
            elif place in taken:
                under_heading = False
            elif place in kept and under_heading:
                free[place] = kept[place]
                if len(free) == 1 and leads_on(self.text, self.blocks[place - 1]):
                    return {}
        return free

    def _without_lists(self, kept: Mapping[int, Mark]) -> dict[int, Mark]:
        """Return the numbers that are not announced by a colon, nor follow on one that is."""
        found: dict[int, Mark] = {}
        listed = False
        for place, mark in kept.items():
            if mark.value <= 1:
                listed = announces(self.text, self.blocks[place - 1])
            if not listed:
                found[place] = mark
        return found

    def _carry(self, chosen: Sequence[Counter]) -> bool:
        places = [place for one in chosen for place in one.kept]
        if len(places) < 2:
            return False
        if chosen[0].mark.family == "bare" and len(chosen[0].kept) < _LEAST_BARE:
            return False
        start = self.blocks[min(places)].span.start
        last = self.blocks[max(places)].span.end
        length = self.blocks[-1].span.end  # signatures and the like are in no block
        rest = length - start
        before = self.blocks[: min(places)]
        said = sum(1 for block in before if block.item or ends(self.text, block))
        if said > 1 and 2 * rest < length and announces(self.text, before[-1]):
            return False  # the list that closes a text of paragraphs
        return rest >= _LEAST_SHARE * length and length - last <= _MOST_AFTER * rest


def _about_the_text(text: str, blocks: Sequence[Block]) -> set[int]:
    """Return the places under headings such as "Notes" or "Sources", behind the text itself."""
    found: set[int] = set()
    under: int | None = None
    declared = 0
    for place, block in enumerate(blocks):
        if block.level is not None and (under is None or block.level <= under):
            about = declared > 1 and is_about_the_text(heading_text(text, block))
            under = block.level if about else None
        elif under is not None:
            found.add(place)
        else:
            declared += ends(text, block)
    return found
