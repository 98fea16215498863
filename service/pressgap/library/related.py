"""A statement → the passages of the library that belong to it.

Dense search and full-text search bring candidates; only ``relatedness`` decides, and the score it
gives is the score shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pressgap.core.documents.passages import passages
from pressgap.core.matching.background import Background
from pressgap.core.matching.statements import StatementModel, Terms, relatedness
from pressgap.core.model import (
    Clause,
    Declaration,
    Filters,
    Related,
    RelatedPassage,
    Span,
    led,
)
from pressgap.core.text.terms import terms
from pressgap.encoder import Encoder
from pressgap.errors import DocumentNotFound
from pressgap.library.quoting import quote
from pressgap.library.shelf import Shelf
from pressgap.store import Candidate, Edition, Store, StoredDocument
from pressgap.vectors import VectorIndex

# Enough for a page of results, few enough to score in milliseconds.
_DENSE_HITS = 50
_LEXICAL_HITS = 25
_CLOSEST = 3
# A block's best sentence is one of those nearest to the statement; the others need no reading.
_SENTENCES_PER_BLOCK = 3
_TEXTS_AT_HAND = 30_000_000  # characters
_CANDIDATES_AT_HAND = 20_000
_TERMS_AT_HAND = 300_000
_DOCUMENTS_AT_HAND = 10_000_000
# Whoever searches changes a filter next, or asks for more: the same statement comes again.
_SENTENCES_AT_HAND = 1_000


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
        notes: Sequence[str] = (),
    ) -> None:
        """Search with these; ``notes`` are warnings that come with every answer."""
        self._store = store
        self._index = index
        self._model = model
        self._background = background
        self._notes = tuple(notes) or (() if background is not None else (_NO_BACKGROUND,))
        self._texts: Shelf[str] = Shelf(_TEXTS_AT_HAND, len)
        self._candidates: Shelf[Candidate] = Shelf(_CANDIDATES_AT_HAND, lambda _: 1)
        self._terms: Shelf[Terms] = Shelf(_TERMS_AT_HAND, len)
        self._documents: Shelf[StoredDocument] = Shelf(
            _DOCUMENTS_AT_HAND, lambda stored: len(stored.document.text)
        )
        self._asked: Shelf[Parts] = Shelf(_SENTENCES_AT_HAND, lambda parts: len(parts.texts))

    def find(self, text: str, encoder: Encoder, filters: Filters, limit: int) -> Related:
        """Return passages over the bar, best first, and the closest below it.

        Raises ``KeyError`` where the documents change meanwhile.
        """
        parts = self._split(text, encoder)
        nearest = self._nearest(parts, self._beside(text, parts, filters, limit))
        best = self._judged(parts, self._candidates_of(nearest))
        over = [(c, p) for c, p in best if p >= self._model.bar]
        under = [(c, p) for c, p in best if p < self._model.bar]
        return Related(
            passages=tuple(self._shown(over[:limit])),
            closest=tuple(self._shown(under[:_CLOSEST])),
            warnings=self._notes,
        )

    def _split(self, text: str, encoder: Encoder) -> Parts:
        key = encoder.sha256, text
        parts = self._asked.get(key)
        if parts is None:
            parts = split(text, encoder)
            self._asked.put(key, parts)
        return parts

    def _beside(self, text: str, parts: Parts, filters: Filters, limit: int) -> NDArray[np.int64]:
        """Return the sentences beside what either search hits, as the store does."""
        dense, lexical = max(_DENSE_HITS, 2 * limit), max(_LEXICAL_HITS, limit)
        allowed = self._store.filtered(filters)
        hits = _strongest(*self._index.search(parts.rows, dense, allowed))[:dense]
        return self._store.sentences_beside(hits, text, lexical, filters)

    def _nearest(self, parts: Parts, beside: NDArray[np.int64]) -> list[int]:
        """Return the few sentences of each block that lie nearest to the statement, in order.

        ``beside`` (n, 2) are the sentences' keys and their blocks'.
        """
        if not len(beside):
            return []
        keys, blocks = beside.T
        near = (self._index.rows(keys) @ parts.rows.T).max(axis=1)
        # Of equal ones the older document, the earlier sentence: two searches must not differ.
        order = np.lexsort((keys, -near))
        kept: list[int] = []
        seen: Counter[int] = Counter()
        for key, block in zip(keys[order].tolist(), blocks[order].tolist(), strict=True):
            seen[block] += 1
            if seen[block] <= _SENTENCES_PER_BLOCK:
                kept.append(key)
        return kept

    def _candidates_of(self, keys: Sequence[int]) -> list[Candidate]:
        """Return the sentences with these keys, in that order, but those that are gone."""
        # A passage never changes: a document that is read anew gets new ones.
        found = self._candidates.all_of(keys)
        for each in self._store.candidates([key for key in keys if key not in found]):
            found[each.key] = each
            self._candidates.put(each.key, each)
        return [found[key] for key in keys if key in found]

    def _judged(
        self, parts: Parts, candidates: Sequence[Candidate]
    ) -> list[tuple[Candidate, float]]:
        """Return the best sentence of each block with its probability, best first."""
        if not candidates:
            return []
        probabilities = relatedness(
            parts.texts,
            parts.rows,
            self._terms_of(candidates, whole=False),
            self._rows(c.key for c in candidates),
            self._terms_of(candidates, whole=True),
            self._rows(c.block for c in candidates),
            self._model,
            self._background,
        )
        return _best_of_each_block(candidates, probabilities)

    def _terms_of(self, candidates: Sequence[Candidate], *, whole: bool) -> list[Terms]:
        """Return the terms of each sentence, or of the ``whole`` block around it."""
        # A passage's key is never given to another one.
        names = [(c.block, c.lead_start) if whole else (c.key, None) for c in candidates]
        wanted = {(whole, *name): each for name, each in zip(names, candidates, strict=True)}
        found = self._terms.all_of(wanted)
        missing = {name: each for name, each in wanted.items() if name not in found}
        texts = self._texts_of(missing.values())
        for name, each in missing.items():
            said = _said(texts[each.document, each.revision], each, whole=whole)
            found[name] = frozenset(terms(said))
            self._terms.put(name, found[name])
        return [found[whole, *name] for name in names]

    def _texts_of(self, candidates: Iterable[Candidate]) -> dict[tuple[int, int], str]:
        """Return the candidates' texts by document and revision."""
        wanted = {(c.document, c.revision) for c in candidates}
        texts = {key: text for key in wanted if (text := self._texts.get(key)) is not None}
        missing = wanted - texts.keys()
        fresh = self._store.texts([document for document, _ in missing]) if missing else {}
        for document, revision in missing:
            texts[document, revision] = fresh[document]
            self._texts.put((document, revision), fresh[document])
        return texts

    def _rows(self, keys: Iterable[int]) -> NDArray[np.float32]:
        return self._index.rows(np.fromiter(keys, dtype=np.int64))

    def _shown(self, found: Sequence[tuple[Candidate, float]]) -> list[RelatedPassage]:
        shown = []
        for candidate, probability in found:
            try:
                stored = self._document(candidate)
            except DocumentNotFound:  # removed while we searched
                continue
            shown.append(quote(stored, candidate, probability))
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


def _said(text: str, found: Candidate, *, whole: bool) -> str:
    """Return a sentence, or its ``whole`` block, behind the lead-in of the sentence."""
    own, block = Span(found.start, found.end), Span(found.block_start, found.block_end)
    return led(text, found.lead_in, block if whole else own)


def split(text: str, encoder: Encoder) -> Parts:
    """Split a statement as a document is split: sentences that fit the window, and the whole."""
    return split_all([text], encoder)[0]


def split_all(texts: Sequence[str], encoder: Encoder) -> list[Parts]:
    """Split every statement as ``split`` does, and embed the parts of all of them together."""
    parts = [_parts_of(text, encoder) for text in texts]
    rows = encoder.encode([part for found in parts for part in found])
    ends = np.cumsum([len(found) for found in parts])[:-1]
    return [Parts(found, some) for found, some in zip(parts, np.split(rows, ends), strict=True)]


def _parts_of(text: str, encoder: Encoder) -> list[str]:
    whole = Declaration((Clause("c1", None, "", Span(0, len(text))),))
    found = passages("statement", text, whole, encoder.count_tokens, encoder.window)
    texts = [passage.span.of(text) for passage in found if passage.level == "sentence"]
    blocks = [passage.span.of(text) for passage in found if passage.level == "block"]
    return texts + blocks if len(blocks) == 1 and len(texts) > 1 else texts


def _strongest(scores: NDArray[np.float32], ids: NDArray[np.int64]) -> list[int]:
    order = np.argsort(-scores, axis=None, kind="stable")
    ranked = [int(each) for each in ids.ravel()[order] if each >= 0]
    return list(dict.fromkeys(ranked))


def _best_of_each_block(
    candidates: Sequence[Candidate], probabilities: NDArray[np.float64]
) -> list[tuple[Candidate, float]]:
    """Return each block once, best first; of equal probabilities the candidate named first."""
    best: dict[int, tuple[Candidate, float]] = {}
    scored = zip(candidates, probabilities.tolist(), strict=True)
    ranked = sorted(scored, key=lambda each: -each[1])
    for candidate, probability in ranked:
        best.setdefault(candidate.block, (candidate, probability))
    return list(best.values())
