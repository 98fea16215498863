"""Correcting what was understood of a transcript: one transaction of rows and a new reading."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pressgap.core.correction import MAX_NAME, Correction, KeptCorrection, Wanted, taken_back
from pressgap.core.documents.listing import CorrectedDocument
from pressgap.core.model import Document, Transcript, TranscriptOptions, with_corrections
from pressgap.core.transcripts.anchoring import anchored, check_fits
from pressgap.encoder import Progress
from pressgap.errors import BadSettings
from pressgap.library.adding import Adder, Reread, latest
from pressgap.library.reading import parse
from pressgap.store import NewCorrection, Store, StoredDocument

MAX_NOTE = 10_000


class Corrector:
    """Corrects stored transcripts. Safe to share between threads and processes."""

    def __init__(self, store: Store, adder: Adder) -> None:
        self._store = store
        self._adder = adder

    def correct(
        self,
        document_id: str,
        wanted: Sequence[Wanted],
        by: str,
        note: str | None,
        progress: Progress | None,
    ) -> CorrectedDocument:
        """Make corrections, all or none; see ``Library.correct``."""
        if not wanted:
            raise BadSettings("nothing to correct was given")

        def rows(stored: StoredDocument) -> list[NewCorrection]:
            return [NewCorrection(by.strip(), note, each) for each in _anchored(stored, wanted)]

        return self._change(document_id, by, note, rows, progress)

    def undo(
        self,
        document_id: str,
        ids: Sequence[int],
        by: str,
        note: str | None,
        progress: Progress | None,
    ) -> CorrectedDocument:
        """Take corrections back, all or none; see ``Library.undo_corrections``."""

        def rows(stored: StoredDocument) -> list[NewCorrection]:
            kept = self._store.corrections(stored.document.id)
            _check_undoable(stored.document.id, kept, ids)
            return [NewCorrection(by.strip(), note, undoes=each) for each in ids]

        return self._change(document_id, by, note, rows, progress)

    def _change(
        self,
        document_id: str,
        by: str,
        note: str | None,
        rows: Callable[[StoredDocument], list[NewCorrection]],
        progress: Progress | None,
    ) -> CorrectedDocument:
        _check_person(by, note)

        def change() -> tuple[str, Reread]:
            stored = self._store.stored(document_id)
            if stored.document.kind != "transcript":
                raise BadSettings(
                    f"{stored.document.id} is a declaration: only what was understood of a "
                    "transcript can be corrected"
                )
            made = rows(stored)
            given = self._store.given_options(document_id)
            in_force = _in_force(self._store.corrections(document_id), made)
            return stored.document.id, self._adder.replace(stored, given, in_force, progress, made)

        found, reread = latest(change)
        kept = [row for row in self._store.corrections(found) if row.id in reread.corrections]
        return CorrectedDocument(
            found, tuple(kept), reread.passages, reread.embedded, reread.structure.warnings
        )


def _anchored(stored: StoredDocument, wanted: Sequence[Wanted]) -> list[Correction]:
    """Return the corrections, each anchored in the reading that those before it lead to."""
    document, options = stored.document, stored.options
    reading = _read(document, options)
    made: list[Correction] = []
    for each in wanted:
        made.append(anchored(document.text, reading, each))
        reading = _read(document, with_corrections(options, made))
        check_fits(document.text, reading, made[-1])
    return made


def _read(document: Document, options: TranscriptOptions | None) -> Transcript:
    found = parse(document, options)
    assert isinstance(found, Transcript)  # noqa: S101 - the kind was checked before
    return found


def _in_force(kept: Sequence[KeptCorrection], made: Sequence[NewCorrection]) -> list[Correction]:
    """Return the corrections in force once those made now are kept too."""
    last = max((row.id for row in kept), default=0)
    rows = [(row.id, row.undoes, row.correction) for row in kept]
    rows += [(number, new.undoes, new.correction) for number, new in enumerate(made, last + 1)]
    gone = taken_back([(number, undoes) for number, undoes, _ in rows])
    return [each for number, _, each in rows if each is not None and number not in gone]


def _check_undoable(document: str, kept: Sequence[KeptCorrection], ids: Sequence[int]) -> None:
    """Refuse to take back what is not in force; ``BadSettings`` names what is."""
    if not ids:
        raise BadSettings("no correction to take back was given")
    standing = {row.id: row for row in kept if row.in_force}
    for number in ids:
        if number not in standing or ids.count(number) > 1:
            told = "; ".join(f"{row.id} ({row.says})" for row in standing.values())
            raise BadSettings(
                f"{document} has no correction {number} in force"
                + (f"; there are: {told}" if told else ": nobody corrected it")
            )


def _check_person(by: str, note: str | None) -> None:
    if not by.strip() or len(by) > MAX_NAME or not by.isprintable():
        raise BadSettings(
            f"a correction needs the name of who makes it, at most {MAX_NAME} characters"
        )
    if note is not None and len(note) > MAX_NOTE:
        raise BadSettings(f"a correction's note has at most {MAX_NOTE} characters, not {len(note)}")
