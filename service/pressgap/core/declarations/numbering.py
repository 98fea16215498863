"""Which numbers of a declaration number its clauses, which its sections, which lists inside one.

Marks printed alike are a family. A family that stands over titles makes sections; of the others
the first that goes through the document numbers the clauses, and what begins anew inside one of
its clauses is a list. Nothing is known of any one style but how it counts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from pressgap.core.declarations.blocks import Block, announces, body_of, ends, leads_on
from pressgap.core.declarations.counting import Counter
from pressgap.core.declarations.headings import (
    SECTION,
    heading_text,
    is_about_the_text,
    order_levels,
    reads_as_title,
)
from pressgap.core.text.marks import WEAK, Mark, roman

_LEAST_SHARE = 0.25
_MOST_AFTER = 0.6
_TITLED = 0.6  # share of a family's marks over titles that makes them sections
_SEVERAL = 1.5  # paragraphs under each, on average
_LEAST_BARE = 3
_LEAST_LETTERS = 3
_MOST_FAMILIES = 24
_LOOKED_AT = 6


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


def settle_families(blocks: Sequence[Block]) -> None:
    """Tell Roman numerals from letters ("I.", "II." from "H.", "I."), and know abbreviations
    ("SECTION 1", "SEC. 2"); marks are replaced.
    """
    families: dict[str, list[Block]] = {}
    for block in blocks:
        if block.mark is not None:
            families.setdefault(block.mark.family, []).append(block)
    whole = {family for family in families if family.startswith("word ") and "." not in family}
    for family, some in families.items():
        if family.startswith("alpha "):
            _settle(some)
        elif family.startswith("word ") and "." in family:
            _write_out(some, family, whole)


def _write_out(blocks: Sequence[Block], family: str, whole: Collection[str]) -> None:
    """Give the marks of an abbreviated word the family of the word, where that is used too."""
    short = family.replace(".", "")
    found = [one for one in whole if one.startswith(short.split(" ")[1], 5)][:1]
    for block in blocks if found else ():
        if block.mark is not None:
            block.mark = replace(block.mark, family=found[0])


def _settle(blocks: Sequence[Block]) -> None:
    marks = [block.mark for block in blocks if block.mark is not None]
    several = any(len(mark.printed) > 1 for mark in marks)
    numerals = all(roman(mark.printed) is not None for mark in marks)
    letter, expected = 0, 1
    for block, mark in zip(blocks, marks, strict=True):
        worth = roman(mark.printed)
        follows = worth in (expected, 1) and mark.value != letter + 1
        if worth is not None and (len(mark.printed) > 1 or (several and (numerals or follows))):
            block.mark = replace(mark, family=f"{mark.family} roman", values=(worth,))
            expected = worth + 1
        else:
            letter = mark.value


class _Reader:
    def __init__(self, text: str, blocks: Sequence[Block]) -> None:
        self.text = text
        self.blocks = blocks
        self.families: dict[str, list[int]] = {}
        notes = _about_the_text(text, blocks)
        for place, block in enumerate(blocks):
            if block.mark is not None and block.level is None and place not in notes:
                self.families.setdefault(block.mark.family, []).append(place)
        self.titled: set[int] = set()
        self.raised: set[str] = set()  # families that number sections, some or all of them

    def read(self) -> Numbering:
        for family, places in self.families.items():
            self._sections(family, places)
        chosen = self._chosen(self._counters(small=False)) or self._lettered()
        kept = {place: mark for one in chosen for place, mark in one.kept.items()}
        self._unmark(kept)
        order_levels(self.blocks)
        return Numbering(
            dict(sorted(kept.items())),
            frozenset(self.titled & kept.keys()),
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

    # --- sections --------------------------------------------------------------------------

    def _sections(self, family: str, places: Sequence[int]) -> None:
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

    # --- clauses ---------------------------------------------------------------------------

    def _chosen(self, found: Sequence[Counter]) -> list[Counter]:
        """Return the families that together number the document's clauses."""
        for first, one in enumerate(found):
            if len(one.kept) == 1 and one.mark.family not in self.raised:
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
        if one.mark.family in self.raised:  # "Article 7" beside the heading "Article 6"
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


def _is_title_line(text: str, block: Block) -> bool:
    plain = block.mark is None and not block.item and not block.rule and not block.hashes
    return plain and reads_as_title(text, block)


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
