"""A text in parts that fit a model's window, so that nothing is cut without a word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Count = Callable[[str], int]
"""Word pieces of a text, special ones left out."""

_ENDS = (re.compile(r"(?<=[.!?…;])\s+"), re.compile(r"\s+"))


def in_parts(text: str, room: int, count: Count) -> list[str]:
    """Return ``text`` whole if it has at most ``room`` word pieces, else halved until it fits.

    Halves are cut at the end of a sentence nearest the middle, else between words, else anywhere.
    """
    return list(_parts(text.strip(), room, count))


def _parts(text: str, room: int, count: Count) -> Iterator[str]:
    if len(text) < 2 or count(text) <= room:
        yield text
        return
    end, start = _cut(text)
    yield from _parts(text[:end], room, count)
    yield from _parts(text[start:], room, count)


def _cut(text: str) -> tuple[int, int]:
    """Return where the first half ends and the second begins."""
    middle = len(text) / 2
    for gap in _ENDS:
        found = [cut.span() for cut in gap.finditer(text) if cut.start() and cut.end() < len(text)]
        if found:
            return min(found, key=lambda cut: abs(cut[0] - middle))
    return len(text) // 2, len(text) // 2
