"""Adding a document: parse, embed what is new, store in one transaction, tell the index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from pressgap.core.correction import Correction
from pressgap.core.documents.passages import CountTokens, passages
from pressgap.core.matching.align import EmbeddedDocument
from pressgap.core.model import (
    Document,
    Passage,
    Structure,
    TranscriptOptions,
    text_sha256,
    with_corrections,
)
from pressgap.encoder import Progress
from pressgap.errors import Busy, UnreadableDocument
from pressgap.library.embedding import Embedder, Rows, aligned, texts_by_hash
from pressgap.library.keeper import IndexKeeper
from pressgap.library.reading import NewDocument, check_language, differences, make_document, parse
from pressgap.settings import Settings
from pressgap.store import (
    Change,
    NewCorrection,
    Overtaken,
    Store,
    StoredDocument,
    VectorsMissing,
)

T = TypeVar("T")
_TRIES = 3
_OVERTAKEN_AT_MOST = 50  # each time somebody else got on
_ANY_WINDOW = 256  # for whether there are passages at all


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a document: ``passages`` it has; ``embedded`` texts it took just now."""

    document: Document
    created: bool
    passages: int
    embedded: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reread:
    """A new reading of a stored document: ``passages`` it has, ``embedded`` texts it took.

    ``corrections`` are the ids of those kept with it.
    """

    structure: Structure
    passages: int
    embedded: int
    corrections: tuple[int, ...]


def latest(change: Callable[[], T]) -> T:
    """Return what ``change`` returns, made again where somebody else was quicker.

    Raises ``Busy`` where that does not end.
    """
    for _ in range(_OVERTAKEN_AT_MOST):
        with suppress(Overtaken):
            return change()
    raise Busy("others keep changing this document: try again shortly")


class Adder:
    """Takes texts in. Safe to share between threads."""

    def __init__(
        self, store: Store, embedder: Embedder, keeper: IndexKeeper, settings: Settings
    ) -> None:
        self._store = store
        self._embedder = embedder
        self._keeper = keeper
        self._settings = settings
        self._model_sha256 = embedder.model.sha256

    def add(self, new: NewDocument, progress: Progress | None) -> Added:
        """Store a text; see ``Library.add``."""
        document = self._document(new)
        stored = self._store.find(document.id)
        if stored is not None:
            return self._add_again(new, stored, progress)
        check_language(document, self._settings.model_languages)
        structure, found = self._read(document, new.options, new.structure)

        def store(rows: Rows) -> Change | None:
            return self._store.add_document(
                document, new.data, structure, new.options, found, rows, self._model_sha256
            )

        change, embedded = self._with_vectors(document, found, store, progress)
        if change is None:  # somebody else has just added it
            return self._add_again(new, self._store.document(document.id), progress)
        self._keeper.added(change)
        return Added(document, True, len(found), embedded, structure.warnings)

    def embed(
        self, new: NewDocument, progress: Progress | None, structure: Structure | None = None
    ) -> EmbeddedDocument:
        """Embed a text, parsed unless its ``structure`` is known, and store nothing."""
        document = self._document(new)
        if self._store.find(document.id) is None:
            check_language(document, self._settings.model_languages)
        structure, found = self._read(document, new.options, structure or new.structure)
        texts = texts_by_hash(document.text, found)
        rows = self._store.rows_by_hash(self._model_sha256, texts)
        unknown = {sha256: text for sha256, text in texts.items() if sha256 not in rows}
        rows |= self._embedder.embed(unknown, progress)
        vectors = aligned(document.text, found, rows)
        return EmbeddedDocument(document, structure, tuple(found), vectors, new.options)

    def reread(
        self,
        document_id: str,
        options: TranscriptOptions | None = None,
        progress: Progress | None = None,
    ) -> int:
        """Parse a stored document anew; people's corrections stay.

        ``options`` None keeps the caller's. Return how many texts had to be embedded; ``Busy``
        where others keep changing it.
        """

        def reread() -> int:
            stored = self._store.stored(document_id)
            given = options or self._store.given_options(document_id)
            corrected = self._store.in_force(document_id)
            return self.replace(stored, given, corrected, progress).embedded

        return latest(reread)

    def replace(
        self,
        stored: StoredDocument,
        options: TranscriptOptions | None,
        corrections: Sequence[Correction],
        progress: Progress | None = None,
        made: Sequence[NewCorrection] = (),
    ) -> Reread:
        """Put a new reading in the place of the one that was ``stored``, embedding what is new.

        ``made`` are corrections to keep with it. Raises ``Overtaken`` where the document was read
        anew since, and what the parser raises; then nothing was changed.
        """
        document = stored.document
        structure, found = self._read(document, with_corrections(options, corrections))

        def store(rows: Rows) -> Change:
            return self._store.replace_passages(
                document.id,
                structure,
                options,
                found,
                rows,
                self._model_sha256,
                revision=stored.edition.revision,
                made=made,
            )

        change, embedded = self._with_vectors(document, found, store, progress)
        return Reread(structure, len(found), embedded, change.corrections)

    def fill(self, document_id: str, progress: Progress | None = None) -> int:
        """Embed what the model has not embedded of a stored document; return how many texts."""
        if not self._store.missing_hashes(document_id, self._model_sha256):
            return 0
        text = self._store.document(document_id).text
        found = [each.passage for each in self._store.passages(document_id)]
        rows = self._embedder.missing(texts_by_hash(text, found), progress)
        self._store.add_vectors(self._model_sha256, rows)
        return len(rows)

    def _document(self, new: NewDocument) -> Document:
        return make_document(new, self._settings.cli_max_document_chars)

    def remember(self, embedded: EmbeddedDocument) -> None:
        """Keep the vectors of a document by their texts' hashes, without the document."""
        text = embedded.document.text
        hashes = [text_sha256(passage.words(text)) for passage in embedded.passages]
        self._store.add_vectors(
            self._model_sha256, dict(zip(hashes, embedded.vectors, strict=True))
        )

    def _read(
        self,
        document: Document,
        options: TranscriptOptions | None,
        structure: Structure | None = None,
    ) -> tuple[Structure, list[Passage]]:
        structure = structure or parse(document, options)
        encoder = self._embedder.encoder()
        return structure, _passages(document, structure, encoder.count_tokens, encoder.window)

    def _with_vectors(
        self,
        document: Document,
        found: Sequence[Passage],
        store: Callable[[Rows], T],
        progress: Progress | None,
    ) -> tuple[T, int]:
        """Embed what is new and ``store`` it; return its answer and how many were embedded."""
        texts = texts_by_hash(document.text, found)
        rows = self._embedder.missing(texts, progress)
        for _ in range(_TRIES):
            try:
                return store(rows), len(rows)
            except VectorsMissing as error:  # a document removed meanwhile took them along
                rows |= self._embedder.embed({sha256: texts[sha256] for sha256 in error.hashes})
        return store(rows), len(rows)

    def _add_again(self, new: NewDocument, stored: Document, progress: Progress | None) -> Added:
        warnings = differences(new, stored)
        known = (self._store.given_options(stored.id), self._store.options(stored.id))
        if new.options is not None and new.options not in known:
            embedded = self.reread(stored.id, new.options, progress)
            warnings.append(f"{stored.id} was stored already; it was read anew with these options")
        else:
            embedded = self.fill(stored.id, progress)
        warnings += [*self._store.structure(stored.id).warnings, *self._foreign(stored)]
        count = len(self._store.passages(stored.id))
        return Added(stored, False, count, embedded, tuple(warnings))

    def _foreign(self, document: Document) -> list[str]:
        if document.language in (*self._settings.model_languages, "und"):
            return []
        known = ", ".join(self._settings.model_languages)
        return [
            f"“{document.title}” is in a language ({document.language}) that the model does not "
            f"know ({known}): it is stored, but comparisons of it will be unsure; set model and "
            "model_languages to a multilingual model"
        ]


def check(store: Store, new: NewDocument, settings: Settings) -> Document:
    """Refuse what ``Adder.add`` would, without the model; return the document it would be."""
    document = make_document(new, settings.cli_max_document_chars)
    stored = store.find(document.id)
    if stored is not None and new.options is None:  # it was read once, and is not read anew
        return stored
    if stored is None:
        check_language(document, settings.model_languages)
    structure = new.structure or parse(document, new.options)
    _passages(document, structure, lambda texts: [0] * len(texts), _ANY_WINDOW)
    return document


def _passages(
    document: Document, structure: Structure, count_tokens: CountTokens, window: int
) -> list[Passage]:
    """Return the passages of a document; raises ``UnreadableDocument`` where there are none."""
    found = passages(document.id, document.text, structure, count_tokens, window)
    if not found:
        raise UnreadableDocument(
            f"“{document.title}” holds nothing that could be compared: no speech, no clause"
        )
    return found
