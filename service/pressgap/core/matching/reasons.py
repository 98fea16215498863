"""Why a clause and a passage meet or do not, in words that a reader can check.

Named things come first: those of the clause that few other clauses name. What is called missing is
missing from all that is said on the passage's side of its exchange, context included, so that the
sentence holds whichever of its passages the reader looks at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pressgap.core.matching.align import EmbeddedDocument, Sentences
from pressgap.core.matching.asked_about import stands_alone
from pressgap.core.matching.because import Phrase, Reason
from pressgap.core.matching.clause_words import ClauseWords
from pressgap.core.matching.spoken_words import Said, Spans, SpokenWords
from pressgap.core.model import Declaration, Exchange, Passage, Question, Span, Transcript
from pressgap.core.text.capitals import Capitals, capitals
from pressgap.core.text.named import Named
from pressgap.core.text.same_names import share_named
from pressgap.core.text.terms import fold, terms, words

_MOST = 2  # phrases a reason shows of a kind
_SAID, _UNSAID = 0.99, 0.5  # shares of a phrase's weight
_LONGEST = 70
_ENDING = re.compile(r"(?<=\w{3})(?:['’]s|ies|ing|ed|es|s|d|e|y)\Z")


@dataclass(frozen=True, eq=False)
class Reasons:
    """A declaration and a transcript with what it takes to say why they meet or do not.

    ``weights`` are those of the declaration's terms; ``idf`` tells how rare a term is in unrelated
    speech, None where nothing does. ``spoken`` and ``blocks`` are aligned. Raises ``TypeError``
    when a document is of the other kind.
    """

    declaration: EmbeddedDocument
    transcript: EmbeddedDocument
    weights: Mapping[str, float]
    spoken: Sentences
    blocks: tuple[Passage, ...]
    idf: Callable[[str], float] | None = None

    def of_clause(self, clause: str, sentence: Span, at: int) -> Reason:
        """Return what ``clause`` has in common with what is said around the spoken sentence ``at``;
        ``sentence`` is the clause's that meets it.
        """
        block = self.blocks[at]
        asked = block.part == "question"
        topic = self._speech.asked_in(block) if asked else (block.span,)
        return self._compared(clause, sentence, at, self._speech.side(block), topic)

    def of_question(
        self, clause: str, sentence: Span, at: int, question: Question, exchange: Exchange
    ) -> Reason:
        """Return what ``clause`` has in common with a question, its context included."""
        around = (question.span, *self._speech.context(question, exchange))
        return self._compared(clause, sentence, at, around, around)

    def needs_context(self, question: Question, exchange: Exchange) -> bool:
        """Return whether a question means nothing alone, and something says what it is about."""
        alone = stands_alone(question.span.of(self.transcript.document.text))
        return not alone and bool(self._speech.context(question, exchange))

    def context(self, question: Question, exchange: Exchange) -> Spans:
        """Return what says what a question is about, beside its own words."""
        return self._speech.context(question, exchange)

    def clause_name(self, clause: str) -> str:
        """Return a clause's number and label."""
        return self._clauses.name(clause)

    def _compared(
        self, clause: str, sentence: Span, at: int, around: Spans, topic: Spans
    ) -> Reason:
        said = self._speech.said(around)
        names = {
            each: share_named(each, said.terms, said.shorts, self.weights)
            for each in self._clauses.names(clause)
        }
        shared = self._shared(names, sentence, said, at)
        missing = self._missing(names, clause, sentence, said, shared)
        return Reason(
            self.blocks[at], self._topic(topic, at, shared), _first(shared), _first(missing)
        )

    def _shared(
        self, names: Mapping[Named, float], sentence: Span, said: Said, at: int
    ) -> list[Phrase]:
        """Return what both mention: names, then words of the two sentences themselves."""
        here = _inflections(self.spoken.passages[at].span.of(self.transcript.document.text))
        alike = self._clauses.phrases(sentence, lambda word: _bare(word) in here)
        return [
            *(_named(each, said) for each, share in names.items() if share >= _SAID),
            *_quoted([phrase for phrase in alike if self._clauses.tells_what(phrase)]),
        ]

    def _missing(
        self,
        names: Mapping[Named, float],
        clause: str,
        sentence: Span,
        said: Said,
        shared: Sequence[Phrase],
    ) -> list[Phrase]:
        """Return what only the clause mentions: names, its label, else its most telling words;
        dates and numbers last.
        """
        unsaid = [each for each, share in names.items() if share < _UNSAID]
        named = [Phrase(n.phrase, True) for n in unsaid if n.kind in ("name", "acronym")]
        found = named + self._unsaid_parts(clause, said, [*shared, *named])
        if not found:
            left = self._clauses.phrases(sentence, lambda word: fold(word) not in said.terms)
            found = _quoted(left[:1])
        return found + _quoted([n.text for n in unsaid if n.kind in ("date", "number")])

    def _unsaid_parts(self, clause: str, said: Said, besides: Sequence[Phrase]) -> list[Phrase]:
        """Return the parts of a clause's label that are not said, nor among ``besides``."""
        known = _terms(besides)
        parts = self._clauses.label_parts(clause)
        return _quoted(
            [
                part
                for part in parts
                if known.isdisjoint(terms(part))
                and self._clauses.said_share(part, said.terms) < _UNSAID
            ]
        )

    def _topic(self, spans: Spans, at: int, shared: Sequence[Phrase]) -> tuple[Phrase, ...]:
        found = self._speech.topic(spans, self.blocks[at], self.spoken.passages[at].span)
        if found is None or set(terms(found.text)) & _terms(shared) or len(found.text) > _LONGEST:
            return ()
        return (found,)

    @cached_property
    def _clauses(self) -> ClauseWords:
        document, outline = self.declaration.document, self._outline
        return ClauseWords(document, outline, self.weights, self._seen, self.idf)

    @cached_property
    def _outline(self) -> Declaration:
        outline = self.declaration.structure
        if not isinstance(outline, Declaration):
            raise TypeError("reasons take a declaration and a transcript, in this order")
        return outline

    @cached_property
    def _speech(self) -> SpokenWords:
        speech = self.transcript.structure
        if not isinstance(speech, Transcript):
            raise TypeError("reasons take a declaration and a transcript, in this order")
        said = tuple(dict.fromkeys(self._said))
        return SpokenWords(self.transcript.document, speech, said, self._seen, self._clauses.tells)

    @cached_property
    def _said(self) -> list[Passage]:
        """What is certainly said: what stands around it must not change a reason."""
        return [block for block in self.blocks if block.part != "trailing"]

    @cached_property
    def _seen(self) -> Capitals:
        declared, spoken = self.declaration.document.text, self.transcript.document.text
        clauses = self._outline.clauses
        texts = [
            "\n".join(clause.words(declared) for clause in clauses),
            "\n".join(block.span.of(spoken) for block in dict.fromkeys(self._said)),
        ]
        idf = self.idf
        if idf is None:
            return capitals(texts)
        unseen = idf("") - 0.5
        return capitals(texts, lambda term: idf(term) < unseen)


def _named(named: Named, said: Said) -> Phrase:
    """Return a name that both mention as it was said, as a noun where either has it as one."""
    spellings = [*(each for each in said.named if _same(each, named)), named]
    noun = next((each for each in spellings if each.phrase == each.text), None)
    return Phrase(noun.text, True) if noun else Phrase(named.text, False)


def _same(one: Named, other: Named) -> bool:
    short = one.initials is not None and one.initials == other.initials
    return short or set(one.terms) == set(other.terms)


def _first(phrases: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """Return the first phrases that are short enough and each say something new."""
    kept: list[Phrase] = []
    for phrase in phrases:
        new = not _terms(kept).issuperset(terms(phrase.text))
        if new and len(phrase.text) <= _LONGEST and len(kept) < _MOST:
            kept.append(phrase)
    return tuple(kept)


def _inflections(said: str) -> frozenset[str]:
    return frozenset(map(_bare, words(said)))


def _bare(word: str) -> str:
    """Return a word without the endings that leave it the same word; `fold` takes off more, and
    "both mention records" must not be said of a recorder.
    """
    return _ENDING.sub("", word.casefold())


def _quoted(found: Sequence[str]) -> list[Phrase]:
    return [Phrase(each, False) for each in found]


def _terms(phrases: Sequence[Phrase]) -> frozenset[str]:
    return frozenset(term for phrase in phrases for term in terms(phrase.text))
