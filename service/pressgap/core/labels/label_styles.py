"""The styles in which transcripts print who speaks, each as the labels that it finds in a text.

A line may begin with a bullet, a heading's marks, ">>", a time or a date before its label. What is
found here may be prose all the same; ``labels`` decides which styles a text is written in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from pressgap.core.labels.label import Label
from pressgap.core.labels.label_words import (
    is_no_name,
    may_be_named,
    plain,
    says_office,
    understood,
)
from pressgap.core.model import Span
from pressgap.core.speech.role_words import role_by_wording
from pressgap.core.text.lines import LINE_ENDS, ends_sentence
from pressgap.core.text.names import TITLES, is_capitalised, titles

LINE = re.compile(rf"[^{LINE_ENDS}]+")
_LOOKED_AT = 400  # characters of a line in which its label stands
_TAIL = 60  # characters at a line's end in which a time has its last digits
_HEAD = 160  # characters that tell which styles a line may be in

_BIDI = "\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_H = rf"(?:[^\S{LINE_ENDS}]|[{_BIDI}])"  # space inside a line
_CLOCK = rf"\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:[.,]\d{{1,3}})?(?:{_H}?[AaPp]\.?[Mm]\b\.?)?"
_DAY = r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?"
_TIME = (
    rf"(?:[\[(（【]{_H}*)?(?:{_DAY}{_H}+)?{_CLOCK}"
    rf"(?:{_H}*(?:-->|[-–—]){_H}*{_CLOCK})?(?:{_H}*[\])）】])?"
)
_MARK = r"(?:\*{1,3}|_{1,3})?"
_BEFORE = (
    rf"{_H}*(?:\|{_H}*)?(?:[-*•‣◦–—]{_H}+)?(?:#{{1,6}}{_H}+)?(?:>{{1,3}}{_H}*)?(?P<mark>{_MARK})"
    rf"(?:{_TIME}{_H}*(?:[-–—|]{_H}*)?)?{_MARK}"
)
_TEXT = rf"[^{LINE_ENDS}:：︰∶﹕]"
_LETTER = r"[^\W\d_]"
_NAME = rf"(?P<label>[《「『]?{_LETTER}{_TEXT}{{0,119}}?)"
_SHORT = rf"(?P<label>{_LETTER}{_TEXT}{{0,59}}?)"
_AFTER_COLON = rf"{_MARK}(?:{_H}*[\[(]{_CLOCK}[\])])?"

# Before a label: a question's number, or a line's in the margin ("Q12 Chair:", "12    Q.  Why?").
_NUMBER = rf"(?:{_H}*(?:Q\.?{_H}?\d{{1,4}}[.)]?{_H}+|\d{{1,3}}{_H}{{2,}}))?"

_COLON = re.compile(
    rf"{_NUMBER}{_BEFORE}(?P<open>[\[<])?{_NAME}{_MARK}(?(open)[\]>]?){_H}*(?:{_TIME}{_H}*)?"
    rf"(?:(?<!\d)[:：︰∶﹕]|[:：︰∶﹕](?!\d))(?!//){_AFTER_COLON}"
)
_SEMICOLON = re.compile(
    rf"{_NUMBER}{_BEFORE}(?P<label>{_LETTER}[^{LINE_ENDS}:：;；]{{0,59}}?){_MARK};{_MARK}{_H}+(?=\S)"
)
_DASH = re.compile(rf"{_BEFORE}{_SHORT}{_MARK}\.?{_H}+(?:--?|[–—]){_H}+{_MARK}(?=\S)")
_STOP_DASH = re.compile(rf"{_BEFORE}{_SHORT}{_MARK}\.[-–—]{{1,2}}{_MARK}{_H}*(?=\S)")
_ARROW = re.compile(rf"{_BEFORE}{_SHORT}{_MARK}{_H}*(?:>{{1,3}}|\||»|→){_H}+{_MARK}(?=\S)")
_TAB = re.compile(rf"{_BEFORE}{_SHORT}{_MARK}(?:\t|[^\S{LINE_ENDS}]{{2}}){_H}*(?=\S)")
_BRACKETED = re.compile(
    rf"{_BEFORE}(?:[\[<]{_SHORT}[\]>]{_H}+|[（【](?P<other>{_LETTER}{_TEXT}{{0,59}}?)[）】]{_H}*)(?=\S)"
)
_NUMBERED = re.compile(
    rf"{_H}*(?P<mark>)\(?\d{{1,4}}[.)]{_H}+{_MARK}{_NAME}{_MARK}{_H}*[:：](?!//){_AFTER_COLON}"
)
_LOWER = re.compile(rf"{_BEFORE}(?P<label>{_LETTER}[\w.\-]{{1,19}}){_MARK}:{_MARK}{_H}+(?=\S)")
_BOLD = re.compile(rf"{_H}*(?P<mark>\*\*|__){_SHORT}(?P=mark){_H}+(?=[^\s*_])")
_OWN_LINE = re.compile(
    rf"{_BEFORE}(?P<open>[\[<])?(?P<label>{_LETTER}{_TEXT}{{0,119}}?){_MARK}(?(open)[\]>]?)"
    rf"(?:{_H}*+,?{_H}*+(?P<time>{_TIME}))?{_MARK}{_H}*\Z"
)
# Behind a name or an office, far to the right: whether it asks or answers.
_QA_BEHIND = re.compile(rf"(?<!\s)(?:{_H}{{2,}}+|\t)[\[(<]?[QA][\])>]?{_H}*\Z")
_QA_LINE = re.compile(rf"(?:\r\n|[{LINE_ENDS}]){_H}*[\[(<]?[QA][\])>]?{_H}*(?=[{LINE_ENDS}]|\Z)")
_NEXT_LINE = re.compile(
    rf"(?:\r\n|[{LINE_ENDS}]){_H}*{_MARK}(?P<told>{_LETTER}[^{LINE_ENDS}]{{1,158}}){_MARK}"
)
# "OPENING STATEMENT OF HON. JANE ROE" is nobody's label.
_BEGINS_HEADING = re.compile(
    r"(?:the )?(?:opening|prepared|closing|written|joint|additional|statements?|testimony|remarks|"
    r"appendix|exhibit|submission|committee|hearing|panel|questions?|answers?|before)\b",
    re.IGNORECASE,
)
_ARTICLES = frozenset(("the", "her", "his", "your"))
_LATIN = sorted(title for title in TITLES - _ARTICLES if title.isascii())
_SHORTENED = "|".join(title for title in _LATIN if len(title) <= 4)
_IN_FULL = "|".join(title for title in _LATIN if len(title) > 3)
_PIECE = (
    rf"(?:(?:de|del|della|da|di|du|van|von|der|den|la|le|el|al|bin|ter){_H}+)*[^\W\d_a-z][\w’'\-]*"
)
_FULL_STOP = re.compile(
    rf"{_H}*{_MARK}(?P<label>(?:The{_H}+)?"
    rf"(?:(?:(?i:{_SHORTENED})\b\.?|(?i:{_IN_FULL})\b)(?:{_H}+{_PIECE}){{0,4}}|[A-Z]{{3,}}(?:{_H}+[A-Z]{{2,}}){{0,3}})"
    rf"(?:{_H}+of(?:{_H}+(?:the{_H}+)?[A-Z][\w.]*){{1,3}})?)"
    rf"(?:{_H}*[\[(][^\])]{{1,40}}[\])])?{_MARK}\.{_MARK}{_H}+(?=\S)"
)
_Q_AND_A = re.compile(
    rf"(?:{_H}*\d{{1,3}}{_H}{{2,}})?{_BEFORE}\[?(?P<label>[QA]{_H}?\d{{0,3}})(?!\.[Mm]\b)\]?(?:[.)][-–—]*{_MARK}|{_H}+[-–—](?={_H})|{_MARK}{_H}{{2,}}"
    rf"|{_MARK}\t|(?<=Q){_MARK}{_H}|(?<=\*){_H})"
    rf"{_H}*{_MARK}(?=\S)"
)
_ROLE_STOP = re.compile(
    rf"(?:{_H}*\d{{1,3}}{_H}{{2,}})?{_BEFORE}(?P<label>{_LETTER}+(?:{_H}+\d{{1,3}})?)\.[-–—]*{_MARK}{_H}+(?=\S)"
)
_OFFICE_DASH = re.compile(rf"{_H}+(?:--+|[–—-]){_H}+|,{_H}+|{_H}*\|{_H}*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line's beginning that may be a label, in one style; ``marks`` is how it is set off."""

    label: Label
    style: str
    marks: str


def candidates(text: str, within: Span) -> list[Candidate]:
    """Return the candidates of all styles inside ``within``, in order of style, then of place."""
    found: list[Candidate] = []
    taken = within.start
    for line in LINE.finditer(text, within.start, within.end):
        if line.start() < taken:
            continue  # the office of whoever the line before names
        # Space behind a line, and there may be much, belongs to no label.
        until = min(line.start() + len(line[0].rstrip()), line.start() + _LOOKED_AT)
        head = text[line.start() : min(until, line.start() + _HEAD)]
        for style, (hint, reader) in _READERS.items():
            if not hint(head):
                continue
            candidate = reader(text, line.start(), until, style)
            if candidate is not None:
                found.append(candidate)
                taken = max(taken, candidate.label.span.end)
    return found


def _named(pattern: re.Pattern[str]) -> Callable[[str, int, int, str], Candidate | None]:
    def read(text: str, start: int, until: int, style: str) -> Candidate | None:
        found = pattern.match(text, start, until)
        if found is None:
            return None
        printed = found["label"] or found["other"]  # the second name of a label in brackets
        label = understood(printed, Span(found.start(), found.end()))
        return None if label is None else Candidate(label, style, found["mark"])

    return read


def _full_stop(text: str, start: int, until: int, style: str) -> Candidate | None:
    found = _FULL_STOP.match(text, start, until)
    if found is None:
        return None
    printed = plain(found["label"])
    if (len(printed.split()) < 2 and not printed.isupper()) or _BEGINS_HEADING.match(printed):
        return None
    span = Span(found.start(), found.end())
    label = Label(printed, printed, None, role_by_wording(printed), span)
    return Candidate(replace(label, sure=is_titled(label)), style, "")


def _role_word(pattern: re.Pattern[str]) -> Callable[[str, int, int, str], Candidate | None]:
    def read(text: str, start: int, until: int, style: str) -> Candidate | None:
        found = pattern.match(text, start, until)
        printed = plain(found["label"]) if found else ""
        role = role_by_wording(printed)
        if found is None or role is None:
            return None
        name = None if role in ("questioner", "principal") else printed
        label = Label(printed, name, None, role, Span(found.start(), found.end()))
        return Candidate(label, style, found["mark"])

    return read


def _lower(text: str, start: int, until: int, style: str) -> Candidate | None:
    """Names that a chat prints in small letters: "ann: when?"."""
    found = _LOWER.match(text, start, until)
    if found is None or not found["label"].islower() or is_no_name(found["label"]):
        return None
    printed = found["label"]
    return Candidate(
        Label(printed, printed, None, None, Span(found.start(), found.end())), style, found["mark"]
    )


def _own_line(text: str, start: int, until: int, style: str) -> Candidate | None:
    tail = text[max(start, until - _TAIL) : until]
    if ends_sentence(tail) and not any(map(str.isdigit, tail)):
        return None  # a sentence, and no time behind it
    found = _OWN_LINE.match(text, start, until)
    if found is None or ends_sentence(found["label"]):
        return None
    printed = plain(_QA_BEHIND.sub("", found["label"]))
    below = _office_below(text, found.end())
    told = _OFFICE_DASH.sub(" - ", printed, count=3)
    if below is not None and below.words:
        told = f"{told} - {_OFFICE_DASH.sub(' - ', below.words, count=2)}"
    label = understood(told, Span(found.start(), found.end()))
    if label is None:
        return None
    if not all(map(may_be_named, printed.split())):
        return None
    sure = label.role is not None or says_office(printed) or bool(found["time"])
    name = label.name or printed
    firm = not sure and " - " in _OFFICE_DASH.sub(" - ", printed) and len(name.split()) in (2, 3, 4)
    if not (sure or firm or is_capitalised(name)):
        return None
    label = Label(printed, label.name, label.outlet, label.role, label.span, sure)
    if below is not None:
        span = Span(found.start(), below.end)
        label = replace(label, span=span, office=below.words or None, sure=True)
    return Candidate(label, style, found["mark"])


@dataclass(frozen=True, slots=True)
class _Below:
    """The line below a name that says what the person is, and where it ends."""

    words: str
    end: int


def _office_below(text: str, end: int) -> _Below | None:
    """Return the office on the line after the one that ends at ``end``, or None.

    A line "Q" or "A" below that, or below the name, belongs to it; above such a line stands a
    firm as well.
    """
    if (mark := _QA_LINE.match(text, end)) is not None:
        return _Below("", mark.end())
    line = _NEXT_LINE.match(text, end)
    if line is None or ends_sentence(line["told"]):
        return None
    words = plain(_QA_BEHIND.sub("", line["told"])).strip("() ")
    first = _OFFICE_DASH.split(words)[0]
    mark = _QA_LINE.match(text, line.end())
    office = says_office(first) and all(map(may_be_named, first.replace("-", " ").split()))
    marked = mark or _QA_BEHIND.search(line["told"])
    if office or (marked and is_capitalised(words)):
        return _Below(words, mark.end() if mark else line.end())
    return None


_PAIR = ("Q", "A")
_MOST_INSIDE = 60  # labels looked for inside lines


def is_titled(label: Label) -> bool:
    """Return whether a label's name has a title: "Mr. Jones", "Secretary Aldana"."""
    return bool(titles(label.name or "") - _ARTICLES)


def inside_lines(text: str, known: Sequence[Label], within: Span) -> list[Label]:
    """Return the known labels that stand with a colon after a sentence inside a line.

    "Q: When? A: In May." has two turns on one line.
    """
    sure = {label.printed: label for label in known if label.sure}
    for one, other in (_PAIR, _PAIR[::-1]):
        if one in sure and other not in sure:
            sure[other] = replace(sure[one], printed=other, role=role_by_wording(other))
    names = "|".join(re.escape(printed) for printed in [*sure][:_MOST_INSIDE])
    if not names:
        return []
    pattern = re.compile(rf"(?<=[.!?…”\"»)\]。？！]){_H}+(?P<label>{names}){_H}*[:：]{_H}+(?=\S)")
    return [
        replace(sure[found["label"]], span=Span(found.start(), found.end()))
        for found in pattern.finditer(text, within.start, within.end)
    ]


def _like(pattern: str) -> Callable[[str], object]:
    return re.compile(pattern).search


# Which lines a style's pattern is worth trying on, and what reads it.
_READERS: Mapping[
    str, tuple[Callable[[str], object], Callable[[str, int, int, str], Candidate | None]]
] = {
    "colon": (_like("[:：︰∶﹕]"), _named(_COLON)),
    "q": (_like(r"^.{0,40}[QA]"), _role_word(_Q_AND_A)),
    "role stop": (_like(r"^[^.]{1,50}\."), _role_word(_ROLE_STOP)),
    "full stop": (_like(r"^[^.]{1,80}\."), _full_stop),
    "own line": (lambda head: len(head) < _HEAD, _own_line),
    "bold": (_like(r"\*\*|__"), _named(_BOLD)),
    "semicolon": (_like(r"^[^;]{1,80};"), _named(_SEMICOLON)),
    "stop dash": (_like(r"^[^.]{1,70}(?:\.[^.]{1,40})?\.[-–—]"), _named(_STOP_DASH)),
    "dash": (_like(r"\s[-–—]{1,2}\s"), _named(_DASH)),
    "arrow": (_like("[>|»→]"), _named(_ARROW)),
    "tab": (_like(r"\S(?:\t|\s\s)"), _named(_TAB)),
    "bracketed": (_like(r"[\[<（【]"), _named(_BRACKETED)),
    "numbered": (_like(r"^\s*\(?\d"), _named(_NUMBERED)),
    "lower": (_like(r"^[^:]{1,60}:"), _lower),
}
