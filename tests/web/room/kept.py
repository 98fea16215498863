"""Comparisons made by hand and kept, so that every verdict is there without a model."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pressgap.core.codec import to_json
from pressgap.core.model import Document
from pressgap.core.report import DocumentRef, Probabilities, Report, TranscriptFinding
from pressgap.core.reports.build_report import build_report
from pressgap.library import NewDocument
from pressgap.wiring import Parts
from tests.reports import sample_documents, sample_manifest, sample_report, sample_verdicts


def keep(parts: Parts, report: Report, *documents: Document) -> str:
    """Add the documents and keep the report on them; return its id."""
    for document in documents:
        parts.library.add(_new(document))
    others = [document.id for document in report.transcripts]
    parts.store.add_comparison(to_json(report), report.declaration.id, others)
    return report.id


def keep_sample(parts: Parts, **changes: Any) -> str:
    """Keep the sample: clause 1 asked, 2 and 3 volunteered, 4 not raised, 5 unsure."""
    declaration, _, transcript, _ = sample_documents(**changes)
    return keep(parts, sample_report(**changes), declaration, transcript)


def keep_two(parts: Parts) -> str:
    """Keep the sample held against two conferences, the later first.

    The earlier one is the same speech under another first line; nothing was asked there.
    """
    declaration, outline, later, speech = sample_documents()
    other, _, earlier, _ = sample_documents(question="Who pays for the harbour tunnel, please?")
    report = build_report(
        id="r0123456789abcdef",
        created="2026-02-03T10:00:00Z",
        declaration=declaration,
        outline=outline,
        transcripts=[(later, speech)],
        findings=[sample_verdicts(later, speech)],
        combined=sample_verdicts(later, speech).clauses,
        manifest=sample_manifest(declaration, later, earlier),
        warnings=(),
    )
    nothing = Probabilities(0.02, 0.0, 0.03)
    clauses = tuple(
        replace(
            clause,
            by_transcript=(
                *clause.by_transcript,
                TranscriptFinding(earlier.id, "not_raised", nothing),
            ),
        )
        for clause in report.clauses
    )
    before = DocumentRef(earlier.id, "An earlier conference", "2025-11-05", True, None)
    first = replace(report.transcripts[0], title="The later conference")
    report = replace(report, transcripts=(first, before), clauses=clauses)
    assert other.id == declaration.id
    return keep(parts, report, declaration, later, earlier)


def _new(document: Document) -> NewDocument:
    return NewDocument(
        kind=document.kind,
        text=document.text,
        data=document.text.encode("utf-8"),
        title=document.title,
        date=document.date,
        verbatim=document.verbatim,
        note=document.note,
        language=document.language,
    )
