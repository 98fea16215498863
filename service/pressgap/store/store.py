"""The store: every method is one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from pressgap.core.correction import Correction, KeptCorrection
from pressgap.core.matching.opinions import Opinion
from pressgap.core.model import (
    Document,
    Filters,
    Level,
    Passage,
    Review,
    Structure,
    TranscriptOptions,
)
from pressgap.store import comparisons, corrections, documents, lexical, opinions, passages
from pressgap.store.database import Database
from pressgap.store.documents import EVERY_DOCUMENT, Listing
from pressgap.store.values import (
    Candidate,
    Change,
    ComparisonSummary,
    DocumentSummary,
    Edition,
    IndexState,
    Mark,
    NewCorrection,
    Page,
    StoredDocument,
    StoredPassage,
)

FILE_NAME = "library.db"
NO_FILTERS = Filters()
_ROWS_AT_ONCE = 4_096


class Store:
    """A library's database. Safe to share between threads.

    Every method may raise ``StorageUnavailable``; a change then did not happen. Where a method
    takes a document's or comparison's id, a unique beginning of at least four characters will do.
    """

    def __init__(self, data_dir: Path) -> None:
        """Open ``library.db`` in ``data_dir``, making both on first use."""
        self._database = Database(data_dir / FILE_NAME)
        self._word_counts = lexical.WordCounts()

    @property
    def path(self) -> Path:
        """Where the database lies."""
        return self._database.path

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    # --- documents -------------------------------------------------------------------------

    def add_document(
        self,
        document: Document,
        source_bytes: bytes,
        structure: Structure,
        options: TranscriptOptions | None,
        found: Sequence[Passage],
        new_vectors: Mapping[str, NDArray[np.float32]],
        model_sha256: str,
    ) -> Change | None:
        """Store a document with its passages and vectors.

        None means that the document is there already and nothing was changed. Raises
        ``VectorsMissing`` when a passage's text is neither in ``new_vectors`` (by text hash) nor
        embedded before.
        """
        with self._database.write() as connection:
            if documents.find_key(connection, document.id) is not None:
                return None
            key = documents.insert_document(connection, document, source_bytes, structure, options)
            keys = passages.insert_passages(connection, key, document.text, found)
            passages.insert_vectors(connection, model_sha256, new_vectors)
            passages.check_vectors(connection, key, model_sha256)
            mark = documents.mark_change(connection)
        return Change(keys, mark)

    def replace_passages(
        self,
        document_id: str,
        structure: Structure,
        options: TranscriptOptions | None,
        found: Sequence[Passage],
        new_vectors: Mapping[str, NDArray[np.float32]],
        model_sha256: str,
        *,
        revision: int | None = None,
        made: Sequence[NewCorrection] = (),
    ) -> Change:
        """Put a new reading of a stored document in the place of the old one.

        ``options`` are the caller's; ``made`` are corrections to keep with the reading that was
        made with them. Raises ``DocumentNotFound`` and ``VectorsMissing``, and ``Overtaken`` where
        the document is not of this ``revision`` any more; then nothing was changed.
        """
        with self._database.write() as connection:
            key = documents.resolve(connection, document_id)
            if revision is not None:
                documents.check_revision(connection, key, revision)
            added = corrections.add(connection, key, made)
            documents.replace_structure(connection, key, structure, options)
            passages.insert_vectors(connection, model_sha256, new_vectors)
            body = documents.text_of(connection, key)
            old = passages.detach_passages(connection, key)
            keys = passages.insert_passages(connection, key, body, found)
            passages.check_vectors(connection, key, model_sha256)
            passages.delete_unused_vectors(connection, old)
            mark = documents.mark_change(connection)
        return Change(keys, mark, tuple(added))

    def remove_document(self, document_id: str, with_comparisons: bool = False) -> None:
        """Delete a document and what nothing else uses.

        Raises ``DocumentNotFound``, and ``DocumentInUse`` when a comparison quotes it, unless
        those are to go too.
        """
        with self._database.write() as connection:
            key = documents.resolve(connection, document_id)
            documents.release(connection, key, with_comparisons)
            passages.delete_passages(connection, key)
            documents.delete_document(connection, key)
            documents.mark_change(connection)

    def find(self, document_id: str) -> Document | None:
        """Return exactly this document, or None."""
        with self._database.read() as connection:
            key = documents.find_key(connection, document_id)
            return None if key is None else documents.load(connection, key).document

    def document(self, document_id: str) -> Document:
        """Return a document; raises ``DocumentNotFound``."""
        return self.stored(document_id).document

    def structure(self, document_id: str) -> Structure:
        """Return what the parser understood of a document; raises ``DocumentNotFound``."""
        return self.stored(document_id).structure

    def stored(self, document_id: str) -> StoredDocument:
        """Return a document with its structure and edition; raises ``DocumentNotFound``."""
        with self._database.read() as connection:
            return documents.load(connection, documents.resolve(connection, document_id))

    def edition(self, document_id: str) -> Edition:
        """Return which state of a document is stored; raises ``DocumentNotFound``."""
        with self._database.read() as connection:
            return documents.edition(connection, document_id)

    def stored_by_key(self, key: int) -> StoredDocument:
        """Return the document with this key; raises ``DocumentNotFound`` when it is gone."""
        with self._database.read() as connection:
            return documents.load(connection, key)

    def options(self, document_id: str) -> TranscriptOptions | None:
        """Return what a document is read with, corrections too; raises ``DocumentNotFound``."""
        with self._database.read() as connection:
            return documents.options(connection, documents.resolve(connection, document_id))

    def given_options(self, document_id: str) -> TranscriptOptions | None:
        """Return what the caller overruled of the parser; raises ``DocumentNotFound``."""
        with self._database.read() as connection:
            return documents.given_options(connection, documents.resolve(connection, document_id))

    def in_force(self, document_id: str) -> tuple[Correction, ...]:
        """Return the corrections not taken back, oldest first; raises ``DocumentNotFound``."""
        with self._database.read() as connection:
            return corrections.in_force(connection, documents.resolve(connection, document_id))

    def corrections(self, document_id: str) -> list[KeptCorrection]:
        """Return all that people corrected, oldest first; raises ``DocumentNotFound``."""
        with self._database.read() as connection:
            key = documents.resolve(connection, document_id)
            found = documents.load(connection, key).document
            return corrections.of_document(connection, key, found.id, found.text)

    def source_bytes(self, document_id: str) -> bytes:
        """Return the bytes a document was read from; raises ``DocumentNotFound``."""
        with self._database.read() as connection:
            return documents.source_bytes(connection, documents.resolve(connection, document_id))

    def documents(
        self, listing: Listing = EVERY_DOCUMENT, *, after: str | None = None, limit: int = 50
    ) -> Page[DocumentSummary]:
        """Return a page of documents, newest first; raises ``BadSettings`` for a wrong cursor."""
        with self._database.read() as connection:
            return documents.page(connection, listing, after, limit)

    def warnings(self, document_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return what the parser warned of, by the documents' ids."""
        with self._database.read() as connection:
            return documents.warnings(connection, document_ids)

    def document_ids(self) -> list[str]:
        """Return the ids of all documents, oldest first."""
        with self._database.read() as connection:
            return documents.ids(connection)

    def texts(self, keys: Sequence[int]) -> dict[int, str]:
        """Return the texts of documents by key; those that are gone are left out."""
        with self._database.read() as connection:
            return documents.texts(connection, keys)

    # --- passages and vectors --------------------------------------------------------------

    def generation(self) -> int:
        """Return how many transactions have changed documents."""
        return self.mark().generation

    def mark(self) -> Mark:
        """Return the present state of the documents."""
        with self._database.read() as connection:
            return documents.last_mark(connection)

    def happened(self, mark: Mark) -> bool:
        """Return whether ``mark`` was a state of this database (not of a backup's other future)."""
        with self._database.read() as connection:
            return documents.happened(connection, mark)

    def index_state(self, model_sha256: str) -> IndexState:
        """Return which passages the model's vector index should hold."""
        with self._database.read() as connection:
            return passages.index_state(connection, model_sha256)

    def rows(
        self, model_sha256: str, ids: Sequence[int]
    ) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
        """Yield ids and vectors, some thousand at a time; ids that are gone are left out."""
        for start in range(0, len(ids), _ROWS_AT_ONCE):
            some = ids[start : start + _ROWS_AT_ONCE]
            with self._database.read() as connection:
                found = passages.rows_of(connection, model_sha256, some)
            keys = np.fromiter((key for key, _ in found), dtype=np.int64, count=len(found))
            yield keys, passages.stack([row for _, row in found])

    def known_hashes(self, model_sha256: str, hashes: Iterable[str]) -> set[str]:
        """Return those of ``hashes`` (of texts) that the model has embedded."""
        with self._database.read() as connection:
            return passages.known_hashes(connection, model_sha256, hashes)

    def missing_hashes(self, document_id: str, model_sha256: str) -> set[str]:
        """Return the hashes of a document's passages that the model has not embedded."""
        with self._database.read() as connection:
            key = documents.resolve(connection, document_id)
            return passages.missing_hashes(connection, key, model_sha256)

    def add_vectors(
        self, model_sha256: str, new_vectors: Mapping[str, NDArray[np.float32]]
    ) -> None:
        """Store vectors of stored passages by text hash."""
        with self._database.write() as connection:
            passages.insert_vectors(connection, model_sha256, new_vectors)
            documents.mark_change(connection)

    def passages(self, document_id: str, level: Level | None = None) -> list[StoredPassage]:
        """Return a document's passages; raises ``DocumentNotFound``."""
        with self._database.read() as connection:
            key = documents.resolve(connection, document_id)
            return passages.of_document(connection, key, level)

    def vectors(self, document_id: str, model_sha256: str) -> NDArray[np.float32]:
        """Return the vectors of ``passages(document_id)``, aligned, shape (n, d)."""
        return self.embedded(document_id, model_sha256)[1]

    def embedded(
        self, document_id: str, model_sha256: str
    ) -> tuple[list[StoredPassage], NDArray[np.float32]]:
        """Return a document's passages with their vectors, shape (n, d), aligned.

        Raises ``DocumentNotFound``, and ``VectorsMissing`` where the model has not embedded them.
        """
        with self._database.read() as connection:
            key = documents.resolve(connection, document_id)
            return passages.with_rows(connection, key, model_sha256)

    def rows_by_hash(
        self, model_sha256: str, hashes: Iterable[str]
    ) -> dict[str, NDArray[np.float32]]:
        """Return the vectors of those of ``hashes`` (of texts) that the model has embedded."""
        with self._database.read() as connection:
            return passages.rows_by_hash(connection, model_sha256, hashes)

    def volume(
        self, document_id: str, model_sha256: str
    ) -> tuple[StoredDocument, list[StoredPassage], NDArray[np.float32]]:
        """Return a document and ``embedded`` of it, all of one state; raises the same."""
        with self._database.read() as connection:
            key = documents.resolve(connection, document_id)
            found, rows = passages.with_rows(connection, key, model_sha256)
            return documents.load(connection, key), found, rows

    # --- search ----------------------------------------------------------------------------

    def lexical(self, query: str, k: int, filters: Filters = NO_FILTERS) -> list[tuple[int, float]]:
        """Return passage keys and BM25 scores (higher is better), best first."""
        with self._database.read() as connection:
            return lexical.search(connection, query, k, filters, self._word_counts)

    def filtered(self, filters: Filters) -> NDArray[np.int64] | None:
        """Return the keys that ``filters`` let through; None: all. ``DocumentNotFound``."""
        if filters == NO_FILTERS:
            return None
        with self._database.read() as connection:
            return passages.filtered(connection, filters)

    def sentences_beside(
        self, hits: Sequence[int], query: str = "", k: int = 0, filters: Filters = NO_FILTERS
    ) -> NDArray[np.int64]:
        """Return the sentences of every block that was hit, or holds a sentence that was.

        ``hits`` are hit, and the ``k`` that ``lexical`` finds. Shape (n, 2), in no order: their
        keys, and their blocks'.
        """
        with self._database.read() as connection:
            found = lexical.search(connection, query, k, filters, self._word_counts)
            keys = dict.fromkeys([*hits, *(key for key, _ in found)])
            return passages.sentences_beside(connection, list(keys))

    def candidates(self, keys: Sequence[int]) -> list[Candidate]:
        """Return sentences by their keys, in that order; those that are gone are left out."""
        if not keys:
            return []
        with self._database.read() as connection:
            return passages.candidates(connection, keys)

    # --- comparisons and reviews -----------------------------------------------------------

    def add_comparison(
        self,
        report: Mapping[str, Any],
        declaration_id: str,
        transcript_ids: Sequence[str],
        replace: bool = False,
    ) -> None:
        """Keep a Report (as JSON); where its id is there, only with ``replace``."""
        with self._database.write() as connection:
            comparisons.add(connection, report, declaration_id, transcript_ids, replace)

    def comparison(self, comparison_id: str) -> dict[str, Any]:
        """Return a kept Report as JSON; raises ``ComparisonNotFound``."""
        return cast(dict[str, Any], json.loads(self.comparison_text(comparison_id)))

    def comparison_text(self, comparison_id: str) -> str:
        """Return a kept Report as the text of its JSON; raises ``ComparisonNotFound``."""
        with self._database.read() as connection:
            return comparisons.load(connection, comparison_id)

    def comparisons(
        self,
        *,
        document: str | None = None,
        date_from: str | None = None,
        date_to: str | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> Page[ComparisonSummary]:
        """Return a page of comparisons, newest first; ``DocumentNotFound``, ``BadSettings``."""
        with self._database.read() as connection:
            return comparisons.page(
                connection,
                document=document,
                date_from=date_from,
                date_to=date_to,
                after=after,
                limit=limit,
            )

    def remove_comparison(self, comparison_id: str) -> None:
        """Delete a comparison and its reviews; raises ``ComparisonNotFound``."""
        with self._database.write() as connection:
            comparisons.remove(connection, comparison_id)

    def add_review(
        self,
        comparison_id: str,
        target: str,
        verdict: str | None,
        reviewer: str,
        note: str | None = None,
    ) -> Review:
        """Append a person's finding; raises ``ComparisonNotFound``."""
        with self._database.write() as connection:
            return comparisons.add_review(
                connection, comparison_id, target, verdict, reviewer, note
            )

    def reviews(self, comparison_id: str) -> list[Review]:
        """Return a comparison's reviews, oldest first; raises ``ComparisonNotFound``."""
        with self._database.read() as connection:
            return comparisons.reviews_of(connection, comparison_id)

    # --- judges' opinions ------------------------------------------------------------------

    def opinions(self, keys: Sequence[str]) -> dict[str, Opinion]:
        """Return the opinions there are on pairs, by the pairs' keys."""
        with self._database.read() as connection:
            return opinions.known(connection, keys)

    def add_opinions(
        self, declaration_id: str, transcript_id: str, judge: str, found: Mapping[str, Opinion]
    ) -> None:
        """Keep a judge's opinions on pairs of two documents by key; ``DocumentNotFound``."""
        with self._database.write() as connection:
            opinions.add(connection, declaration_id, transcript_id, judge, found)
