"""Matches → verdicts: asked, volunteered, not raised, or unsure, with probability and evidence.

Every pair of a clause sentence and a transcript sentence gets a calibrated probability; a clause
is as likely asked as its best pair with a question, as likely answered as its best pair with an
answer or the opening. Probabilities are rounded before anything is decided, and the bars stand in
the same data file as the coefficients: this module holds the rules, not the numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pressgap.core.matching.align import EmbeddedDocument
from pressgap.core.matching.background import Background
from pressgap.core.matching.because import NOTHING, Doubt, because, question_because
from pressgap.core.matching.combine import combine
from pressgap.core.matching.declared import Declared
from pressgap.core.matching.evidence import choose
from pressgap.core.matching.pairs import ANSWERS, QUESTIONS, TRAILING, Pairs, pairs_of
from pressgap.core.matching.verdict_model import VerdictModel, raised_signals
from pressgap.core.model import (
    Answered,
    Clause,
    ClauseVerdict,
    ClauseVerdictName,
    Declaration,
    Exchange,
    Match,
    Part,
    Question,
    QuestionVerdict,
    QuestionVerdictName,
    Transcript,
    TranscriptVerdicts,
)

__all__ = ["EmbeddedDocument", "VerdictModel", "combine", "judge"]

NO_BACKGROUND = (
    "There is no background table for this embedding model. Whether a clause resembles nothing "
    "because nobody raised it cannot be told, so no clause is called not raised."
)
UNTRUSTED = "The model does not know this language, so a person should look."


def judge(
    declaration: EmbeddedDocument,
    transcript: EmbeddedDocument,
    model: VerdictModel,
    background: Background | None,
    evidence: int = 5,
    closest: int = 3,
    *,
    trusted: bool = True,
    reason: str | None = None,
    held: Declared | None = None,
) -> TranscriptVerdicts:
    """Return the findings of one declaration on one transcript.

    ``evidence`` and ``closest`` bound how many passages a clause shows over and below the bar.
    ``trusted`` False (a language the model does not know, say): every verdict is unsure, and
    ``reason`` is the sentence that says why. ``held`` is what `pairs_of` takes by that name.
    Raises ``TypeError`` when a document is of the other kind.
    """
    outline, speech = declaration.structure, transcript.structure
    if not isinstance(outline, Declaration) or not isinstance(speech, Transcript):
        raise TypeError("judge takes a declaration and a transcript, in this order")
    pairs = pairs_of(declaration, transcript, model, background, held=held)
    rules = _Rules(model, background is not None, None if trusted else reason or UNTRUSTED)
    found = TranscriptVerdicts(
        transcript=transcript.document.id,
        clauses=tuple(
            _clause(clause, pairs, rules, evidence, closest) for clause in outline.clauses
        ),
        questions=tuple(
            _question(exchange, question, outline.clauses, pairs, rules)
            for exchange in speech.exchanges
            for question in exchange.questions
        ),
        warnings=() if background is not None else (NO_BACKGROUND,),
    )
    return replace(found, questions=_explained(found.questions, speech, pairs, rules))


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules of decision. ``distrust`` is why nothing is decided, None when it is."""

    model: VerdictModel
    background: bool
    distrust: str | None

    def clause(self, asked: float, answered: float, raised: float, told: bool) -> ClauseVerdictName:
        """Return the verdict, text that perhaps nobody said left aside.

        ``told``: a question over the bar shares a telling word with the clause. Without one, what
        looks like a question on it may as well be one on the declaration at large.
        """
        if self.distrust:
            return "unsure"
        if asked >= self.model.asked_bar:
            return "asked" if told else "unsure"
        if answered >= self.model.enough_answered(raised):
            return "volunteered"
        return "not_raised" if self.absent(raised) else "unsure"

    def absent(self, raised: float) -> bool:
        """Return whether so little speaks for it that absence can be said."""
        return self.background and raised <= self.model.not_raised_bar

    def answered(self, answered: float, raised: float, replied: bool) -> Answered:
        """Return whether the principal speaks to a clause that was asked.

        A reply need not repeat the clause's words ("Yes, they will."), so where there is a reply
        (``replied``), that it does not is no proof that the question went unanswered.
        """
        if answered >= self.model.enough_answered(raised):
            return "yes"
        return "unsure" if replied else "no"

    def question(self, probability: float) -> QuestionVerdictName:
        """Return whether a question is on the declaration."""
        if self.distrust:
            return "unsure"
        if probability >= self.model.on_bar:
            return "on_declaration"
        off = self.background and probability <= self.model.off_bar
        return "off_declaration" if off else "unsure"


def _clause(
    clause: Clause, pairs: Pairs, rules: _Rules, evidence: int, closest: int
) -> ClauseVerdict:
    asked, answered, raised = _chances(clause, pairs, rules.model)
    told = pairs.tells(clause.id, pairs.columns(QUESTIONS), rules.model.asked_bar)
    verdict = rules.clause(asked, answered, raised, told)
    trailing = _trailing_matters(clause, pairs, rules, verdict)
    if trailing:
        verdict = "unsure"
    over, below = _matches(clause, raised, pairs, rules)
    part = _deciding_part(verdict, over)
    strengths = [match.strength for match in over if match.passage.part == part]
    return ClauseVerdict(
        clause=clause.id,
        verdict=verdict,
        answered=(
            rules.answered(answered, raised, pairs.replied(clause.id, rules.model.asked_bar))
            if verdict == "asked"
            else None
        ),
        strength=strengths[0] if strengths else None,
        probability_asked=asked,
        probability_answered=answered,
        probability_raised=raised,
        because=rules.distrust
        or _because(clause, verdict, over, pairs, _doubt(trailing, asked, told, rules)),
        evidence=choose(over, evidence, part) if part else (),
        closest=(below if part else _stripped(over) + below)[:closest],
    )


def _chances(clause: Clause, pairs: Pairs, model: VerdictModel) -> tuple[float, float, float]:
    """Return how likely the clause is asked, answered, and raised at all."""
    asked = pairs.best(clause.id, pairs.columns(QUESTIONS))
    answered = pairs.best(clause.id, pairs.columns(ANSWERS))
    signals = raised_signals(
        asked,
        answered,
        pairs.closeness(clause.id),
        pairs.words(clause.id),
        pairs.mentioned(clause.id),
        pairs.key_is_asked(clause.id),
    )
    raised = float(model.raised.probabilities(signals))
    # Whatever is asked or answered is raised; that it is raised is told from more.
    return min(asked, raised), min(answered, raised), raised


def _trailing_matters(
    clause: Clause, pairs: Pairs, rules: _Rules, verdict: ClauseVerdictName
) -> bool:
    trailing = pairs.best(clause.id, pairs.columns(TRAILING))
    return verdict == "not_raised" and trailing >= rules.model.answered_bar


def _matches(
    clause: Clause, raised: float, pairs: Pairs, rules: _Rules
) -> tuple[tuple[Match, ...], tuple[Match, ...]]:
    if clause.id not in pairs.rows:
        return (), ()
    found = pairs.evidence(clause.id, raised, rules.model.enough_answered(raised))
    return found.matches(rules.model.explicit_bar)


def _deciding_part(verdict: ClauseVerdictName, over: tuple[Match, ...]) -> Part | None:
    """Return the part whose match carries the verdict; None when nothing is decided by a match."""
    wanted = {"asked": QUESTIONS, "volunteered": ANSWERS}.get(verdict, ())
    return next((match.passage.part for match in over if match.passage.part in wanted), None)


def _stripped(over: tuple[Match, ...]) -> tuple[Match, ...]:
    """Return matches over a bar that decide nothing here: to look at, without a strength."""
    return tuple(Match(m.passage, m.probability, None, m.sentences) for m in over)


def _doubt(trailing: bool, asked: float, told: bool, rules: _Rules) -> Doubt | None:
    """Return why a verdict may be unsure beside what the probabilities say."""
    if trailing:
        return "trailing"
    if asked >= rules.model.asked_bar and not told:
        return "no_word"
    return None if rules.background else "no_background"


def _because(
    clause: Clause,
    verdict: ClauseVerdictName,
    over: tuple[Match, ...],
    pairs: Pairs,
    doubt: Doubt | None,
) -> str:
    part = _deciding_part(verdict, over)
    near = QUESTIONS if doubt == "no_word" and verdict == "unsure" else QUESTIONS + ANSWERS
    found = pairs.reason(clause.id, (part,) if part else near)
    strength = next((match.strength for match in over if match.passage.part == part), None)
    return because(verdict, found, doubt, strength)


def _question(
    exchange: Exchange,
    question: Question,
    clauses: Sequence[Clause],
    pairs: Pairs,
    rules: _Rules,
) -> QuestionVerdict:
    columns = pairs.about(question, exchange)
    bar = rules.model.asked_bar
    best = pairs.best_of_each(columns)
    touched = [(each.id, best.get(each.id, 0.0)) for each in clauses]
    over = [(c, chance) for c, chance in touched if chance >= bar and pairs.tells(c, columns, bar)]
    signals = pairs.agenda(columns)
    # Without a background only a clause that is surely touched tells that a question is on it.
    probability = (
        max((chance for _, chance in touched), default=0.0)
        if signals is None
        else float(rules.model.on_declaration.probabilities(signals))
    )
    return QuestionVerdict(
        exchange=exchange.number,
        number=question.number,
        verdict=rules.question(probability),
        probability=probability,
        clauses=tuple(sorted(over, key=lambda entry: -entry[1])),
    )


def _explained(
    found: tuple[QuestionVerdict, ...], speech: Transcript, pairs: Pairs, rules: _Rules
) -> tuple[QuestionVerdict, ...]:
    """Return the verdicts on questions with a sentence each that says why."""
    asked = {
        (exchange.number, question.number): (question, exchange)
        for exchange in speech.exchanges
        for question in exchange.questions
    }
    return tuple(
        replace(
            each,
            because=rules.distrust
            or _question_because(each, *asked[each.exchange, each.number], pairs, rules),
        )
        for each in found
    )


def _question_because(
    found: QuestionVerdict, question: Question, exchange: Exchange, pairs: Pairs, rules: _Rules
) -> str:
    columns = pairs.about(question, exchange)
    linked = [clause for clause, _ in found.clauses]
    best = pairs.best_of_each(columns)
    nearest = linked or sorted(pairs.rows, key=lambda clause: -best[clause])
    if not nearest or not columns:
        return question_because(found.verdict, NOTHING, None, touched=False)
    clause = nearest[0]
    explicit = pairs.strongest(clause, columns) >= rules.model.explicit_bar
    return question_because(
        found.verdict,
        pairs.question_reason(clause, columns, question, exchange),
        pairs.reasons.clause_name(clause),
        touched=bool(linked),
        background=rules.background,
        strength="explicit" if explicit else "implied",
        in_context=pairs.reasons.needs_context(question, exchange),
    )
