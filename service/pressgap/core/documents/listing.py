"""Documents and comparisons without their texts, as lists and answers show them."""

from __future__ import annotations

from dataclasses import dataclass

from pressgap.core.correction import KeptCorrection
from pressgap.core.model import Document, Kind


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document without its text, as lists show it."""

    id: str
    kind: Kind
    title: str
    date: str | None
    source: str | None
    language: str
    verbatim: bool
    note: str | None
    added: str
    sha256: str
    characters: int
    passages: int


def summary_of(document: Document, passages: int) -> DocumentSummary:
    """Return ``document`` without its text; ``passages`` counts its passages."""
    return DocumentSummary(
        id=document.id,
        kind=document.kind,
        title=document.title,
        date=document.date,
        source=document.source,
        language=document.language,
        verbatim=document.verbatim,
        note=document.note,
        added=document.added,
        sha256=document.sha256,
        characters=len(document.text),
        passages=passages,
    )


@dataclass(frozen=True, slots=True)
class CorrectedDocument:
    """What corrections led to: the rows added, and the document as it is read with them.

    ``passages`` it has now, ``embedded`` texts it took just now; ``warnings`` are the parser's.
    """

    document: str
    corrections: tuple[KeptCorrection, ...]
    passages: int
    embedded: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AddedDocument:
    """A document that was added; ``created`` false: it was there already.

    ``embedded`` counts the passages whose vectors were not known yet.
    """

    document: DocumentSummary
    created: bool
    embedded: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparisonSummary:
    """A comparison as lists show it; titles as they were when it was made."""

    id: str
    created: str
    declaration: str
    declaration_title: str
    transcripts: tuple[str, ...]
    transcript_titles: tuple[str, ...]
    clauses: int
    asked: int
    volunteered: int
    not_raised: int
    unsure: int
