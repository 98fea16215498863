"""A short label for each clause, in the clause's own words: what sets it apart from the others.

Candidates are runs of words that could be a noun phrase: no stop word at either end, few inside.
A word weighs more the fewer clauses use it, so that what all of them say ("the Member States")
names none. Words that many clauses use, and short words that several do, count as stop words in
any language.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pressgap.core.text.stop_words import DECLARING, FUNCTION_WORDS, LINKS
from pressgap.core.text.terms import fold

_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:[-–’'][^\W_]+)*")
_MOST_WORDS = 6
_MOST_CONTENT = 4
_READ = 400  # words of a clause that are looked at
_COMMON = 0.25  # share of clauses that use a word
_FEW = 8  # clauses below which nothing can be told from how many use a word
_LONGEST = 70
_TRIED = 40  # candidates, best first
# How much a candidate's mean weight counts for when it ...
_LENGTH_NORM = 0.75  # is long (added to its number of words: longer is better, less and less)
_EARLY = 0.5  # stands at the very beginning (half as much again)
_PROPER_NAME = 1.5
_PER_LINK = 0.04  # less for every small word inside
_WEAK_START = 0.8  # begins like a verb
_CUT_AFTER, _CUT_BEFORE = 0.85, 0.95
_WEAK_ENDINGS = ("ing", "ed", "ly")


@dataclass(frozen=True, slots=True)
class _Word:
    surface: str
    stem: str
    start: int
    end: int
    link: bool
    stop: bool


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: float
    start: int
    surface: str
    stems: frozenset[str]
    words: int


def clause_labels(clauses: Sequence[str]) -> list[str]:
    """Return a label of about two to six words for each clause, unlike the others where it can."""
    taken: set[str] = set()
    labels: list[str] = []
    found = _Candidates(clauses)
    for place, clause in enumerate(clauses):
        candidates = found.of(place)
        label = next(
            (one for one in _choices(candidates) if one.casefold() not in taken),
            next(_choices(candidates), _beginning(clause)),
        )
        taken.add(label.casefold())
        labels.append(label)
    return labels


class TellingPhrases:
    """The phrases that set each of some texts apart from the others; each text's worked out once,
    when they are asked for.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._candidates = _Candidates(texts)
        self._found: dict[int, list[tuple[int, str]]] = {}

    def of(self, place: int) -> list[tuple[int, str]]:
        """Return those of the text at ``place``, best first, each with where it starts."""
        if place not in self._found:
            best = self._candidates.of(place)[:_TRIED]
            self._found[place] = [(one.start, one.surface) for one in best]
        return self._found[place]


class _Candidates:
    """The candidates of some texts, and what tells what all of these have in common."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._spotted = [list(_spotted(text)) for text in texts]
        self._uses = Counter(s for words in self._spotted for s in {word[1] for word in words})
        self._stops = _stop_stems(self._spotted, self._uses)

    def of(self, place: int) -> list[_Candidate]:
        """Return the candidates of the text at ``place``, best first."""
        words = _words(self._spotted[place], self._stops)
        return _candidates(self._texts[place], words, self._uses, len(self._texts))


_Spotted = tuple[str, str, int, int]


def _spotted(clause: str) -> Iterator[_Spotted]:
    for place, found in enumerate(_WORD.finditer(clause)):
        if place == _READ:
            return
        yield found[0], fold(found[0]), found.start(), found.end()


def _stop_stems(spotted: Sequence[Sequence[_Spotted]], uses: Counter[str]) -> frozenset[str]:
    """Return stop words, and what so many of these clauses use that it tells none apart."""
    count = len(spotted)
    if count < _FEW:
        return FUNCTION_WORDS | DECLARING
    short = {stem for words in spotted for surface, stem, _, _ in words if _is_small(surface)}
    common = {stem for stem, clauses in uses.items() if clauses > _COMMON * count}
    return (
        FUNCTION_WORDS
        | DECLARING
        | common
        | {stem for stem in short if uses[stem] > 0.05 * count + 1}
    )


def _is_small(surface: str) -> bool:
    return len(surface) <= 3 and surface.islower()


def _words(spotted: Sequence[_Spotted], stops: frozenset[str]) -> list[_Word]:
    return [
        _Word(surface, stem, start, end, surface in LINKS, stem in stops)
        for surface, stem, start, end in spotted
    ]


def _candidates(
    clause: str, words: Sequence[_Word], uses: Counter[str], count: int
) -> list[_Candidate]:
    times = Counter(word.stem for word in words)
    weights = {
        stem: math.sqrt(times[stem]) * math.log((count + 2) / (uses[stem] + 1)) for stem in times
    }
    found = [_scored(clause, words, run, weights) for run in _runs(clause, words)]
    return sorted(found, key=lambda one: (-one.score, one.start))


def _runs(clause: str, words: Sequence[_Word]) -> Iterator[tuple[int, int]]:
    """Yield first and last place of each run of words that could be a noun phrase."""
    for first in range(len(words)):
        if not _may_begin(words, first):
            continue
        content = 0
        for last in range(first, min(first + _MOST_WORDS, len(words))):
            inner = words[last]
            if last > first and clause[words[last - 1].end : inner.start].strip(' \t\r\n"“”«»'):
                break
            if inner.stop and not inner.link and not inner.surface[0].isupper():
                break
            content += not inner.stop
            if content > _MOST_CONTENT:
                break
            if _may_end(inner) and not (first == last and inner.surface.isdigit()):
                yield first, last


def _may_begin(words: Sequence[_Word], place: int) -> bool:
    return not words[place].stop and not words[place].surface.endswith("ly")


def _may_end(word: _Word) -> bool:
    return not word.stop and (word.surface[0].isupper() or not word.surface.endswith(_WEAK_ENDINGS))


def _scored(
    clause: str, words: Sequence[_Word], run: tuple[int, int], weights: dict[str, float]
) -> _Candidate:
    first, last = run
    inside = words[first : last + 1]
    content = [word for word in inside if not word.stop]
    stems = frozenset(word.stem for word in content)
    start, end = inside[0].start, inside[-1].end
    score = math.fsum(weights[stem] for stem in stems) / (len(content) + _LENGTH_NORM)
    score *= 1.0 + _EARLY * (1.0 - start / len(clause))
    score *= 1.0 - _PER_LINK * (len(inside) - len(content))
    if (first or len(content) > 1) and all(map(_is_name_like, content)):
        score *= _PROPER_NAME
    if inside[0].surface.endswith(_WEAK_ENDINGS):
        score *= _WEAK_START
    # A piece of a longer phrase says less than the phrase.
    score *= _CUT_AFTER if _goes_on(clause, words, last) else 1.0
    score *= _CUT_BEFORE if _goes_on(clause, words, first - 1) else 1.0
    return _Candidate(score, start, " ".join(clause[start:end].split()), stems, len(inside))


def _is_name_like(word: _Word) -> bool:
    return word.surface[0].isupper() or word.surface.isdigit()


def _goes_on(clause: str, words: Sequence[_Word], place: int) -> bool:
    """Return whether the words at ``place`` and behind it are parts of one phrase."""
    if place < 0 or place + 1 >= len(words):
        return False
    one, other = words[place], words[place + 1]
    return not one.stop and not other.stop and not clause[one.end : other.start].strip()


def _choices(candidates: Sequence[_Candidate]) -> Iterator[str]:
    """Yield labels, best first: a phrase, and where there is room a second one of other words."""
    for place, best in enumerate(candidates[:_TRIED]):
        second = next(
            (
                other
                for other in candidates[place + 1 : place + _TRIED]
                if not other.stems & best.stems and other.words + best.words <= _MOST_WORDS
            ),
            None,
        )
        parts = [best] if second is None or best.words > 4 else [best, second]
        parts.sort(key=lambda one: one.start)
        yield _tidy(", ".join(part.surface for part in parts))


def _beginning(clause: str) -> str:
    words = clause.split()[:_MOST_WORDS]
    while len(words) > 1 and fold(words[-1]) in FUNCTION_WORDS:
        words.pop()
    return _tidy(" ".join(words))


def _tidy(label: str) -> str:
    label = re.sub(r"[\"“”«»*_]", "", label).strip() or label
    if len(label) > _LONGEST:
        label = label[: _LONGEST - 1].rstrip() + "…"
    return label[:1].upper() + label[1:]
