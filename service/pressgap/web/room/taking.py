"""What a form hands over → documents to add; what is wrong with it, by the field it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import request
from werkzeug.datastructures import FileStorage

from pressgap import readers
from pressgap.core.model import Kind
from pressgap.errors import BadSettings, PressGapError, TooLarge, UnreadableDocument
from pressgap.errors import UnsupportedFormat as Unsupported
from pressgap.library import NewDocument
from pressgap.library.reading import check_date
from pressgap.readers.text import title_of
from pressgap.web.current import parts
from pressgap.web.room.page import sentence
from pressgap.web.schemas import MAX_NOTE, MAX_TITLE

# What can be wrong with a text itself; all else is no fault of a field.
TEXT_ERRORS = (UnreadableDocument, TooLarge, Unsupported, BadSettings)
_LONGEST = {"title": MAX_TITLE, "source": MAX_NOTE, "note": MAX_NOTE}


class Refused(Exception):
    """A form that cannot be taken; ``errors`` by the name of the field, "" for the whole."""

    def __init__(self, errors: Mapping[str, str], status: int = 422) -> None:
        """Refuse for these reasons."""
        super().__init__("; ".join(errors.values()))
        self.errors = dict(errors)
        self.status = status


@dataclass(frozen=True, slots=True)
class Taken:
    """A document to add, the field its text stands in, and what reading it warned of."""

    new: NewDocument
    field: str
    warnings: tuple[str, ...] = ()


def field(name: str) -> str:
    """Return what was typed there, "" for nothing; lines end as they were typed.

    A browser sends every line end of a form as CR LF, whatever was pasted.
    """
    return request.form.get(name, "").replace("\r\n", "\n")


def files(name: str) -> list[FileStorage]:
    """Return the files chosen there; an empty choice is sent as a file without a name."""
    return [file for file in request.files.getlist(name) if file.filename]


def has_text(prefix: str = "") -> bool:
    """Return whether there is a text or file to take."""
    return bool(field(f"{prefix}text").strip() or files(f"{prefix}file"))


def take(kind: Kind, prefix: str = "") -> list[Taken]:
    """Return the documents of the fields that begin with ``prefix``: a text, or files.

    Nothing is stored. Raises ``Refused``.
    """
    errors = dict(_errors(prefix))
    chosen, typed = files(f"{prefix}file"), field(f"{prefix}text")
    if chosen and typed.strip():
        errors[f"{prefix}file"] = "Either paste the text or choose a file, not both."
    if not chosen and not typed.strip():
        errors[f"{prefix}text"] = "Paste the text, or choose a file."
    if errors:
        raise Refused(errors)
    found = [_read(file, kind, prefix) for file in chosen] or [_typed(typed, kind, prefix)]
    for each in found:
        _check(each)
    return found


def _errors(prefix: str) -> Iterator[tuple[str, str]]:
    for name, longest in _LONGEST.items():
        value = field(prefix + name)
        if len(value) > longest:
            yield prefix + name, f"At most {longest:,} characters; this has {len(value):,}."
        if "\0" in value:
            yield prefix + name, "This holds a character (NUL) that is no text; type it anew."
    try:
        check_date(field(f"{prefix}date") or None, "date")
    except BadSettings:
        yield f"{prefix}date", "A day as year, month and day, like 2024-07-04."


def _typed(text: str, kind: Kind, prefix: str) -> Taken:
    name = f"{prefix}text"
    limit = parts().settings.max_document_chars
    try:
        text = readers.check_text(text, max_chars=limit)
    except TEXT_ERRORS as error:
        raise Refused({name: sentence(error)}) from error
    return Taken(_new(kind, text, text.encode("utf-8"), title_of(text), prefix), name)


def _read(file: FileStorage, kind: Kind, prefix: str) -> Taken:
    name = f"{prefix}file"
    data = file.read()
    limit = parts().settings.max_document_chars
    try:
        found = readers.read(data, name=file.filename, max_chars=limit)
    except TEXT_ERRORS as error:
        raise Refused({name: sentence(error)}) from error
    title = found.title or (file.filename or "")[:MAX_TITLE]
    return Taken(_new(kind, found.text, data, title, prefix), name, found.warnings)


def _new(kind: Kind, text: str, data: bytes, title: str | None, prefix: str) -> NewDocument:
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M")
    return NewDocument(
        kind=kind,
        text=text,
        data=data,
        title=field(f"{prefix}title").strip() or title or f"{kind.capitalize()} added {now} UTC",
        date=field(f"{prefix}date") or None,
        source=field(f"{prefix}source").strip() or None,
        verbatim=not field(f"{prefix}paraphrase"),
        note=field(f"{prefix}note").strip() or None,
    )


def _check(taken: Taken) -> None:
    """Refuse what could not be added; raises what the storage raises."""
    try:
        parts().library.check([taken.new])
    except TEXT_ERRORS as error:
        raise Refused({taken.field: sentence(error)}) from error


def refusal(error: PressGapError, status: int) -> Refused:
    """Return the refusal of a whole form for what is no fault of one field."""
    return Refused({"": sentence(error)}, status)
