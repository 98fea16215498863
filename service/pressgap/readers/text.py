"""Takes a text in, or says what is wrong with it, where, and what to do.

The text itself is never touched: line ends, marks and white space stay, so that offsets point into
what was sent. Only a byte order mark is dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from pressgap.errors import TooLarge, UnreadableDocument
from pressgap.readers.decoding import decode
from pressgap.readers.formats import refuse_other_formats, refuse_other_markup

_BYTES_PER_CHARACTER = 4  # at most, in UTF-8, UTF-16 and UTF-32
_BYTE_ORDER_MARK = "\ufeff"
_LONGEST_MARK = 4
_BAD = re.compile("[\x00\ud800-\udfff]")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(?P<title>[^\r\n]*[^\W_][^\r\n]*)", re.MULTILINE)
_LIST_MARK = re.compile(r"(?:[-*+•>|]|\(?[\divxlc]{1,5}[.)])\s")
_HEAD = 20_000
_TITLE_LINES = 20
_TITLE_WIDTH = 120


@dataclass(frozen=True, slots=True)
class ReadText:
    """What was read. ``title`` is its first heading or first line usable as one, or None."""

    text: str
    encoding: str
    format: str
    warnings: tuple[str, ...]
    title: str | None


def read(
    data: bytes, *, name: str | None = None, max_chars: int, encoding: str | None = None
) -> ReadText:
    """Return the text that ``data`` holds; ``encoding`` is what the sender declares, if anything.

    Raises ``TooLarge`` over ``max_chars`` characters, ``UnsupportedFormat`` for content that is
    neither plain text nor Markdown, whatever its name says, and ``UnreadableDocument`` for what
    is empty, binary or in no encoding that makes sense.
    """
    what = name or "the text"
    if len(data) > max_chars * _BYTES_PER_CHARACTER + _LONGEST_MARK:
        raise _too_large(what, max_chars)
    refuse_other_formats(data, what)
    decoded = decode(data, what, encoding)
    text = _checked(decoded.text, what, max_chars)
    markdown = (name or "").lower().endswith((".md", ".markdown")) or _HEADING.search(text[:_HEAD])
    return ReadText(
        text=text,
        encoding=decoded.encoding,
        format="md" if markdown else "txt",
        warnings=decoded.warnings,
        title=title_of(text),
    )


def check_text(text: str, *, max_chars: int) -> str:
    """Return a text that came as text, without a byte order mark; refuses what ``read`` refuses.

    Raises ``TooLarge``, ``UnsupportedFormat`` and ``UnreadableDocument``.
    """
    return _checked(text, "the text", max_chars)


def title_of(text: str) -> str | None:
    """Return the first Markdown heading, or a first line that can be a title; else None."""
    heading = _HEADING.search(text[:_HEAD])
    if heading is not None:
        return _as_title(heading["title"])
    lines = (line.strip() for line in text[:_HEAD].splitlines())
    first = next((line for line in islice(lines, _TITLE_LINES) if line), "")
    ends = first.rstrip("\"'”’»)*_ ").endswith((".", "!", "?", ":", ";", ",", "。", "؟", "…"))
    if len(first) > _TITLE_WIDTH or ends or _LIST_MARK.match(first):
        return None
    return _as_title(first)


def _as_title(line: str) -> str | None:
    title = " ".join(line.strip("#*_ \t").split())
    if not any(letter.isalpha() for letter in title):
        return None
    return title if len(title) <= _TITLE_WIDTH else title[: _TITLE_WIDTH - 1].rstrip() + "…"


def _checked(text: str, what: str, max_chars: int) -> str:
    text = text.removeprefix(_BYTE_ORDER_MARK)
    if len(text) > max_chars:
        raise _too_large(what, max_chars)
    bad = _BAD.search(text)
    if bad is not None:
        raise UnreadableDocument(_bad_character(text, what, bad.start()))
    if not any(letter.isprintable() and not letter.isspace() for letter in text):
        raise UnreadableDocument(f"{what} is empty: it holds no readable character; send a text")
    refuse_other_markup(text, what)
    return text


def _bad_character(text: str, what: str, at: int) -> str:
    line = len(f"{text[:at]}.".splitlines())
    if text[at] == "\x00":
        return (
            f"{what}: a NUL character in line {line}; this is a binary file, or UTF-16 without a "
            "byte order mark. Save it as plain text in UTF-8"
        )
    return (
        f"{what}: a lone surrogate (U+{ord(text[at]):04X}) in line {line}, half of a character; "
        "remove it, or save the text again as UTF-8"
    )


def _too_large(what: str, max_chars: int) -> TooLarge:
    return TooLarge(
        f"{what}: more than {max_chars:,} characters, the limit (setting max_document_chars, on "
        "the command line cli_max_document_chars); give the part that matters"
    )
