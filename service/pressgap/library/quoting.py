"""A sentence that was found → the passage as it is quoted: who, where, and what is around it."""

from __future__ import annotations

from pressgap.core.documents.landmarks import locate
from pressgap.core.model import RelatedPassage, Span, Transcript
from pressgap.core.text.sentences import sentence_spans
from pressgap.store import Candidate, StoredDocument

_WIDEST_CONTEXT = 1500
_NEIGHBOURS = 2


def quote(stored: StoredDocument, found: Candidate, probability: float) -> RelatedPassage:
    """Return the block ``found`` stands in, with ``found`` as its best sentence."""
    document, structure = stored.document, stored.structure
    speaker = None
    if isinstance(structure, Transcript) and found.speaker is not None:
        speaker = structure.speaker(found.speaker)
    span = Span(found.block_start, found.block_end)
    return RelatedPassage(
        passage=f"{document.id}:{span.start}-{span.end}",
        document=document.id,
        title=document.title,
        kind=document.kind,
        verbatim=document.verbatim,
        date=document.date,
        part=found.part,
        turn=found.turn,
        exchange=found.exchange,
        clause=found.clause,
        speaker=speaker.name if speaker else None,
        role=found.role,
        outlet=speaker.outlet if speaker else None,
        quote=span.of(document.text),
        start=span.start,
        end=span.end,
        sentence=Span(found.start, found.end),
        context=_context(stored, found, span),
        probability=probability,
        locator=locate(document.landmarks, found.start),
        lead_in=_lead_in(stored, found),
    )


def _lead_in(stored: StoredDocument, found: Candidate) -> str | None:
    """Return what leads up to an item of a list, so that the quotation can be understood."""
    if isinstance(stored.structure, Transcript):
        return None
    leads = (c.lead_in for c in stored.structure.clauses if c.id == found.clause)
    lead = next(leads, None)
    return lead.of(stored.document.text) if lead is not None else None


def _context(stored: StoredDocument, found: Candidate, block: Span) -> Span:
    """Return the turn or clause around a block; of a long one, the block and its neighbours."""
    whole = block
    if isinstance(stored.structure, Transcript):
        whole = next((t.span for t in stored.structure.turns if t.number == found.turn), block)
    else:
        whole = next((c.span for c in stored.structure.clauses if c.id == found.clause), block)
    if whole.end - whole.start <= _WIDEST_CONTEXT:
        return whole
    spans = sentence_spans(stored.document.text, whole)
    before = [s.start for s in spans if s.end <= block.start][-_NEIGHBOURS:]
    after = [s.end for s in spans if s.start >= block.end][:_NEIGHBOURS]
    return Span(before[0] if before else block.start, after[-1] if after else block.end)
