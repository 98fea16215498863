"""Labels of two or three lines: a name, below it the office or the firm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pressgap.core.labels.introductions import names_medium
from pressgap.core.labels.label_styles import Candidate
from pressgap.core.labels.label_words import first_outlet, says_office
from pressgap.core.model import Span
from pressgap.core.speech.office_words import has_office
from pressgap.core.text.names import PARTICLES, is_capitalised

_NAME = range(2, 6)  # words
_TWICE = 2


def stacked(text: str, found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates, with a name and the office on the line below it as one label."""
    again = _pairs(text, found)
    kept: list[Candidate] = []
    for each in found:
        before = kept[-1] if kept else None
        if before is not None and each.style == before.style == "own line":
            joined = _joined(text, before, each, again)
            if joined is not None:
                kept[-1] = joined
                continue
        kept.append(each)
    return kept


def _pairs(text: str, found: Sequence[Candidate]) -> Counter[tuple[str, str]]:
    """Count the lines that stand below one another each time."""
    return Counter(
        (one.label.printed, other.label.printed)
        for one, other in pairwise(found)
        if one.style == other.style == "own line" and _stand_together(text, one, other)
    )


def _stand_together(text: str, name: Candidate, below: Candidate) -> bool:
    between = text[name.label.span.end : below.label.span.start].replace("\r\n", "\n")
    return between in ("\n", "\r") and "\n" not in name.label.span.of(text).strip()


def _joined(
    text: str, name: Candidate, office: Candidate, again: Mapping[tuple[str, str], int]
) -> Candidate | None:
    own, below = name.label, office.label
    if not _stand_together(text, name, office) or not _may_be_a_name(own.printed):
        return None
    twice = again.get((own.printed, below.printed), 0) >= _TWICE
    if not (_says_office(below.printed) or names_medium(below.printed) or twice):
        return None
    parts = [part.strip() for part in below.printed.replace(" - ", ", ").split(",")]
    outlet = below.outlet or first_outlet([part for part in parts if part])
    role = own.role or below.role
    label = replace(own, outlet=outlet, role=role, span=Span(own.span.start, below.span.end))
    return replace(name, label=replace(label, sure=True))


def _may_be_a_name(printed: str) -> bool:
    words = printed.split()
    named = all(is_capitalised(word) or word in PARTICLES for word in words)
    return len(words) in _NAME and named and not _says_office(printed) and "," not in printed


def _says_office(printed: str) -> bool:
    return says_office(printed) or has_office(printed)
