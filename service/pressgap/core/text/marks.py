"""Numbers, letters and bullets at the start of a line, in the scripts that people number in.

A mark belongs to a family: all marks printed alike ("1.", "(a)", "Article 1", "第三条"). Which
families number clauses, which sections and which lists, is not told here.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from pressgap.core.model import Span

_UNSEEN = r"[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]*"
_BOLD = r"(?:\*\*|__|\*|_)?"
_HAN = r"[〇零一二三四五六七八九十百]{1,6}"
_LETTERS = r"[^\W\d_]"
# What may stand between a number and the words it numbers.
_AFTER = _BOLD + r"(?=\s|\Z)"
_MARK = re.compile(
    _UNSEEN + r"(?:#{1,6}[ \t]+)?" + _BOLD + r"(?:"
    # § 3, Article 5 –, Item 1A., Статья 4, المادة ٣: a word and its number
    rf"(?!(?-i:[IVXLC]+)[.)])(?P<word>(?P<name>§{{1,2}}|№|{_LETTERS}{{2,20}}(?:\.|(?=[ \t])))"
    r"[ \t]*(?P<no>\d{1,4}(?:\.\d{1,3})*(?:(?-i:[A-Za-z])|[ -]?(?:bis|ter|quater))?|"
    r"(?-i:[IVXLC]{1,7}|[A-Z])))(?![\w/])(?P<stop>[ \t]*[.:)．：–—-]+)?" + _AFTER + r"|"
    rf"(?P<han>第[ \t]*(?P<ordinal>{_HAN}|\d{{1,4}})[ \t]*(?:部分|[条條款章节節項项部编編]))"
    r"[：:、．.]?" + _BOLD + r"|"
    rf"(?P<handot>{_HAN})[、．.]" + _BOLD + r"|"
    rf"[(（](?P<hanbracket>{_HAN})[)）]" + _BOLD + r"|"
    r"(?P<circled>[①-⑳])" + _BOLD + r"|"
    r"(?P<decimal>\d{1,3}(?:\.\d{1,3}){1,4})[.)]?" + _AFTER + r"|"
    r"(?P<dot>\d{1,3})(?:\\?[.°º][–—-]*"
    + _BOLD
    + r"(?=\s|\Z|[^\W\d_]|[\"“«„(])|[．、]"
    + _BOLD
    + r")|"
    r"(?P<paren>\d{1,3})\\?(?:\)" + _AFTER + r"|）)|"
    r"\((?P<bracket>\d{1,3})\)" + _AFTER + r"|（(?P<wide>\d{1,3})）|"
    r"(?P<dash>\d{1,3})[ \t]?[-–—]" + _AFTER + r"|"
    r"(?P<bare>\d{1,3})(?=[ \t]+[^\W\d_])|"
    rf"(?P<open>[(（])?(?P<alpha>{_LETTERS}|(?-i:[ivx]{{2,6}}|[IVXLC]{{2,7}}))"
    r"(?P<close>\\?[.)）]|(?<=[\u0590-\u06ff])[ \t]?[-–—])" + _AFTER + r")\s*",
    re.IGNORECASE,
)
_BULLET = re.compile(_UNSEEN + r"(?P<bullet>[-*+•–—▪◦‣·○●■□►➢✓][ \t]+|[–—](?=[^\W\d_]))")
_STYLES = (
    "han",
    "handot",
    "hanbracket",
    "circled",
    "decimal",
    "dot",
    "paren",
    "bracket",
    "wide",
    "dash",
    "bare",
)
WEAK = ("bare", "dash", "handot")  # families that are as often words of a sentence
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_FIRST_LETTERS = {"LATIN": "a", "CYRILLIC": "а", "GREEK": "α", "HEBREW": "א", "ARABIC": "ا"}
_HAN_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0}
_LATIN_SUFFIXES = {"bis": 2, "ter": 3, "quater": 4}
# Words that number what is provided; others ("Chapter 1", "Goal 2") may number sections as well.
_NUMBERS_CLAUSES = re.compile(
    r"(?:articles?|art|sections?|sec|paragraph|para|clause|artikel|artículo|articulo|articolo|"
    r"artigo|стат(?:ья|ьи)|ст|пункт|المادة|مادة|§{1,2})\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A number or letter at the start of a block.

    ``family`` are all marks printed like it; ``printed`` is without the punctuation around;
    ``values`` are its numbers, one for each level ("1.2" has two, "1A" counts the letter).
    """

    family: str
    printed: str
    values: tuple[int, ...]

    @property
    def value(self) -> int:
        """Return the number of its own level, or of the highest for a number with a letter."""
        return self.values[-1] if self.family.startswith("decimal") else self.values[0]

    @property
    def worded(self) -> bool:
        """Return whether a word stands before the number."""
        return self.family.startswith("word ") or self.family == "han"

    @property
    def lettered(self) -> bool:
        """Return whether it is a letter or Roman numeral alone."""
        return self.family.startswith("alpha ")

    @property
    def small(self) -> bool:
        """Return whether it is a small letter or Roman numeral: what lists are marked with."""
        return self.lettered and not self.printed.isupper()

    @property
    def numbers_clauses(self) -> bool:
        """Return whether its word says that it numbers what is provided ("Article", "§")."""
        return self.printed.endswith(("条", "條")) or (
            self.worded and _NUMBERS_CLAUSES.match(self.printed) is not None
        )


def mark_at(text: str, span: Span) -> tuple[Mark, int] | None:
    """Return the mark that ``span`` begins with, and where the words behind it begin."""
    found = _MARK.match(text, span.start, span.end)
    if found is None:
        return None
    at = min(found.end(), span.end)
    if found["word"]:
        mark = _worded(text, found, Span(at, span.end))
    elif found["alpha"]:
        mark = _lettered(found)
    else:
        mark = _numbered(text, found, Span(at, span.end))
    return None if mark is None else (mark, at)


def bullet_at(text: str, span: Span) -> tuple[str, int] | None:
    """Return the bullet that ``span`` begins with, and where the words behind it begin."""
    found = _BULLET.match(text, span.start, span.end)
    return None if found is None else (found["bullet"].strip(), found.end())


def roman(numeral: str) -> int | None:
    """Return what a Roman numeral is worth; None for what is none."""
    worth = [_ROMAN.get(letter, 0) for letter in numeral.upper()]
    if not all(worth):
        return None
    pairs = zip(worth, [*worth[1:], 0], strict=True)
    return sum(-one if one < following else one for one, following in pairs)


def _worded(text: str, found: re.Match[str], rest: Span) -> Mark | None:
    name, number = found["name"], found["no"]
    if found["stop"] is None and not _may_follow(text, rest):
        return None  # "Article 5 of the treaty …" is a sentence
    if not (name[0].isupper() or _NUMBERS_CLAUSES.fullmatch(name) or not name[0].islower()):
        return None
    printed = " ".join(found["word"].split())
    digits = re.match(r"[\d.]+", number)
    if digits is None:
        worth = roman(number) or ord(number) - ord("A") + 1
        return Mark(f"word {name.casefold()} I", printed, (worth,))
    after = number[digits.end() :].strip(" -").casefold()
    levels = tuple(map(int, digits[0].split(".")))
    values = levels if len(levels) > 1 and not after else (*levels, _suffix(after))
    return Mark(f"word {name.casefold()}", printed, values)


def _suffix(after: str) -> int:
    """Return the place that a letter or "bis" behind a number gives it, 0 where nothing does."""
    if len(after) == 1:
        return ord(after) - ord("a") + 1
    return _LATIN_SUFFIXES.get(after, 0)


def _may_follow(text: str, rest: Span) -> bool:
    """Return whether words may follow a number without punctuation: no small letter."""
    first = text[rest.start : rest.start + 1] if rest.start < rest.end else ""
    return not first or not (first.islower() or first in ",;/%")


def _lettered(found: re.Match[str]) -> Mark:
    printed = found["alpha"]
    frame = ("(" if found["open"] else "") + found["close"][-1].replace("）", ")")
    case = "A" if printed[0].isupper() else "a"
    return Mark(f"alpha {case}{frame}", printed, (_letter(printed),))


def _letter(printed: str) -> int:
    if len(printed) > 1:
        return roman(printed) or 0
    low = printed.lower()[0]  # a dotted capital I makes two of them
    script = unicodedata.name(low, "").split(" ")[0]
    return ord(low) - ord(_FIRST_LETTERS.get(script, low)) + 1


def _numbered(text: str, found: re.Match[str], rest: Span) -> Mark | None:
    style = next(name for name in _STYLES if found[name])
    printed = "".join(((found["ordinal"] and found["han"]) or found[style]).split())
    if style == "han":
        return Mark(f"han {printed[-1]}", printed, (_worth(found["ordinal"]), 0))
    if style == "bare" and not _may_follow(text, rest):
        return None
    if style == "decimal":
        levels = tuple(map(int, printed.split(".")))
        return Mark(f"decimal {len(levels)}", printed, levels)
    return Mark("bracket" if style == "wide" else style, printed, (_worth(printed),))


def _worth(printed: str) -> int:
    """Return the number that digits of any script, Han numerals or a circled digit stand for."""
    if printed.isdecimal():
        return int(printed)
    if "①" <= printed <= "⑳":
        return ord(printed) - ord("①") + 1
    total = digit = 0
    for letter in printed:
        if letter in "十百":
            total += (digit or 1) * (10 if letter == "十" else 100)
            digit = 0
        else:
            digit = _HAN_DIGITS[letter]
    return total + digit
