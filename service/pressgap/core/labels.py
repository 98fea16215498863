"""Speaker labels: where a line says who speaks, in the styles transcripts use.

``Name:``, ``NAME (Outlet):``, ``**Name:**``, ``Q:`` and ``A.``, ``The CHAIRMAN.`` and, on a line
of their own, ``Name -- Firm -- Title`` and ``Operator``. A style that prose could imitate counts
only where the text repeats it; a doubtful single word counts only where it comes back or stands
between two turns of one other speaker.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pressgap.core.label import Label
from pressgap.core.lines import ends_sentence, is_hard_wrapped
from pressgap.core.model import Role, Span
from pressgap.core.names import PARTICLES, TITLES, is_capitalised
from pressgap.core.supported_labels import supported

_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_MARK = r"(?:\*\*|__|\*|_)?"
_BEFORE = (
    r"[ \t\u200e\u200f\u202a-\u202e\ufeff]*(?:[-*•>][ \t]+)?(?:#{1,6}[ \t]+)?"
    r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?[ \t]*[-–—]?[ \t]*)?"
)
_TEXT = r"[^\n\r\f\v\x85\u2028\u2029:：]"
_COLON = re.compile(
    _BEFORE + _MARK + rf"(?P<label>[^\W\d_]{_TEXT}{{0,89}}?)" + _MARK + r"[ \t]*"
    r"[:：](?!//)" + _MARK
)
_TITLE_WORDS = "|".join(sorted(title for title in TITLES - {"the", "her"} if title.isascii()))
_FULL_STOP = re.compile(
    r"[ \t]*(?P<label>(?:The[ \t]+)?(?i:" + _TITLE_WORDS + r")\b\.?"
    r"(?:[ \t]+[^\W\d_a-z][\w’'\-]+){0,3}(?:[ \t]+of(?:[ \t]+[A-Z]\w+){1,2})?)\.[ \t]+(?=\S)"
)
_Q_AND_A = re.compile(
    r"[ \t]*(?P<label>[QA])(?:[.)]|[ \t]+[-–—](?=[ \t])|[ \t]{2,}|\t|(?<=Q)[ \t])[ \t]*(?=\S)"
)
_ON_ITS_OWN = re.compile(r"[ \t]*" + _MARK + r"(?P<label>[^\W\d_][^:]{1,100})\Z")
_OFFICE = re.compile(r"\b(?:officer|president|director|chief|head|treasurer|relations)\b", re.I)
_LOOKED_AT = 400  # characters of a line in which its label stands
_DASH = re.compile(r"[ \t]+(?:--+|[–—])[ \t]+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_CHAIR = _words(
    """chair chairman chairwoman chairperson moderator operator host facilitator convenor clerk
    coordinator ведущий ведущая модератор председатель président presidente moderador moderateur
    المنسق المذيع رئيس 主持人"""
)
_ASKS = _words(
    """q question reporter journalist journaliste interviewer press media correspondent analyst
    вопрос журналист корреспондент сми frage pregunta سؤال صحفي الصحفي مراسل 记者 问"""
)
_ANSWERS = _words(
    """a answer interviewee guest witness ответ antwort respuesta réponse جواب الجواب 答"""
)
_NOT_A_NAME = _words(
    """as in on for to of and but so if when while with from by at this that these those it its he
    she we i you my our your his their there here what how why who where which first second third
    fourth firstly secondly thirdly finally lastly next then also note notes example examples
    update source sources re subject date time place venue location photo image video read see
    warning summary background today yesterday topic title participants attendees present
    speakers tags posted published translation transcript link links ps nb contents agenda
    editor editors disclaimer contact important remember conclusion result decides requests
    welcomes whereas including namely however therefore because since after before during
    according regarding concerning let once again more another other all both each every
    во-первых во-вторых в-третьих итак например примечание по на в о об что как и но
    أولا أولاً ثانيا ثانياً ثالثا ثالثاً ملاحظة مثلا"""
)
_ARTICLES = _words("the la le der die das el il o a")
_SMALL_WORDS = PARTICLES | _CHAIR | _ASKS | _ANSWERS | TITLES | {"unidentified", "from"}


def labels(text: str, within: Span) -> list[Label]:
    """Return the speaker labels inside ``within``, in order."""
    return read_labels(text, within)[0]


def read_labels(
    text: str, within: Span, named: frozenset[str] = frozenset()
) -> tuple[list[Label], list[Label]]:
    """Return the speaker labels inside ``within``, and the doubtful ones that do not count.

    ``named`` are folded labels that the caller says are labels.
    """
    colon = list(_colon_labels(text, within))
    found = colon + _repeated(_q_and_a(text, within), 2)
    found += [] if len(colon) > 8 else _repeated(_full_stop_labels(text, within), 4)
    found += _own_lines(text, within)
    found = _apart(sorted(found, key=lambda label: (label.span.start, -label.span.end)))
    if is_hard_wrapped(text):
        found = [label for label in found if _after_a_sentence(text, label.span.start)]
    return supported(text, found, within.end, named)


def _at_line_starts(pattern: re.Pattern[str], text: str, within: Span) -> Iterator[re.Match[str]]:
    for line in _LINE.finditer(text, within.start, within.end):
        found = pattern.match(text, line.start(), min(line.end(), line.start() + _LOOKED_AT))
        if found:
            yield found


def _apart(found: Sequence[Label]) -> list[Label]:
    kept: list[Label] = []
    for label in found:
        if not kept or label.span.start >= kept[-1].span.end:
            kept.append(label)
    return kept


def _after_a_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 300) : at]
    last = before.rstrip()
    return not last or before[len(last) :].count("\n") > 1 or ends_sentence(last)


def _colon_labels(text: str, within: Span) -> Iterator[Label]:
    for found in _at_line_starts(_COLON, text, within):
        label = _understood(found["label"], Span(found.start(), found.end()))
        if label is not None:
            begins = text[found.end() : found.end() + 8].lstrip(" \t\"'“‘«(…")
            # Speech begins with a capital; "Sea Trade: it doubled." is more likely prose.
            yield replace(label, sure=False) if begins[:1].islower() else label


def _understood(printed: str, span: Span) -> Label | None:
    printed = " ".join(printed.split()).strip("*_ ")
    main, outlet = _without_brackets(printed)
    if any(mark in main for mark in '?!;"“”«»') or not main:
        return None
    name, *rest = re.split(r",\s+|[ \t]+(?:--+|[–—-])[ \t]+", main)
    words = name.split()
    role = role_by_wording(main)
    if not words or not _is_name(words, role) or len(rest) > 2:
        return None
    if any(not is_capitalised(part) or len(part.split()) > 6 for part in rest):
        return None
    cased = any(letter.isupper() for letter in name)
    numbered = role is not None and words[-1].isdigit()  # "Witness 2", but not "Table 2"
    capital = len(words) > 2 or all(map(is_capitalised, words[:-1] if numbered else words))
    sure = (role is not None and capital) or (cased and capital and (len(words) > 1 or "." in name))
    nobody = role in ("questioner", "principal") and not rest and _only_role_words(words)
    return Label(printed, None if nobody else name, outlet or _first_outlet(rest), role, span, sure)


def as_label(printed: str, span: Span) -> Label:
    """Return the label that a person says ``printed`` is, whatever it looks like."""
    printed = " ".join(printed.split()).strip("*_: ") or printed
    found = _understood(printed, span)
    if found is None:
        return Label(printed, printed, None, role_by_wording(printed), span)
    return replace(found, sure=True)


def _first_outlet(rest: Sequence[str]) -> str | None:
    return next((part for part in rest if part.split()[0].casefold() not in TITLES), None)


def _without_brackets(printed: str) -> tuple[str, str | None]:
    found = re.fullmatch(r"(?P<main>[^()\[\]]+?)\s*[(\[](?P<in>[^()\[\]]+)[)\]]", printed)
    return (found["main"], found["in"].strip()) if found else (printed, None)


def _is_name(words: Sequence[str], role: Role | None) -> bool:
    first = words[0].casefold().rstrip(".,")
    if len(words) > 6 or first in _NOT_A_NAME or not is_capitalised(words[0]):
        return False
    if words[0].casefold() in _ARTICLES and len(words) == 2:
        return True  # "La ministre", "The minister": unsure unless capitalised
    if words[0].casefold() in PARTICLES - TITLES and role is None and len(words) < 3:
        return False
    numbered = len(words) > 1 and words[-1].isdigit()
    for word in words[:-1] if numbered else words:
        if word.endswith(".") and len(word) > 6 and word.casefold().rstrip(".") not in TITLES:
            return False
        if not is_capitalised(word) and word.casefold() not in _SMALL_WORDS:
            return False
    return all(any(c.isalpha() for c in word) or word.isdigit() for word in words)


def _only_role_words(words: Sequence[str]) -> bool:
    known = _ASKS | _ANSWERS | {"unidentified", "unknown", "male", "female", "the", "a", "from"}
    return all(w.casefold().strip("'’.") in known or w.isdigit() for w in words)


def role_by_wording(printed: str) -> Role | None:
    """Return the role a label's own words tell, or None."""
    words = {re.sub(r"\d+$", "", word.casefold().strip(".,()'’-")) for word in printed.split()}
    if words & _CHAIR and "vice" not in words:
        return "chair"
    if words & _ANSWERS and len(words) <= 2 and ("a" not in words or len(words) == 1):
        return "principal"
    return "questioner" if words & _ASKS and ("q" not in words or len(words) == 1) else None


def _full_stop_labels(text: str, within: Span) -> Iterator[Label]:
    for found in _at_line_starts(_FULL_STOP, text, within):
        printed = " ".join(found["label"].split())
        if len(printed.split()) > 1:
            span = Span(found.start(), found.end())
            yield Label(printed, printed, None, role_by_wording(printed), span)


def _q_and_a(text: str, within: Span) -> Iterator[Label]:
    for found in _at_line_starts(_Q_AND_A, text, within):
        role: Role = "questioner" if found["label"] == "Q" else "principal"
        yield Label(found["label"], None, None, role, Span(found.start(), found.end()))


def _repeated(found: Iterator[Label], times: int) -> list[Label]:
    kept = list(found)
    again = any(count > 1 for count in Counter(label.printed for label in kept).values())
    return kept if len(kept) >= times and again else []


def _own_lines(text: str, within: Span) -> list[Label]:
    kept: list[Label] = []
    for found in _at_line_starts(_ON_ITS_OWN, text, within):
        printed = " ".join(found["label"].split()).strip("*_ ")
        name, *rest = _DASH.split(printed)
        role = role_by_wording(name) if not rest else role_by_wording(rest[-1])
        if not _own_line_label(name, rest, role):
            continue
        outlet = rest[0] if len(rest) > 1 or role == "questioner" else None
        span = Span(found.start(), found.end())
        sure = role is not None or bool(_OFFICE.search(printed))
        kept.append(Label(printed, name, outlet, role, span, sure))
    return _repeated(iter(kept), 2)


def _own_line_label(name: str, rest: Sequence[str], role: Role | None) -> bool:
    if not rest:
        return role == "chair" and len(name.split()) <= 2 and is_capitalised(name)
    words = name.split()
    plain = not any(ends_sentence(part) for part in (name, *rest))
    return plain and 2 <= len(words) <= 4 and all(map(is_capitalised, words)) and len(rest) <= 2
