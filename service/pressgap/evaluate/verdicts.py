"""The measures of judged cases, each beside the naive rule on cosines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pressgap.evaluate.cases import ClauseRow, QuestionRow, Rows
from pressgap.evaluate.measures import Measure, Result, Sample, sample
from pressgap.evaluate.metrics import (
    Floats,
    accuracy,
    auroc,
    average_precision,
    calibration_error,
    macro_f1,
    mean,
    ratio,
    surest,
)

VERDICTS = ("asked", "volunteered", "not_raised")
COSINE_BAR = 0.5


def verdict_measures(title: str, rows: Rows, notes: Sequence[str] = ()) -> Result:
    """Return the measures of one case, or of several pooled."""
    cases = list(dict.fromkeys(row.case for row in rows.clauses))
    drawn = sample([row.case for row in rows.clauses], "clauses, questions", "cases")
    measures = [
        *_verdicts(rows.clauses, drawn),
        *_probabilities(rows.clauses, drawn),
        *_surest(rows.clauses, drawn),
        *_strength(rows.clauses, drawn),
        *_questions(rows.questions, rows.lost),
        *_labels(rows.labels),
    ]
    return Result(
        title,
        "case",
        len(cases),
        drawn.resampled,
        tuple(measures),
        rows.decided,
        tuple(notes),
    )


def _verdicts(rows: Sequence[ClauseRow], drawn: Sample) -> list[Measure]:
    said, truth = [row.said for row in rows], [row.truth for row in rows]
    naive = naive_verdicts(rows, COSINE_BAR, COSINE_BAR)
    n = f"{len(rows)} unambiguous clauses"
    unsure = said.count("unsure")
    return [
        drawn.measure(
            "macro_f1",
            "macro-F1 of the three verdicts",
            macro_f1(said, truth, VERDICTS),
            n,
            macro_f1(naive, truth, VERDICTS),
        ),
        drawn.measure(
            "cosine.macro_f1.hindsight",
            "the same, cosine with the best thresholds in hindsight",
            macro_f1(best_naive(rows), truth, VERDICTS),
            n,
        ),
        *(measure for verdict in VERDICTS for measure in _verdict(verdict, said, truth, drawn)),
        drawn.measure(
            "not_raised.coverage",
            "not_raised, coverage",
            mean([each == "not_raised" for each in said]),
            f"{said.count('not_raised')} of {len(rows)}",
        ),
        drawn.measure(
            "unsure", "unsure", mean([s == "unsure" for s in said]), f"{unsure} of {len(rows)}"
        ),
    ]


def _verdict(
    verdict: str, said: Sequence[str], truth: Sequence[str], drawn: Sample
) -> list[Measure]:
    right = np.array([s == t == verdict for s, t in zip(said, truth, strict=True)], np.float64)
    called = np.array([each == verdict for each in said], np.float64)
    so = np.array([each == verdict for each in truth], np.float64)
    hits = int(right.sum())
    return [
        drawn.measure(
            f"{verdict}.precision",
            f"{verdict}, precision",
            mean(right),
            f"{hits} of {int(called.sum())} called so",
            round(float(so.mean()), 4) if verdict == "not_raised" else None,  # said of all
            base=called,
        ),
        drawn.measure(
            f"{verdict}.recall",
            f"{verdict}, recall",
            mean(right),
            f"{hits} of {int(so.sum())} that are so",
            base=so,
        ),
    ]


def _probabilities(rows: Sequence[ClauseRow], drawn: Sample) -> list[Measure]:
    truth = [row.truth for row in rows]
    asked = np.array([each == "asked" for each in truth], bool)
    raised = np.array([each != "not_raised" for each in truth], bool)
    near = np.array([(row.cosine_asked, row.cosine_answered) for row in rows])
    return [
        measure
        for name, what, positive, chances, cosine in (
            ("asked", "asked", asked, [row.asked for row in rows], near[:, 0]),
            ("raised", "raised at all", raised, [row.raised for row in rows], near.max(axis=1)),
        )
        for measure in _ranking(name, what, positive, np.array(chances), cosine, drawn)
    ]


def _ranking(
    name: str,
    what: str,
    positive: NDArray[np.bool_],
    chances: Floats,
    cosine: Floats,
    drawn: Sample,
) -> list[Measure]:
    n = f"{len(positive)}, {int(positive.sum())} positive"
    return [
        drawn.measure(
            f"{name}.auroc", f"{what}, AUROC", auroc(chances, positive), n, auroc(cosine, positive)
        ),
        drawn.measure(
            f"{name}.ap",
            f"{what}, average precision",
            average_precision(chances, positive),
            n,
            average_precision(cosine, positive),
        ),
        drawn.measure(f"{name}.ece", f"{what}, ECE", calibration_error(chances, positive), n),
    ]


def _surest(rows: Sequence[ClauseRow], drawn: Sample) -> list[Measure]:
    right = [row.said == row.truth for row in rows]
    sureness = [row.sureness for row in rows]
    return [
        drawn.measure(
            f"accuracy.surest_{percent}",
            f"accuracy on the surest {percent} %",
            surest(right, sureness, percent / 100),
            f"{round(percent / 100 * len(rows))} of {len(rows)}",
            n=round(percent / 100 * len(rows)),
        )
        for percent in (50, 80, 100)
    ]


def _strength(rows: Sequence[ClauseRow], drawn: Sample) -> list[Measure]:
    """Measure the strength where a clause is raised and was found to be."""
    both = np.array([bool(row.strength and row.true_strength) for row in rows], np.float64)
    right = np.array([row.strength == row.true_strength for row in rows], np.float64)
    count = f"{int((right * both).sum())} of {int(both.sum())} raised and found so"
    what = "explicit or implied, agreement"
    return [drawn.measure("strength.agreement", what, mean(right), count, base=both)]


def _questions(rows: Sequence[QuestionRow], lost: int) -> list[Measure]:
    drawn = sample([row.case for row in rows], "questions", "cases")
    said, truth = [row.said for row in rows], [row.truth for row in rows]
    n = f"{len(rows)} of {len(rows) + lost} questions found"
    unsure = said.count("unsure")
    on = np.array([each == "on_declaration" for each in truth], bool)
    both = [row.links_both for row in rows]
    links = [
        ("precision", [row.links_said for row in rows], "said"),
        ("recall", [row.links_true for row in rows], "true"),
    ]
    return [
        drawn.measure(
            "questions.accuracy",
            "questions on or off the declaration, accuracy",
            accuracy(said, truth),
            f"{n}, {unsure} unsure",
        ),
        drawn.measure(
            "questions.decided",
            "the same, of those not unsure",
            accuracy(said, truth),
            f"{len(rows) - unsure} questions",
            base=np.array([each != "unsure" for each in said], np.float64),
        ),
        drawn.measure(
            "questions.auroc",
            "questions on the declaration, AUROC",
            auroc(np.array([row.chance for row in rows]), on),
            f"{len(rows)}, {int(on.sum())} positive",
        ),
        *(
            drawn.measure(
                f"links.{name}",
                f"clause links of questions, {name}",
                ratio(both, under),
                f"{sum(both)} of {sum(under)} {word}",
                n=sum(under),
            )
            for name, under, word in links
        ),
    ]


def _labels(labels: Sequence[tuple[str, bool]]) -> list[Measure]:
    if not labels:
        return []
    drawn = sample([case for case, _ in labels], "clauses", "cases")
    shared = [each for _, each in labels]
    what = "labels sharing a word with the topic a person gave"
    return [drawn.measure("labels", what, mean(shared), f"{sum(shared)} of {len(shared)}")]


def naive_verdicts(rows: Sequence[ClauseRow], asked: float, answered: float) -> list[str]:
    """Return the naive rule's verdicts: asked from this cosine to a question on, else volunteered
    from that cosine to an answer on, else not raised.
    """
    return [
        "asked"
        if row.cosine_asked >= asked
        else ("volunteered" if row.cosine_answered >= answered else "not_raised")
        for row in rows
    ]


def best_naive(rows: Sequence[ClauseRow]) -> list[str]:
    """Return the verdicts of the naive rule with the thresholds that give the best macro-F1."""
    truth = [row.truth for row in rows]
    once = np.ones((1, len(rows)))
    asked = sorted({row.cosine_asked for row in rows} | {2.0})
    answered = sorted({row.cosine_answered for row in rows} | {2.0})
    tried = [naive_verdicts(rows, one, other) for one in asked for other in answered]
    return max(tried, key=lambda said: float(macro_f1(said, truth, VERDICTS)(once)[0]), default=[])
