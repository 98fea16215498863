"""Bytes → characters: byte order mark, UTF-8, UTF-8 with strays, declared, Windows-1252, a guess.

Whatever is not certain is said in the warnings: a wrong guess changes what people are quoted with.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import islice

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
# Each byte that is no UTF-8 stands for itself here (surrogateescape).
_STRAYS = re.compile("[\udc80-\udcff]+")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
# UTF-8 that an earlier program took for Windows-1252: "donâ€™t", "fÃ¼r".
_TWICE = re.compile("â€[™œ\x9d“”˜¦]|Ã[\x80-\x9f¡-¿ ]|Â[«»§°·]")
_LEAST_TWICE = 3
# Encodings of seven bits are valid UTF-8 too, and mean something else.
_SEVEN_BITS = re.compile(r"(?:csiso2022|iso[-_]?2022|hz)", re.IGNORECASE)
_DECLARED = re.compile(
    rb"""<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w.:-]{2,40})"""
    rb"""|\A\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{2,40})["']""",
    re.IGNORECASE,
)
_MARKUP_HEAD = 8_192
# What is declared as the one is written as the other; browsers read it so too.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_LISTED = 5


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in, and what is uncertain about that."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, what: str, *declared: str | None) -> Decoded:
    """Return the text of ``data``; ``what`` names it in messages.

    ``declared`` are the encodings that sender and file name, the most credible first.

    Encoded surrogates are decoded as they are: who reads the text refuses them, naming the line.
    Raises ``UnreadableDocument`` for binary content and bytes that fit no encoding.
    """
    for mark, codec, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data, codec, encoding, what)
    named = [name for name in declared if name]
    for name in filter(_SEVEN_BITS.match, named):
        if (text := _tried(data, name)) is not None:
            return Decoded(text, name.lower(), _damage(text))
    text = _tried(data, "utf-8")
    if text is not None:
        _refuse_binary(data, what)
        return Decoded(text, "utf-8", _damage(text))
    mixed = _mixed(data)
    if mixed is not None and b"\x00" not in data:
        return mixed
    for name in named:
        if (text := _as_declared(data, name)) is not None:
            return Decoded(text, name.lower(), _damage(text))
    _refuse_binary(data, what)
    text = _tried(data, "utf-8", "surrogatepass")
    if text is not None:  # UTF-8 but for encoded surrogates
        return Decoded(text, "utf-8")
    text = _tried(data, "cp1252")
    if text is not None and _is_western(text[:_SAMPLE]):
        return Decoded(text, "cp1252", (_said("Windows-1252 (Western European)"),))
    return _guessed(data, what)


def declared_in_markup(data: bytes) -> str | None:
    """Return the encoding that the head of HTML or XML names, or None."""
    found = _DECLARED.search(data[:_MARKUP_HEAD])
    return (found[1] or found[2]).decode("ascii") if found else None


def _tried(data: bytes, encoding: str, errors: str = "strict") -> str | None:
    try:
        return data.decode(encoding, errors)
    except (UnicodeError, LookupError, ValueError):  # LookupError: declared, but unknown
        return None


def _as_declared(data: bytes, declared: str) -> str | None:
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return None
    text = _tried(data, _WIDER[name]) if name in _WIDER else None
    return _tried(data, name) if text is None else text


def _mixed(data: bytes) -> Decoded | None:
    """Return a text in UTF-8 that was pasted together with Windows-1252; None if it is no such.

    Next to no text in another encoding has more letters that happen to be UTF-8 than other ones.
    """
    if _tried(data, "utf-8", "surrogatepass") is not None:
        return None
    text = data.decode("utf-8", "surrogateescape")
    places = [found.start() for found in _STRAYS.finditer(text)]
    strays = sum(len(found[0]) for found in _STRAYS.finditer(text))
    if not places or len(_NOT_ASCII.findall(text)) <= 2 * strays:
        return None
    lines = sorted({text.count("\n", 0, at) + 1 for at in places[:_LISTED]})
    mended = _STRAYS.sub(_as_western, text)
    return Decoded(mended.removeprefix("\ufeff"), "utf-8", (_said_mixed(lines, len(places)),))


def _as_western(found: re.Match[str]) -> str:
    return found[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace")


def _said_mixed(lines: list[int], count: int) -> str:
    where = f"line {lines[0]}" if len(lines) == 1 else "lines " + ", ".join(map(str, lines))
    more = "" if count <= _LISTED else f" and {count - _LISTED} more places"
    return (
        f"mixed encodings: UTF-8, but not in {where}{more}; what is not was taken for "
        f"Windows-1252, which is a guess: check the letters there, and if they are wrong, {_REMEDY}"
    )


def _marked(data: bytes, codec: str, encoding: str, what: str) -> Decoded:
    text = _tried(data, codec)
    mixed = _mixed(data) if text is None and encoding == "utf-8" else None
    if mixed is not None:
        return mixed
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
    said = []
    lost = text.count("\ufffd")
    if lost:
        said.append(
            f"{lost} character(s) were lost before the text came here (they show as \ufffd): an "
            "earlier program read it in the wrong encoding"
        )
    twice = [found.start() for found in islice(_TWICE.finditer(text), _LEAST_TWICE)]
    if len(twice) == _LEAST_TWICE:
        sign, line = text[twice[0] : twice[0] + 2], text.count("\n", 0, twice[0]) + 1
        said.append(
            f"letters such as {sign!r} in line {line}: an earlier program seems to have taken "
            "UTF-8 for Windows-1252; save the text again from where it comes from"
        )
    return tuple(said)
