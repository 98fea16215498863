"""Lines that nobody says: headings, rules, page numbers, stage directions, "END 2:14 P.M."."""

from __future__ import annotations

import re

from pressgap.core.model import Span
from pressgap.core.text.lines import LINE_ENDS, ends_sentence
from pressgap.core.text.names import is_capitalised

_LONGEST = 300  # characters of a line that may be furniture
_MARKS = re.compile(r"#{1,6}\s.*|[*_\-=~•·.…#—–\s]+|\|.*\|")
_PAGE = re.compile(
    r"(?:[-–—]\s*)?(?:(?:page|p\.|seite|стр\.|页)\s*)?\d{1,4}(?:\s*(?:of|/|von|из)\s*\d{1,4})?(?:\s*[-–—])?",
    re.IGNORECASE,
)
# In the margin of a record lines are numbered.
_DIRECTION = re.compile(
    r"(?:\d{1,3}\s{2,})?(?:[*_]*[\[(（【][^\[\]()（）【】]{1,200}[\])）】][.。]?[*_]*\s*)+|[*_]{1,2}[^*_.!?]{1,60}\.?[*_]{1,2}"
)
# In capitals, so that nobody's "End of story" is one.
_END = re.compile(
    r"[#*\-–—_\s]*(?:انتهى|完|終|끝|(?:THE )?END(?:S|ED)?(?: OF (?:THE )?[A-Z &]{3,40}|"
    r" [A-Z]{0,12})?|FIN|ENDE|"
    r"КОНЕЦ|30)"
    r"[:\s]*(?:\d{1,2}[:.]\d{2})?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:[A-Z]{2,4})?[#*\-–—_\s]*"
    r"|(?i:\W*(?:end of (?:the )?(?:transcript|recording|recorded material|interview|briefing|"
    r"tape|audio)|"
    r"(?:the )?(?:proceedings|committee|hearing|sitting|meeting|session|court|witness(?:es)?)"
    r"(?: was| were)? (?:suspended|adjourned|resumed|rose|recessed|reconvened|withdrew|concluded)"
    r"\b.{0,60}|whereupon,.{0,120}|"
    r"transcript (?:ends|concluded)|recording (?:ends|stopped)|конец (?:записи|стенограммы)|"
    r"(?:event|meeting|briefing|hearing|conference|session|call) (?:ends|ended|concluded|adjourned)"
    r"(?: at .{1,20})?)\W*)"
)
_TIME = r"\d{1,2}[:.]\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:\s*[AaPp]\.?[Mm]\.?)?"
_BY_COUNSEL = re.compile(
    r"(?:\d{1,3}\s+)?(?:(?:(?:direct|cross|re-?direct|re-?cross|further|continued)[ -]*)*"
    r"examination\s*)?(?:(?:(?:further |cross|re)*-?(?:questions|examination|examined|"
    r"questioned)\s+from|by)\s+(?:mr|ms|mrs|dr|counsel)\b[^:.]{0,3}\.?[^:.]{0,40}:?)?|"
    r"(?:mr|ms|mrs|dr|sir|dame)\b[^():]{2,50}\((?:sworn|affirmed|continued|recalled|called)\)|"
    r"(?:\d{1,3}\s+)?[^.?!]{0,80}\bhaving (?:been )?(?:first )?(?:been )?(?:duly )?"
    r"(?:sworn|affirmed)\b.{0,80}",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    rf"[\[(]?{_TIME}(?:\s*(?:-->|[-–—])\s*{_TIME})?[\])]?\s*(?:[A-Z]{{2,4}})?\s*(?:\([A-Z]{{2,4}}\))?"
)
# "Sitting suspended for a Division in the House."; nobody's "The meeting is adjourned".
_SUSPENDED = re.compile(
    r"\W*(?:sitting|session|proceedings|hearing|meeting|conference|interview|recording|committee)"
    r"\s+(?:temporarily\s+)?(?:suspended|adjourned|resumed|recessed|interrupted|paused)\b"
    r"(?:[^.?!]|\.(?=\d|m\b)|(?<=m)\.){0,80}\.?\W*"
    r"|\W*(?:sitzung|verhandlung)\s+unterbrochen\b[^?!]{0,60}|\W*séance\s+suspendue\b[^?!]{0,60}"
    r"|\W*se\s+suspende\s+la\s+sesión\b[^?!]{0,60}|\W*перерыв\b[^?!]{0,40}",
    re.IGNORECASE,
)
_UNSAID = (_MARKS, _PAGE, _DIRECTION, _END, _CLOCK, _BY_COUNSEL, _SUSPENDED)
_SHORT_HEADINGS = ("q&a", "q & a", "questions", "presentation", "discussion")
_HEADING_WORDS = 10
_HEADING_LINES = 4
_EMPTY = re.compile(r"\n[^\S\n]*\r?\n\s*")
_WORDED = re.compile(r"[^\W\d_]{2}")
_QUOTES = '"“”„«»'
_BEFORE = 20_000  # characters before a line in which its words may have been said


def without_furniture(text: str, span: Span, *, before_label: bool) -> Span:
    """Return a stretch of speech without the lines at its end that nobody says.

    A first line stays, whatever it is. ``before_label``: another turn follows, so that a last line
    may be a heading.
    """
    while True:
        tail = max(span.start, span.end - _LONGEST)
        at = max(text.rfind(mark, tail, span.end) for mark in LINE_ENDS)
        if at < 0:
            return span
        line = text[at + 1 : span.end].strip()
        before = text[max(span.start, at - 40) : at].rstrip()
        ruled = len(line.split()) <= _HEADING_WORDS and not ends_sentence(line)
        ruled = ruled and bool(_MARKS.fullmatch(before.rpartition("\n")[2].strip()))
        heading = before_label and (_is_heading(line, before) or ruled)
        if not (is_furniture(line) or heading or _is_pulled(text, line, at)):
            block = _block(text, span) if before_label else span.start
            if not _is_set_apart(text[block : span.end]) or block == span.start:
                return span
            at = block
        while at > span.start and text[at - 1].isspace():
            at -= 1
        span = Span(span.start, at)


def is_furniture(line: str) -> bool:
    """Return whether a line is a rule, a heading's marks, a page number, a direction, an end."""
    return any(pattern.fullmatch(line) for pattern in _UNSAID)


def has_heading(between: str) -> bool:
    """Return whether what nobody says between two turns holds a heading: no rule, no direction."""
    lines = (line.strip() for line in between.splitlines())
    named = (line.lstrip("#").strip() for line in lines if line)
    return any(
        _WORDED.search(line) and not is_furniture(line.strip("*_")) and line[0] not in _QUOTES
        for line in named
        if line and not ends_in_bracket(line)
    )


def ends_in_bracket(line: str) -> bool:
    """Return whether a line ends in a bracket, as stage directions do."""
    return line.rstrip("*_ .")[-1:] in ("]", ")", "】", "）")


def _is_pulled(text: str, line: str, at: int) -> bool:
    """Return whether a line only repeats, in quotation marks, what was said a while before."""
    inner = line.strip("*_>\"'“”„«»‘’ .")
    quoted = line.lstrip("*_> ")[:1] in _QUOTES and line.rstrip("*_ ")[-1:] in _QUOTES
    return quoted and len(inner.split()) > 2 and inner in text[max(0, at - _BEFORE) : at]


def _block(text: str, span: Span) -> int:
    """Return where the lines begin that an empty line sets apart at the end of a stretch."""
    tail = max(span.start, span.end - _LONGEST)
    ends = [found.end() for found in _EMPTY.finditer(text, tail, span.end)]
    return ends[-1] if ends else span.start


def _is_set_apart(block: str) -> bool:
    """Return whether several lines in capitals are a heading: "STATEMENT OF JANE DOE, …"."""
    lines = [line.strip() for line in block.splitlines()]
    return 1 < len(lines) <= _HEADING_LINES and all(
        line.isupper() and not ends_sentence(line) for line in lines
    )


def _is_heading(line: str, before: str) -> bool:
    """Return whether a line after a finished sentence is a title: "Questions and Answers"."""
    words = line.strip("*_#").split()
    if not 0 < len(words) <= _HEADING_WORDS or ends_sentence(line) or not ends_sentence(before):
        return False
    long = [word for word in words if len(word) > 3 and word[:1].isalpha()]
    if line.casefold() in _SHORT_HEADINGS:
        return True
    if not long or line.upper() == line.lower():
        return False
    marked = line.startswith(("**", "__")) and line.endswith(("**", "__"))
    return marked or line.isupper() or (len(words) > 1 and all(map(is_capitalised, long)))
