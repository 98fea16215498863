"""Bytes → characters: UTF-8, a byte order mark, what is declared, Windows-1252, a guess.

Whatever is not certain is said in the warnings: a wrong guess changes what people are quoted with.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from pressgap.errors import UnreadableDocument

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),  # before UTF-16: its mark begins alike
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
_CONTROLS = bytes({*range(1, 9), *range(14, 27), *range(28, 32), 127})
_MOST_CONTROLS, _STRAY_CONTROLS = 0.005, 3
_SAMPLE = 100_000
# In a Western text most letters are plain; in mistaken Cyrillic or Greek next to none are.
_MOST_ACCENTED = 0.3
# What texts are really found in; rarer ones win by chance on short samples.
_LIKELY = [
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "cp1258",
    "cp866",
    "koi8_r",
    "koi8_u",
    "iso8859_2",
    "iso8859_5",
    "iso8859_6",
    "iso8859_7",
    "iso8859_8",
    "cp874",
    "cp932",
    "shift_jis",
    "euc_jp",
    "gb18030",
    "big5",
    "euc_kr",
    "cp949",
    "iso2022_jp",
]
_REMEDY = "save the text as UTF-8 and send it again"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in, and what is uncertain about that."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, what: str, declared: str | None = None) -> Decoded:
    """Return the text of ``data``; ``what`` names it in messages.

    Encoded surrogates are decoded as they are: who reads the text refuses them, naming the line.
    Raises ``UnreadableDocument`` for binary content and bytes that fit no encoding.
    """
    for mark, codec, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data, codec, encoding, what)
    text = _tried(data, "utf-8")
    if text is not None:
        _refuse_binary(data, what)
        return Decoded(text, "utf-8", _damage(text))
    if declared and (text := _tried(data, declared)) is not None:
        return Decoded(text, declared.lower(), _damage(text))
    _refuse_binary(data, what)
    text = _tried(data, "utf-8", "surrogatepass")
    if text is not None:  # UTF-8 but for encoded surrogates
        return Decoded(text, "utf-8")
    text = _tried(data, "cp1252")
    if text is not None and _is_western(text[:_SAMPLE]):
        return Decoded(text, "cp1252", (_said("Windows-1252 (Western European)"),))
    return _guessed(data, what)


def _tried(data: bytes, encoding: str, errors: str = "strict") -> str | None:
    try:
        return data.decode(encoding, errors)
    except (UnicodeError, LookupError, ValueError):  # LookupError: declared, but unknown
        return None


def _marked(data: bytes, codec: str, encoding: str, what: str) -> Decoded:
    text = _tried(data, codec)
    if text is None:
        raise UnreadableDocument(
            f"{what}: begins with the byte order mark of {encoding.upper()}, but does not go on "
            f"in it; {_REMEDY}"
        )
    return Decoded(text, encoding, _damage(text))


def _refuse_binary(data: bytes, what: str) -> None:
    if b"\x00" in data:
        raise UnreadableDocument(
            f"{what}: holds NUL bytes, so it is binary, or UTF-16 without a byte order mark; "
            f"if it is a text, {_REMEDY}"
        )
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > max(_STRAY_CONTROLS, _MOST_CONTROLS * len(data)):
        raise UnreadableDocument(f"{what}: binary content, not a text; if it is one, {_REMEDY}")


def _is_western(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    accented = sum(letter.isalpha() for letter in text if not letter.isascii())
    return accented <= _MOST_ACCENTED * letters


def _guessed(data: bytes, what: str) -> Decoded:
    from charset_normalizer import from_bytes  # late: hardly ever needed

    best = from_bytes(data[:_SAMPLE], cp_isolation=_LIKELY).best()
    text = _tried(data, best.encoding) if best is not None else None
    if best is None or text is None:
        raise UnreadableDocument(f"{what}: the bytes fit no known text encoding; {_REMEDY}")
    return Decoded(text, best.encoding, (_said(best.encoding),))


def _said(encoding: str) -> str:
    return (
        f"not UTF-8; taken for {encoding}, which is a guess: check the letters beyond A to Z, and "
        f"if they are wrong, {_REMEDY}"
    )


def _damage(text: str) -> tuple[str, ...]:
    lost = text.count("\ufffd")
    if not lost:
        return ()
    return (
        f"{lost} character(s) were lost before the text came here (they show as \ufffd): an "
        "earlier program read it in the wrong encoding",
    )
