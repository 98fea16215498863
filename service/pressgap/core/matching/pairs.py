"""All clause sentences of a declaration against all sentences of a transcript, as probabilities."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.agenda import by_clause
from pressgap.core.matching.align import (
    FEATURES,
    EmbeddedDocument,
    Sentences,
    sentences_of,
    surroundings,
)
from pressgap.core.matching.background import Background
from pressgap.core.matching.because import NOTHING, Reason
from pressgap.core.matching.context import leads, matters, with_what_is_asked
from pressgap.core.matching.declared import Declared
from pressgap.core.matching.evidence import Blocks, Evidence, blocks_around, grouped
from pressgap.core.matching.reasons import Reasons
from pressgap.core.matching.salience import key_is_asked, mentioned
from pressgap.core.matching.strength import strength_features
from pressgap.core.matching.verdict_model import VerdictModel
from pressgap.core.model import Exchange, Part, Passage, Question, Span, Transcript
from pressgap.core.text.stop_words import FUNCTION_WORDS

QUESTIONS: tuple[Part, ...] = ("question",)
ANSWERS: tuple[Part, ...] = ("answer", "opening")
TRAILING: tuple[Part, ...] = ("trailing",)
EVIDENCE: tuple[Part, ...] = QUESTIONS + ANSWERS
# What more than one clause in ten says (of few clauses: more than one) sets none apart.
_ONE_IN = 10.0
# Unrelated speech of fewer sentences does not tell which words are everyday ones.
_LEAST_SPEECH = 1_000


@dataclass(frozen=True, eq=False)
class Pairs:
    """Arrays are (clause sentences, spoken sentences); ``bars`` and ``blocks`` (spoken sentences,).

    Sentences that are no evidence (the chair's) have probability 0. ``strengths`` are how likely a
    pair makes the clause's own point, ``nearest`` its cosines with what sets the clause apart.
    ``joint`` (clauses, spoken sentences) are plain scores; ``returned`` (spoken sentences,) is the
    greatest share of each spoken sentence's own terms that a clause sentence holds, ``said`` what
    the spoken sentence weighs. ``heard`` are the terms of all that is
    evidence, ``asked`` those of the questions among it. ``features`` (clause sentences, spoken
    sentences, len(FEATURES)) are what ``probabilities`` were made of, empty unless asked for.
    """

    held: Declared
    transcript: EmbeddedDocument
    heard: frozenset[str]
    asked: frozenset[str]
    spoken: Sentences
    features: NDArray[np.float32]
    blocks: tuple[Passage, ...]
    bars: NDArray[np.float64]
    probabilities: NDArray[np.float64]
    strengths: NDArray[np.float64]
    nearest: NDArray[np.float64]
    joint: NDArray[np.float64]
    returned: NDArray[np.float64]
    said: NDArray[np.float64]

    @property
    def declared(self) -> Sentences:
        """The clause sentences."""
        return self.held.sentences

    @property
    def rows(self) -> dict[str, list[int]]:
        """The clause sentences of each clause."""
        return self.held.rows

    def columns(self, parts: tuple[Part, ...]) -> list[int]:
        """Return the spoken sentences of these parts."""
        found = self._columns.get(parts)
        if found is None:
            said = enumerate(self.spoken.passages)
            found = self._columns[parts] = [i for i, passage in said if passage.part in parts]
        return found

    @cached_property
    def _columns(self) -> dict[tuple[Part, ...], list[int]]:
        return {}

    @cached_property
    def _best(self) -> dict[str, NDArray[np.float64]]:
        """Return (spoken sentences,) for each clause: its highest probability with each."""
        return {clause: self.probabilities[rows].max(axis=0) for clause, rows in self.rows.items()}

    def best(self, clause: str, columns: list[int]) -> float:
        """Return the clause's highest probability among these spoken sentences."""
        found = self._best.get(clause)
        return 0.0 if found is None or not columns else float(found[columns].max())

    def best_of_each(self, columns: list[int]) -> dict[str, float]:
        """Return the highest probability of every clause among these spoken sentences."""
        if not self._best or not columns:
            return dict.fromkeys(self._best, 0.0)
        found = self._stacked[:, columns].max(axis=1)
        return dict(zip(self._best, found.tolist(), strict=True))

    @cached_property
    def _stacked(self) -> NDArray[np.float64]:
        return np.stack(list(self._best.values()))

    def strongest(self, clause: str, columns: list[int]) -> float:
        """Return how likely any of these spoken sentences makes the clause's own point."""
        return self._most(self.strengths, clause, columns)

    def closeness(self, clause: str) -> float:
        """Return the cosine of the sentence nearest to the clause, among all that are evidence."""
        return self._most(self.nearest, clause, self.columns(QUESTIONS + ANSWERS))

    def agenda(self, columns: list[int]) -> NDArray[np.float64] | None:
        """Return how near these sentences are to the declaration as a whole; None: cannot say."""
        return self.held.agenda(self.joint[:, columns], self.returned[columns], self.said[columns])

    def words(self, clause: str) -> int:
        """Return how many terms the clause has."""
        return sum(len(self.declared.terms[row]) for row in self.rows.get(clause, []))

    def mentioned(self, clause: str) -> float:
        """Return how far the clause's salient words are said; see `core.matching.salience`."""
        return mentioned(self.held.salient.get(clause, {}), self.heard)

    def key_is_asked(self, clause: str) -> float:
        """Return 1 where a question says the clause's most salient word, else 0."""
        return key_is_asked(self.held.salient.get(clause, {}), self.asked)

    def _most(self, values: NDArray[np.float64], clause: str, columns: list[int]) -> float:
        rows = self.rows.get(clause, [])
        if not rows or not columns:
            return 0.0
        return float(values[np.ix_(rows, columns)].max())

    def replied(self, clause: str, bar: float) -> bool:
        """Return whether anything is said in answer where a question over ``bar`` raises it."""
        found = self.probabilities[self.rows.get(clause, [])]
        asked = {
            self.spoken.passages[column].exchange
            for column in self.columns(QUESTIONS)
            if (found[:, column] >= bar).any()
        }
        return any(self.spoken.passages[i].exchange in asked for i in self.columns(ANSWERS))

    def tells(self, clause: str, columns: list[int], bar: float) -> bool:
        """Return whether a pair over ``bar`` shares a word that sets the clause apart."""
        for row in self.rows.get(clause, []):
            telling = {t for t in self.declared.terms[row] if self._telling(t)}
            for column in columns:
                over = self.probabilities[row, column] >= bar
                if over and not telling.isdisjoint(self.spoken.terms[column]):
                    return True
        return False

    def _telling(self, term: str) -> bool:
        rare = math.log(min(_ONE_IN, len(self.rows) + 0.5)) ** 2  # as `term_weights` has it
        return self.held.weights.get(term, 0.0) >= rare - 1e-9 and term not in FUNCTION_WORDS

    def evidence(self, clause: str, raised: float, enough_answered: float) -> Evidence:
        """Return the clause's best pair with each spoken sentence.

        ``raised`` is how likely the clause is raised at all, ``enough_answered`` what an answer has
        to reach to speak for it.
        """
        bars = self.bars.copy()
        bars[self.columns(ANSWERS)] = enough_answered
        rows = self.rows[clause]
        probabilities, strengths = self.probabilities[rows], self.strengths[rows]
        best = probabilities.argmax(axis=0)
        across = np.arange(probabilities.shape[1])
        return Evidence(
            self.spoken,
            self._grouped,
            probabilities[best, across],
            strengths.max(axis=0),
            bars,
            raised,
        )

    def reason(self, clause: str, parts: tuple[Part, ...]) -> Reason:
        """Return why the clause's best pair with these parts matches, or falls short."""
        best = self._best_pair(clause, self.columns(parts))
        return NOTHING if best is None else self.reasons.of_clause(clause, *best)

    def question_reason(
        self, clause: str, columns: list[int], question: Question, exchange: Exchange
    ) -> Reason:
        """Return why a question's best pair with the clause matches, or falls short."""
        best = self._best_pair(clause, columns)
        if best is None:
            return NOTHING
        return self.reasons.of_question(clause, *best, question, exchange)

    def about(self, question: Question, exchange: Exchange) -> list[int]:
        """Return the spoken sentences that say what a question is about: its own, and where those
        do not, its context.
        """
        spans: tuple[Span, ...] = (question.span,)
        if self.reasons.needs_context(question, exchange):
            spans += self.reasons.context(question, exchange)
        starts, ends = self._bounds
        held = np.zeros(len(starts), np.bool_)
        for span in spans:
            held |= (starts < span.end) & (span.start < ends)
        return [int(column) for column in np.flatnonzero(held)]

    @cached_property
    def _bounds(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Where the spoken sentences begin, and where they end."""
        spans = [passage.span for passage in self.spoken.passages]
        starts = np.array([span.start for span in spans], np.intp)
        return starts, np.array([span.end for span in spans], np.intp)

    @cached_property
    def _grouped(self) -> Blocks:
        return grouped(self.blocks)

    def _best_pair(self, clause: str, columns: list[int]) -> tuple[Span, int] | None:
        """Return the clause's sentence and the place of the spoken one that match best."""
        rows = self.rows.get(clause, [])
        if not rows or not columns:
            return None
        scores = self.probabilities[np.ix_(rows, columns)]
        row, column = np.unravel_index(int(scores.argmax()), scores.shape)
        return self.declared.passages[rows[int(row)]].span, columns[int(column)]

    @cached_property
    def reasons(self) -> Reasons:
        """What it takes to give reasons; made when the first is asked for."""
        held, background = self.held, self.held.background
        known = background is not None and background.sentences >= _LEAST_SPEECH
        idf = background.idf if background is not None and known else None
        return Reasons(held.document, self.transcript, held.weights, self.spoken, self.blocks, idf)


def pairs_of(
    declaration: EmbeddedDocument,
    transcript: EmbeddedDocument,
    model: VerdictModel,
    background: Background | None,
    *,
    with_features: bool = False,
    held: Declared | None = None,
) -> Pairs:
    """Score every pair. Questions are scored apart from answers, and text that perhaps nobody
    said (``trailing``) as answers would be. ``with_features`` keeps what the probabilities are
    made of, which is much. ``held`` is what is known of the declaration, with this model and this
    background, from a comparison before.
    """
    held = held or Declared.of(declaration, model, background)
    rows, spoken = held.rows, sentences_of(transcript)
    shape = (len(held.sentences), len(spoken))
    probabilities, nearest, bars = np.zeros(shape), np.full(shape, -1.0), np.ones(shape[1])
    strengths, joint = np.zeros(shape), np.zeros((len(rows), shape[1]))
    returned, said = np.zeros(shape[1]), np.zeros(shape[1])
    around = surroundings(spoken.vectors, matters(spoken.passages))
    questions = _questions(transcript)
    kept = np.zeros((*shape, len(FEATURES)) if with_features else (0, 0, 0), np.float32)
    if held.aligner is not None:
        scores = held.aligner.scores(spoken.vectors, spoken.terms)
        for parts, logistic, bar in (
            (QUESTIONS, model.asked, model.asked_bar),
            (ANSWERS, model.answered, model.answered_bar),
            (TRAILING, model.answered, model.answered_bar),
        ):
            columns = [i for i, passage in enumerate(spoken.passages) if passage.part in parts]
            if not columns:
                continue
            beside = spoken.vectors[columns], around[columns]
            features = held.aligner.features(scores.of(columns), *beside)
            if parts == QUESTIONS:
                led = leads([spoken.passages[i] for i in columns], questions)
                features = with_what_is_asked(features, led)
            probabilities[:, columns] = logistic.probabilities(features)
            if with_features:
                kept[:, columns] = features
            nearest[:, columns] = features[:, :, FEATURES.index("apart")]
            bars[columns] = bar
        joint = by_clause(scores.joint, rows)
        returned, said = scores.returned.max(axis=0), scores.said
        evidence = [i for i, passage in enumerate(spoken.passages) if passage.part in EVIDENCE]
        if evidence:
            signals = strength_features(
                held.aligner, scores.of(evidence), spoken.vectors[evidence], _groups(rows, shape)
            )
            strengths[:, evidence] = model.explicit.probabilities(signals)
    return Pairs(
        held,
        transcript,
        _terms_of(spoken, EVIDENCE),
        _terms_of(spoken, QUESTIONS),
        spoken,
        kept,
        blocks_around(transcript, spoken),
        bars,
        probabilities,
        strengths,
        nearest,
        joint,
        returned,
        said,
    )


def _terms_of(spoken: Sentences, parts: tuple[Part, ...]) -> frozenset[str]:
    said = zip(spoken.passages, spoken.terms, strict=True)
    return frozenset(term for passage, terms in said if passage.part in parts for term in terms)


def _groups(rows: dict[str, list[int]], shape: tuple[int, int]) -> NDArray[np.int64]:
    """Return (clause sentences,): the number of each sentence's clause."""
    found = np.zeros(shape[0], np.int64)
    for number, places in enumerate(rows.values()):
        found[places] = number
    return found


def _questions(transcript: EmbeddedDocument) -> list[Span]:
    """Return the spans of all questions; none where the document is no transcript."""
    if not isinstance(transcript.structure, Transcript):
        return []
    return [q.span for exchange in transcript.structure.exchanges for q in exchange.questions]
