"""What comes of asking a judge: findings, what the Report shows of it, and warnings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pressgap.core.matching.align import EmbeddedDocument
from pressgap.core.matching.opinions import Opinion, Ruling, Undecided
from pressgap.core.model import Transcript, TranscriptVerdicts
from pressgap.core.report import JudgedPair, JudgeRef, Report
from pressgap.core.reports.judged_report import with_judged


@dataclass(frozen=True, slots=True)
class Heard:
    """Findings after the judge, all that it was asked, and what a reader has to know."""

    findings: tuple[TranscriptVerdicts, ...]
    judged: tuple[JudgedPair, ...] = ()
    warnings: tuple[str, ...] = ()
    judge: JudgeRef | None = None

    def among(self, first: Sequence[TranscriptVerdicts]) -> Heard:
        """Return the same with the findings of ``first`` where the judge was asked nothing."""
        changed = {finding.transcript: finding for finding in self.findings}
        return replace(self, findings=tuple(changed.get(each.transcript, each) for each in first))

    def shown(
        self,
        report: Report,
        first: Sequence[TranscriptVerdicts],
        transcripts: Sequence[EmbeddedDocument],
    ) -> Report:
        """Return the report with what the judge said beside the verdicts it changed."""
        if self.judge is None:
            return report
        speeches = {each.document.id: speech_of(each) for each in transcripts}
        return with_judged(report, first, self.judged, speeches)


def speech_of(transcript: EmbeddedDocument) -> Transcript:
    """Return what the parser understood of a transcript."""
    assert isinstance(transcript.structure, Transcript)  # noqa: S101 - kind checked before
    return transcript.structure


def counted(judge: JudgeRef, rulings: Sequence[Ruling], from_cache: int) -> JudgeRef:
    """Return the judge with what became of the pairs that were left open."""
    failed = sum(isinstance(ruling, Undecided) for ruling in rulings)
    return replace(
        judge,
        pairs=len(rulings),
        asked=len(rulings) - from_cache - failed,
        from_cache=from_cache,
        failed=failed,
    )


def warnings_of(judge: JudgeRef, rulings: Sequence[Ruling]) -> Iterator[str]:
    """Yield where texts went, and what is missing.

    Whether an opinion came now or from the store makes no difference: the passage was sent.
    """
    sent = sum(isinstance(ruling, Opinion) or ruling.sent for ruling in rulings)
    if judge.address and sent:
        where = f"a local server at {judge.address}" if judge.local else judge.address
        safe = judge.local or judge.address.startswith("https:")
        yield (
            f"Clauses and passages of these documents were sent to {where}"
            f"{'' if safe else ', unencrypted'}, for the second opinion of {judge.model} on "
            f"{sent} pair{'' if sent == 1 else 's'}."
        )
    missing = Counter(ruling.why for ruling in rulings if isinstance(ruling, Undecided))
    if missing:
        whys = "; ".join(f"{count}: {why}" for why, count in missing.most_common())
        yield (
            f"The second opinion of {judge.name} is missing on {judge.failed} of {judge.pairs} "
            f"pairs, where the first stage's verdicts stand ({whys}). Compare again to ask again."
        )
