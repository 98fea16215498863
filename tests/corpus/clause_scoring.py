"""How well a declaration was read, against what a careful reader found in it.

A clause counts when its first and last word are those expected, at the same places of the text,
and its number agrees. Punctuation, emphasis and footnote signs around words are trimmed, as is
punctuation around numbers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pressgap.core.model import Clause

_WORD = re.compile(r"\[\^?\w{1,4}\]|[⁰¹²³⁴-⁹]+|(?P<word>[^\W_⁰¹²³⁴-⁹]+)")


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one kind of thing: ``right`` of those ``found`` and those ``expected``."""

    right: int
    found: int
    expected: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what was expected that was found; 1 where nothing was expected."""
        return self.right / self.expected if self.expected else 1.0


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Where a clause's first word starts and its last one ends, and its number, trimmed."""

    start: int
    end: int
    number: str


def add(scores: Iterable[Score]) -> Score:
    """Return several scores counted together."""
    some = list(scores)
    return Score(
        sum(one.right for one in some),
        sum(one.found for one in some),
        sum(one.expected for one in some),
    )


def expected_clauses(path: Path, text: str) -> list[Stretch]:
    """Return what ``path`` (NAME.expected.json) says of ``text``; ``ValueError`` for words that
    the text does not have where they should be.
    """
    at = 0
    found: list[Stretch] = []
    for clause in json.loads(path.read_text(encoding="utf-8"))["clauses"]:
        start, _ = _find(text, clause["start"], at)
        _, at = _find(text, clause["end"], start)
        found.append(_stretch(text, start, at, clause["number"]))
    return found


def found_clauses(text: str, clauses: Sequence[Clause]) -> list[Stretch]:
    """Return the clauses of the parser as stretches."""
    return [_stretch(text, c.span.start, c.span.end, c.number) for c in clauses]


def score(expected: Sequence[Stretch], found: Sequence[Stretch]) -> Score:
    """Return how many of ``found`` are ``expected``."""
    return Score(len(set(expected) & set(found)), len(found), len(expected))


def misses(text: str, expected: Sequence[Stretch], found: Sequence[Stretch]) -> str:
    """Return what is missing and what is too much, line by line, for whoever mends it."""
    lines = [
        f"{sign} {one.number or '–'}: {_shown(text, one)}"
        for sign, some, others in (("missing", expected, found), ("extra", found, expected))
        for one in sorted(set(some) - set(others))
    ]
    return "\n".join(lines)


def _shown(text: str, stretch: Stretch) -> str:
    words = text[stretch.start : stretch.end].split()
    return " ".join(words if len(words) < 14 else [*words[:6], "…", *words[-6:]])


def _find(text: str, words: str, at: int) -> tuple[int, int]:
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = re.compile(pattern).search(text, at)
    if found is None:
        raise ValueError(f"not found behind character {at}: {words!r}")
    return found.start(), found.end()


def _stretch(text: str, start: int, end: int, number: Any) -> Stretch:
    words = [found for found in _WORD.finditer(text, start, end) if found["word"]]
    bounds = (words[0].start(), words[-1].end()) if words else (start, end)
    return Stretch(*bounds, trimmed_number(number))


def trimmed_number(number: str | None) -> str:
    """Return a number without punctuation around it, and without white space: "(1)" is "1"."""
    return re.sub(r"^\W+|[\W_]+$|\s+", "", number or "").casefold()
