"""Dates and numbers that count something, as spans: "4 July 2024", "2030", "41 percent", "$5 bn".

Months and units are English; years, ISO dates, signs and percentages are read in any language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressgap.core.model import Span
from pressgap.core.text.stop_words import FUNCTION_WORDS
from pressgap.core.text.terms import fold

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_YEAR = r"(?:1[5-9]|20)\d\d"
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?\b"
    rf"|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?\b"
    rf"|\b{_MONTH},?\s+{_YEAR}\b|\b{_YEAR}-\d\d-\d\d\b"
    rf"|(?<![\d.,])\b{_YEAR}(?:[–/-]\d{{2,4}})?\b(?![.,]?\d|\s?[%°])"
)
_SCALE = r"(?:\s?(?:thousand|million|billion|trillion|mn|bn))?"
_NUMBER = re.compile(
    r"\b(?:sections?|articles?|paragraphs?|clauses?|chapters?|annex|schedule|resolution|no\.)\s+"
    r"(?:\d[\d.]*\d|\d)\b"
    rf"|[$€£¥₽₹]\s?\d[\d.,]*{_SCALE}"
    rf"|(?<![\w.,$€£–-])\d+(?:[.,]\d+)*{_SCALE}(?:\s?[%٪‰°]|\s+per\s?cent\b|"
    r"\s+(?:cubic|square|basis|percentage)\s+[^\W\d_]+|\s+[^\W\d_]{2,})",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_NO_UNIT = FUNCTION_WORDS | frozenset(map(fold, ("times", "o'clock")))


def date_spans(text: str, within: Span) -> Iterator[Span]:
    """Yield the dates and years of a stretch."""
    for found in _found(_DATE, text, within):
        yield Span(found.start(), found.end())


def number_spans(text: str, within: Span) -> Iterator[Span]:
    """Yield the numbers of a stretch with what they count, sections and articles included."""
    for found in _found(_NUMBER, text, within):
        if fold(found[0].split()[-1]) not in _NO_UNIT:
            yield Span(found.start(), found.end())


def _found(pattern: re.Pattern[str], text: str, within: Span) -> Iterator[re.Match[str]]:
    # Most stretches hold no digit, and both patterns, which take long, want one.
    if not _DIGIT.search(text, within.start, within.end):
        return iter(())
    return pattern.finditer(text, within.start, within.end)
