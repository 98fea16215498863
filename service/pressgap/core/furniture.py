"""Lines that belong to the printed page and not to the text: page numbers, running heads.

A page number says so ("Page 3 of 12", "- 3 -", "3/12"). A running head or foot is a short line
that comes back beside page numbers, or with the next number each time and once in mid-sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from pressgap.core.lines import ends_sentence
from pressgap.core.model import Span

_LONGEST = 100
_PAGE = re.compile(
    r"[-–—| \t]*(?:(?:pages?|p\.|pg\.?|seite|página|pagina|стр(?:аница|\.)|صفحة|第)[ \t]*)?"
    r"\d{1,4}(?:[ \t]*(?:/|\bof\b|\bvon\b|\bsur\b|\bde\b|\bиз\b|من)[ \t]*\d{1,4}|[ \t]*[页頁])?"
    r"[-–—| \t]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")


def furniture(text: str, lines: Sequence[Span]) -> set[int]:
    """Return the places among ``lines`` (without surrounding white space) of page furniture."""
    short = [
        place
        for place, line in enumerate(lines)
        if 0 < line.end - line.start <= _LONGEST and text[line.start] != "#"
    ]
    words = {place: lines[place].of(text) for place in short}
    pages = {place for place in short if _PAGE.fullmatch(words[place])}
    return pages | _counting(text, lines, words) | _beside(lines, words, pages)


def _counting(text: str, lines: Sequence[Span], words: dict[int, str]) -> set[int]:
    """Return lines of several words that differ in one number only, which counts the pages."""
    alike: dict[str, list[int]] = defaultdict(list)
    for place, line in words.items():
        found = _DIGITS.findall(line)
        at_an_end = line[0].isdigit() or line[-1].isdigit()
        if found and at_an_end and len(line.split()) > 2:
            alike[_DIGITS.sub("0", line)].append(place)
    kept: set[int] = set()
    for places in alike.values():
        numbers = [tuple(map(int, _DIGITS.findall(words[place]))) for place in places]
        counts = len(places) > 2 and all(_next_page(a, b) for a, b in pairwise(numbers))
        if counts and any(_interrupts(text, lines, place) for place in places):
            kept.update(places)
    return kept


def _interrupts(text: str, lines: Sequence[Span], place: int) -> bool:
    """Return whether a line stands in mid-sentence."""
    before = next((line for line in reversed(lines[:place]) if line.start < line.end), None)
    return before is not None and not ends_sentence(before.of(text))


def _next_page(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    changed = [b - a for a, b in zip(one, other, strict=True) if a != b]
    return changed == [1]


def _beside(lines: Sequence[Span], words: dict[int, str], pages: set[int]) -> set[int]:
    """Return lines that stand twice or more beside a page number."""
    full = [place for place, line in enumerate(lines) if line.start < line.end]
    times: dict[str, list[int]] = defaultdict(list)
    for before, place in pairwise(full):
        for one, other in ((before, place), (place, before)):
            if one in pages and other in words and other not in pages:
                times[words[other]].append(other)
    return {place for places in times.values() if len(set(places)) > 1 for place in places}
