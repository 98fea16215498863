"""Print how good the answers are, beside plain cosine and what is required: ``make quality``.

``python -m benchmarks.quality [PATH ...]`` measures the labelled folders at these paths; without
any, the development data beside the checkout. Vectors are kept in the state folder, so that only
the first run embeds. ``--out FILE`` saves the run for ``pressgap evaluate --compare``.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pressgap.cli.output import json_text
from pressgap.cli.progress import phases
from pressgap.evaluate import Evaluator, Measure, Result, Run
from pressgap.settings import load_settings
from pressgap.wiring import open_parts

SHARED = Path(__file__).resolve().parents[2] / "shared"
STATE = Path(__file__).resolve().parents[1] / "indexes"
DEVELOPMENT = (
    "train/qmsum-committee/val",
    "train/explainmeetsum-committee/val",
    "train/argkp-2021",
    "gold",
)


@dataclass(frozen=True)
class Required:
    """A row of the table: a measure of one kind of folder and the least (or most) it should be."""

    what: str
    kind: str
    name: str
    bound: float
    most: bool = False
    note: str = ""


REQUIRED = (
    Required("topic → turns, MAP", "qmsum", "topics.map", 0.58),
    Required("question → turns, MAP", "qmsum", "questions.map", 0.60),
    Required(
        "utterance recall at 3,000 words", "qmsum", "queries.recall3000", 0.74, note=" unseen"
    ),
    Required("statement → turn, MRR", "explainmeetsum", "turns.mrr", 0.85),
    Required("statement → sentence, MRR", "explainmeetsum", "sentences.mrr", 0.83),
    Required(
        "raised or not, AUROC near+cut: topics and questions",
        "qmsum",
        "raised.auroc.near+cut",
        0.83,
    ),
    Required(
        "raised or not, AUROC near+cut: statements",
        "explainmeetsum",
        "supported.auroc.near+cut",
        0.85,
    ),
    Required(
        "ECE at one positive in three: topics and questions", "qmsum", "raised.ece", 0.07, True
    ),
    Required(
        "ECE at one positive in three: statements", "explainmeetsum", "supported.ece", 0.07, True
    ),
    Required("argument × key point, mAP strict", "argkp", "map.strict", 0.53),
    Required("argument × key point, mAP relaxed", "argkp", "map.relaxed", 0.72),
    Required("judged case, macro-F1 of three verdicts", "case", "macro_f1", 0.68),
    Required("judged case, AUROC asked", "case", "asked.auroc", 0.84),
    Required("judged case, AUROC raised at all", "case", "raised.auroc", 0.85),
    Required("judged case, precision of not_raised", "case", "not_raised.precision", 0.95),
    Required("judged case, coverage of not_raised", "case", "not_raised.coverage", 0.40),
)


def table(results: Sequence[Result]) -> str:
    """Return the rows of what was measured as a table in Markdown."""
    head = ("measure", "cosine floor", "required", "ours (95 % interval)", "n")
    lines = [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head))]
    return "\n".join([*lines, *_rows(results)]) + "\n"


def _rows(results: Sequence[Result]) -> Iterator[str]:
    for row in REQUIRED:
        found = [result for result in results if result.kind == row.kind]
        for result in found:
            where = f" ({result.title})" if len(found) > 1 else ""
            measure = result.measure(row.name)
            sign = "≤" if row.most else "≥"
            yield (
                f"| {row.what}{where} | {_floor(measure, result)} | "
                f"{sign} {row.bound:.2f}{row.note} | {_ours(measure, row)} | {measure.count} |"
            )


def _floor(measure: Measure, result: Result) -> str:
    shown = "" if measure.floor is None else f"{measure.floor:.2f}"
    if measure.name != "macro_f1":
        return shown
    return f"{shown} ({_number(result.measure('cosine.macro_f1.hindsight').value)} in hindsight)"


def _ours(measure: Measure, row: Required) -> str:
    value = "-" if measure.value is None else f"{measure.value:.3f}"
    shown = f"{value} ({_number(measure.low)}–{_number(measure.high)})"
    return shown if reached(measure, row) else f"{shown} ✗"


def reached(measure: Measure, row: Required) -> bool:
    """Return whether a measure is what is required of it."""
    if measure.value is None:
        return False
    return measure.value <= row.bound if row.most else measure.value >= row.bound


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def measured(paths: Sequence[Path]) -> Run:
    """Measure the folders, leaving out what was fitted on where there is something else."""
    folder = Path(os.environ.get("PRESSGAP_DATA_DIR") or STATE) / "quality"
    parts = open_parts(load_settings(data_dir=folder))
    try:
        with phases() as report:
            evaluator = Evaluator(parts.library, parts.comparer, report, keep_vectors=True)
            runs = [evaluator.run(path, fitted_on=False) for path in paths]
    finally:
        parts.close()
    results = tuple(result for run in runs for result in run.results)
    return Run(runs[0].pressgap, runs[0].model, results)


def main(arguments: Sequence[str]) -> int:
    """Print the table; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH")
    parser.add_argument("--out", type=Path, metavar="FILE")
    given = parser.parse_args(arguments)
    paths = given.paths or [SHARED / each for each in DEVELOPMENT]
    missing = [str(path) for path in paths if not path.is_dir()]
    if missing:
        print(
            f"Nothing is measured: the labelled data {', '.join(missing)} is not here. It is no "
            "part of PressGap; name folders of your own, or lay it beside the checkout.",
            file=sys.stderr,
        )
        return 2 if given.paths else 0
    run = measured(paths)
    if given.out:
        given.out.write_text(json_text(run), encoding="utf-8")
    print(table(run.results))
    print("✗: not reached. Intervals: " + "; ".join(_drawn(run.results)) + ".")
    return 0


def _drawn(results: Sequence[Result]) -> Iterator[str]:
    for result in results:
        yield f"{result.title}: {result.resampled} drawn anew"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
