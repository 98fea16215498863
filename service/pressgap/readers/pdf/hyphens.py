"""Lines → one text: words that were broken at a line's end are made whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_BROKEN = re.compile(r"(?P<head>[^\W\d_]+)(?P<mark>[-\u2010\xad])$")
_HEAD = re.compile(r"[^\W\d_]+")
_UNSPACED = re.compile("[\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\uff00-\uff60]")
# "intermediate- and shorter-range": the hyphen stands for a word to come.
_SUSPENDED = frozenset(
    ("and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "o", "e", "i", "и", "или", "та")
)
_MANY = 0.03  # of all lines end in a broken word where a program breaks words


class LineJoiner:
    """Joins the lines of paragraphs; what is a word is told by all ``lines`` of the document."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._known: set[str] = set()
        breaks: list[tuple[str, str]] = []
        count, head = 0, ""
        for line in lines:
            count += 1
            start = 0
            if head and (first := _HEAD.match(line)):
                breaks.append((head, first[0]))
                start = first.end()
            broken = _BROKEN.search(line)
            head = broken["head"] if broken else ""
            end = broken.start() if broken else len(line)
            self._known.update(
                found[0].casefold().replace("\u2010", "-")
                for found in _WORD.finditer(line, start, end)
            )
        self._breaks_words = self._seems_to_break(breaks, count)

    def _seems_to_break(self, breaks: Sequence[tuple[str, str]], lines: int) -> bool:
        """Return whether the program that set the text broke words at all."""
        whole = sum(self._is_word(a + b) for a, b in breaks)
        hyphened = sum(self._is_word(f"{a}-{b}") for a, b in breaks)
        return whole > hyphened or (whole == hyphened and len(breaks) > _MANY * max(lines, 30))

    def joined(self, lines: Sequence[str]) -> tuple[str, list[int]]:
        """Return the text of a paragraph, and where in it each line begins."""
        text, starts = "", [0]
        pieces: list[str] = []
        length = 0
        for line in lines:
            if pieces:
                text = pieces[-1]
                cut, between = self._between(text, line)
                if cut:
                    pieces[-1] = text[:-1]
                    length -= 1
                pieces.append(between)
                length += len(between)
                starts.append(length)
            pieces.append(line)
            length += len(line)
        return "".join(pieces).replace("\xad", ""), _without_soft(pieces, starts)

    def _between(self, line: str, following: str) -> tuple[bool, str]:
        """Return whether the line's last character falls, and what stands in its place."""
        broken = _BROKEN.search(line)
        if broken is None:
            if line[-1:] in "-\u2010" and line[-2:-1].isalnum() and following[:1].isalnum():
                return False, ""  # 2023-\n2024
            spaced = not (_UNSPACED.match(line[-1:]) and _UNSPACED.match(following[:1]))
            return False, " " if spaced else ""
        first = _HEAD.match(following)
        if broken["mark"] == "\xad":
            return True, ""
        if first is None or not first[0][0].islower():
            return False, "" if following[:1].isalnum() else " "
        if first[0] in _SUSPENDED and not self._is_word(broken["head"] + first[0]):
            return False, " "
        return self._was_broken(broken["head"], first[0]), ""

    def _was_broken(self, head: str, tail: str) -> bool:
        if self._is_word(f"{head}-{tail}"):
            return False
        if self._is_word(head + tail):
            return True
        both = self._is_word(head) and self._is_word(tail)
        return self._breaks_words and not (both and min(len(head), len(tail)) > 3)

    def _is_word(self, word: str) -> bool:
        return word.casefold() in self._known


def _without_soft(pieces: Sequence[str], starts: list[int]) -> list[int]:
    """Return the starts of lines where soft hyphens inside them are gone."""
    if not any("\xad" in piece for piece in pieces):
        return starts
    found, length = [0], 0
    for number, piece in enumerate(pieces):
        length += len(piece.replace("\xad", ""))
        if number % 2 == 1:
            found.append(length)
    return found
