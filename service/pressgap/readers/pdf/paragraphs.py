"""Lines → paragraphs, with marks for headings and bold labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pressgap.core.text.lines import ends_sentence
from pressgap.readers.pdf.order import Line

# "Name:", "NAME (Outlet):", "Q:", "Q  ", "Q." at the beginning of a line.
_LABEL = re.compile(
    r"(?:[^\W\d_a-z][^:：.!?;]{0,70}|[^\W\d_a-z][^:：!?;]{0,40})[:：](?=\s|$)|[QA](?:[.)]\s|\s\s|\s[-–—]\s)"
)
_LABEL_WORDS = 8
_NUMBER = re.compile(
    r"(?:\(?\d{1,3}[.)]|\(?[a-zA-Z]\)|\(?[ivxlcIVXLC]{1,6}[.)]|\d{1,3}(?:\.\d{1,3}){1,3}\.?|[•▪●◦‣*–—-])\s"
    r"|§\s*\d|[^\W\d_]{3,8}\.?\s+\d{1,3}[.:]?(?=\s|$)"
)
_STOPS = (",", " and", " or", "-", "–", "—", ")", "]")
_WIDE_GAP, _LEAST_STEP = 1.3, 0.9
_INDENT = 0.7
_SHORT = 0.85
_FULL = 0.93
_LARGER, _SIZES_DIFFER = 1.15, 0.08
_LONGEST_HEADING, _LONGEST_LABEL = 200, 100
_MOSTLY_BOLD = 0.5


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of one paragraph, and the marks to write before and after its text."""

    lines: tuple[Line, ...]
    marks: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class _Usual:
    """What lines of this document are usually like; ``step`` is in sizes."""

    size: float
    step: float
    bold: bool
    larger: tuple[float, ...]


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """Return the paragraphs of lines in reading order."""
    usual = _usual(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _begins(groups[-1], line, usual):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_marked(tuple(group), usual) for group in groups]


def _usual(lines: Sequence[Line]) -> _Usual:
    amounts: dict[float, int] = {}
    for line in lines:
        amounts[round(line.size, 1)] = amounts.get(round(line.size, 1), 0) + len(line.text)
    size = max(amounts, key=lambda each: amounts[each]) if amounts else 1.0
    steps = sorted(
        (a.y - b.y) / a.size
        for a, b in pairwise(lines)
        if a.column == b.column and abs(a.size - size) < 0.1 * size and a.y > b.y
    )
    steps = [step for step in steps if step >= _LEAST_STEP]
    total = sum(len(line.text) for line in lines)
    bold = sum(line.lead for line in lines) > _MOSTLY_BOLD * total
    larger = tuple(sorted((each for each in amounts if each >= _LARGER * size), reverse=True))
    return _Usual(size, steps[len(steps) // 10] if steps else 1.2, bold, larger)


def _begins(group: Sequence[Line], line: Line, usual: _Usual) -> bool:
    """Return whether ``line`` begins a paragraph after those of ``group``."""
    before = group[-1]
    if abs(line.size - before.size) > _SIZES_DIFFER * usual.size:
        return True
    if _is_bold(line, usual) != _is_bold(before, usual):
        return True
    stops = ends_sentence(before.text)
    jumps = line.column != before.column
    if not jumps and before.y - line.y > _WIDE_GAP * usual.step * before.size:
        return True
    if (stops or before.text.endswith(_STOPS)) and begins_with_mark(line.text):
        return True
    if _larger(line, usual):
        return False  # lines of one heading stand at any indent
    indent = (line.x - line.left) / line.size
    if jumps:
        return stops and (indent > _INDENT or before.end - before.left < _FULL * _width(before))
    return _turns(group, line, stops)


def _turns(group: Sequence[Line], line: Line, stops: bool) -> bool:
    """Return whether the left edge, or a short line before, shows that a paragraph begins."""
    before = group[-1]
    short = before.end - before.left < _SHORT * _width(before)
    shift = (line.x - before.x) / line.size
    if short and stops:
        return True
    indented = (line.x - line.left) / line.size > _INDENT
    if indented and abs(shift) <= _INDENT and len(group) == 1:
        return stops  # two first lines, one under the other
    if shift > _INDENT:  # further in: a first line, unless it hangs from a label or number
        hangs = len(group) == 1 and begins_with_mark(before.text)
        return stops and not hangs
    if shift < -_INDENT and len(group) > 1:  # back out: the lines before hung
        return stops or begins_with_mark(line.text)
    return False


def begins_with_mark(text: str) -> bool:
    """Return whether a line begins with a speaker's label, a clause's number or a bullet."""
    if _NUMBER.match(text):
        return True
    label = _LABEL.match(text)
    return label is not None and len(label[0].split()) <= _LABEL_WORDS


def _width(line: Line) -> float:
    return max(1.0, line.right - line.left)


def _is_bold(line: Line, usual: _Usual) -> bool:
    return not usual.bold and line.lead >= len(line.text)


def _larger(line: Line, usual: _Usual) -> bool:
    return line.size >= _LARGER * usual.size


def _marked(group: tuple[Line, ...], usual: _Usual) -> Paragraph:
    length = sum(len(line.text) for line in group)
    first = group[0]
    if _larger(first, usual) and length <= _LONGEST_HEADING:
        level = 1 + min(5, usual.larger.index(round(first.size, 1)))
        return Paragraph(group, ("#" * level + " ", ""))
    if _is_bold(first, usual):
        return Paragraph(group, ("**", "**") if length <= _LONGEST_HEADING else ("", ""))
    label = _bold_label(first, usual)
    if label:
        text = f"**{label}** {first.text[first.lead :].lstrip(': ')}".rstrip()
        changed = Line(text, *(getattr(first, name) for name in _AFTER_TEXT))
        return Paragraph((changed, *group[1:]))
    return Paragraph(group)


_AFTER_TEXT = ("page", "column", "x", "end", "y", "size", "left", "right", "lead")


def _bold_label(line: Line, usual: _Usual) -> str | None:
    """Return the label that a line begins with in bold; None where it does not."""
    if usual.bold or not 0 < line.lead < min(len(line.text), _LONGEST_LABEL):
        return None
    bold, rest = line.text[: line.lead].rstrip(), line.text[line.lead :].lstrip()
    if rest.startswith((":", "：")) and not bold.endswith((":", "：")):
        bold += rest[0]
    return bold if bold.endswith((":", "：")) else None
