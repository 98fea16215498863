"""Labels of two or three lines: a name, below it the office or the firm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pressgap.core.label_styles import Candidate
from pressgap.core.label_words import first_outlet, says_office
from pressgap.core.model import Span
from pressgap.core.names import PARTICLES, is_capitalised
from pressgap.core.office_words import has_office

_NAME = range(2, 6)  # words


def stacked(text: str, found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates, with a name and the office on the line below it as one label."""
    kept: list[Candidate] = []
    for each in found:
        before = kept[-1] if kept else None
        if before is not None and each.style == before.style == "own line":
            joined = _joined(text, before, each)
            if joined is not None:
                kept[-1] = joined
                continue
        kept.append(each)
    return kept


def _joined(text: str, name: Candidate, office: Candidate) -> Candidate | None:
    own, below = name.label, office.label
    between = text[own.span.end : below.span.start].replace("\r\n", "\n")
    if between not in ("\n", "\r") or not _may_be_a_name(own.printed):
        return None
    if not _says_office(below.printed) or "\n" in own.span.of(text).strip():
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
