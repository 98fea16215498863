"""Our own export of a document (``pressgap show ID --format json``) → the document again."""

from __future__ import annotations

import json
from typing import Any

from pressgap.core.codec import from_json
from pressgap.core.documents.export import FORMAT, SCHEMA_VERSION, DocumentExport, check_structure
from pressgap.core.model import (
    Declaration,
    Landmark,
    Structure,
    Transcript,
    text_sha256,
)
from pressgap.errors import UnreadableDocument, UnsupportedFormat
from pressgap.readers.extracted import Extracted

_SHAPE = (
    f'{{"format": "{FORMAT}", "schema": {SCHEMA_VERSION}, "kind": "transcript", "title": "…", '
    '"text": "…"}'
)
_REMEDY = (
    f"`pressgap show ID --format json` writes one, which looks like {_SHAPE}; of anything else "
    "send the text itself"
)
# What a file written by hand may leave out.
_DEFAULTS: dict[str, Any] = {
    "id": "",
    "date": None,
    "source": None,
    "language": "",
    "verbatim": True,
    "note": None,
    "added": "",
    "sha256": "",
    "source_sha256": "",
    "landmarks": [],
    "options": None,
}


def extract(data: bytes, what: str) -> Extracted:
    """Return the document of an export; ``what`` names the file in messages.

    Its structure is taken over where it fits the text; where somebody has changed the text since,
    or it does not fit, it is left out with a warning. Raises ``UnsupportedFormat`` for JSON of
    another shape or a newer PressGap, and ``UnreadableDocument`` for what is no JSON.
    """
    said = _parsed(data, what)
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise UnsupportedFormat(
            f"{what}: this JSON is no document that PressGap exported; {_REMEDY}"
        )
    schema = said.get("schema")
    if not isinstance(schema, int) or schema > SCHEMA_VERSION:
        raise UnsupportedFormat(
            f"{what}: an export of schema {schema!r}, and this PressGap reads {SCHEMA_VERSION}; "
            "upgrade PressGap, or send the text itself"
        )
    structure = said.pop("structure", None)
    found = _document({**_DEFAULTS, **said}, what)
    understood, warnings = _structure(structure, found)
    return Extracted(
        text=found.text,
        landmarks=_landmarks(found, what),
        warnings=warnings,
        title=found.title,
        date=found.date,
        language=found.language or None,
        kind=found.kind,
        source=found.source,
        note=found.note,
        verbatim=found.verbatim,
        options=found.options,
        structure=understood,
    )


def _parsed(data: bytes, what: str) -> Any:
    try:
        return json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise UnreadableDocument(
            f"{what}: not valid JSON at line {error.lineno}, column {error.colno} ({error.msg}); "
            "export it again"
        ) from error
    except (ValueError, RecursionError) as error:  # no UTF-8, endless digits, endless brackets
        raise UnreadableDocument(
            f"{what}: not JSON that can be read ({error}); export it again, in UTF-8"
        ) from error


def _document(said: dict[str, Any], what: str) -> DocumentExport:
    # The structure is looked at later: a document with a bad one is still a document.
    stand_in: dict[str, Any] = {"clauses": []}
    try:
        return from_json(DocumentExport, {**said, "structure": stand_in})
    except ValueError as error:
        raise UnsupportedFormat(
            f"{what}: an export with something wrong in it ({error}); {_REMEDY}"
        ) from error


def _structure(said: Any, found: DocumentExport) -> tuple[Structure | None, tuple[str, ...]]:
    """Return the structure, or None, and a warning where it is there but cannot be used."""
    if said is None:
        return None, ()
    if found.sha256 and found.sha256 != _hash(found.text):
        return None, (
            "the text was changed since it was exported: the structure that came with it is left "
            "out, and the text is parsed anew",
        )
    structure: Structure
    try:
        if found.kind == "transcript":
            structure = from_json(Transcript, said)
        else:
            structure = from_json(Declaration, said)
        check_structure(structure, found.text)
    except ValueError as error:
        return None, (
            f"the structure that came with the text does not fit it ({error}): it is left out, and "
            "the text is parsed anew",
        )
    return structure, ()


def _hash(text: str) -> str:
    try:
        return text_sha256(text)
    except UnicodeEncodeError:  # half a character: who takes the text refuses it, naming the line
        return ""


def _landmarks(found: DocumentExport, what: str) -> tuple[Landmark, ...]:
    starts = [mark.start for mark in found.landmarks]
    if starts != sorted(starts) or any(not 0 <= start <= len(found.text) for start in starts):
        raise UnsupportedFormat(
            f"{what}: the landmarks of this export do not ascend, or lie outside of its text; "
            "export it again, or leave them out"
        )
    return found.landmarks
