from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from pressgap.core.codec import to_json
from pressgap.errors import BadSettings
from pressgap.evaluate import Evaluator, Run
from pressgap.evaluate.lines import difference_lines, run_lines
from pressgap.evaluate.measures import Decided, Measure, Result, sample
from pressgap.evaluate.metrics import mean
from pressgap.evaluate.runs import differences, read_run
from tests.evaluate.folders import make_case


def _run(*said: str, value: float = 0.5) -> Run:
    truths = ("asked", "not_raised", "volunteered", "ambiguous")
    decided = tuple(
        Decided(f"case / clause {n}", "Tunnel", each, truth)
        for n, (each, truth) in enumerate(zip(said, truths, strict=True), 1)
    )
    measure = Measure("macro_f1", "macro-F1", value, 0.4, 0.6, 4, "4 clauses", 0.3)
    return Run("1", "m", (Result("case", "case", 1, "clauses", (measure,), decided),))


def test_a_saved_run_is_read_back(tmp_path: Path, evaluator: Evaluator) -> None:
    run = evaluator.run(make_case(tmp_path / "case"))
    saved = tmp_path / "run.json"
    saved.write_text(json.dumps(to_json(run)))
    assert read_run(saved) == run
    assert differences(run, run)[0].verdicts == ()


@pytest.mark.parametrize("content", ["no json", "{}", '{"pressgap": 1}'])
def test_a_file_that_is_no_run_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "run.json").write_text(content)
    with pytest.raises(BadSettings, match="is no saved run"):
        read_run(tmp_path / "run.json")


def test_a_changed_verdict_is_told_with_what_it_became() -> None:
    before = _run("unsure", "not_raised", "unsure", "asked")
    after = _run("asked", "asked", "not_raised", "unsure", value=0.75)
    (found,) = differences(before, after)
    assert [each.became for each in found.verdicts] == ["right", "wrong", "neither", "neither"]
    lines = difference_lines([found])
    assert "0.500 → 0.750  +0.250" in lines
    assert "4 verdicts changed" in lines
    assert "clause 1 Tunnel: unsure → asked (right now)" in lines
    assert "clause 2 Tunnel: not_raised → asked (wrong now, it is not_raised)" in lines
    assert "clause 3 Tunnel: unsure → not_raised (wrong as before, it is volunteered)" in lines
    assert "clause 4 Tunnel: asked → unsure (ambiguous)" in lines


def test_runs_on_other_folders_cannot_be_compared() -> None:
    before = _run("asked", "asked", "asked", "asked")
    other = replace(before, results=(replace(before.results[0], title="other"),))
    with pytest.raises(BadSettings, match="measured case, not other"):
        differences(before, other)


def test_a_run_prints_value_interval_floor_and_count() -> None:
    lines = run_lines(_run("asked", "asked", "asked", "asked"))
    assert lines.startswith("case\n  intervals: clauses drawn anew\n")
    row = lines.splitlines()[-1].split()
    assert row == ["macro-F1", "0.500", "0.400–0.600", "0.300", "4", "clauses"]


def test_rows_of_one_document_are_drawn_together() -> None:
    documents = [n for n in range(5) for _ in range(20)]
    values = [float(n % 2) for n in documents]
    together = sample(documents, "rows").measure("m", "", mean(values), "")
    apart = sample(range(100), "rows").measure("m", "", mean(values), "")
    assert together.low is not None
    assert apart.low is not None
    assert together.value == apart.value == pytest.approx(0.4)
    assert together.low < apart.low


def test_fewer_than_five_documents_are_not_drawn_anew() -> None:
    assert sample([1, 1, 2, 3, 4], "clauses").resampled == "clauses"
    assert sample([1, 2, 3, 4, 5], "clauses").resampled == "documents"


def test_the_same_rows_give_the_same_interval() -> None:
    values = np.linspace(0.0, 1.0, 30)
    once, again = (sample(range(30), "rows").measure("m", "", mean(values), "") for _ in "ab")
    assert once == again


def test_what_cannot_be_measured_has_no_value_and_no_interval() -> None:
    found = sample([], "rows").measure("m", "", mean([]), "none")
    assert (found.value, found.low, found.high, found.n) == (None, None, None, 0)
