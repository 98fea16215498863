"""Sentences as spans into the untouched text, in any script.

A full stop ends a sentence unless it belongs to an abbreviation, an initial, a number or a list
mark, or a small letter follows. Question marks and the full stops of scripts that set no space
after them are surer. What stands at the start of the next sentence decides the doubtful cases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressgap.core.model import Span
from pressgap.core.text.lines import paragraph_spans
from pressgap.core.text.tables import word_set

# `;` asks in Greek only; the check is in `_ends`.
_STOPS = re.compile(
    r"(?P<stop>[.!?…؟۔।॥։።፧。！？｡\u037e]+|(?<=[\u0370-\u03ff\u1f00-\u1fff]);)"
    r"(?P<close>[\"'”’»›)\]}*_]{0,4})"
)
_NO_SPACE_NEEDED = frozenset("。！？｡")
_OPENERS = "\"'“”„‘’«‹([{¿¡*_–—- \t\r\n\f\v\xa0\u200e\u200f\u2028\u2029"


# Always followed by what they belong to.
_TITLES = word_set(
    """
    mr mrs ms messrs mme mlle dr prof gen sen rep gov hon rev col lt sgt capt maj adm cpl pres
    amb st mt ft vs cf eg ie e.g i.e viz approx ca al dept univ vice-adm г-н г-жа проф акад им
    ул гр см напр т.е т.к св д ст п hr fr herr sr sra srta dra sig dott
    """
)
# Followed by a number: "No. 5", "Art. 12".
_BEFORE_NUMBERS = word_set(
    """
    no nos nr art arts para paras sec secs vol fig figs p pp ch cl reg ст п гл рис стр
    """
)
_MONTHS = word_set(
    """
    jan feb mar apr jun jul aug sep sept oct nov dec
    """
)
# May end a sentence: the next word tells.
_MAYBE = word_set(
    """
    etc inc ltd corp co bros jr sr a.m p.m гг г др т.д т.п руб тыс млн млрд
    """
)
_STARTERS = word_set(
    """
    the a an he she it we they i you this that these those there here in on at as but and so
    if when while however what who why how which where is are do does did can could will would
    should thank thanks yes no my our his her its their for from with after before then now
    please let another one also first second third finally meanwhile still or not having
    """
)
_LOOK_BACK = 32


def sentence_spans(text: str, within: Span | None = None) -> list[Span]:
    """Return the sentences inside ``within`` in order, without surrounding white space.

    A paragraph's end always ends a sentence. Pieces without a letter or digit are left out.
    """
    return [
        sentence
        for paragraph in paragraph_spans(text, within)
        for sentence in sentences_in(text, paragraph)
    ]


def sentences_in(text: str, paragraph: Span) -> Iterator[Span]:
    """Yield the sentences of one paragraph that ``paragraph_spans`` found."""
    start = paragraph.start
    for found in _STOPS.finditer(text, paragraph.start, paragraph.end):
        if found.end() < paragraph.end and not _ends(text, paragraph, found):
            continue
        yield from _worded(text, start, found.end())
        start = _skip_space(text, found.end(), paragraph.end)
    yield from _worded(text, start, paragraph.end)


def _worded(text: str, start: int, end: int) -> Iterator[Span]:
    if any(letter.isalnum() for letter in text[start:end]):
        yield Span(start, end)


def _skip_space(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _ends(text: str, paragraph: Span, found: re.Match[str]) -> bool:
    stop, close = found["stop"], found["close"]
    if stop[-1] in _NO_SPACE_NEEDED:
        return True
    following = text[found.end() : min(found.end() + _LOOK_BACK, paragraph.end)]
    if not following[0].isspace():
        return stop[-1] in "?!؟" and not close and following[0].isupper()
    after = following.lstrip(_OPENERS)
    small = after[:1].islower()
    if stop != ".":
        return not small or (stop[-1] in "?؟\u037e;" and not close)
    return not small and (bool(close) or _full_stop(text, paragraph, found.start(), after))


def _full_stop(text: str, paragraph: Span, at: int, after: str) -> bool:
    before = text[max(paragraph.start, at - _LOOK_BACK) : at].split()
    word = before[-1].lstrip(_OPENERS) if before else ""
    low = word.lower()
    if at - len(word) <= paragraph.start + 1 and re.fullmatch(r"\d{1,3}|[^\W\d_]|[IVXLC]+", word):
        return False  # a list mark: "1. Having met"
    if low in _TITLES:
        return False
    initial = len(word) == 1 and word.isupper()
    if (low in _BEFORE_NUMBERS and not initial) or low in _MONTHS:
        return re.match(r"\d|[IVXLC]+\b", after) is None  # "No. 5", but "No. Never."
    if low in _MAYBE or re.fullmatch(r"(?:[^\W\d_]\.)*[^\W\d_]", word):
        return _starts_sentence(after)  # initials, "U.S.", "etc."
    return True


def _starts_sentence(after: str) -> bool:
    found = re.match(r"[^\W\d_]+", after)
    return found is not None and found[0].lower() in _STARTERS
