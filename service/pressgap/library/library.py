"""The library: documents with their passages and vectors, kept, found, searched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from pressgap.core.align import EmbeddedDocument
from pressgap.core.background import Background
from pressgap.core.model import Document, Filters, Kind, Related, Structure
from pressgap.core.pairing import check_pairing
from pressgap.core.report import ModelRef
from pressgap.core.statements import StatementModel
from pressgap.encoder import Encoder, Progress
from pressgap.errors import BadSettings, DocumentNotFound, IndexOutOfStep, TooLarge
from pressgap.library.adding import Added, Adder
from pressgap.library.embedding import Embedder
from pressgap.library.keeper import IndexKeeper
from pressgap.library.reading import NewDocument, check_date
from pressgap.library.related import Finder
from pressgap.library.shelf import Shelf
from pressgap.settings import Settings
from pressgap.store import DocumentSummary, Listing, Page, Store
from pressgap.vectors import VectorIndex

EVERYTHING = Filters()
_TRIES = 3
_BYTES_AT_HAND = 100_000_000
_MOST_RESULTS = 1000


@dataclass(frozen=True, slots=True)
class Counts:
    """What indexing anew went through."""

    documents: int
    passages: int
    embedded: int


class Library:
    """Documents of one state folder under one embedding model. Safe to share between threads."""

    def __init__(
        self,
        store: Store,
        index: VectorIndex,
        open_encoder: Callable[[], Encoder],
        *,
        model: ModelRef,
        statement_model: StatementModel,
        background: Background | None,
        settings: Settings,
        notes: Sequence[str] = (),
    ) -> None:
        """Put the parts together; the model is opened when a text has to be embedded.

        ``notes`` are warnings that come with every search.
        """
        self._store = store
        self._index = index
        self._model = model
        self._settings = settings
        self._embedder = Embedder(store, open_encoder, model)
        self._keeper = IndexKeeper(store, index, model)
        self._adder = Adder(store, self._embedder, self._keeper, settings)
        self._finder = Finder(store, index, statement_model, background, notes)
        self._at_hand: Shelf[EmbeddedDocument] = Shelf(_BYTES_AT_HAND, _weight)

    @property
    def store(self) -> Store:
        """The database."""
        return self._store

    def encoder(self) -> Encoder:
        """Return the embedding model, opened on first use; raises ``ModelUnavailable``."""
        return self._embedder.encoder()

    def close(self) -> None:
        """Save the index where that was put off. The store stays open: it is not ours."""
        self._keeper.save()

    # --- documents -------------------------------------------------------------------------

    def add(self, new: NewDocument, progress: Progress | None = None) -> Added:
        """Parse, embed and store a text; ``progress`` gets texts embedded and to embed.

        The same text and kind again is the same document: nothing is stored, what is known of it
        stays (a difference is warned about), and other parser options read it anew. Raises
        ``UnreadableDocument``, ``TooLarge``, ``BadSettings``, ``ModelUnavailable`` and
        ``StorageUnavailable``; then nothing was stored.
        """
        return self._adder.add(new, progress)

    def check(self, new: Sequence[NewDocument]) -> None:
        """Refuse what ``add`` would refuse of these texts; stores nothing, needs no model.

        For whoever adds several: with this first, one that cannot be added changes nothing.
        """
        for each in new:
            self._adder.check(each)

    def check_comparison(
        self, declaration: NewDocument | str, transcripts: Sequence[NewDocument | str]
    ) -> None:
        """Refuse a comparison, of ids and of texts to add first, before any text is added.

        Raises ``DocumentNotFound`` and ``IndexOutOfStep`` for ids, what ``add`` raises for texts,
        and ``BadSettings`` for wrong kinds and a declaration held against itself.
        """
        first, *others = (
            self.embedded(each).document if isinstance(each, str) else self._adder.check(each)
            for each in (declaration, *transcripts)
        )
        check_pairing(first, others)

    def embed(self, new: NewDocument, progress: Progress | None = None) -> EmbeddedDocument:
        """Parse and embed a text as ``add`` does, but store nothing."""
        return self._adder.embed(new, progress)

    def get(self, document_id: str) -> Document:
        """Return a document by id or a unique beginning of it; raises ``DocumentNotFound``."""
        return self._store.document(document_id)

    def structure(self, document_id: str) -> Structure:
        """Return what the parser understood of a document; raises ``DocumentNotFound``."""
        return self._store.structure(document_id)

    def list(
        self,
        *,
        kind: Kind | None = None,
        date_from: str | None = None,
        date_to: str | None = None,
        text: str | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> Page[DocumentSummary]:
        """Return a page of documents, newest first; ``text`` is looked for in titles."""
        check_date(date_from, "date_from")
        check_date(date_to, "date_to")
        listing = Listing(kind, date_from, date_to, text)
        return self._store.documents(listing, after=after, limit=limit)

    def remove(self, document_id: str, with_comparisons: bool = False) -> None:
        """Delete a document; no search finds it any more.

        Raises ``DocumentNotFound``, and ``DocumentInUse`` when a comparison quotes it, unless
        those are to go too.
        """
        self._store.remove_document(document_id, with_comparisons)

    def embedded(self, document_id: str) -> EmbeddedDocument:
        """Return a document with its passages and vectors, without opening the model.

        Raises ``DocumentNotFound``, and ``IndexOutOfStep`` where another model embedded it.
        """
        edition = self._store.edition(document_id)
        found = self._at_hand.get(edition)
        if found is None:
            stored, kept, rows = self._store.volume(document_id, self._model.sha256)
            of_it = tuple(each.passage for each in kept)
            found = EmbeddedDocument(stored.document, stored.structure, of_it, rows)
            self._at_hand.put(stored.edition, found)
        return found

    # --- search ----------------------------------------------------------------------------

    def search(self, text: str, filters: Filters = EVERYTHING, limit: int = 10) -> Related:
        """Return the passages that belong to a statement, best first; none when nothing does.

        Raises ``BadSettings``, ``TooLarge``, ``DocumentNotFound`` (in ``filters``), and
        ``ModelUnavailable`` when the library was built with another model.
        """
        self._check_search(text, filters, limit)
        for _ in range(_TRIES):
            self._keeper.catch_up()
            if self._index.count() == 0:
                return Related((), (), ("The library is empty: add documents first.",))
            try:
                return self._finder.find(text, self.encoder(), filters, limit)
            except KeyError:  # documents changed between our steps
                continue
        raise IndexOutOfStep("the library keeps changing under this search: try it again")

    def reindex(self, progress: Progress | None = None, reparse: bool = False) -> Counts:
        """Build the index anew from the database, embedding what this model never saw.

        ``reparse`` reads every text anew too, for a new parser. ``progress`` gets documents done
        and documents in all. Raises ``ModelUnavailable`` and ``StorageUnavailable``; what was
        done until then stays done.
        """
        ids = self._store.document_ids()
        counted = embedded = 0
        for done, document_id in enumerate(ids, 1):
            with suppress(DocumentNotFound):  # removed meanwhile
                embedded += self._renew(document_id, reparse)
                counted += len(self._store.passages(document_id))
            if progress is not None:
                progress(done, len(ids))
        self._keeper.rebuild()
        return Counts(len(ids), counted, embedded)

    def _renew(self, document_id: str, reparse: bool) -> int:
        if not reparse:
            return self._adder.fill(document_id)
        options = self._store.options(document_id)
        return self._adder.reread(self._store.document(document_id), options)

    def _check_search(self, text: str, filters: Filters, limit: int) -> None:
        longest = self._settings.max_statement_chars
        if len(text) > longest:
            raise TooLarge(
                f"the statement has {len(text):,} characters, over the limit of {longest:,} "
                "(setting max_statement_chars): send the sentences that matter"
            )
        if not any(letter.isalnum() for letter in text):
            raise BadSettings("the statement holds no words: give at least one sentence")
        if not 1 <= limit <= _MOST_RESULTS:
            raise BadSettings(f"limit must be from 1 to {_MOST_RESULTS}, not {limit}")
        check_date(filters.date_from, "date_from")
        check_date(filters.date_to, "date_to")


def _weight(embedded: EmbeddedDocument) -> int:
    return int(embedded.vectors.nbytes) + 4 * len(embedded.document.text)
