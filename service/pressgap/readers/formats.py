"""What a file is, by its content: which reader takes it, or why none does.

A name decides nothing; one that contradicts the content is remarked upon.
"""

from __future__ import annotations

import json
import re

from pressgap.errors import UnsupportedFormat

PLAIN = frozenset({"txt", "md"})
# Of each format: what it is called, and the endings of names it usually has.
FORMATS: dict[str, tuple[str, tuple[str, ...]]] = {
    "txt": ("plain text", (".txt", ".text")),
    "md": ("Markdown", (".md", ".markdown")),
    "html": ("HTML", (".html", ".htm", ".xhtml")),
    "pdf": ("a PDF", (".pdf",)),
    "docx": ("a Word document (.docx)", (".docx", ".docm", ".dotx")),
    "vtt": ("WebVTT subtitles", (".vtt",)),
    "srt": ("SubRip subtitles (.srt)", (".srt",)),
    "json": ("JSON", (".json",)),
}
_OTHER_ENDINGS = (".doc", ".rtf", ".odt", ".xlsx", ".xls", ".pptx", ".zip", ".epub", ".xml", ".csv")

_MAGIC: tuple[tuple[bytes, str], ...] = (
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
    (b"bplist00", "a web archive (.webarchive)"),
    (b"\x7fELF", "a program"),
)
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"xl/", "a spreadsheet (.xlsx)"),
    (b"ppt/", "slides (.pptx)"),
    (b"opendocument.text", "an OpenDocument text (.odt)"),
    (b"epub", "an e-book (EPUB)"),
)
_PDF_HEAD = 1_024  # readers of PDF forgive that much before the mark
# Office keeps a file with a password in the old container, under this name in UTF-16.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_COMMENTS = r"\s*(?:<\?xml\b[^>]{0,300}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*"
_HTML = re.compile(_COMMENTS + r"<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
# The inside of a page, as it is copied: it begins with a tag and goes on with others.
_FRAGMENT = re.compile(
    _COMMENTS + r"<(?:title|meta|link|script|style|div|p|main|article|section|table|h[1-6]|ol|ul|dl"
    r"|span|center|font)\b[^<>]*>",
    re.I | re.S,
)
_TAGS = re.compile(
    r"</(?:title|script|style|div|p|article|section|table|tr|td|h[1-6]|li|dd|b|strong|span)>|<br\b",
    re.I,
)
_LEAST_TAGS = 3
_MARKUP: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"WEBVTT(?:[ \t\r\n]|\Z)"), "vtt"),
    (re.compile(r"\s*\d{1,6}[ \t]*(?:\r\n|\n|\r)\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}[ \t]+-->"), "srt"),
)
_OTHER_MARKUP: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\s*<\?xml\b"), "XML"),
    (re.compile(r"\{\\rtf\d?\b"), "RTF"),
    (re.compile(r"%PDF-\d"), "a PDF"),
    (
        re.compile(r"(?:From: <Saved|MIME-Version:)[^\x00]{0,2000}?multipart/related", re.I),
        "a web archive (.mhtml)",
    ),
)
_HEAD = 4_096
_REMEDY = "save it as plain text or Markdown and send that"


def format_of_bytes(data: bytes, what: str) -> str | None:
    """Return ``pdf`` or ``docx``; None for what may be a text.

    Raises ``UnsupportedFormat`` for bytes that begin as another format does.
    """
    if b"%PDF-" in data[:_PDF_HEAD] and _is_pdf(data[:_PDF_HEAD]):
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data, what)
    found = next((named for magic, named in _MAGIC if data.startswith(magic)), None)
    if found == _MAGIC[0][1] and _ENCRYPTED in data[:1_000_000]:
        raise UnsupportedFormat(
            f"{what}: this Office file is protected by a password; save it without one"
        )
    if found is None and data.startswith(b"RIFF") and data[8:12] in (b"WAVE", b"AVI ", b"WEBP"):
        found = "an image (WebP)" if data[8:12] == b"WEBP" else "a sound or video file"
    if found is None and data[4:8] == b"ftyp":
        found = "a video or sound file (MP4)"
    if found is not None:
        raise unsupported(what, found)
    return None


def format_of_text(text: str) -> str | None:
    """Return ``html``, ``vtt``, ``srt`` or ``json``; None for a text as people write it."""
    head = text[:_HEAD].removeprefix("\ufeff")
    if _HTML.match(head) or _is_fragment(head):
        return "html"
    for pattern, name in _MARKUP:
        if pattern.match(head):
            return name
    return "json" if _is_json(text) else None


def refuse_other_markup(text: str, what: str) -> None:
    """Raise ``UnsupportedFormat`` for a text that is markup which no reader takes."""
    for pattern, named in _OTHER_MARKUP:
        if pattern.match(text[:_HEAD]):
            raise unsupported(what, named)


def refuse_markup(text: str, what: str) -> None:
    """Raise ``UnsupportedFormat`` for markup that came as text, other than Markdown."""
    refuse_other_markup(text, what)
    found = format_of_text(text[:_HEAD])  # only the head: a quotation may well be valid JSON
    if found is not None and found != "json":
        raise UnsupportedFormat(
            f"{what}: this is {FORMATS[found][0]}, not a text; send it as a file, or save it as "
            "plain text or Markdown and send that"
        )


def contradiction(name: str | None, found: str) -> str | None:
    """Return a warning where a file's name says another format than its content, else None."""
    ending = re.search(r"\.[a-z0-9]{1,8}\Z", (name or "").lower())
    if ending is None:
        return None
    named = next((key for key, (_, ends) in FORMATS.items() if ending[0] in ends), None)
    if named is None and ending[0] not in _OTHER_ENDINGS:
        return None
    if named == found or {named, found} <= PLAIN:
        return None
    return f"the name ends in {ending[0]}, but this is {FORMATS[found][0]}; it was read as that"


def unsupported(what: str, named: str) -> UnsupportedFormat:
    """Return the error for a format that no reader takes."""
    return UnsupportedFormat(f"{what}: this is {named}, which cannot be read yet; {_REMEDY}")


def _is_pdf(head: bytes) -> bool:
    """Return whether the mark stands first, or behind what no text would hold."""
    before = head[: head.index(b"%PDF-")]
    return not before.strip() or b"\x00" in head or not before.isascii()


def _zipped(data: bytes, what: str) -> str:
    # Names of the parts stand in the local headers at the start and in the directory at the end.
    ends = data[:65_536] + data[-65_536:]
    if b"word/" in ends:
        return "docx"
    raise unsupported(
        what, next((named for mark, named in _ZIPPED if mark in ends), "a ZIP archive")
    )


def _is_fragment(head: str) -> bool:
    return bool(_FRAGMENT.match(head)) and len(_TAGS.findall(head)) >= _LEAST_TAGS


def _is_json(text: str) -> bool:
    """Return whether the whole is a JSON object or array; "[00:01] Speaker:" is none."""
    bare = text.strip("\ufeff \t\r\n")
    if bare[:1] + bare[-1:] not in ("{}", "[]"):
        return False
    try:
        json.loads(bare)
    except (ValueError, RecursionError):  # ValueError: also a number of thousands of digits
        return False
    return True
