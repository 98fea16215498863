"""Which lines of a declaration are headings, and which of them is its title.

Markdown says so itself. Otherwise a heading is a short line without a full stop, in capitals or
not, that stands over other text; one with a number or letter stands above those without.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pressgap.core.declarations.blocks import Block, body_of, ends, in_capitals, leads_on

# Below the six of Markdown. Sections with numbers stand from here on, one level for each kind.
SECTION, _CAPITALS, _BOLD, _TITLE_LIKE = 10, 90, 91, 92
_MOST_KINDS = 60
_MOST_WORDS, _MOST_CHARACTERS, _MOST_IN_CAPITALS = 10, 80, 120
_LONGEST_TITLE = 300
_LONGEST_RUN = 3
_WHEN = re.compile(r"(?<!\d)(?:(?:1[89]|20)\d\d|\d{1,2}:\d\d)(?!\d)")
# A heading that announces words about the text, not of it.
_ABOUT = re.compile(
    r"(?:about (?:this|the (?:text|document|digest|translation|author|organi[sz]ation))\b"
    r"|(?:(?:editor|translator|author|publisher)['’]?s['’]? )?notes?(?: (?:on|to|for) .*)?$"
    r"|explanatory (?:notes?|memorandum|statement|report)$|statement of reasons$"
    r"|(?:background|press|media) notes?$"
    r"|sources?$|references$|footnotes?$|endnotes$|disclaimer|preface$|foreword$|contents$"
    r"|table of contents|(?:media |press )?contacts?$|примечани|источник|предисловие|содержание$"
    r"|vorbemerkung|anmerkung|quellen?$|inhalt$|avant-propos|remarques?$|sommaire$)",
    re.IGNORECASE,
)


def find_headings(text: str, blocks: Sequence[Block], numbered: frozenset[int]) -> None:
    """Give every block that reads as a heading its level; ``numbered`` are places of clauses.

    Where there are numbered clauses, a line that only looks like a title must stand over one.
    """
    found = [
        (place, level)
        for place, block in enumerate(blocks)
        if place not in numbered and (level := _level(text, blocks, place)) is not None
    ]
    looking = set(found)
    for place, level in _without_long_runs(found):
        following = blocks[place + 1]
        over = place + 1 in numbered or following.level is not None
        if not numbered or over or level <= _CAPITALS or (place + 1, level) in looking:
            blocks[place].level = level


def title_places(text: str, blocks: Sequence[Block], numbered: frozenset[int]) -> frozenset[int]:
    """Return the places of the document's title: a heading, or several lines of it.

    It is the first heading, before everything else, and no other has its level. Without Markdown
    a line does not show its level: there the first is the title unless a numbered clause follows,
    and lines below it belong to it whose look does not come back.
    """
    places = [place for place, block in enumerate(blocks) if block.level is not None]
    first = _title_place(text, blocks, places, numbered)
    if first is None:
        return frozenset()
    run, all_of_them = [first], set(places)
    while run[-1] + 1 in all_of_them:
        run.append(run[-1] + 1)
    later = {blocks[place].level for place in places if place > run[-1]}
    parts = (place for place in run[1:] if (blocks[place].level or 0) >= _CAPITALS)
    return frozenset({first, *(place for place in parts if blocks[place].level not in later)})


def _title_place(
    text: str, blocks: Sequence[Block], places: Sequence[int], numbered: frozenset[int]
) -> int | None:
    if not places or not all(_precedes_title(text, block) for block in blocks[: places[0]]):
        return None
    first = places[0]
    if blocks[first].mark is not None:
        return None  # "§ 1 Fees", "I. Energy"
    level = blocks[first].level or 0
    if all((blocks[place].level or 0) > level for place in places[1:]):
        return first
    return first if level > SECTION and first + 1 not in numbered else None


def _precedes_title(text: str, block: Block) -> bool:
    words = block.span.of(text)
    return block.rule or (len(words) <= _LONGEST_TITLE and words[:1] in "[(" and words[-1:] in "])")


def is_about_the_text(heading: str) -> bool:
    """Return whether a heading announces notes, sources and the like."""
    return _ABOUT.match(heading.strip("#*_: \t")) is not None


def is_dateline(line: str) -> bool:
    """Return whether a short line holds a year or an hour: where and when, not what."""
    return len(line.split()) <= _MOST_WORDS and _WHEN.search(line) is not None


def heading_text(text: str, block: Block) -> str:
    """Return a heading as people read it, without its marks."""
    start = block.body if block.mark is None else block.span.start
    return " ".join(text[start : block.span.end].strip("#*_ \t").split())


def order_levels(blocks: Sequence[Block]) -> None:
    """Give the headings with numbers one level for each way of numbering, the first begun on top.

    "Part I" over "A." over "1." are three.
    """
    kinds: dict[str, int] = {}
    for block in blocks:
        if block.level == SECTION and block.mark is not None:
            place = kinds.setdefault(block.mark.family, len(kinds))
            block.level = SECTION + min(place, _MOST_KINDS)


def _level(text: str, blocks: Sequence[Block], place: int) -> int | None:
    block = blocks[place]
    lettered = block.mark is not None and block.mark.lettered and not block.mark.small
    if not (block.plain or lettered) or block.hashes or place + 1 == len(blocks):
        return None
    before, following = blocks[place - 1] if place else None, blocks[place + 1]
    if before is not None and leads_on(text, before):
        return None
    if following.item and text[following.body : following.body + 1].islower():
        return None  # "We will" over "- build a bridge"
    if place == 0 and _is_long_title(text, block, following):
        return _TITLE_LIKE
    if not reads_as_title(text, block):
        return None
    return SECTION if lettered else _level_by_looks(text, block, first=place == 0)


def _is_long_title(text: str, block: Block, following: Block) -> bool:
    """Return whether the first block is a title of several lines: no sentence ends in it."""
    words = body_of(text, block)
    if len(words) > _LONGEST_TITLE or not following.apart or following.item:
        return False
    return not ends(text, block) and not leads_on(text, block) and not words[:1].islower()


def reads_as_title(text: str, block: Block) -> bool:
    """Return whether a block's words, behind its mark, are a short line that ends no sentence."""
    line = body_of(text, block)
    if len(line) > _MOST_IN_CAPITALS:
        return False
    if block.mark is not None and in_capitals(line) and len(line.split()) <= _MOST_WORDS:
        return not leads_on(text, block)  # "SECTION 1. SHORT TITLE."
    if ends(text, block) or leads_on(text, block):
        return False
    letters = line.lstrip('*_"“«( ')
    return bool(letters) and letters[0].isalnum() and not letters[0].islower()


def _level_by_looks(text: str, block: Block, *, first: bool) -> int | None:
    line = block.span.of(text)
    if not first and is_dateline(line):
        return None
    if in_capitals(line):
        return _CAPITALS
    wordless = not any(letter.isalpha() for letter in line)
    if len(line) > _MOST_CHARACTERS or len(line.split()) > _MOST_WORDS or wordless:
        return None
    return _BOLD if line.startswith(("**", "__")) else _TITLE_LIKE


def _without_long_runs(found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Drop runs of many short lines: a list of names, a signature, a poem."""
    kept: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    for entry in found:
        if run and entry[0] != run[-1][0] + 1:
            kept += run if len(run) <= _LONGEST_RUN else []
            run = []
        run.append(entry)
    return kept + (run if len(run) <= _LONGEST_RUN else [])
