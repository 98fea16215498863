"""What pypdf tells while it goes through a page → pieces of text with their places."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pressgap.readers.pdf.widths import FontWidths

_FOLDED = re.compile("[\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufefe]")
# A bullet of a symbol font; what a text never needs; what is only another blank.
_CLEANED = str.maketrans(
    {"\uf0b7": "•", "\uf0a7": "•", "\u200b": None, "\ufeff": None, "\xa0": " ", "\u202f": " "}
    | {chr(code): None for code in [*range(9), *range(14, 32), 127]}
    | dict.fromkeys("\t\n\r\f\v\x85\u2028\u2029", " ")
)
_SURROGATES = re.compile("[\ud800-\udfff]")
RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
# In sizes: what is no gap at all, what is a gap between words, what may still be one.
_NO_GAP, _WORD_GAP, _WIDEST_GAP = 0.1, 0.2, 0.6
_DOUBT = 0.1  # of a width that was only estimated
_LIGATURES = ("ff", "fi", "fl", "ti", "tt", "ft", "fj", "Th")
_SMALLEST, _LARGEST = 0.1, 10_000.0


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of text: its left end on the baseline, its size, and where it ends.

    Points, y upwards, turned so that most of the page reads from left to right. ``order`` counts
    pieces as they were drawn.
    """

    text: str
    x: float
    y: float
    size: float
    end: float
    bold: bool
    order: int


@dataclass(slots=True)
class _Piece:
    """A chunk in the making: how it is turned, where the last that was drawn of it begins, and
    what part of that one's width is in doubt.
    """

    turned: int
    last: float
    doubt: float
    chunk: Chunk


@dataclass(slots=True)
class _State:
    """What the operators of a page have set, as far as it makes text wide."""

    font: FontWidths | None = None
    size: float = 0.0
    between: float = 0.0  # letters (Tc)
    words: float = 0.0  # (Tw)
    scale: float = 1.0  # (Tz)


@dataclass(slots=True)
class Collector:
    """Takes in what pypdf calls back; ``resources`` are the page's."""

    resources: Any
    pieces: list[_Piece] = field(default_factory=list)
    _forms: list[tuple[list[float], Any, _State]] = field(default_factory=list)
    _state: _State = field(default_factory=_State)
    _outer: list[_State] = field(default_factory=list)
    _fonts: dict[int, FontWidths] = field(default_factory=dict)
    _advance: float = 0.0
    _codes: int = 0
    _struck: dict[tuple[str, int], float] = field(default_factory=dict)

    def before(self, operator: bytes, operands: Any, matrix: list[float], _: Any) -> None:
        """Follow what decides how wide text is, and where forms are drawn."""
        try:
            if operator == b"Do":
                self._enter(operands, matrix)
            else:
                self._follow(operator, operands)
        except Exception:  # noqa: BLE001 - operands of odd files are anything
            self._state.font = None

    def _follow(self, operator: bytes, operands: Any) -> None:
        state = self._state
        if operator == b"Tf":
            fonts = self.resources["/Font"].get_object()
            state.font = self._widths(fonts[operands[0]].get_object())
            state.size = float(operands[1])
        elif operator in (b"Tc", b"Tw", b"Tz"):
            value = float(operands[0])
            if operator == b"Tc":
                state.between = value
            elif operator == b"Tw":
                state.words = value
            else:
                state.scale = value / 100
        elif operator == b"q":
            self._outer.append(replace(state))
        elif operator == b"Q" and self._outer:
            self._state = self._outer.pop()
        elif operator in (b"Tj", b"'", b'"'):
            self._draw(operands[-1])
        elif operator == b"TJ":
            for each in operands[0]:
                if isinstance(each, bytes):
                    self._draw(each)
                elif not isinstance(each, str):
                    self._advance -= float(each) / 1000 * state.size * state.scale

    def _draw(self, drawn: Any) -> None:
        state = self._state
        if state.font is None or not isinstance(drawn, bytes):
            return
        codes = state.font.codes(drawn)
        width = sum(map(state.font.width, codes)) * state.size + len(codes) * state.between
        if state.words and len(codes) == len(drawn):
            width += state.words * codes.count(32)
        self._advance += width * state.scale
        self._codes += len(codes)

    def _enter(self, operands: Any, matrix: list[float]) -> None:
        """pypdf gives places inside of a form: remember where it is drawn, and its fonts."""
        self._forms.append((list(matrix), self.resources, replace(self._state)))
        form = self.resources["/XObject"].get_object()[operands[0]].get_object()
        if form.get("/Subtype") == "/Form" and "/Resources" in form:
            self.resources = form["/Resources"].get_object()

    def after(self, operator: bytes, _: Any, __: Any, ___: Any) -> None:
        """Leave a form."""
        if operator == b"Do" and self._forms:
            _matrix, self.resources, self._state = self._forms.pop()

    def _widths(self, font: Any) -> FontWidths:
        key = id(font)
        if key not in self._fonts:
            self._fonts[key] = FontWidths(font)
        return self._fonts[key]

    def text(
        self, text: str, matrix: list[float], text_matrix: list[float], font: Any, size: float
    ) -> None:
        """Take a piece of text in; ``font`` is its dictionary."""
        advance, codes, self._advance, self._codes = self._advance, self._codes, 0.0, 0
        text = clean(text)
        if not text.strip():
            self._blank(text, advance)
            return
        place = _product(text_matrix, matrix)
        for outer, _, _ in reversed(self._forms):
            place = _product(place, outer)
        height = abs(size) * math.hypot(place[2], place[3])
        if not all(map(math.isfinite, place)) or not _SMALLEST < height < _LARGEST:
            return
        turned = round(math.atan2(place[1], place[0]) / (math.pi / 2)) % 4
        x, y = _turn(place[4], place[5], turned)
        if self._is_struck_twice(text.strip(), x, y, height):
            return
        widths = self._widths(font) if font is not None else FontWidths({})
        exact = widths.exact and advance > 0 and codes > 0
        if not exact:
            advance = abs(size) * widths.estimate(text.strip())
        end = x + math.hypot(place[0], place[1]) * advance
        made = len(text) == codes + 1 and exact and not any(two in text for two in _LIGATURES)
        chunk = Chunk(text, x, y, height, end, widths.bold, len(self.pieces))
        self._add(_Piece(turned, x, 0.0 if exact else _DOUBT, chunk), made)

    def _blank(self, text: str, advance: float) -> None:
        """Put a blank that was drawn by itself behind what was drawn before it."""
        if text and advance and self.pieces:
            last = self.pieces[-1].chunk
            # It stands right of it, which is before it where one reads from the right.
            spaced = f" {last.text}" if RTL.search(last.text) else f"{last.text} "
            if "  " not in (spaced[:2], spaced[-2:]):
                self.pieces[-1].chunk = replace(last, text=spaced)

    def _is_struck_twice(self, text: str, x: float, y: float, size: float) -> bool:
        """Return whether this was drawn here already: some programs make bold letters so."""
        key = (text, round(y / max(1.0, 0.3 * size)))
        before = self._struck.get(key)
        self._struck[key] = x
        return before is not None and abs(x - before) < 0.15 * size

    def _add(self, piece: _Piece, made: bool) -> None:
        """Add a piece; one that goes on where the last ended (some programs draw each letter by
        itself) becomes a part of it. ``made``: a blank at its beginning was not drawn.
        """
        before = self.pieces[-1] if self.pieces else None
        if before is None or not _on_one_line(before, piece):
            self.pieces.append(piece)
            return
        if RTL.search(before.chunk.text) or RTL.search(piece.chunk.text):
            if not _joined_from_the_right(before, piece):
                self.pieces.append(piece)
            return
        piece.chunk = _spaced(before, piece, made)
        if not _goes_on(before, piece):
            self.pieces.append(piece)
            return
        a, b = before.chunk, piece.chunk
        text = a.text.rstrip() + b.text if b.text[0] == " " else a.text + b.text
        before.chunk = replace(a, text=text, end=b.end)
        before.last, before.doubt = piece.last, piece.doubt


def clean(text: str) -> str:
    """Return the text with ligatures folded, and without characters that no text needs."""
    text = _FOLDED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return _SURROGATES.sub("\ufffd", text.translate(_CLEANED))


def upright(pieces: Sequence[_Piece]) -> tuple[Chunk, ...]:
    """Return what is written in the direction of most of the page; the rest is no running text."""
    if not pieces:
        return ()
    amounts: Counter[int] = Counter()
    for piece in pieces:
        amounts[piece.turned] += len(piece.chunk.text)
    main = amounts.most_common(1)[0][0]
    return tuple(piece.chunk for piece in pieces if piece.turned == main)


def _on_one_line(before: _Piece, after: _Piece) -> bool:
    a, b = before.chunk, after.chunk
    return (
        before.turned == after.turned
        and (a.size, a.bold) == (b.size, b.bold)
        and abs(a.y - b.y) <= 0.01 * a.size
    )


def _spaced(before: _Piece, after: _Piece, made: bool) -> Chunk:
    """Return a piece with a blank before it or without, where widths are known, by its distance."""
    a, b = before.chunk, after.chunk
    if before.doubt:
        return b
    gap = (b.x - a.end) / a.size
    if made and b.text[0] == " " and abs(gap) < _NO_GAP:
        return replace(b, text=b.text[1:])
    if gap > _WORD_GAP and b.text[0] != " " and not a.text.endswith(" "):
        return replace(b, text=f" {b.text}")
    return b


def _goes_on(before: _Piece, after: _Piece) -> bool:
    """Return whether a piece stands right after another, as far as widths are known.

    What was drawn in one go and is long may end elsewhere than we think: then they stay apart.
    """
    a, b = before.chunk, after.chunk
    reach = _WIDEST_GAP * a.size - before.doubt * (a.end - before.last)
    return -_WIDEST_GAP * a.size < b.x - a.end < reach


def _joined_from_the_right(before: _Piece, after: _Piece) -> bool:
    """Make two pieces of right-to-left script one, if they are and stand side by side.

    pypdf has each piece in the order it is read; the right one is read first.
    """
    a, b = before.chunk, after.chunk
    if not (_all_rtl(a.text) and _all_rtl(b.text)) or before.doubt or after.doubt:
        return False
    left, right = (a, b) if a.x < b.x else (b, a)
    gap = (right.x - left.end) / a.size
    if not -_WIDEST_GAP < gap < _WIDEST_GAP:
        return False
    blank = " " if gap > _WORD_GAP or right.text.endswith(" ") or left.text[0] == " " else ""
    text = right.text.rstrip() + blank + left.text.lstrip()
    before.chunk = replace(a, text=text, x=left.x, end=max(a.end, b.end))
    return True


def _all_rtl(text: str) -> bool:
    return all(RTL.match(letter) for letter in text if letter.isalnum())


def _product(m: Sequence[float], n: Sequence[float]) -> list[float]:
    return [
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    ]


def _turn(x: float, y: float, quarters: int) -> tuple[float, float]:
    return ((x, y), (y, -x), (-x, -y), (-y, x))[quarters]
