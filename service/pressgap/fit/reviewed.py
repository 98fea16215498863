"""The reviews of a library, as labels on the clauses of the documents they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pressgap.core.matching.align import EmbeddedDocument
from pressgap.core.model import Declaration, Review
from pressgap.core.report import Report
from pressgap.core.reports.reviews import by_target, latest
from pressgap.kept import KeptComparisons
from pressgap.library import Library

VERDICTS = ("asked", "volunteered", "not_raised")
_PAGE = 100


@dataclass(frozen=True, eq=False)
class Reviewed:
    """A declaration and the transcripts it was held against, with what people found.

    ``verdicts`` are those of ``VERDICTS``, by clause id.
    """

    declaration: EmbeddedDocument
    transcripts: tuple[EmbeddedDocument, ...]
    verdicts: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Reviews:
    """All that was reviewed; ``left_out`` counts clauses by why they do not serve."""

    comparisons: tuple[Reviewed, ...]
    left_out: Mapping[str, int]

    def counts(self) -> Counter[str]:
        """Return how many clauses people gave each verdict."""
        return Counter(v for each in self.comparisons for v in each.verdicts.values())


def read_reviews(kept: KeptComparisons, library: Library, languages: Sequence[str]) -> Reviews:
    """Return what people found on the clauses of all kept comparisons.

    The same documents may have been compared under several settings or models: their reviews are
    taken together, each coder's latest. Left out are clauses that coders disagree on or call
    unsure, that are parsed otherwise today, and documents in a language the model does not know.
    Raises ``IndexOutOfStep`` where a document is not embedded with the library's model.
    """
    grouped: dict[tuple[str, ...], list[Report]] = {}
    for report in _reviewed(kept):
        transcripts = sorted(each.id for each in report.transcripts)
        grouped.setdefault((report.declaration.id, *transcripts), []).append(report)
    left_out: Counter[str] = Counter()
    found = []
    for (declaration, *spoken), reports in sorted(grouped.items()):
        first, *others = (library.embedded(each) for each in (declaration, *spoken))
        known = all(each.document.language in (*languages, "und") for each in (first, *others))
        verdicts = _verdicts(reports, first, left_out)
        if not known:
            left_out["in a language the model does not know"] += len(verdicts)
        elif verdicts:
            found.append(Reviewed(first, tuple(others), verdicts))
    return Reviews(tuple(found), left_out)


def _reviewed(kept: KeptComparisons) -> Iterator[Report]:
    """Yield the reports that anyone reviewed, newest first."""
    after: str | None = None
    while True:
        page = kept.list(after=after, limit=_PAGE)
        for summary in page.items:
            report = kept.get(summary.id)
            if any(clause.reviews for clause in report.clauses):
                yield report
        if page.next is None:
            return
        after = page.next


def _verdicts(
    reports: Sequence[Report], declaration: EmbeddedDocument, left_out: Counter[str]
) -> dict[str, str]:
    """Return what stands on each clause, and count in ``left_out`` what does not serve."""
    outline = declaration.structure
    assert isinstance(outline, Declaration)  # noqa: S101 - a comparison's declaration is one
    ids = {(clause.span.start, clause.span.end): clause.id for clause in outline.clauses}
    reviews: list[Review] = []
    for clause in (clause for report in reports for clause in report.clauses if clause.reviews):
        today = ids.get((clause.start, clause.end))
        if today is None:
            left_out["parsed otherwise today"] += 1
            continue
        reviews += [replace(review, target=today) for review in clause.reviews]
    found = {}
    for target, given in by_target(reviews).items():
        verdicts = {review.verdict for review in latest(given)}
        verdict = verdicts.pop() if len(verdicts) == 1 else None
        if verdicts:
            left_out["disputed"] += 1
        elif verdict in VERDICTS:
            found[target] = str(verdict)
        elif verdict is not None:
            left_out["called unsure"] += 1
    return found
