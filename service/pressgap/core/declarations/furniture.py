"""Lines that belong to the printed page and not to the text: page numbers, running heads.

A page number says so ("Page 3 of 12", "- 3 -", "3/12"), alone on its line or set apart from what
else the foot says. A running head or foot is a short line that comes back beside page numbers, as a
line or set apart at the end of one, or with the next number each time and once in mid-sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from pressgap.core.model import Span
from pressgap.core.text.lines import ends_sentence

_LONGEST = 100
_WORD = r"(?:pages?|p\.|pg\.?|seite|página|pagina|стр(?:аница|\.)|صفحة|第)"
_OF = r"(?:/|\bof\b|\bvon\b|\bsur\b|\bde\b|\bиз\b|من)"
_PAGE = re.compile(
    rf"[-–—| \t]*(?:{_WORD}[ \t]*)?"
    rf"\d{{1,4}}(?:[ \t]*{_OF}[ \t]*\d{{1,4}}|[ \t]*[页頁])?"
    r"[-–—| \t]*",
    re.IGNORECASE,
)
_GAP = re.compile(r"[ \t]{3,}|\t")
# Behind other words of a foot: "TVG/14 – page 1 of 2", "26-118      1/2"
_FOOT = re.compile(
    rf".*\S(?:[ \t]+[-–—|·•][ \t]+{_WORD}[ \t]*|(?:[ \t]{{3,}}|\t)(?:{_WORD}[ \t]*)?)"
    rf"(?P<no>\d{{1,4}})[ \t]*{_OF}[ \t]*(?P<last>\d{{1,4}})[-–—| \t]*",
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
    pages = {place for place in short if _PAGE.fullmatch(words[place])} | _feet(words)
    return pages | _counting(text, lines, words) | _beside(lines, words, pages)


def _feet(words: dict[int, str]) -> set[int]:
    """Return the lines that end in a page's number of so many, where these count up to one last."""
    found = {place: foot for place, line in words.items() if (foot := _FOOT.fullmatch(line))}
    numbers = [int(foot["no"]) for foot in found.values()]
    lasts = {int(foot["last"]) for foot in found.values()}
    counts = len(lasts) == 1 and all(a < b for a, b in pairwise(numbers))
    return set(found) if counts and numbers[0] > 0 and numbers[-1] <= max(lasts) else set()


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
    above = (lines[before] for before in range(place - 1, -1, -1))
    last = next((line for line in above if line.start < line.end), None)
    return last is not None and not ends_sentence(last.of(text))


def _next_page(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    changed = [b - a for a, b in zip(one, other, strict=True) if a != b]
    return changed == [1]


def _beside(lines: Sequence[Span], words: dict[int, str], pages: set[int]) -> set[int]:
    """Return lines that stand beside a page number, and twice or more in the text."""
    full = [place for place, line in enumerate(lines) if line.start < line.end]
    times: dict[str, list[int]] = defaultdict(list)
    for before, place in pairwise(full):
        for one, other in ((before, place), (place, before)):
            if one in pages and other in words and other not in pages:
                times[words[other]].append(other)
    ends = {part for line in words.values() if _GAP.search(line) for part in _GAP.split(line)}
    return {
        place
        for line, places in times.items()
        if len(set(places)) > 1 or line in ends
        for place in places
    }
