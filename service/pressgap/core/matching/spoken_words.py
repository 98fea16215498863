"""What is said on one side of an exchange, and what a passage is about, in its own words."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pressgap.core.declarations.clause_labels import TellingPhrases
from pressgap.core.matching.asked_about import Contexts
from pressgap.core.matching.because import Phrase
from pressgap.core.model import Document, Exchange, Part, Passage, Question, Span, Transcript
from pressgap.core.text.capitals import Capitals
from pressgap.core.text.named import Named, named_things
from pressgap.core.text.same_names import shorts_of
from pressgap.core.text.terms import terms

# Beyond this rarity, which counts squared, a name tells no better what a passage is about; one in
# the sentence that meets the clause counts this much more.
_RAREST = 1.5
_IN_SENTENCE = 1.5
_LONGEST = 60
_NOUN_FOLLOWS = re.compile(
    r"\b(?:(?P<the>the|an?)|this|these|those|our|your|its|their|his|her|my|of|in|on|for|with|about|"
    r"at|by|into|under|between|over|any|no)\s+\Z",
    re.IGNORECASE,
)
# A phrase that another word follows at once, or a hyphen, is part of a longer one.
_MORE = re.compile(r"-|\s+(?![^\W_]+ly\b)[^\W_]{4,}")

_NO: frozenset[int] = frozenset()

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What is said in some stretches: its terms, what names are called for short, its names."""

    terms: frozenset[str]
    shorts: frozenset[str]
    named: tuple[Named, ...]


@dataclass(frozen=True, eq=False)
class SpokenWords:
    """A transcript's ``blocks`` that are certainly said, each once. ``tells``: terms name no actor
    that all the declaration shares.
    """

    document: Document
    speech: Transcript
    blocks: tuple[Passage, ...]
    seen: Capitals
    tells: Callable[[Sequence[str]], bool]
    _heard: dict[Spans, Said] = field(default_factory=dict)
    _terms: dict[Span, frozenset[str]] = field(default_factory=dict)
    _named: dict[Span, tuple[Named, ...]] = field(default_factory=dict)

    def side(self, block: Passage) -> Spans:
        """Return all that is said on a block's side of its exchange, context included."""
        return self._sides.get((block.part, block.exchange), (block.span,))

    def said(self, spans: Spans) -> Said:
        """Return what is said in these stretches."""
        if spans not in self._heard:
            places = {each.span: each for span in spans for each in self._named_in(span)}
            named = tuple(places[span] for span in sorted(places))
            self._heard[spans] = Said(self._terms_in(spans), shorts_of(named), named)
        return self._heard[spans]

    def _terms_in(self, spans: Spans) -> frozenset[str]:
        for span in spans:
            if span not in self._terms:
                self._terms[span] = frozenset(terms(span.of(self.document.text)))
        return frozenset().union(*(self._terms[span] for span in spans))

    def _named_in(self, span: Span) -> tuple[Named, ...]:
        if span not in self._named:
            self._named[span] = named_things(self.document.text, self.seen, span)
        return self._named[span]

    def context(self, question: Question, exchange: Exchange) -> Spans:
        """Return what says what a question is about, beside its own words."""
        return self._contexts.of(question, exchange)

    def asked_in(self, block: Passage) -> Spans:
        """Return the questions in a block with their context; the block where it holds none."""
        found: dict[Span, None] = {}
        for exchange in self.speech.exchanges:
            for question in exchange.questions:
                if question.turn == block.turn and _overlap(question.span, block.span):
                    found.update(dict.fromkeys((question.span, *self.context(question, exchange))))
        return tuple(sorted(found)) or (block.span,)

    def topic(self, spans: Spans, block: Passage, sentence: Span) -> Phrase | None:
        """Return what is spoken of in ``spans``: what is named there most tellingly, else the
        phrase that sets ``sentence`` or its block apart. None: cannot say.
        """
        scores: dict[tuple[str, ...], float] = {}
        known: dict[tuple[str, ...], Named] = {}
        for each in self.said(spans).named:
            if each.kind in ("name", "acronym") and self._is_matter(each):
                weight = 1.0 + _IN_SENTENCE * sentence.covers(each.span)
                scores[each.terms] = scores.get(each.terms, 0.0) + weight
                known[each.terms] = max(known.get(each.terms, each), each, key=_fullness)
        if block.part != "question":
            # An answer names much in passing: what it is about it names often, or right here.
            scores = {key: score for key, score in scores.items() if score >= 1.0 + _IN_SENTENCE}
        if not scores:
            return self._phrase(block, sentence)
        best = min(scores, key=lambda key: (-scores[key] * self._rarity(key), known[key].span))
        return Phrase(known[best].phrase, True)

    def _is_matter(self, named: Named) -> bool:
        own = any(people.issuperset(named.terms) for people in self._people)
        return self.tells(named.terms) and not own

    def _rarity(self, key: tuple[str, ...]) -> float:
        often = len(frozenset.intersection(*(self._sides_with.get(term, _NO) for term in key)))
        rarity = math.log((len(self._sides) + 1.0) / (often + 0.5))
        return min(_RAREST, max(0.0, rarity)) ** 2

    def _phrase(self, block: Passage, sentence: Span) -> Phrase | None:
        found: list[tuple[bool, int, str]] = []
        for rank, (offset, phrase) in enumerate(self._phrases_of(block)):
            start = block.span.start + offset
            before = _NOUN_FOLLOWS.search(self.document.text[max(0, start - 12) : start])
            whole = not _MORE.match(self.document.text, start + len(phrase))
            if before and whole and len(phrase) <= _LONGEST and self.tells(terms(phrase)):
                article = f"{before['the'].lower()} " if before["the"] else ""
                elsewhere = not sentence.covers(Span(start, start))
                found.append((elsewhere, rank, article + phrase))
        return Phrase(min(found)[2], False) if found else None

    def _phrases_of(self, block: Passage) -> list[tuple[int, str]]:
        place = self._places.get(block)
        return [] if place is None else self._telling.of(place)

    # --- worked out once -------------------------------------------------------------------

    @cached_property
    def _contexts(self) -> Contexts:
        return Contexts(self.speech, self.document.text)

    @cached_property
    def _sides(self) -> dict[tuple[Part, int | None], Spans]:
        found: dict[tuple[Part, int | None], dict[Span, None]] = {}
        for block in self.blocks:
            found.setdefault((block.part, block.exchange), {})[block.span] = None
        for exchange in self.speech.exchanges:
            for question in exchange.questions:
                asked = dict.fromkeys((question.span, *self.context(question, exchange)))
                found.setdefault(("question", exchange.number), {}).update(asked)
        return {side: tuple(spans) for side, spans in found.items()}

    @cached_property
    def _sides_with(self) -> dict[str, frozenset[int]]:
        """The numbers of the sides that say each term."""
        found: dict[str, set[int]] = {}
        for number, spans in enumerate(self._sides.values()):
            for term in self._terms_in(spans):
                found.setdefault(term, set()).add(number)
        return {term: frozenset(sides) for term, sides in found.items()}

    @cached_property
    def _people(self) -> list[frozenset[str]]:
        return [frozenset(terms(speaker.name)) for speaker in self.speech.speakers]

    @cached_property
    def _telling(self) -> TellingPhrases:
        return TellingPhrases([block.span.of(self.document.text) for block in self.blocks])

    @cached_property
    def _places(self) -> dict[Passage, int]:
        return {block: place for place, block in enumerate(self.blocks)}


def _fullness(named: Named) -> tuple[bool, int]:
    return named.phrase == named.text, len(named.phrase)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
