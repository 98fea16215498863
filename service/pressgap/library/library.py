"""The library: documents with their passages and vectors, kept, found, searched."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from pressgap.core.correction import KeptCorrection, Wanted
from pressgap.core.documents.export import DocumentExport, export_of
from pressgap.core.documents.listing import CorrectedDocument
from pressgap.core.documents.outline import Outline, outline_of
from pressgap.core.documents.pairing import check_pairing
from pressgap.core.matching.align import EmbeddedDocument
from pressgap.core.matching.ranked_turns import Ranking
from pressgap.core.matching.ranking import Ranked, Scope, Text
from pressgap.core.model import Document, Filters, Kind, Passage, Related, Structure
from pressgap.encoder import Encoder, Progress
from pressgap.errors import BadSettings, DocumentNotFound, IndexOutOfStep, TooLarge
from pressgap.library.adding import Added, check
from pressgap.library.quoting_turns import check_rankable, doubts_about, ranking_of
from pressgap.library.reading import NewDocument, check_date
from pressgap.library.related import Parts, split_all
from pressgap.library.shelf import Shelf
from pressgap.library.workshop import EmbeddingModel, Workshop
from pressgap.settings import Settings
from pressgap.store import DocumentSummary, Listing, Page, Store

EVERYTHING = Filters()
_TRIES = 3
_BYTES_AT_HAND = 100_000_000
_STATEMENTS_AT_HAND = 5_000_000  # bytes
_MOST_RESULTS = 1000


@dataclass(frozen=True, slots=True)
class Counts:
    """What indexing anew went through."""

    documents: int
    passages: int
    embedded: int


class Library:
    """Documents of one state folder under one embedding model. Safe to share between threads.

    What is stored can be shown, listed and removed without the model. Methods that need it raise
    ``ModelUnavailable`` where it is missing.
    """

    def __init__(
        self,
        store: Store,
        find_model: Callable[[], EmbeddingModel],
        *,
        settings: Settings,
    ) -> None:
        """Put the parts together; the model is found when it is first needed, and opened when a
        text has to be embedded.
        """
        self._store = store
        self._find_model = find_model
        self._settings = settings
        self._lock = threading.Lock()
        self._made: Workshop | None = None
        self._at_hand: Shelf[EmbeddedDocument] = Shelf(_BYTES_AT_HAND, _weight)
        self._parts: Shelf[Parts] = Shelf(_STATEMENTS_AT_HAND, lambda parts: parts.rows.nbytes)

    @property
    def store(self) -> Store:
        """The database."""
        return self._store

    @property
    def model(self) -> EmbeddingModel:
        """The embedding model, found on first use; raises ``ModelUnavailable``."""
        return self._workshop.model

    def encoder(self) -> Encoder:
        """Return the embedding model, opened on first use; raises ``ModelUnavailable``."""
        return self._workshop.embedder.encoder()

    def close(self) -> None:
        """Save the index where that was put off. The store stays open: it is not ours."""
        if self._made is not None:
            self._made.keeper.save()

    @property
    def _workshop(self) -> Workshop:
        with self._lock:
            if self._made is None:
                self._made = Workshop(self._store, self._find_model(), self._settings)
            return self._made

    # --- documents -------------------------------------------------------------------------

    def add(self, new: NewDocument, progress: Progress | None = None) -> Added:
        """Parse, embed and store a text; ``progress`` gets texts embedded and to embed.

        The same text and kind again is the same document: nothing is stored, what is known of it
        stays (a difference is warned about), and other parser options read it anew. Raises
        ``UnreadableDocument``, ``LanguageNotKnown``, ``TooLarge``, ``BadSettings``,
        ``ModelUnavailable`` and ``StorageUnavailable``; then nothing was stored.
        """
        return self._workshop.adder.add(new, progress)

    def check(self, new: Sequence[NewDocument]) -> None:
        """Refuse what ``add`` would refuse of these texts; stores nothing, needs no model.

        For whoever adds several: with this first, one that cannot be added changes nothing.
        """
        for each in new:
            self._checked(each)

    def check_comparison(
        self, declaration: NewDocument | str, transcripts: Sequence[NewDocument | str]
    ) -> None:
        """Refuse a comparison, of ids and of texts to add first, before any text is added.

        Raises ``DocumentNotFound`` and ``IndexOutOfStep`` for ids, what ``add`` raises for texts,
        and ``BadSettings`` for wrong kinds and a declaration held against itself.
        """
        first, *others = (
            self.embedded(each).document if isinstance(each, str) else self._checked(each)
            for each in (declaration, *transcripts)
        )
        check_pairing(first, others)

    def _checked(self, new: NewDocument) -> Document:
        return check(self._store, new, self._settings)

    def embed(
        self,
        new: NewDocument,
        progress: Progress | None = None,
        structure: Structure | None = None,
    ) -> EmbeddedDocument:
        """Parse and embed a text as ``add`` does, but store nothing.

        A ``structure`` that is known (whose spans are into the text) is taken instead of parsing.
        """
        return self._workshop.adder.embed(new, progress, structure)

    def remember(self, embedded: EmbeddedDocument) -> None:
        """Keep the vectors of a document from ``embed``, but not the document: its texts need not
        be embedded again. Raises ``StorageUnavailable``.
        """
        self._workshop.adder.remember(embedded)

    def get(self, document_id: str) -> Document:
        """Return a document by id or a unique beginning of it; raises ``DocumentNotFound``."""
        return self._store.document(document_id)

    def structure(self, document_id: str) -> Structure:
        """Return what the parser understood of a document; raises ``DocumentNotFound``."""
        return self._store.structure(document_id)

    def export(self, document_id: str) -> DocumentExport:
        """Return a document with all that belongs to it; raises ``DocumentNotFound``."""
        stored = self._store.stored(document_id)
        return export_of(stored.document, stored.structure, stored.options)

    def outline(self, document_id: str) -> Outline:
        """Return what was understood of a document, by lines, and what of it people corrected.

        Raises ``DocumentNotFound``.
        """
        stored = self._store.stored(document_id)
        kept = self._store.corrections(document_id)
        document = stored.document
        return outline_of(document.id, document.text, stored.structure, stored.options, kept)

    def correct(
        self,
        document_id: str,
        wanted: Sequence[Wanted],
        by: str,
        note: str | None = None,
        progress: Progress | None = None,
    ) -> CorrectedDocument:
        """Correct what was understood of a transcript and read it anew, all or nothing.

        The corrections are kept as ``by``'s, come before what the parser finds in every later
        reading too, and each refers to what those before it led to. Raises ``DocumentNotFound``,
        ``BadSettings`` for what names nothing in the text, what the parser raises, ``Busy``, and
        ``ModelUnavailable``; then nothing was changed.
        """
        return self._workshop.corrector.correct(document_id, wanted, by, note, progress)

    def undo_corrections(
        self,
        document_id: str,
        ids: Sequence[int],
        by: str,
        note: str | None = None,
        progress: Progress | None = None,
    ) -> CorrectedDocument:
        """Take corrections back by their ids and read the transcript anew, all or nothing.

        Raises what ``correct`` raises.
        """
        return self._workshop.corrector.undo(document_id, ids, by, note, progress)

    def corrections(self, document_id: str) -> Sequence[KeptCorrection]:
        """Return all that people corrected, oldest first; raises ``DocumentNotFound``."""
        return self._store.corrections(document_id)

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        """Return the passages of a document; raises ``DocumentNotFound``."""
        return tuple(each.passage for each in self._store.passages(document_id))

    def warnings(self, document_ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return what the parser warned of, by the documents' ids; unknown ones are left out."""
        return self._store.warnings(document_ids)

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
            stored, kept, rows = self._store.volume(document_id, self.model.ref.sha256)
            of_it = tuple(each.passage for each in kept)
            found = EmbeddedDocument(stored.document, stored.structure, of_it, rows, stored.options)
            self._at_hand.put(stored.edition, found)
        return found

    # --- search ----------------------------------------------------------------------------

    def search(self, text: str, filters: Filters = EVERYTHING, limit: int = 10) -> Related:
        """Return the passages that belong to a statement, best first; none when nothing does.

        Raises ``BadSettings``, ``TooLarge``, ``DocumentNotFound`` (in ``filters``), and
        ``ModelUnavailable`` when the library was built with another model.
        """
        self._check_search(text, filters, limit)
        work = self._workshop
        for _ in range(_TRIES):
            work.keeper.catch_up()
            if work.index.count() == 0:
                return Related((), (), ("The library is empty: add documents first.",))
            try:
                return work.finder.find(text, self.encoder(), filters, limit)
            except KeyError:  # documents changed between our steps
                continue
        raise IndexOutOfStep("the library keeps changing under this search: try it again")

    def ranking(
        self, text: str, transcript: EmbeddedDocument, scope: Scope, limit: int = 10
    ) -> Ranking:
        """Rank the turns of one transcript as ``ranked`` does, and quote the best ``limit``.

        Raises what ``ranked`` raises, but ``BadSettings`` for a document that is no transcript.
        """
        _check_limit(limit)
        check_rankable(transcript.document)
        found = self.ranked(text, transcript, scope)
        doubts = tuple(doubts_about(transcript, self._settings.model_languages, self.model))
        return ranking_of(transcript, found, scope, limit, doubts)

    def ranked(self, text: str, transcript: EmbeddedDocument, scope: Scope) -> Ranked:
        """Rank every turn and sentence of one transcript by how far it belongs to a text.

        ``scope`` says what is looked for: where a topic or question is discussed ("discussion"),
        or who said this ("statement"). Raises ``BadSettings``, ``TooLarge``,
        ``ModelUnavailable``, and ``TypeError`` for a document that is no transcript.
        """
        return self.ranked_all([text], transcript, scope)[0]

    def ranked_all(
        self,
        texts: Sequence[str],
        transcript: EmbeddedDocument,
        scope: Scope,
    ) -> Sequence[Ranked]:
        """Rank one transcript for each of ``texts``, as ``ranked`` does, embedding all at once."""
        return self._workshop.ranker.rank(self._wanted(texts), transcript, scope)

    def raised_all(
        self, texts: Sequence[str], transcript: EmbeddedDocument, scope: Scope
    ) -> Sequence[float]:
        """Return ``Ranked.raised`` of what ``ranked_all`` does, which takes less than to rank."""
        return self._workshop.ranker.raised(self._wanted(texts), transcript, scope)

    def _wanted(self, texts: Sequence[str]) -> Sequence[Text]:
        found = zip(texts, self._parts_of(texts), strict=True)
        return [Text(text, parts.rows) for text, parts in found]

    def _parts_of(self, texts: Sequence[str]) -> Sequence[Parts]:
        """Return the embedded parts of each text; those of texts used lately are at hand."""
        for text in texts:
            self._check_statement(text)
        found = {text: self._parts.get(text) for text in texts}
        fresh = [text for text, parts in found.items() if parts is None]
        embedded = split_all(fresh, self.encoder()) if fresh else ()
        for text, parts in zip(fresh, embedded, strict=True):
            self._parts.put(text, parts)
        known = {text: parts for text, parts in found.items() if parts is not None}
        known.update(zip(fresh, embedded, strict=True))
        return [known[text] for text in texts]

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
        self._workshop.keeper.rebuild()
        return Counts(len(ids), counted, embedded)

    def _renew(self, document_id: str, reparse: bool) -> int:
        if not reparse:
            return self._workshop.adder.fill(document_id)
        return self._workshop.adder.reread(document_id)

    def _check_search(self, text: str, filters: Filters, limit: int) -> None:
        self._check_statement(text)
        _check_limit(limit)
        check_date(filters.date_from, "date_from")
        check_date(filters.date_to, "date_to")

    def _check_statement(self, text: str) -> None:
        longest = self._settings.max_statement_chars
        if len(text) > longest:
            raise TooLarge(
                f"the statement has {len(text):,} characters, over the limit of {longest:,} "
                "(setting max_statement_chars): send the sentences that matter"
            )
        if not any(letter.isalnum() for letter in text):
            raise BadSettings("the statement holds no words: give at least one sentence")


def _check_limit(limit: int) -> None:
    if not 1 <= limit <= _MOST_RESULTS:
        raise BadSettings(f"limit must be from 1 to {_MOST_RESULTS}, not {limit}")


def _weight(embedded: EmbeddedDocument) -> int:
    return int(embedded.vectors.nbytes) + 4 * len(embedded.document.text)
