"""A judge's opinions → verdicts: what is left open, and what an opinion may change.

Only what the first stage leaves open is read: for an unsure clause the passages over the bar of
absence (its closest ones where none is: a clause may be unsure by all signs together), for an
unsure question the clauses that its passages leave open. Then

- a clause is asked where a question's passage is judged related (explicit or implied), else
  volunteered where an answer or the opening is; not raised where every open passage is judged
  unrelated; otherwise it stays unsure. A clause called volunteered is asked where a question read
  for its own sake is judged to raise it.
- a question is on the declaration where its words are judged related to a clause, off it where
  every open clause is judged unrelated; otherwise it stays unsure.

Absence is never told where there is no background (the bar that says which passages are open
means little there), nor of a clause that text which perhaps nobody said would raise. An opinion
that is given less than even chances by the judge itself counts as unsure. Probabilities stay the
first stage's: a judge's are not calibrated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pressgap.core.matching.align import EmbeddedDocument
from pressgap.core.matching.background import Background
from pressgap.core.matching.evidence import SPOKEN, choose
from pressgap.core.matching.judged_because import (
    not_raised_because,
    off_declaration_because,
    on_declaration_because,
    raised_because,
    unsure_because,
)
from pressgap.core.matching.opinions import Opinion, Ruling
from pressgap.core.matching.pairs import TRAILING, pairs_of
from pressgap.core.matching.verdict_model import VerdictModel
from pressgap.core.model import (
    Answered,
    ClauseVerdict,
    Match,
    Part,
    Passage,
    Question,
    QuestionVerdict,
    Relation,
    Span,
    Strength,
    Transcript,
    TranscriptVerdicts,
)

_LEAST = 0.5
_CLOSEST = 3  # passages read of a clause of which none is over the bar of absence

Matter = tuple[tuple[str, Match], ...]
"""What has to be read to decide one thing: clause ids with passages, likeliest first."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of putting a clause and a passage to a judge."""

    clause: str
    match: Match
    ruling: Ruling

    @property
    def relation(self) -> Relation | None:
        """What counts: unsure where the judge itself is; None where no opinion came."""
        if not isinstance(self.ruling, Opinion):
            return None
        return self.ruling.relation if self.ruling.probability >= _LEAST else "unsure"

    @property
    def reason(self) -> str:
        """The judge's reason, or why no opinion came."""
        return self.ruling.reason if isinstance(self.ruling, Opinion) else self.ruling.why

    @property
    def strength(self) -> Strength | None:
        """How strongly they are related; None where they are not, or that is not known."""
        relation = self.relation
        return relation if relation in ("explicit", "implied") else None


@dataclass(frozen=True, slots=True)
class Hearing:
    """All that was read of one transcript, and what is needed to go by it.

    ``readings`` come likeliest first. ``everything`` are the first stage's findings with every
    passage. ``doubted`` are clauses that text which perhaps nobody said would raise; ``replied``
    exchanges in which somebody answers.
    """

    judge: str
    readings: tuple[Reading, ...]
    everything: TranscriptVerdicts
    background: bool
    doubted: frozenset[str]
    replied: frozenset[int | None]
    answered_bar: float
    evidence: int
    closest: int


def open_matters(everything: TranscriptVerdicts, speech: Transcript, bar: float) -> list[Matter]:
    """Return what is to be read of a transcript: a matter for each clause and question left open.

    ``everything`` are findings with every passage; ``bar`` is the bar of absence.
    """
    said = [
        (clause, match)
        for clause in everything.clauses
        for match in (*clause.evidence, *clause.closest)
        if match.passage.part in SPOKEN
    ]
    said.sort(key=lambda entry: (-entry[1].probability, entry[1].passage.span))
    near = [entry for entry in said if entry[1].probability > bar]
    asked = _questions(speech)
    clauses = [
        tuple((c.clause, match) for c, match in near if c is clause)
        or tuple((c.clause, match) for c, match in said if c is clause)[:_CLOSEST]
        for clause in everything.clauses
        if clause.verdict == "unsure"
    ]
    questions = [
        tuple((c.clause, m) for c, m in near if _touches(m.passage, asked[q.exchange, q.number]))
        for q in everything.questions
        if q.verdict == "unsure"
    ]
    return [matter for matter in (*clauses, *questions) if matter]


def doubted(
    declaration: EmbeddedDocument,
    transcript: EmbeddedDocument,
    model: VerdictModel,
    background: Background | None,
) -> frozenset[str]:
    """Return the clauses that text which perhaps nobody said would raise."""
    if not any(passage.part in TRAILING for passage in transcript.passages):
        return frozenset()
    pairs = pairs_of(declaration, transcript, model, background)
    columns = pairs.columns(TRAILING)
    return frozenset(c for c in pairs.rows if pairs.best(c, columns) >= model.answered_bar)


def with_opinions(
    found: TranscriptVerdicts, speech: Transcript, hearing: Hearing
) -> TranscriptVerdicts:
    """Return the first stage's findings with what the readings change."""
    wide = {clause.clause: clause for clause in hearing.everything.clauses}
    asked = _questions(speech)
    return replace(
        found,
        clauses=tuple(_clause(clause, wide[clause.clause], hearing) for clause in found.clauses),
        questions=tuple(_question(q, asked, hearing) for q in found.questions),
    )


def touches(question: Question, start: int, end: int) -> bool:
    """Return whether a question, with what leads up to it, shares words with a stretch."""
    stretch = _stretch(question)
    return start < stretch.end and stretch.start < end


# --- clauses -------------------------------------------------------------------------------


def _clause(first: ClauseVerdict, wide: ClauseVerdict, hearing: Hearing) -> ClauseVerdict:
    readings = [r for r in hearing.readings if r.clause == first.clause]
    if not readings or first.verdict not in ("unsure", "volunteered"):
        return first
    related = [reading for reading in readings if reading.strength]
    asked = [reading for reading in related if reading.match.passage.part == "question"]
    if asked:
        return _raised(first, wide, "question", related, hearing)
    if first.verdict == "volunteered":
        return first
    if related:
        return _raised(first, wide, related[0].match.passage.part, related, hearing)
    unrelated = all(reading.relation == "none" for reading in readings)
    if unrelated and hearing.background and first.clause not in hearing.doubted:
        because = not_raised_because(
            hearing.judge, readings[0].match.passage, readings[0].reason, len(readings)
        )
        return replace(first, verdict="not_raised", because=because)
    missing = sum(reading.relation is None for reading in readings)
    more = unsure_because(hearing.judge, len(readings), missing, unrelated)
    return replace(first, because=f"{first.because} {more}")


def _raised(
    first: ClauseVerdict,
    wide: ClauseVerdict,
    part: Part,
    related: Sequence[Reading],
    hearing: Hearing,
) -> ClauseVerdict:
    carrying = [reading for reading in related if reading.match.passage.part == part]
    judged = [replace(reading.match, strength=reading.strength) for reading in related]
    seen = {match.passage for match in judged}
    known = [match for match in wide.evidence if match.passage not in seen]
    below = [m for m in wide.closest if m.passage not in seen]
    explicit = any(reading.strength == "explicit" for reading in carrying)
    return replace(
        first,
        verdict="asked" if part == "question" else "volunteered",
        answered=_answered(first, related, hearing) if part == "question" else None,
        strength="explicit" if explicit else "implied",
        because=raised_because(hearing.judge, carrying[0].match.passage, carrying[0].reason),
        evidence=choose([*judged, *known], hearing.evidence, part),
        closest=tuple(below[: hearing.closest]),
    )


def _answered(first: ClauseVerdict, related: Sequence[Reading], hearing: Hearing) -> Answered:
    """Return as the first stage does; an answer judged related counts as one over its bar."""
    passages = [reading.match.passage for reading in related]
    said = any(passage.part != "question" for passage in passages)
    if said or first.probability_answered >= hearing.answered_bar:
        return "yes"
    where = {passage.exchange for passage in passages}
    return "unsure" if where & hearing.replied else "no"


# --- questions -----------------------------------------------------------------------------


def _question(
    first: QuestionVerdict, asked: Mapping[tuple[int, int], Question], hearing: Hearing
) -> QuestionVerdict:
    question = asked[first.exchange, first.number]
    mine = [r for r in hearing.readings if _touches(r.match.passage, question)]
    if not mine or first.verdict == "off_declaration":
        return first
    new = {
        reading.clause: reading.match.probability
        for reading in reversed(mine)  # the likeliest passage of a clause comes first: it stays
        if reading.clause not in dict(first.clauses)
        and reading.strength
        and _carries(reading.match, question, asked)
    }
    if new:
        links = sorted((dict(first.clauses) | new).items(), key=lambda entry: -entry[1])
        because = on_declaration_because(hearing.judge, _first_reason(mine, new))
        return replace(first, verdict="on_declaration", clauses=tuple(links), because=because)
    unrelated = all(reading.relation == "none" for reading in mine)
    if not unrelated or not hearing.background or first.verdict != "unsure":
        return first
    because = off_declaration_because(hearing.judge, mine[0].reason)
    return replace(first, verdict="off_declaration", because=because)


def _first_reason(readings: Sequence[Reading], clauses: Mapping[str, float]) -> str:
    """Return the judge's reason on the likeliest passage that touches one of these clauses."""
    return next(r.reason for r in readings if r.clause in clauses and r.strength)


def _carries(match: Match, question: Question, asked: Mapping[tuple[int, int], Question]) -> bool:
    """Return whether it is this question, of those in a passage, that meets the clause."""
    rivals = [other for other in asked.values() if _touches(match.passage, other)]
    return len(rivals) == 1 or any(touches(question, s.start, s.end) for s in match.sentences)


def _questions(speech: Transcript) -> dict[tuple[int, int], Question]:
    return {
        (exchange.number, question.number): question
        for exchange in speech.exchanges
        for question in exchange.questions
    }


def _touches(passage: Passage, question: Question) -> bool:
    if passage.part != "question" or passage.turn != question.turn:
        return False
    return touches(question, passage.span.start, passage.span.end)


def _stretch(question: Question) -> Span:
    start = question.context.start if question.context else question.span.start
    return Span(min(start, question.span.start), question.span.end)
