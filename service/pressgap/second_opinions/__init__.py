"""Second opinions: what the first stage leaves open is put to a judge.

Whatever goes wrong with a judge leaves the first stage's verdicts, and a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pressgap.core.matching.align import EmbeddedDocument
from pressgap.core.matching.background import Background
from pressgap.core.matching.second_opinion import (
    Hearing,
    Reading,
    doubted,
    open_matters,
    with_opinions,
)
from pressgap.core.matching.shown import pair_shown
from pressgap.core.matching.verdict_model import VerdictModel
from pressgap.core.model import Clause, Declaration, Match, TranscriptVerdicts
from pressgap.core.report import JudgeRef
from pressgap.core.reports.judged_report import judged_pair
from pressgap.second_opinions.asking import Asker, Progress, Put
from pressgap.second_opinions.heard import Heard, counted, speech_of, warnings_of

__all__ = ["Asker", "Case", "Heard", "Progress", "SecondOpinions"]


@dataclass(frozen=True, eq=False)
class Case:
    """A transcript, the first stage's findings on it, and the same with every passage shown."""

    transcript: EmbeddedDocument
    found: TranscriptVerdicts
    everything: TranscriptVerdicts


@dataclass(frozen=True, eq=False)
class _Open:
    """A clause and a passage that the first stage leaves open."""

    case: Case
    clause: str
    match: Match
    put: Put


class SecondOpinions:
    """Takes a judge's opinions into the first stage's findings. Safe to share between threads."""

    def __init__(
        self, asker: Asker, verdict_model: VerdictModel, background: Background | None
    ) -> None:
        """Ask with ``asker``; the other two are the first stage's."""
        self._asker = asker
        self._verdict_model = verdict_model
        self._background = background

    @property
    def ref(self) -> JudgeRef:
        """What names the judge in a manifest; raises ``ModelUnavailable``."""
        return self._asker.ref

    @property
    def settings(self) -> dict[str, object]:
        """The budget, as a manifest names it."""
        return self._asker.settings

    def hear(
        self,
        declaration: EmbeddedDocument,
        cases: Sequence[Case],
        counts: tuple[int, int],
        keep: bool,
        progress: Progress | None = None,
    ) -> Heard:
        """Return the findings on ``cases`` after the judge.

        ``counts`` bound the passages a clause shows over and below the bar; ``keep`` stores the
        opinions with the documents.
        """
        opened = list(self._open(declaration, cases))
        puts = [each.put for each in opened]
        answers = self._asker.ask(declaration.document.id, puts, keep, progress)
        rulings = [answers.rulings[put.key] for put in puts]
        readings = [
            (each.case, Reading(each.clause, each.match, ruling))
            for each, ruling in zip(opened, rulings, strict=True)
        ]
        judge = counted(self.ref, rulings, sum(put.key in answers.known for put in puts))
        return Heard(
            findings=tuple(
                self._decided(declaration, case, [r for c, r in readings if c is case], counts)
                for case in cases
            ),
            judged=tuple(judged_pair(case.found.transcript, reading) for case, reading in readings),
            warnings=tuple(warnings_of(judge, rulings)),
            judge=judge,
        )

    def _open(self, declaration: EmbeddedDocument, cases: Sequence[Case]) -> Iterator[_Open]:
        """Yield what to ask, matters with the fewest open passages first: most get decided."""
        matters = [
            (case, matter)
            for case in cases
            for matter in open_matters(
                case.everything, speech_of(case.transcript), self._verdict_model.not_raised_bar
            )
        ]
        clauses = _clauses(declaration)
        seen: set[tuple[str, str]] = set()
        for case, matter in sorted(matters, key=lambda entry: len(entry[1])):
            for clause, match in matter:
                if (clause, match.passage.id) not in seen:
                    seen.add((clause, match.passage.id))
                    yield self._opened(declaration, clauses[clause], case, match)

    def _opened(
        self, declaration: EmbeddedDocument, clause: Clause, case: Case, match: Match
    ) -> _Open:
        transcript = case.transcript
        pair = pair_shown(
            declaration.document,
            clause,
            transcript.document,
            speech_of(transcript),
            match.passage,
        )
        return _Open(case, clause.id, match, self._asker.put(transcript.document.id, pair))

    def _decided(
        self,
        declaration: EmbeddedDocument,
        case: Case,
        readings: Sequence[Reading],
        counts: tuple[int, int],
    ) -> TranscriptVerdicts:
        if not readings:
            return case.found
        model, background = self._verdict_model, self._background
        likeliest_first = sorted(
            readings, key=lambda r: (-r.match.probability, r.match.passage.span)
        )
        replied = {p.exchange for p in case.transcript.passages if p.part == "answer"}
        hearing = Hearing(
            judge=self.ref.name,
            readings=tuple(likeliest_first),
            everything=case.everything,
            background=background is not None,
            doubted=doubted(declaration, case.transcript, model, background),
            replied=frozenset(replied),
            answered_bar=model.answered_bar,
            evidence=counts[0],
            closest=counts[1],
        )
        return with_opinions(case.found, speech_of(case.transcript), hearing)


def _clauses(declaration: EmbeddedDocument) -> dict[str, Clause]:
    structure = declaration.structure
    assert isinstance(structure, Declaration)  # noqa: S101 - kind checked before
    return {clause.id: clause for clause in structure.clauses}
