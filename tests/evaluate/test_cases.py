from pathlib import Path

import pytest

from pressgap.errors import BadSettings
from pressgap.evaluate import Evaluator
from pressgap.evaluate.cases import ClauseRow
from pressgap.evaluate.judgements import read_case
from pressgap.evaluate.verdicts import best_naive, naive_verdicts
from pressgap.wiring import Parts
from tests.evaluate.folders import make_case


def test_a_case_is_measured_through_library_and_comparer_and_nothing_is_kept(
    tmp_path: Path, evaluator: Evaluator, parts: Parts
) -> None:
    (result,) = evaluator.run(make_case(tmp_path / "case")).results
    assert parts.library.list().items == []
    assert (result.title, result.kind, result.documents) == ("Harbour", "case", 1)
    assert result.resampled == "clauses, questions"  # one document is too few to draw anew
    macro = result.measure("macro_f1")
    assert macro.n == 2  # the third is ambiguous
    assert macro.floor is not None
    assert result.measure("asked.auroc").count == "2, 1 positive"
    assert result.measure("raised.auroc").value is None  # both are raised
    assert result.measure("questions.accuracy").count.startswith("1 of 2 questions found")
    assert result.measure("questions.auroc").count == "1, 1 positive"
    assert result.measure("links.recall").n == 1
    assert result.measure("labels").n == 1


def test_every_judged_clause_and_question_is_told_with_its_verdict(
    tmp_path: Path, evaluator: Evaluator
) -> None:
    (result,) = evaluator.run(make_case(tmp_path / "case")).results
    assert [(each.id, each.truth) for each in result.decided] == [
        ("Harbour / clause 1", "asked"),
        ("Harbour / clause 2", "volunteered"),
        ("Harbour / clause 3", "ambiguous"),
        ("Harbour / E1 “When will the council”", "on_declaration"),
    ]


def test_several_cases_are_measured_one_by_one_and_together(
    tmp_path: Path, evaluator: Evaluator
) -> None:
    make_case(tmp_path / "cases" / "b", title="Second")
    make_case(tmp_path / "cases" / "a", title="First")
    results = evaluator.run(tmp_path / "cases").results
    assert [result.title for result in results] == ["First", "Second", "all 2 cases"]
    assert results[-1].measure("macro_f1").n == 4
    assert results[-1].decided == ()


def test_the_verdict_follows_from_the_grades(tmp_path: Path) -> None:
    case = read_case(make_case(tmp_path / "case"))
    assert [clause.verdict for clause in case.clauses] == ["asked", "volunteered", "not_raised"]
    assert [question.on for question in case.questions] == [True, False]


@pytest.mark.parametrize(
    ("clauses", "named"), [("clause\tasked\n1\t1\n", "answered"), ("no table", "clauses.tsv")]
)
def test_a_broken_table_is_refused_with_its_place(tmp_path: Path, clauses: str, named: str) -> None:
    with pytest.raises(BadSettings, match=named):
        read_case(make_case(tmp_path / "case", clauses))


def test_a_document_that_is_not_there_is_named(tmp_path: Path, evaluator: Evaluator) -> None:
    folder = make_case(tmp_path / "case")
    (folder / "talk.txt").unlink()
    with pytest.raises(BadSettings, match=r"talk\.txt"):
        evaluator.run(folder)


def _row(truth: str, asked: float, answered: float) -> ClauseRow:
    return ClauseRow("c", truth, "unsure", 0.0, 0.0, 0.0, None, None, asked, answered)


def test_the_naive_rule_asks_first_and_its_best_thresholds_are_found() -> None:
    rows = [_row("asked", 0.4, 0.9), _row("volunteered", 0.3, 0.35), _row("not_raised", 0.2, 0.3)]
    assert naive_verdicts(rows, 0.5, 0.5) == ["volunteered", "not_raised", "not_raised"]
    assert best_naive(rows) == ["asked", "volunteered", "not_raised"]
