"""Any file → its text: finds out by the content what it is, and hands it to the reader for that."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from importlib.util import find_spec

from pressgap.errors import TooLarge
from pressgap.readers.decoding import Decoded, declared_in_markup, decode
from pressgap.readers.extracted import Extracted
from pressgap.readers.formats import (
    FORMATS,
    contradiction,
    format_of_bytes,
    format_of_text,
    refuse_other_markup,
    unsupported,
)
from pressgap.readers.sandbox import read_boxed
from pressgap.readers.text import (
    ReadText,
    checked,
    is_markdown,
    refuse_bad_characters,
    title_of,
    too_many_characters,
)

# The default of the setting: a page or PDF is mostly not text, so characters do not bound it.
MAX_FILE_BYTES = 32_000_000
# A format is read by ``extract(data, what) -> Extracted`` of this module, imported when needed.
READERS = {
    "html": "pressgap.readers.html",
    "docx": "pressgap.readers.docx",
    "pdf": "pressgap.readers.pdf",
    "vtt": "pressgap.readers.captions",
    "srt": "pressgap.readers.captions",
    "json": "pressgap.readers.export",
}
# Parsed by large libraries, from files that anybody may have made.
BOXED = frozenset({"html", "docx", "pdf"})
_BYTES_PER_CHARACTER = 4  # at most, in UTF-8, UTF-16 and UTF-32
_LONGEST_MARK = 4


def read(
    data: bytes,
    *,
    name: str | None = None,
    max_chars: int,
    encoding: str | None = None,
    max_bytes: int = MAX_FILE_BYTES,
) -> ReadText:
    """Return the text that ``data`` holds; ``encoding`` is what the sender declares, if anything.

    ``name`` names the file in messages and warnings; the content decides what it is. Raises
    ``TooLarge`` over ``max_chars`` characters of text, over ``max_bytes`` of a file that is no
    plain text, or for one that takes more time or memory than reading may; ``UnsupportedFormat``
    for what no reader takes; ``UnreadableDocument`` for what is empty, binary, damaged, without
    text, or in no encoding that makes sense.
    """
    what = name or "the text"
    found = format_of_bytes(data, what)
    if found is not None:
        _refuse_large(data, found, what, max_chars, max_bytes)
        return _read_format(found, data, None, name, max_chars)
    head = _head(data)
    _refuse_large(data, format_of_text(head) or _seems_json(head), what, max_chars, max_bytes)
    in_markup = declared_in_markup(data) if format_of_text(head) == "html" else None
    decoded = decode(data, what, encoding, in_markup)
    refuse_bad_characters(decoded.text, what)
    found = format_of_text(decoded.text)
    if found is not None:
        return _read_format(found, decoded.text.encode("utf-8"), decoded, name, max_chars)
    text = checked(decoded.text, what, max_chars)
    refuse_other_markup(text, what)
    found = "md" if is_markdown(text, name) else "txt"
    warnings = (*_contradictions(name, found), *decoded.warnings)
    return ReadText(text, decoded.encoding, found, warnings, title_of(text))


def _refuse_large(
    data: bytes, found: str | None, what: str, max_chars: int, max_bytes: int
) -> None:
    """Raise ``TooLarge`` before anything is decoded or parsed."""
    plain_bytes = max_chars * _BYTES_PER_CHARACTER + _LONGEST_MARK
    if found is None and len(data) > plain_bytes:
        raise too_many_characters(what, max_chars)
    if found is not None and len(data) > max_bytes:
        raise TooLarge(
            f"{what}: this is {FORMATS[found][0]} of more than {max_bytes / 1e6:,.0f} MB, the "
            "limit (setting max_file_bytes); save the part that matters as plain text and send that"
        )


def _read_format(
    found: str, data: bytes, decoded: Decoded | None, name: str | None, max_chars: int
) -> ReadText:
    what = name or "the text"
    extracted = _extracted(found, data, what, max_chars)
    text = checked(extracted.text, what, max_chars)
    doubts = (*_contradictions(name, found), *(decoded.warnings if decoded else ()))
    return ReadText(
        text=text,
        encoding=decoded.encoding if decoded else None,
        format=found,
        warnings=tuple(dict.fromkeys((*doubts, *extracted.warnings))),
        title=extracted.title or title_of(text),
        landmarks=extracted.landmarks,
        date=extracted.date,
        language=extracted.language,
        exported=extracted if found == "json" else None,
    )


def _extracted(found: str, data: bytes, what: str, max_chars: int) -> Extracted:
    module = READERS[found]
    if find_spec(module) is None:
        raise unsupported(what, FORMATS[found][0])
    if found in BOXED:
        return read_boxed(module, data, what, max_chars)
    extract: Callable[[bytes, str], Extracted] = importlib.import_module(module).extract
    return extract(data, what)


def _contradictions(name: str | None, found: str) -> tuple[str, ...]:
    said = contradiction(name, found)
    return (said,) if said else ()


def _head(data: bytes) -> str:
    """Return the beginning, decoded loosely: enough to see whether it is a page."""
    head = data[:4_096]
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return head.decode("utf-16" if wide else "utf-8", "replace")


def _seems_json(head: str) -> str | None:
    """Return ``json`` where the head may begin some: an object with a key first."""
    return "json" if re.match(r'\ufeff?\s*\{\s*"', head) else None
