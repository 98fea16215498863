"""A result as lines a person reads at a terminal; the count each ratio is of stands beside it."""

from __future__ import annotations

from pressgap.evaluate.result import CaseResult, PerVerdict, Ranking


def report_lines(result: CaseResult) -> str:
    """Return the lines of one case."""
    questions = result.questions
    said = next(row for row in result.per_verdict if row.verdict == "not_raised").said
    lines = [
        result.title,
        f"  {result.n} unambiguous clauses, verdict model {result.verdict_model}",
        _line("macro-F1 of the three verdicts", result.macro_f1, f"n={result.n}, unsure is wrong"),
        *(line for row in result.per_verdict for line in _verdict(row)),
        _line("unsure", result.unsure / max(1, result.n), f"{result.unsure} of {result.n}"),
        *_ranking("asked", result.asked),
        *_ranking("raised at all", result.raised),
        _line("coverage of not_raised", result.coverage, f"{said} of {result.n}"),
        _line("accuracy on the surest half", result.surest_half, f"n={round(0.5 * result.n)}"),
        _line("accuracy on the surest 80 %", result.surest_80, f"n={round(0.8 * result.n)}"),
        _line(
            "questions on or off the declaration",
            questions.accuracy,
            f"n={questions.n} of {questions.judged} found, {questions.unsure} unsure",
        ),
        _line("clause links, precision", questions.links_precision, f"n={questions.links_said}"),
        _line("clause links, recall", questions.links_recall, f"n={questions.links_true}"),
    ]
    if result.labels:
        share = result.labels_sharing / result.labels
        lines.append(_line("labels sharing a word with the topic", share, f"n={result.labels}"))
    return "\n".join(lines)


def _verdict(row: PerVerdict) -> list[str]:
    return [
        _line(f"{row.verdict}, precision", row.precision, f"n={row.said} called so"),
        _line(f"{row.verdict}, recall", row.recall, f"n={row.true} are so"),
    ]


def _ranking(name: str, ranking: Ranking) -> list[str]:
    count = f"n={ranking.n}, {ranking.positives} positive"
    return [
        _line(f"{name}, AUROC", ranking.auroc, count),
        _line(f"{name}, average precision", ranking.average_precision, count),
        _line(f"{name}, calibration error", ranking.ece, count),
    ]


def _line(name: str, value: float | None, count: str) -> str:
    shown = "  -  " if value is None else f"{value:.3f}"
    return f"  {name:<38} {shown}  ({count})"
