"""A text somebody hands over → document, structure, passages."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from datetime import date as day
from functools import lru_cache

from pressgap import readers
from pressgap.core.declarations.declaration import parse_declaration
from pressgap.core.documents.landmarks import stamped_times
from pressgap.core.model import (
    Document,
    Kind,
    Landmark,
    Structure,
    TranscriptOptions,
    document_id,
    text_sha256,
)
from pressgap.core.transcripts.transcript import parse_transcript
from pressgap.errors import BadSettings, LanguageNotKnown, UnreadableDocument
from pressgap.readers.extracted import Extracted
from pressgap.readers.language import UNDETERMINED, detect_language

_TITLE_WIDTH = 120


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A text to add: ``data`` are the bytes it was read from, ``date`` is YYYY-MM-DD.

    Where the caller says nothing, what the file says of itself holds (``file_…``). Without any
    ``title`` the first line is taken. A ``language`` (ISO 639-1) that is given is believed; without
    one it is detected, and what the file says its language is counts only where the text does not
    tell, for many pages say it wrong.
    ``landmarks`` are the pages and times of ``text``; without any, a transcript's own time stamps
    are taken. ``structure`` is what was understood of it before, elsewhere, with these options;
    without one the text is parsed.
    """

    kind: Kind
    text: str
    data: bytes
    title: str | None = None
    date: str | None = None
    source: str | None = None
    verbatim: bool = True
    note: str | None = None
    options: TranscriptOptions | None = None
    language: str | None = None
    landmarks: tuple[Landmark, ...] = ()
    structure: Structure | None = None
    file_title: str | None = None
    file_date: str | None = None
    file_language: str | None = None


def make_document(new: NewDocument, max_chars: int) -> Document:
    """Return the document ``new`` describes.

    Raises ``UnreadableDocument`` and ``TooLarge`` for texts that cannot be stored, ``BadSettings``
    for a date that is none, and for options that are not about a transcript.
    """
    text = readers.check_text(new.text, max_chars=max_chars)
    check_date(new.date, "date")
    check_date(new.file_date, "date of the file")
    if new.options is not None and new.kind != "transcript":
        raise BadSettings("speakers, principal and line range are about transcripts only")
    sha256 = text_sha256(text)
    return Document(
        id=document_id(new.kind, sha256),
        kind=new.kind,
        title=(new.title or new.file_title or "").strip() or _first_line(text),
        text=text,
        sha256=sha256,
        source_sha256=hashlib.sha256(new.data).hexdigest(),
        added=datetime.now(UTC).isoformat(timespec="seconds"),
        date=new.date or new.file_date,
        source=new.source,
        language=new.language or _language(text, new.file_language),
        verbatim=new.verbatim,
        note=new.note,
        landmarks=new.landmarks or _times(new.kind, text),
    )


def as_read(new: NewDocument, found: readers.ReadText, name: str | None) -> NewDocument:
    """Return a text with what its file says of itself; ``name`` is the title where it says none.

    Raises ``BadSettings`` as ``as_exported`` does.
    """
    told = replace(
        new,
        landmarks=found.landmarks,
        file_title=found.title or name,
        file_date=found.date,
        file_language=found.language,
    )
    return as_exported(told, found.exported)


def as_exported(new: NewDocument, said: Extracted | None) -> NewDocument:
    """Return a text that our own export brought, as the library it comes from knew it.

    ``said`` is what its reader hands on; without a kind it is of any other file, and nothing
    changes. What the caller says of it comes first: with options of the caller's it is parsed
    anew. Raises ``BadSettings`` where it is to be added as the other kind.
    """
    if said is None or said.kind is None:
        return new
    if said.kind != new.kind:
        raise BadSettings(
            f"“{said.title}” was exported as a {said.kind}: add it as one, not as a {new.kind}"
        )
    parsed_anew = new.options is not None
    return replace(
        new,
        title=new.title or said.title,
        date=new.date or said.date,
        source=new.source or said.source,
        language=new.language or said.language,
        note=new.note or said.note,
        verbatim=new.verbatim and said.verbatim is not False,
        landmarks=new.landmarks or said.landmarks,
        options=new.options if parsed_anew else said.options,
        structure=None if parsed_anew else said.structure,
    )


def _times(kind: Kind, text: str) -> tuple[Landmark, ...]:
    return stamped_times(text) if kind == "transcript" else ()


def check_language(document: Document, known: Sequence[str]) -> None:
    """Raise ``LanguageNotKnown`` for a new document in none of the languages the model knows.

    One whose language cannot be told is let through.
    """
    if document.language in (*known, UNDETERMINED):
        return
    raise LanguageNotKnown(
        f"“{document.title}” is in a language ({document.language}) that the model does not know "
        f"({', '.join(known)}): nothing could be said about it. Set model and model_languages to a "
        f"multilingual model. If it is in another language, say in which: --language "
        f"{known[0] if known else 'en'}, or the field language"
    )


def parse(document: Document, options: TranscriptOptions | None) -> Structure:
    """Return the structure of a text; raises what the parsers raise, with the title before it."""
    try:
        return _parsed(document.kind, document.text, options or TranscriptOptions())
    except (BadSettings, UnreadableDocument) as error:
        raise type(error)(f"“{document.title}”: {error}") from error


@lru_cache(maxsize=4)
def _parsed(kind: Kind, text: str, options: TranscriptOptions) -> Structure:
    """Whoever adds texts has them checked first, all of them: each is read once for both."""
    if kind == "declaration":
        return parse_declaration(text)
    return parse_transcript(text, options)


def check_date(value: str | None, name: str) -> None:
    """Refuse what is no YYYY-MM-DD."""
    try:
        if value is None or (len(value) == 10 and day.fromisoformat(value)):
            return
    except ValueError:
        pass
    raise BadSettings(f"{name}: {value!r} is no date like 2024-07-04")


def differences(new: NewDocument, stored: Document) -> list[str]:
    """Return a warning for each thing said of ``new`` that is not what is stored."""
    given: Sequence[tuple[str, object, object]] = (
        ("title", new.title, stored.title),
        ("date", new.date, stored.date),
        ("source", new.source, stored.source),
        ("note", new.note, stored.note),
        ("language", new.language, stored.language),
        ("verbatim", new.verbatim, stored.verbatim),
    )
    found = [
        f"{stored.id} is stored already, with {name} {kept!r}; that was kept, not {value!r}"
        for name, value, kept in given
        if value is not None and value != kept
    ]
    if new.landmarks and new.landmarks != stored.landmarks:
        have = "other pages or times" if stored.landmarks else "no pages or times"
        found.append(f"{stored.id} is stored already, with {have}; remove it first to take these")
    return found


def _language(text: str, said: str | None) -> str:
    found = detect_language(text)
    return said if said and found == UNDETERMINED else found


def _first_line(text: str) -> str:
    line = next((line for line in text.splitlines() if line.strip(" #*\t")), "Untitled")
    return line.strip(" #*\t")[:_TITLE_WIDTH]
