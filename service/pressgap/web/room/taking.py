"""What a form hands over → documents to add; what is wrong with it, by the field it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from flask import request
from werkzeug.datastructures import FileStorage

from pressgap import readers
from pressgap.core.model import Kind
from pressgap.errors import (
    AddressRefused,
    BadSettings,
    FetchFailed,
    LanguageNotKnown,
    PressGapError,
    TooLarge,
    UnreadableDocument,
    UnsupportedFormat,
)
from pressgap.library import NewDocument, as_read
from pressgap.library.reading import check_date
from pressgap.readers.fetched import read_fetched
from pressgap.readers.text import title_of
from pressgap.web.current import parts
from pressgap.web.room.page import sentence
from pressgap.web.schemas import MAX_NOTE, MAX_TITLE

# What can be wrong with a text or its address; all else is no fault of a field.
TEXT_ERRORS = (
    UnreadableDocument,
    TooLarge,
    UnsupportedFormat,
    BadSettings,
    AddressRefused,
    FetchFailed,
    LanguageNotKnown,
)
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
    """Return whether there is a text, file or address to take."""
    return bool(_given(prefix))


def _given(prefix: str) -> list[str]:
    """Return which of the fields that bring a text do so."""
    given = {
        "text": field(f"{prefix}text").strip(),
        "file": files(f"{prefix}file"),
        "url": parts().settings.fetch_urls and field(f"{prefix}url").strip(),
    }
    return [prefix + name for name, value in given.items() if value]


def take(kind: Kind, prefix: str = "") -> list[Taken]:
    """Return the documents of the fields that begin with ``prefix``: a text, files, an address.

    Nothing is stored. Raises ``Refused``.
    """
    errors = dict(_errors(prefix))
    given = _given(prefix)
    if len(given) > 1:
        errors[given[-1]] = "Give the text in one way only, not in several."
    if not given:
        errors[f"{prefix}text"] = f"Paste the {kind if prefix else 'text'}, or choose a file."
    if errors:
        raise Refused(errors)
    found = list(_found(given[0], kind, prefix))
    for each in found:
        _check(each)
    return found


def _found(name: str, kind: Kind, prefix: str) -> Iterator[Taken]:
    """Yield what the field ``name`` brings."""
    try:
        if name == f"{prefix}text":
            yield _typed(field(name), kind, prefix)
        elif name == f"{prefix}url":
            yield _fetched(field(name).strip(), kind, prefix)
        else:
            yield from (_read(file, kind, prefix) for file in files(name))
    except TEXT_ERRORS as error:
        raise Refused({name: sentence(error)}) from error


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
    if not re.fullmatch(r"(?:[a-z]{2,3})?", field(f"{prefix}language").strip()):
        yield f"{prefix}language", "A code of two or three small letters, like en."


def _typed(text: str, kind: Kind, prefix: str) -> Taken:
    text = readers.check_text(text, max_chars=parts().settings.max_document_chars)
    new = _new(kind, text, text.encode("utf-8"), prefix)
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M")
    title = title_of(text) or f"{kind.capitalize()} added {now} UTC"
    return Taken(replace(new, file_title=title), f"{prefix}text")


def _read(file: FileStorage, kind: Kind, prefix: str) -> Taken:
    data = file.read()
    settings = parts().settings
    found = readers.read(
        data,
        name=file.filename,
        max_chars=settings.max_document_chars,
        max_bytes=settings.max_file_bytes,
    )
    new = as_read(_new(kind, found.text, data, prefix), found, (file.filename or "")[:MAX_TITLE])
    return Taken(new, f"{prefix}file", found.warnings)


def _fetched(url: str, kind: Kind, prefix: str) -> Taken:
    fetched = parts().fetch(url)
    settings = parts().settings
    found = read_fetched(fetched, settings.max_document_chars, settings.max_file_bytes)
    new = _new(kind, found.text, fetched.data, prefix)
    new = as_read(new, found, fetched.title[:MAX_TITLE])
    return Taken(replace(new, source=new.source or fetched.url), f"{prefix}url", found.warnings)


def _new(kind: Kind, text: str, data: bytes, prefix: str) -> NewDocument:
    return NewDocument(
        kind=kind,
        text=text,
        data=data,
        title=field(f"{prefix}title").strip() or None,
        date=field(f"{prefix}date") or None,
        language=field(f"{prefix}language").strip() or None,
        source=field(f"{prefix}source").strip() or None,
        verbatim=not field(f"{prefix}paraphrase"),
        note=field(f"{prefix}note").strip() or None,
    )


def _check(taken: Taken) -> None:
    """Refuse what could not be added; raises what the storage raises."""
    try:
        parts().library.check([taken.new])
    except TEXT_ERRORS as error:
        # A title that was made up would only puzzle; of several files it says which.
        title = taken.new.title or taken.new.file_title
        mine = "" if taken.field.endswith("file") else f"“{title}”: "
        raise Refused({taken.field: sentence(str(error).removeprefix(mine))}) from error


def refusal(error: PressGapError, status: int) -> Refused:
    """Return the refusal of a whole form for what is no fault of one field."""
    return Refused({"": sentence(error)}, status)
