"""What a Word file is packed in: refused before it is opened where it is hostile or broken."""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from pressgap.errors import TooLarge, UnreadableDocument

MOST_BYTES = 200_000_000  # unpacked
MOST_PARTS = 5_000
_CHUNK = 65_536
_ENCRYPTED = 0x1
_XML = (".xml", ".rels")
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
_REMEDY = "open it in Word and save it anew, or as plain text"


def check_archive(data: bytes, what: str) -> None:
    """Raise ``TooLarge`` or ``UnreadableDocument`` for an archive that is not safe to unpack.

    Sizes are believed only once every part was unpacked piece by piece: a part that gives more or
    less than it declares is damaged or lies.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_declared(parts, what)
            for part in parts:
                _check_part(archive, part, what)
    # NotImplementedError: packed in a way that Python cannot unpack.
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise UnreadableDocument(
            f"{what}: this Word document is truncated or damaged ({error}); get the whole file, or "
            f"{_REMEDY}"
        ) from error


def _check_declared(parts: list[ZipInfo], what: str) -> None:
    size = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or size > MOST_BYTES:
        raise TooLarge(
            f"{what}: unpacks to {size / 1e6:,.0f} MB in {len(parts):,} parts, more than the limit "
            f"of {MOST_BYTES / 1e6:,.0f} MB in {MOST_PARTS:,}; save its text as plain text"
        )
    for part in parts:
        if part.flag_bits & _ENCRYPTED:
            raise UnreadableDocument(f"{what}: protected by a password; save it without one")
        if part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise UnreadableDocument(f"{what}: packed in a way Word does not use; {_REMEDY}")


def _check_part(archive: ZipFile, part: ZipInfo, what: str) -> None:
    """Unpack a part piece by piece; ``BadZipFile`` where it is not what it declares."""
    with archive.open(part) as file:
        head = file.read(_CHUNK)
        if part.filename.lower().endswith(_XML) and any(mark in head for mark in _FORBIDDEN):
            raise UnreadableDocument(
                f"{what}: {part.filename} declares entities, which Word never does and which are "
                f"used to break readers; {_REMEDY}"
            )
        while file.read(_CHUNK):
            pass
