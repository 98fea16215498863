"""What capitals tell in the texts at hand: a name, the beginning of a sentence, or nothing.

A word that begins a sentence is capitalised whatever it is, so it is a name only where it is seen
capitalised inside another sentence, or where nothing shows it to be an ordinary word. Where most
nouns are capitalised (German), one capital tells nothing; scripts without capitals have none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pressgap.core.model import Span
from pressgap.core.text.names import TITLES
from pressgap.core.text.stop_words import DECLARING, FUNCTION_WORDS
from pressgap.core.text.terms import fold

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)+|[^\W_]+(?:[-–’'][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?\Z")
_OPENERS = "\"'“”„‘’«‹([{*_ \t"
_STOPS = ".!?…؟:;؛\n\r\u2028\u2029|#>"
_SHARE, _LEAST = 0.3, 60  # of words inside sentences: above this share, nouns have capitals
_ORDINARY_ENDINGS = ("ing", "ed", "ly", "tion", "sion", "ment", "ness", "ity", "ism", "ists")


class Word(NamedTuple):
    """A word at its place; ``first``: it begins a sentence, so that its capital tells nothing."""

    text: str
    start: int
    end: int
    first: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()

    @property
    def acronym(self) -> bool:
        """Whether it is in capitals throughout: SCO, START-3, U.S., NGOs."""
        return _is_acronym(self.text)

    @property
    def term(self) -> str:
        """The word folded, without a possessive."""
        return _term(self.text)


@lru_cache(maxsize=65_536)
def _is_acronym(word: str) -> bool:
    if word[0].islower() or word[1:2].islower():
        return False
    capitals = sum(letter.isupper() for letter in word)
    return capitals >= 2 and not any(map(str.islower, word.removesuffix("s")))


@lru_cache(maxsize=65_536)
def _term(word: str) -> str:
    return fold(without_possessive(word))


def without_possessive(word: str) -> str:
    """Return ``Tajikistan`` for ``Tajikistan's``."""
    return _POSSESSIVE.sub("", word)


def words_of(text: str, within: Span | None = None) -> Iterator[Word]:
    """Yield the words of a stretch with whether each begins a sentence; its first word does."""
    before: re.Match[str] | None = None
    stretch = within or Span(0, len(text))
    for found in WORD.finditer(text, stretch.start, stretch.end):
        yield Word(found[0], found.start(), found.end(), _begins(text, before, found))
        before = found


def _begins(text: str, before: re.Match[str] | None, found: re.Match[str]) -> bool:
    if before is None:
        return True
    gap = text[before.end() : found.start()]
    if gap == " ":
        return False
    if not any(mark in gap for mark in _STOPS):
        # What an opening mark begins may begin a sentence or a title.
        return any(mark in gap for mark in '“«„"(') and not gap.startswith(("”", "»"))
    abbreviated = gap.startswith(".") and gap[1:].strip(_OPENERS) == ""
    short = before[0].casefold() in TITLES or (len(before[0]) == 1 and before[0].isupper())
    return not (abbreviated and short)


@dataclass(frozen=True, slots=True)
class Capitals:
    """What was seen: terms ``inside`` sentences with a capital, terms in ``small`` letters.

    ``telling``: a single capital tells a name. ``common`` tells which terms other speech has.
    """

    inside: frozenset[str]
    small: frozenset[str]
    telling: bool
    common: Callable[[str], bool] | None = None

    def names(self, word: Word) -> bool:
        """Return whether a capitalised word is (part of) a name, no ordinary word."""
        if word.acronym:
            return True
        term = word.term
        if term in FUNCTION_WORDS or not word.capital or len(term) < 2:
            return False
        if not word.first:
            return True
        if term in self.inside:
            return True
        if not self.may_be_name(word):
            return False
        if self.common is not None:
            return not self.common(term)
        return _POSSESSIVE.search(word.text) is not None

    def may_be_name(self, word: Word) -> bool:
        """Return whether nothing shows that a capitalised word is an ordinary one."""
        ordinary = FUNCTION_WORDS | DECLARING
        if not word.capital or word.term in self.small or word.term in ordinary:
            return False
        return not word.text.casefold().endswith(_ORDINARY_ENDINGS)


def capitals(texts: Iterable[str], common: Callable[[str], bool] | None = None) -> Capitals:
    """Return what capitals tell in these texts together; ``common`` as in `Capitals`."""
    inside: set[str] = set()
    small: set[str] = set()
    counted = upper = 0
    for text in texts:
        found, low, seen, high = _seen(text)
        inside |= found
        small |= low
        counted, upper = counted + seen, upper + high
    telling = counted < _LEAST or upper <= _SHARE * counted
    return Capitals(frozenset(inside), frozenset(small), telling, common)


@lru_cache(maxsize=64)
def _seen(text: str) -> tuple[frozenset[str], frozenset[str], int, int]:
    """Return terms inside sentences with a capital, terms in small letters, and how many of the
    words inside sentences there are, how many of them with a capital.
    """
    inside, small = set(), set()
    counted = upper = 0
    for word in words_of(text):
        if word.text[0].islower():
            small.add(word.term)
        if word.first or not word.text[0].isalpha() or word.acronym:
            continue
        counted += 1
        upper += word.capital
        if word.capital:
            inside.add(word.term)
    return frozenset(inside), frozenset(small), counted, upper
