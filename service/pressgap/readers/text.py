"""Takes a text in, or says what is wrong with it, where, and what to do.

The text itself is never touched: line ends, marks and white space stay, so that offsets point into
what was sent. Only a byte order mark is dropped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from pressgap.core.model import Landmark
from pressgap.errors import TooLarge, UnreadableDocument
from pressgap.readers.extracted import Extracted
from pressgap.readers.formats import refuse_markup

_BYTE_ORDER_MARK = "\ufeff"
_BAD = re.compile("[\x00\ud800-\udfff]")
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(?P<title>[^\r\n]*[^\W_][^\r\n]*)", re.MULTILINE)
_LIST_MARK = re.compile(r"(?:[-*+•>|]|\(?[\divxlc]{1,5}[.)])\s")
_HEAD = 20_000
_TITLE_LINES = 20
_TITLE_WIDTH = 120


@dataclass(frozen=True, slots=True)
class ReadText:
    """What was read.

    ``encoding`` is None for formats that hold characters and not bytes, ``format`` a key of
    ``formats.FORMATS``. ``title`` is what the file calls itself, else its first heading or first
    line usable as one; ``date`` (YYYY-MM-DD) and ``language`` are what the file says of itself;
    each may be None. ``landmarks`` tell where pages and times begin. ``said`` is all that the
    reader of its format handed on; None for plain text and Markdown.
    """

    text: str
    encoding: str | None
    format: str
    warnings: tuple[str, ...]
    title: str | None
    landmarks: tuple[Landmark, ...] = ()
    date: str | None = None
    language: str | None = None
    said: Extracted | None = None


def is_markdown(text: str, name: str | None) -> bool:
    """Return whether the text has Markdown headings, or its name ends as Markdown's do."""
    named = (name or "").lower().endswith((".md", ".markdown"))
    return named or _HEADING.search(text[:_HEAD]) is not None


def check_text(text: str, *, max_chars: int) -> str:
    """Return a text that came as text, without a byte order mark; refuses what ``read`` refuses.

    Raises ``TooLarge``, ``UnsupportedFormat`` and ``UnreadableDocument``.
    """
    text = checked(text, "the text", max_chars)
    refuse_markup(text, "the text")
    return text


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


def checked(text: str, what: str, max_chars: int) -> str:
    """Return the text without a byte order mark; raises ``TooLarge`` and ``UnreadableDocument``."""
    text = text.removeprefix(_BYTE_ORDER_MARK)
    if len(text) > max_chars:
        raise too_many_characters(what, max_chars)
    refuse_bad_characters(text, what)
    if not any(letter.isprintable() and not letter.isspace() for letter in text):
        raise UnreadableDocument(f"{what} is empty: it holds no readable character; send a text")
    return text


def refuse_bad_characters(text: str, what: str) -> None:
    """Raise ``UnreadableDocument``, naming the line, for NUL and halves of characters."""
    bad = _BAD.search(text)
    if bad is not None:
        raise UnreadableDocument(_bad_character(text, what, bad.start()))


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


def too_many_characters(what: str, max_chars: int) -> TooLarge:
    """Return the error for a text over the limit."""
    return TooLarge(
        f"{what}: more than {max_chars:,} characters, the limit (setting max_document_chars, on "
        "the command line cli_max_document_chars); give the part that matters"
    )
