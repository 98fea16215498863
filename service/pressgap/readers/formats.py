"""What a file is by its content: only plain text and Markdown go on, the rest is named."""

from __future__ import annotations

import re

from pressgap.errors import UnsupportedFormat

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (such as .doc)"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF8", "an image (GIF)"),
    (b"II*\x00", "an image (TIFF)"),
    (b"MM\x00*", "an image (TIFF)"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file (7z)"),
    (b"Rar!\x1a", "a compressed file (RAR)"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"fLaC", "a sound file"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "a spreadsheet (.xlsx)"),
    (b"ppt/", "slides (.pptx)"),
    (b"opendocument.text", "an OpenDocument text (.odt)"),
    (b"epub", "an e-book (EPUB)"),
)
_MARKUP: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
        ),
        "HTML",
    ),
    (re.compile(r"\s*<\?xml\b"), "XML"),
    (re.compile(r"WEBVTT(?:[ \t\r\n]|\Z)"), "WebVTT subtitles"),
    (
        re.compile(r"\s*\d{1,6}[ \t]*(?:\r\n|\n|\r)\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}[ \t]+-->"),
        "SubRip subtitles (.srt)",
    ),
    (re.compile(r"\{\\rtf\d?\b"), "RTF"),
    (re.compile(r"%PDF-\d"), "a PDF"),
)
_HEAD = 4_096
_REMEDY = "save it as plain text or Markdown and send that"


def refuse_other_formats(data: bytes, what: str) -> None:
    """Raise ``UnsupportedFormat`` for bytes that begin as no text does."""
    found = next((named for magic, named in _MAGIC if data.startswith(magic)), None)
    if found is None and data.startswith(b"PK\x03\x04"):
        found = _zipped(data)
    if found is None and data.startswith(b"RIFF") and data[8:12] in (b"WAVE", b"AVI ", b"WEBP"):
        found = "an image (WebP)" if data[8:12] == b"WEBP" else "a sound or video file"
    if found is None and data[4:8] == b"ftyp":
        found = "a video or sound file (MP4)"
    if found is not None:
        raise _unsupported(what, found)


def refuse_other_markup(text: str, what: str) -> None:
    """Raise ``UnsupportedFormat`` for a text that is markup other than Markdown."""
    head = text[:_HEAD]
    for pattern, named in _MARKUP:
        if pattern.match(head):
            raise _unsupported(what, named)


def _zipped(data: bytes) -> str:
    # Names of the parts stand in the local headers at the start and in the directory at the end.
    ends = data[:65_536] + data[-65_536:]
    return next((named for mark, named in _ZIPPED if mark in ends), "a ZIP archive")


def _unsupported(what: str, named: str) -> UnsupportedFormat:
    return UnsupportedFormat(f"{what}: this is {named}, which cannot be read yet; {_REMEDY}")
