"""How wide what a font draws is, by the font's own table."""

from __future__ import annotations

import re
from typing import Any

_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]")
_USUAL, _USUAL_FIXED = 0.5, 0.6
_MOST_CODES = 200_000
_TWO_BYTES = re.compile(r"Identity|UCS2|UTF16")
_HEAVY, _FORCE_BOLD = 600, 1 << 18
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)


class FontWidths:
    """The widths of one font's glyphs, in ems, and whether it is bold.

    ``exact`` is False where the font has no table that we can read; ``usual`` then serves.
    """

    def __init__(self, font: Any) -> None:
        """Read a font's dictionary; what it lacks is taken as usual."""
        self._widths: dict[int, float] = {}
        self._default = 0.0
        self._bytes = 1
        self.usual = _USUAL
        try:
            self._read(font)
        except Exception:  # noqa: BLE001 - fonts of odd files hold anything; then we estimate
            self._widths = {}
        self.exact = bool(self._widths) or self._default > 0
        self.bold = _says_bold(font)

    def _read(self, font: Any) -> None:
        if "courier" in str(font.get("/BaseFont", "")).lower():
            self.usual = _USUAL_FIXED
        below = font.get("/DescendantFonts")
        if below is not None:
            if not _TWO_BYTES.search(str(font.get("/Encoding", ""))):
                return
            self._bytes = 2
            inner = below.get_object()[0].get_object()
            self._default = float(inner.get("/DW", 1000)) / 1000
            self._read_ranges(inner["/W"].get_object() if "/W" in inner else [])
        elif "/Widths" in font:
            unit = 0.001
            if font.get("/Subtype") == "/Type3":
                unit = abs(float(font["/FontMatrix"].get_object()[0]))
            first = int(font.get("/FirstChar", 0))
            for code, width in enumerate(font["/Widths"].get_object()[:256], first):
                self._widths[code] = unit * float(width.get_object())

    def _read_ranges(self, flat: Any) -> None:
        """Take a /W array in: ``code [width …]`` or ``first last width``."""
        items = [each.get_object() for each in flat]
        at = 0
        while at + 1 < len(items) and len(self._widths) < _MOST_CODES:
            first = int(items[at])
            if isinstance(items[at + 1], list):
                widths = [float(each.get_object()) / 1000 for each in items[at + 1]]
                self._widths.update(zip(range(first, first + len(widths)), widths, strict=True))
                at += 2
            else:
                last = min(int(items[at + 1]), first + 65_535)
                width = float(items[at + 2]) / 1000
                self._widths.update(dict.fromkeys(range(first, last + 1), width))
                at += 3

    def codes(self, drawn: bytes) -> list[int]:
        """Return the codes of the glyphs that a string draws."""
        if self._bytes == 1:
            return list(drawn)
        return [first << 8 | last for first, last in zip(drawn[::2], drawn[1::2], strict=False)]

    def width(self, code: int) -> float:
        """Return a glyph's width in ems."""
        return self._widths.get(code, self._default)

    def estimate(self, text: str) -> float:
        """Return about how wide a text is, in ems."""
        wide = len(_WIDE.findall(text))
        return wide + (len(text) - wide) * self.usual


def _says_bold(font: Any) -> bool:
    try:
        if _BOLD.search(str(font["/BaseFont"])):
            return True
        below = font.get("/DescendantFonts")
        inner = below.get_object()[0].get_object() if below is not None else font
        described = inner["/FontDescriptor"]
        heavy = float(described.get("/FontWeight", 0)) >= _HEAVY
        return heavy or bool(int(described.get("/Flags", 0)) & _FORCE_BOLD)
    except Exception:  # noqa: BLE001 - as above; then it is plain
        return False
