"""Automatic numbers of a Word document, as Word shows them: "1.", "(a)", "Article 5", "1.2".

A list (``w:num``) is an instance of a definition (``w:abstractNum``) with a format for each of nine
levels. All lists of one definition count on together, unless one of them says where it starts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from pressgap.readers.docx.styles import Styles, below, is_on, value
from pressgap.readers.numerals import roman

BULLET = "-"
_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_BARE = re.compile(r"[\dIVXLCDMivxlcdmA-Za-z]{1,7}\Z")
_MOST = 1_000_000
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"  # as Word counts: without ё, й, ъ, ы, ь


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    format: str
    text: str
    start: int
    restart: int | None  # the level (from 1) that starts it anew; 0: none does
    legal: bool  # all numbers in digits


@dataclass(slots=True)
class _List:
    definition: str
    levels: dict[int, Level]
    starts: dict[int, int]
    by_style: dict[str, int]
    used: set[int] = field(default_factory=set)


class Numbering:
    """Counts through a document's paragraphs, in their order."""

    def __init__(self, root: Any, styles: Styles) -> None:
        """Read ``root``, the ``w:numbering`` element, or None for a document without lists."""
        self._styles = styles
        self._definitions = _by_id(root, "w:abstractNum", "w:abstractNumId")
        self._nums = _by_id(root, "w:num", "w:numId")
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}

    def next(self, paragraph: Any) -> tuple[str, int] | None:
        """Return a paragraph's number as shown, and its level from 0; None where it has none.

        A bullet of any shape is ``-``. Counts the paragraph.
        """
        found = self._place(paragraph)
        if found is None:
            return None
        listed, at = found
        level = listed.levels.get(at)
        if level is None:
            return None
        counts = self._counts.setdefault(listed.definition, {})
        if at in listed.starts and at not in listed.used:
            counts[at] = listed.starts[at] - 1
        listed.used.add(at)
        counts[at] = min(counts.get(at, level.start - 1) + 1, _MOST)
        for deeper in [each for each in counts if each > at]:
            restart = listed.levels[deeper].restart if deeper in listed.levels else None
            if at < (deeper if restart is None else restart):
                del counts[deeper]
        if level.format == "bullet":
            return BULLET, at
        shown = _shown(listed, level, counts)
        return (shown, at) if shown else None

    def _place(self, paragraph: Any) -> tuple[_List, int] | None:
        """Return the list a paragraph stands in, and on which level."""
        style_id = self._styles.of_paragraph(paragraph)
        sources = [below(paragraph, "w:pPr", "w:numPr")]
        sources += [below(s, "w:pPr", "w:numPr") for s in self._styles.lineage(style_id)]
        number = at = None
        for source in sources:
            number = value(source, "w:numId") if number is None else number
            at = value(source, "w:ilvl") if at is None else at
        listed = self._list(number) if number is not None else None
        if listed is None:
            return None
        if at is None:  # the definition says which style stands on which level
            lineage = (s.get(qn("w:styleId")) for s in self._styles.lineage(style_id))
            return listed, next((listed.by_style[s] for s in lineage if s in listed.by_style), 0)
        return (listed, int(at)) if at.isdigit() else None

    def _list(self, number: str) -> _List | None:
        if number not in self._lists:
            self._lists[number] = self._read_list(number)
        return self._lists[number]

    def _read_list(self, number: str) -> _List | None:
        num = self._nums.get(number)
        definition = self._definition(number)
        if num is None or definition is None:
            return None
        levels = {at: _level(each) for at, each in _levels(definition)}
        by_style = {value(each, "w:pStyle"): at for at, each in _levels(definition)}
        starts: dict[int, int] = {}
        for override in num.findall(qn("w:lvlOverride")):
            at = _number(override.get(qn("w:ilvl")), 0)
            own = override.find(qn("w:lvl"))
            if own is not None:
                levels[at] = _level(own)
            start = value(override, "w:startOverride")
            if start is not None:
                starts[at] = _number(start, 1)
        known = {style: at for style, at in by_style.items() if style is not None}
        return _List(definition.get(qn("w:abstractNumId")), levels, starts, known)

    def _definition(self, number: str) -> Any:
        """Return the definition of a list, by way of a style of lists where it names one."""
        seen: set[str] = set()
        while number not in seen:
            seen.add(number)
            definition = self._definitions.get(value(self._nums.get(number), "w:abstractNumId"))
            link = value(definition, "w:numStyleLink")
            if link is None:
                return definition
            style = next(self._styles.lineage(link), None)
            number = value(style, "w:pPr", "w:numPr", "w:numId") or ""
        return None


def _by_id(root: Any, name: str, key: str) -> dict[str | None, Any]:
    found = [] if root is None else root.findall(qn(name))
    return {each.get(qn(key)): each for each in found}


def _levels(definition: Any) -> list[tuple[int, Any]]:
    found = definition.findall(qn("w:lvl"))
    return [(_number(each.get(qn("w:ilvl")), 0), each) for each in found[:_LEVELS]]


def _level(element: Any) -> Level:
    restart = value(element, "w:lvlRestart")
    return Level(
        format=value(element, "w:numFmt") or "decimal",
        text=value(element, "w:lvlText") or "",
        start=_number(value(element, "w:start"), 0),
        restart=None if restart is None else _number(restart, 0),
        legal=bool(is_on(element, "w:isLgl")),
    )


def _number(said: str | None, otherwise: int) -> int:
    known = said is not None and re.fullmatch(r"\d{1,6}", said)
    return int(said) if known and said is not None else otherwise


def _shown(listed: _List, level: Level, counts: dict[int, int]) -> str:
    """Return the number as it is printed; a bare one gets a full stop, to be known for a number."""

    def count(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        of = listed.levels.get(at, level)
        number = counts.get(at, of.start)
        return written(number, "decimal" if level.legal else of.format)

    shown = " ".join(_PLACE.sub(count, level.text).split())
    return f"{shown}." if level.text.startswith("%") and _BARE.match(shown) else shown


def written(number: int, kind: str) -> str:
    """Return a number in one of Word's formats; digits for formats that are not known here."""
    if kind == "none" or number < 1:
        return "" if kind == "none" else str(number)
    if kind in ("upperRoman", "lowerRoman"):
        return roman(number) if kind == "upperRoman" else roman(number).lower()
    if kind in ("upperLetter", "lowerLetter"):
        return _repeated("abcdefghijklmnopqrstuvwxyz", number, capital=kind == "upperLetter")
    if kind in ("russianUpper", "russianLower"):
        return _repeated(_CYRILLIC, number, capital=kind == "russianUpper")
    if kind == "decimalZero":
        return f"{number:02}"
    return f"{number}{_ordinal(number)}" if kind == "ordinal" else str(number)


def _repeated(alphabet: str, number: int, *, capital: bool) -> str:
    """Return a, b, … z, aa, bb, as Word counts on."""
    times, place = divmod(number - 1, len(alphabet))
    sign = alphabet[place] * (min(times, _LEVELS) + 1)
    return sign.upper() if capital else sign


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
