from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import quality
from pressgap.evaluate import Measure, Result


def _result(title: str, macro: float | None) -> Result:
    names = {row.name: row for row in quality.REQUIRED if row.kind == "case"}
    measures = [
        Measure(name, row.what, 0.9, 0.8, 1.0, 68, "68 clauses", 0.5) for name, row in names.items()
    ]
    measures = [each for each in measures if each.name != "macro_f1"]
    measures.append(Measure("macro_f1", "", macro, 0.5, 0.7, 68, "68 clauses", 0.4))
    measures.append(Measure("cosine.macro_f1.hindsight", "", 0.52, 0.4, 0.6, 68, "68 clauses"))
    return Result(title, "case", 1, "clauses", tuple(measures))


def test_a_row_shows_floor_requirement_value_interval_and_count() -> None:
    lines = quality.table([_result("Harbour", 0.7)]).splitlines()
    assert lines[0].startswith("| measure | cosine floor | required | ours")
    assert (
        "| judged case, macro-F1 of three verdicts | 0.40 (0.52 in hindsight) | ≥ 0.68 "
        "| 0.700 (0.50–0.70) | 68 clauses |"
    ) in lines
    assert len(lines) == 2 + 5


def test_what_is_not_reached_or_not_measured_is_marked() -> None:
    for value, shown in ((0.679, "0.679 (0.50–0.70) ✗"), (None, "- (0.50–0.70) ✗")):
        assert shown in quality.table([_result("Harbour", value)])


def test_of_an_error_little_is_required() -> None:
    (row,) = (each for each in quality.REQUIRED if each.name == "raised.ece")
    small, large = (Measure("raised.ece", "", v, None, None, 9, "") for v in (0.05, 0.2))
    assert quality.reached(small, row)
    assert not quality.reached(large, row)


def test_folders_of_one_kind_are_told_apart() -> None:
    lines = quality.table([_result("Harbour", 0.7), _result("Budget", 0.6)])
    assert "macro-F1 of three verdicts (Harbour)" in lines
    assert "macro-F1 of three verdicts (Budget)" in lines


def test_without_the_labelled_data_nothing_is_measured_and_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(quality, "SHARED", tmp_path / "shared")
    assert quality.main([]) == 0
    assert "Nothing is measured" in capsys.readouterr().err
    assert quality.main([str(tmp_path / "mine")]) == 2
