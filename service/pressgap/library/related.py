"""A statement → the passages of the library that belong to it.

Dense search and full-text search bring candidates; only ``relatedness`` decides, and the score it
gives is the score shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pressgap.core.background import Background
from pressgap.core.model import (
    Clause,
    Declaration,
    Filters,
    Related,
    RelatedPassage,
    Span,
    Transcript,
)
from pressgap.core.passages import passages
from pressgap.core.sentences import sentence_spans
from pressgap.core.statements import StatementModel, relatedness
from pressgap.encoder import Encoder
from pressgap.errors import DocumentNotFound
from pressgap.library.shelf import Shelf
from pressgap.store import Candidate, Edition, Store, StoredDocument
from pressgap.vectors import VectorIndex

# Enough for a page of results, few enough to score in milliseconds.
_HITS_PER_PART = 50
_MOST_HITS = 100
_LEXICAL_HITS = 50
_CLOSEST = 3
_WIDEST_CONTEXT = 1500
_NEIGHBOURS = 2
_TEXTS_AT_HAND = 30_000_000  # characters
_DOCUMENTS_AT_HAND = 10_000_000


@dataclass(frozen=True, eq=False)
class Parts:
    """A statement's own sentences (and the whole, where it fits) with vectors (n, d)."""

    texts: list[str]
    rows: NDArray[np.float32]


class Finder:
    """Finds related passages. Safe to share between threads."""

    def __init__(
        self,
        store: Store,
        index: VectorIndex,
        model: StatementModel,
        background: Background | None,
    ) -> None:
        self._store = store
        self._index = index
        self._model = model
        self._background = background
        self._texts: Shelf[str] = Shelf(_TEXTS_AT_HAND, len)
        self._documents: Shelf[StoredDocument] = Shelf(
            _DOCUMENTS_AT_HAND, lambda stored: len(stored.document.text)
        )

    def find(self, text: str, encoder: Encoder, filters: Filters, limit: int) -> Related:
        """Return passages over the bar, best first, and the closest below it."""
        parts = split(text, encoder)
        candidates = self._candidates(text, parts, filters)
        probabilities = self._judge(parts, candidates)
        best = _best_of_each_block([c for c, _ in candidates], probabilities)
        over = [(c, p) for c, p in best if p >= self._model.bar]
        under = [(c, p) for c, p in best if p < self._model.bar]
        return Related(
            passages=tuple(self._shown(over[:limit])),
            closest=tuple(self._shown(under[:_CLOSEST])),
            warnings=() if self._background is not None else (_NO_BACKGROUND,),
        )

    def _candidates(self, text: str, parts: Parts, filters: Filters) -> list[tuple[Candidate, str]]:
        """Return candidates, each with the text of its document."""
        allowed = self._store.filtered(filters)
        scores, ids = self._index.search(parts.rows, _HITS_PER_PART, allowed)
        hits = _strongest(scores, ids)
        hits += [key for key, _ in self._store.lexical(text, _LEXICAL_HITS, filters)]
        found = self._store.candidates(list(dict.fromkeys(hits)))
        texts = self._texts_of(found)
        return [
            (c, texts[c.document, c.revision]) for c in found if (c.document, c.revision) in texts
        ]

    def _texts_of(self, candidates: Sequence[Candidate]) -> dict[tuple[int, int], str]:
        wanted = {(c.document, c.revision) for c in candidates}
        texts = {key: text for key in wanted if (text := self._texts.get(key)) is not None}
        missing = wanted - texts.keys()
        fresh = self._store.texts([document for document, _ in missing]) if missing else {}
        for document, revision in missing:
            if document in fresh:
                texts[document, revision] = fresh[document]
                self._texts.put((document, revision), fresh[document])
        return texts

    def _judge(
        self, parts: Parts, candidates: Sequence[tuple[Candidate, str]]
    ) -> NDArray[np.float64]:
        if not candidates:
            return np.zeros(0)
        return relatedness(
            parts.texts,
            parts.rows,
            [text[c.start : c.end] for c, text in candidates],
            self._rows(c.key for c, _ in candidates),
            [text[c.block_start : c.block_end] for c, text in candidates],
            self._rows(c.block for c, _ in candidates),
            self._model,
            self._background,
        )

    def _rows(self, keys: Iterable[int]) -> NDArray[np.float32]:
        return self._index.rows(np.fromiter(keys, dtype=np.int64))

    def _shown(self, found: Sequence[tuple[Candidate, float]]) -> list[RelatedPassage]:
        shown = []
        for candidate, probability in found:
            try:
                stored = self._document(candidate)
            except DocumentNotFound:  # removed while we searched
                continue
            shown.append(_passage(stored, candidate, probability))
        return shown

    def _document(self, candidate: Candidate) -> StoredDocument:
        edition = Edition(candidate.document, candidate.revision)
        stored = self._documents.get(edition)
        if stored is None:
            stored = self._store.stored_by_key(candidate.document)
            self._documents.put(stored.edition, stored)
        return stored


_NO_BACKGROUND = (
    "There is no background table for this model, so the probabilities are rough; "
    "`pressgap fit` makes one."
)


def split(text: str, encoder: Encoder) -> Parts:
    """Split a statement as a document is split: sentences that fit the window, and the whole."""
    whole = Declaration((Clause("c1", None, "", Span(0, len(text))),))
    found = passages("statement", text, whole, encoder.count_tokens, encoder.window)
    texts = [passage.span.of(text) for passage in found if passage.level == "sentence"]
    blocks = [passage.span.of(text) for passage in found if passage.level == "block"]
    if len(blocks) == 1 and len(texts) > 1:
        texts += blocks
    return Parts(texts, encoder.encode(texts))


def _strongest(scores: NDArray[np.float32], ids: NDArray[np.int64]) -> list[int]:
    order = np.argsort(-scores, axis=None, kind="stable")
    ranked = [int(each) for each in ids.ravel()[order] if each >= 0]
    return list(dict.fromkeys(ranked))[:_MOST_HITS]


def _best_of_each_block(
    candidates: Sequence[Candidate], probabilities: NDArray[np.float64]
) -> list[tuple[Candidate, float]]:
    best: dict[int, tuple[Candidate, float]] = {}
    # Of equal scores the older document, the earlier sentence: two searches must not differ.
    ranked = sorted(
        zip(candidates, probabilities.tolist(), strict=True),
        key=lambda each: (-each[1], each[0].key),
    )
    for candidate, probability in ranked:
        best.setdefault(candidate.block, (candidate, probability))
    return list(best.values())


def _passage(stored: StoredDocument, found: Candidate, probability: float) -> RelatedPassage:
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
    )


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
