"""A sentence that was found → the passage as it is quoted: who, where, and what is around it."""

from __future__ import annotations

from itertools import islice

from pressgap.core.documents.landmarks import locate
from pressgap.core.model import RelatedPassage, Span, Transcript
from pressgap.core.text.lines import paragraph_spans
from pressgap.core.text.sentences import sentences_in
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
    return _with_neighbours(stored.document.text, block, whole)


def _with_neighbours(text: str, block: Span, whole: Span) -> Span:
    """Return a block with the sentences beside it; only paragraphs near it are split."""
    paragraphs = paragraph_spans(text, whole)
    before = (
        sentence.start
        for paragraph in reversed(paragraphs)
        if paragraph.start < block.start
        for sentence in reversed(list(sentences_in(text, paragraph)))
        if sentence.end <= block.start
    )
    after = (
        sentence.end
        for paragraph in paragraphs
        if paragraph.end > block.end
        for sentence in sentences_in(text, paragraph)
        if sentence.start >= block.end
    )
    return Span(
        min(islice(before, _NEIGHBOURS), default=block.start),
        max(islice(after, _NEIGHBOURS), default=block.end),
    )
