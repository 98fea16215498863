"""``pressgap fit --reviews``: the verdict model fitted on a library's own reviews as well.

Measured before and after by cross-validation, on the reviews alone and with the verdicts' own
code; where it would get worse, nothing is to be written.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np

from pressgap.core.matching.background import Background
from pressgap.core.matching.verdict import combine, judge
from pressgap.core.matching.verdict_model import RAISED, Logistic, VerdictModel
from pressgap.core.model import ClauseVerdict
from pressgap.data import Fitted, load_values, trials_file
from pressgap.errors import BadSettings, StorageUnavailable
from pressgap.fit.pseudo import SEED
from pressgap.fit.refit import SHIPPED_AS, Example, examples, refitted
from pressgap.fit.reviewed import VERDICTS, Reviewed, Reviews
from pressgap.fit.table import Table, load_table
from pressgap.fit.verdicts import DECIMALS, as_json, logistic_as_json

LEAST = 20
LEAST_OF_A_KIND = 3
FOLDS = 5
_LEAST_COMPARISONS = 3
_SUREST = 1e-3  # probabilities have three decimals; being wrong for sure costs no more than this


@dataclass(frozen=True, slots=True)
class Scores:
    """How far probabilities and verdicts lie from people's; lower is better but for ``macro_f1``,
    in which `unsure` counts as wrong.
    """

    log_loss_asked: float
    log_loss_raised: float
    brier_asked: float
    brier_raised: float
    macro_f1: float

    @property
    def log_loss(self) -> float:
        """What is decided by."""
        return (self.log_loss_asked + self.log_loss_raised) / 2.0


@dataclass(frozen=True, slots=True)
class CrossValidation:
    """Scores on reviewed ``clauses``, ``before`` and ``after``.

    ``folds`` were left out in turn, drawn ``by`` comparison or clause.
    """

    before: Scores
    after: Scores
    clauses: int
    folds: int
    by: str

    @property
    def worse(self) -> bool:
        """Return whether the old model is to be kept."""
        return self.after.log_loss > self.before.log_loss


def fit_reviews(
    reviews: Reviews, fitted: Fitted, encoder: str, today: date
) -> tuple[dict[str, Any], CrossValidation]:
    """Return the model file's values with ``reviews`` added to what is ``fitted``, and how much
    they help; nothing is written.

    ``encoder`` is the SHA-256 of the embedding model. Raises ``BadSettings`` where there are too
    few reviews, where nothing was fitted to the embedding model, and without the table of what was.
    """
    _check(reviews, fitted)
    values, sha256 = load_values(fitted.file)
    table = load_table(fitted.file.parent / trials_file(encoder), str(values["name"]), encoder)
    base = fitted.verdict_model()
    found = [examples(each, base, fitted.background) for each in reviews.comparisons]
    measured = _cross_validated(reviews.comparisons, found, table, base, fitted.background)
    model = refitted(table, [example for each in found for example in each], base)
    made_of = {"base": {"name": values["name"], "sha256": sha256}, **_provenance(reviews, measured)}
    return {
        **values,
        "name": f"{values['name']} + {measured.clauses} reviews",
        "asked": as_json(model.asked),
        "answered": as_json(model.answered),
        "clause_raised": _raised_json(model.raised),
        "provenance": {
            **values["provenance"],
            "reviews": {**made_of, "date": today.isoformat()},
        },
    }, measured


def _check(reviews: Reviews, fitted: Fitted) -> None:
    if not fitted.calibrated:
        raise BadSettings(
            "reviews are added to what was fitted to the embedding model, and nothing was: "
            "`pressgap fit --train DIR --out FOLDER` does; then set background to FOLDER"
        )
    counts = reviews.counts()
    absent = counts["not_raised"]
    raised = counts.total() - absent
    if counts.total() < LEAST or min(raised, absent) < LEAST_OF_A_KIND:
        aside = ", ".join(f"{count} {why}" for why, count in sorted(reviews.left_out.items()))
        raise BadSettings(
            f"{LEAST} reviewed clauses are needed, at least {LEAST_OF_A_KIND} of them raised "
            f"(asked or volunteered) and {LEAST_OF_A_KIND} not raised; there are "
            f"{counts.total()}: {raised} raised, {absent} not"
            f"{f' (left out: {aside})' if aside else ''}. `pressgap review` records one"
        )


def _cross_validated(
    comparisons: Sequence[Reviewed],
    found: Sequence[Sequence[Example]],
    table: Table,
    base: VerdictModel,
    background: Background | None,
) -> CrossValidation:
    folds = _folds(found)
    before = [_verdicts(each, base, background) for each in comparisons]
    after = _left_out(comparisons, found, folds, table, base, background)
    return CrossValidation(
        _scores(comparisons, before),
        _scores(comparisons, after),
        sum(len(each) for each in found),
        len(folds),
        "comparison" if len(found) >= _LEAST_COMPARISONS else "clause",
    )


def _folds(found: Sequence[Sequence[Example]]) -> list[set[tuple[int, str]]]:
    """Return what is left out in turn, as comparison and clause: a comparison where there are
    enough, else a share of the clauses, drawn with a fixed seed.
    """
    every = [[(place, each.clause) for each in among] for place, among in enumerate(found)]
    if len(every) >= _LEAST_COMPARISONS:
        return [set(each) for each in every]
    drawn = [key for each in every for key in each]
    random.Random(SEED).shuffle(drawn)  # noqa: S311  (no secret)
    return [set(drawn[start::FOLDS]) for start in range(FOLDS)]


def _left_out(
    comparisons: Sequence[Reviewed],
    found: Sequence[Sequence[Example]],
    folds: Sequence[set[tuple[int, str]]],
    table: Table,
    base: VerdictModel,
    background: Background | None,
) -> list[dict[str, ClauseVerdict]]:
    """Return the verdicts on each comparison's clauses by models that never saw their reviews."""
    verdicts: list[dict[str, ClauseVerdict]] = [{} for _ in comparisons]
    for fold in folds:
        seen = [
            example
            for place, among in enumerate(found)
            for example in among
            if (place, example.clause) not in fold
        ]
        model = refitted(table, seen, base)
        for place in {place for place, _ in fold}:
            said = _verdicts(comparisons[place], model, background)
            verdicts[place] |= {clause: said[clause] for at, clause in fold if at == place}
    return verdicts


def _verdicts(
    reviewed: Reviewed, model: VerdictModel, background: Background | None
) -> dict[str, ClauseVerdict]:
    found = [
        judge(reviewed.declaration, each, model, background, evidence=1, closest=1)
        for each in reviewed.transcripts
    ]
    return {verdict.clause: verdict for verdict in combine(found, 1, 1)}


def _scores(
    comparisons: Sequence[Reviewed], verdicts: Sequence[Mapping[str, ClauseVerdict]]
) -> Scores:
    rows = list(_rows(comparisons, verdicts))
    truth, said = [row[0] for row in rows], [row[1].verdict for row in rows]
    asked = np.array([verdict.probability_asked for _, verdict in rows])
    raised = np.array([verdict.probability_raised for _, verdict in rows])
    was_asked = np.array([each == "asked" for each in truth])
    was_raised = np.array([each != "not_raised" for each in truth])
    return Scores(
        _log_loss(asked, was_asked),
        _log_loss(raised, was_raised),
        float(((asked - was_asked) ** 2).mean()),
        float(((raised - was_raised) ** 2).mean()),
        _macro_f1(said, truth),
    )


def _rows(
    comparisons: Sequence[Reviewed], verdicts: Sequence[Mapping[str, ClauseVerdict]]
) -> Iterator[tuple[str, ClauseVerdict]]:
    for reviewed, found in zip(comparisons, verdicts, strict=True):
        for clause, verdict in reviewed.verdicts.items():
            yield verdict, found[clause]


def _log_loss(probabilities: np.ndarray[Any, Any], labels: np.ndarray[Any, Any]) -> float:
    held = np.clip(probabilities, _SUREST, 1.0 - _SUREST)
    return float(-np.log(np.where(labels, held, 1.0 - held)).mean())


def _macro_f1(said: Sequence[str], truth: Sequence[str]) -> float:
    """Return the mean F1 of the verdicts that people gave."""
    found = []
    for label in (label for label in VERDICTS if label in truth):
        both = sum(s == t == label for s, t in zip(said, truth, strict=True))
        found.append(2.0 * both / (said.count(label) + truth.count(label)))
    return sum(found) / len(found)


def _provenance(reviews: Reviews, measured: CrossValidation) -> dict[str, Any]:
    return {
        "clauses": measured.clauses,
        "verdicts": dict(sorted(reviews.counts().items())),
        "left_out": dict(sorted(reviews.left_out.items())),
        "comparisons": len(reviews.comparisons),
        "shipped_rows_count_as_reviews": SHIPPED_AS,
        "cross_validation": {
            "folds": measured.folds,
            "by": measured.by,
            "before": _rounded(measured.before),
            "after": _rounded(measured.after),
        },
    }


def _raised_json(logistic: Logistic) -> dict[str, Any]:
    return logistic_as_json(np.array([logistic.intercept, *logistic.coefficients]), RAISED)


def _rounded(scores: Scores) -> dict[str, float]:
    return {name: round(value, DECIMALS) for name, value in asdict(scores).items()}


def write(values: Mapping[str, Any], file: Path) -> None:
    """Put ``values`` in the place of ``file``, whole or not at all.

    Raises ``StorageUnavailable``.
    """
    fresh = file.with_name(f"{file.name}.{uuid4().hex}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            with fresh.open("w", encoding="utf-8") as opened:
                opened.write(json.dumps(values, indent=2, ensure_ascii=False) + "\n")
                opened.flush()
                os.fsync(opened.fileno())
            fresh.replace(file)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise StorageUnavailable(
            f"{file} cannot be written ({error.strerror or error}): free space or give leave to "
            "write there; what was there is as it was"
        ) from error
