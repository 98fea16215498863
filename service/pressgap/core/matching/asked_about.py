"""What a question is about where its own words do not say: its context, as spans of the text.

"If so, when can this happen?" means nothing alone. What leads up to a question in its turn always
belongs to it; so does what is said after the last question of a turn. Where that is not enough, so
does what came before in the exchange: the question before it, or what was just answered.

Words that point back are tables of English and, in short, of the languages `asking` knows; in any
other language a question that holds hardly a telling word is taken to mean nothing alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from pressgap.core.model import Exchange, Passage, Question, Span, Transcript, Turn
from pressgap.core.speech.asking import is_courtesy, on_one_line
from pressgap.core.text.names import parts
from pressgap.core.text.sentences import sentence_spans
from pressgap.core.text.stop_words import DECLARING, FUNCTION_WORDS
from pressgap.core.text.terms import fold, words

# A question stands alone with this many telling words, a name counted twice; what points back is
# resolved by as many as `_ANTECEDENT` before it.
_ENOUGH = 3
_ANTECEDENT = 2
_MOST_LEADS = 5  # sentences, nearest first
_MOST_AFTER = 2
_MOST_ANSWERED = 2
_SHORT = 8  # words: "Anton Vernitsky, Channel One." tells who speaks, not about what

_ASKING_WORDS = """
    think view opinion comment comments impression reaction thought thoughts reckon feel assess
    assessment expect mean happen believe idea question questions ask answer elaborate clarify
    explain describe please thing things something anything nothing everything someone anyone
    exactly really actually else next lately perhaps maybe mr mrs ms sir madam president minister
    chairman doctor thank thanks
"""
_TELLS_NOTHING = FUNCTION_WORDS | DECLARING | frozenset(map(fold, _ASKING_WORDS.split()))

_EXPECTED = (
    r"(?:true|possible|impossible|likely|unlikely|fair|right|wrong|correct|time|necessary|safe|"
    r"realistic|unrealistic|important|appropriate|worth|acceptable|clear|enough|too|the\s+case|"
    r"make\s+sense|makes\s+sense|that)\b"
)
# "Is it true that", "it is time to": this "it" points to nothing before.
_EXPLETIVE = re.compile(
    rf"\bit(?:['’]s|\s+(?:is|was|be|been|seems?|appears?|will\s+be|would\s+be))?\s+"
    rf"(?:(?:not|really|still|even)\s+)?{_EXPECTED}",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:it|its|itself|they|them|their|theirs|he|him|his|she|hers?|these|those(?!\s+who)"
    r"|such(?!\s+as\b)|the\s+(?:same|latter|former)|if\s+(?:so|not|yes|no)|(?:do|did|how|why)\s+so"
    r"|why\s+not"
    r"|this(?!\s+(?:year|week|month|morning|afternoon|evening|time|summer|autumn|winter|spring)\b)"
    r"|(?:in|on|of|at|to|about|with|for|from|after|before|like|by|under|is|was|does|did|would|will|"
    r"could|can|might|should|and|but)\s+that(?=\s*(?:[,.;:?!]|$)|\s+(?:\w+\s*[?.,]|is\b|was\b|"
    r"would\b|will\b|can\b|could\b|may\b|might\b|has\b|had\b|does\b|did\b|mean|happen|hold|have\b|"
    r"be\b|itself\b))"
    r"|\A\W*that(?!\s+said\b))\b"
    r"|\b(?:это|этого|этому|этим|этом|эта|эту|эти|этих|он|она|они|их|его|её|ее|ему|им|такой|"
    r"такие|там|туда|cela|ça|ce|cette|ces|ils?|elles?|das|dies|diese[rsmn]?|sie|es|eso|esto|ello|ellos|este|esta|"
    r"ذلك|هذا|هذه|تلك)\b",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(r"(?:\A|[.!?…؟:]\s+)[\"'“«(\[]*\Z")


def context_of(
    question: Question, exchange: Exchange, transcript: Transcript, text: str
) -> tuple[Span, ...]:
    """Return the stretches, in the order of the text, that say what ``question`` is about.

    They are sentences and other questions, none of them part of the question; ``exchange`` is its
    own, ``text`` the document's. Raises ``KeyError`` when the transcript lacks a turn they name.
    """
    around = _Around(exchange, transcript, {turn.number: turn for turn in transcript.turns}, text)
    found = {span for span in around.resolved(question) if not _overlap(span, question.span)}
    return tuple(sorted(found))


@dataclass(frozen=True, eq=False)
class Contexts:
    """What the questions of a transcript are about, each worked out once; ``text`` is its own."""

    transcript: Transcript
    text: str
    _found: dict[tuple[int, int], tuple[Span, ...]] = field(default_factory=dict)

    def of(self, question: Question, exchange: Exchange) -> tuple[Span, ...]:
        """Return what `context_of` does."""
        key = exchange.number, question.number
        if key not in self._found:
            self._found[key] = context_of(question, exchange, self.transcript, self.text)
        return self._found[key]

    def of_passage(self, passage: Passage, sentences: Sequence[Span]) -> tuple[Span, ...]:
        """Return what says what a questioner's passage is about, beside its ``sentences`` that
        matter: the context of the questions among them; for a sentence that leads up to a
        question, that. Empty for a passage that nobody asks in.
        """
        asked = self._by_turn.get((passage.exchange, passage.turn), [])
        put = [each for each in asked if _any_overlap(each[0].span, sentences)]
        # Otherwise they lead up to the next question, or, where none comes, follow the last.
        after = [each for each in asked if sentences and each[0].span.start >= max(sentences).end]
        found: set[Span] = set()
        for question, exchange in put or after[:1] or asked[-1:]:
            found.update((*self.of(question, exchange), question.span))
        return tuple(sorted(span for span in found if not _any_overlap(span, sentences)))

    @cached_property
    def _by_turn(self) -> dict[tuple[int | None, int | None], list[tuple[Question, Exchange]]]:
        found: dict[tuple[int | None, int | None], list[tuple[Question, Exchange]]] = {}
        for exchange in self.transcript.exchanges:
            for question in exchange.questions:
                key = exchange.number, question.turn
                found.setdefault(key, []).append((question, exchange))
        return found


@lru_cache(maxsize=4_096)  # asked of the same questions again and again
def stands_alone(said: str) -> bool:
    """Return whether words say what they are about: telling ones enough, and nothing that points
    back to what is not there.
    """
    if _telling(said) < _ENOUGH:
        return False
    return all(_telling(said[:at]) >= _ANTECEDENT for at in _points_back(said))


def _points_back(said: str) -> list[int]:
    """Return where words point back; "is it true that" does not."""
    plain = _EXPLETIVE.sub(lambda found: " " * len(found[0]), said)
    return [found.start() for found in _POINTS_BACK.finditer(plain)]


@dataclass(frozen=True, slots=True)
class _Around:
    """An exchange with what stands around its questions."""

    exchange: Exchange
    transcript: Transcript
    turns: Mapping[int, Turn]
    text: str

    def resolved(self, question: Question) -> Iterator[Span]:
        """Yield the context of a question, and of those that it depends on."""
        leads = self.leads(question)
        yield from leads
        yield from self.after(question)
        if stands_alone(question.span.of(self.text)):
            return
        last = max(
            (q for q in self.exchange.questions if q.span.end <= question.span.start),
            key=lambda q: q.span,
            default=None,
        )
        fresh = [lead for lead in leads if last is None or lead.start >= last.span.end]
        together = " ".join(span.of(self.text) for span in (*fresh, question.span))
        if fresh and stands_alone(together):
            return
        if last is None or last.turn != question.turn:
            yield from self.answered(question)
        if last is not None:
            yield last.span
            yield from self.resolved(last)
        elif not fresh and _points_back(question.span.of(self.text)):
            yield from self.exchange_before()

    def leads(self, question: Question) -> list[Span]:
        """Return the sentences that lead up to a question, also those before an interruption."""
        own = question.context or Span(question.span.start, question.span.start)
        before = [q.turn for q in self.exchange.questions if q.span.start < own.start]
        begun = [
            number
            for number in self.exchange.turns
            if max(before, default=0) < number < question.turn
            and self.turns[number].speaker == self.turns[question.turn].speaker
            and question.turn not in before
        ]
        spans = [*(self.turns[number].span for number in begun), own]
        return [s for span in spans for s in self.matter(span)][-_MOST_LEADS:]

    def after(self, question: Question) -> list[Span]:
        """Return what is said after the last question of a turn: it belongs to that question."""
        same = [q.span for q in self.exchange.questions if q.turn == question.turn]
        if question.span != max(same):
            return []
        rest = Span(question.span.end, self.turns[question.turn].span.end)
        return self.matter(rest)[:_MOST_AFTER]

    def answered(self, question: Question) -> list[Span]:
        """Return the last sentences of what was answered just before a question's turn."""
        answering = {s.id for s in self.transcript.speakers if s.role in ("principal", "other")}
        for number in sorted(self.exchange.turns, reverse=True):
            if number < question.turn and self.turns[number].speaker in answering:
                return self.matter(self.turns[number].span)[-_MOST_ANSWERED:]
        return []

    def exchange_before(self) -> list[Span]:
        """Return the last question of the exchange before: what points back may point there."""
        before = [e for e in self.transcript.exchanges if e.number < self.exchange.number]
        return [question.span for question in before[-1].questions[-1:]] if before else []

    def matter(self, span: Span) -> list[Span]:
        """Return the sentences of a stretch that say anything, introductions left out."""
        asker = frozenset(parts(self.transcript.speaker(self.exchange.speaker).name))
        return [
            sentence
            for sentence in sentence_spans(self.text, span)
            if _says_anything(on_one_line(self.text, sentence), asker)
        ]


def _says_anything(sentence: str, asker: frozenset[str]) -> bool:
    if not _telling(sentence) or is_courtesy(sentence):
        return False
    introduces = len(sentence.split()) <= _SHORT and asker & set(parts(sentence))
    return not introduces


@lru_cache(maxsize=4_096)
def _telling(said: str) -> int:
    """Return how many telling words there are, each once, a name counted twice."""
    found: dict[str, int] = {}
    at = 0
    for word in words(said):
        at = said.index(word, at)
        term = fold(word)
        if len(term) > 1 and term not in _TELLS_NOTHING:
            name = word[0].isupper() and not _SENTENCE_START.search(said[max(0, at - 8) : at])
            found[term] = max(found.get(term, 1), 1 + name)
        at += len(word)
    return sum(found.values())


def _any_overlap(one: Span, others: Sequence[Span]) -> bool:
    return any(_overlap(one, other) for other in others)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
