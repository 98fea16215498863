"""Comparisons that are kept: shown, listed, reviewed, removed. Needs the database, no model."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from pressgap.core.codec import from_json
from pressgap.core.model import Review, TranscriptOptions
from pressgap.core.report import Report
from pressgap.core.reports.agreement import Agreement, agreements
from pressgap.core.reports.build_report import allowed_verdicts, with_reviews
from pressgap.core.reports.matrix import Matrix, matrix
from pressgap.errors import BadSettings, DocumentNotFound
from pressgap.store import ComparisonSummary, Page, Store

MAX_NOTE = 10_000
MAX_REVIEWER = 200
_AT_HAND = 4  # Reports read last: whoever turns a page of one turns the next


class KeptComparisons:
    """The comparisons of a library and what people found on them. Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, comparison_id: str) -> Report:
        """Return a kept Report with its reviews, recounted; raises ``ComparisonNotFound``.

        The findings stay as they were made; a warning tells of a transcript that was corrected
        since.
        """
        return load(self._store, comparison_id)

    def corrected_since(self, report: Report) -> Sequence[str]:
        """Return a warning for each transcript that was corrected since the Report was made."""
        return corrected_since(self._store, report)

    def list(
        self,
        *,
        document: str | None = None,
        date_from: str | None = None,
        date_to: str | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> Page[ComparisonSummary]:
        """Return a page of kept comparisons, newest first."""
        return self._store.comparisons(
            document=document, date_from=date_from, date_to=date_to, after=after, limit=limit
        )

    def remove(self, comparison_id: str) -> None:
        """Delete a comparison and its reviews; raises ``ComparisonNotFound``."""
        self._store.remove_comparison(comparison_id)

    def review(
        self,
        comparison_id: str,
        target: str,
        verdict: str | None,
        reviewer: str,
        note: str | None = None,
    ) -> Review:
        """Append a person's finding; ``verdict`` None withdraws the reviewer's earlier one.

        Raises ``ComparisonNotFound``, and ``BadSettings`` for an unknown target, a verdict that
        does not fit it, or a reviewer without a name.
        """
        report = self.get(comparison_id)
        _check_review(report, target, verdict, reviewer, note)
        return self._store.add_review(report.id, target, verdict, reviewer.strip(), note)

    def reviews(self, comparison_id: str) -> Sequence[Review]:
        """Return every review of a comparison, oldest first; raises ``ComparisonNotFound``."""
        return self._store.reviews(self.get(comparison_id).id)

    def agreement(self, comparison_id: str) -> Sequence[Agreement]:
        """Return how far machine and coders agree; raises ``ComparisonNotFound``."""
        return agreements(self.get(comparison_id))

    def matrix(self, comparison_id: str) -> Matrix:
        """Return clauses × exchanges of a kept comparison; raises ``ComparisonNotFound``."""
        return matrix(self.get(comparison_id))


def load(store: Store, comparison_id: str) -> Report:
    """Return a kept Report as ``KeptComparisons.get`` does; raises ``ComparisonNotFound``."""
    report = _read(store.comparison_text(comparison_id))
    report = with_reviews(report, store.reviews(report.id))
    since = corrected_since(store, report)
    return replace(report, warnings=(*report.warnings, *since)) if since else report


def corrected_since(store: Store, report: Report) -> tuple[str, ...]:
    """Return a warning for each transcript that is read otherwise than when the Report was made.

    What was corrected and taken back again is read as it was.
    """
    return tuple(
        f"“{transcript.title}” was corrected since this comparison was made: who speaks, what is "
        "asked and what follows from it may be otherwise now; compare again to see"
        for transcript in report.transcripts
        if _is_read_otherwise(store, report, transcript.id)
    )


def _is_read_otherwise(store: Store, report: Report, transcript: str) -> bool:
    try:
        now = store.options(transcript) or TranscriptOptions()
        if report.manifest.options is None:  # made before corrections were kept
            then = store.given_options(transcript)
        else:
            then = report.manifest.options.get(transcript)
    except DocumentNotFound:  # removed this moment, and the comparison with it
        return False
    return now != (then or TranscriptOptions())


@lru_cache(maxsize=_AT_HAND)
def _read(text: str) -> Report:
    return from_json(Report, json.loads(text))


def _check_review(
    report: Report, target: str, verdict: str | None, reviewer: str, note: str | None
) -> None:
    kinds = {clause.id: "clause" for clause in report.clauses}
    kinds |= {question.id: "question" for question in report.questions}
    if target not in kinds:
        raise BadSettings(
            f"comparison {report.id} has no clause or question {target!r}; clauses are c1 to "
            f"c{len(report.clauses)}, questions look like t1.e1.q1"
        )
    allowed = allowed_verdicts(kinds[target])
    if verdict is not None and verdict not in allowed:
        raise BadSettings(
            f"a {kinds[target]}'s verdict is one of {', '.join(allowed)}, not {verdict!r}"
        )
    if not reviewer.strip() or len(reviewer) > MAX_REVIEWER:
        raise BadSettings(f"a review needs its reviewer's name, at most {MAX_REVIEWER} characters")
    if note is not None and len(note) > MAX_NOTE:
        raise BadSettings(f"a review's note has at most {MAX_NOTE} characters, not {len(note)}")
