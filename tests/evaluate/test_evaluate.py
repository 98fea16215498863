from pathlib import Path

import pytest

from pressgap.errors import BadSettings
from pressgap.evaluate import cases, evaluate_case, read_case, report_lines
from tests.parts import fake_parts

DECLARATION = """# Harbour plan

1. The council will build a harbour tunnel for lorries.

2. Night buses will run on every weekday from March.

3. School meals become free for younger pupils.
"""
TRANSCRIPT = """Mayor Ada Fell: Good morning. Questions, please.

Jon Reed: Jon Reed, The Courier. When will the council build the harbour tunnel for lorries?

Mayor Ada Fell: Work begins in May. And night buses will run on every weekday from March.
"""


def _case(folder: Path, clauses: str | None = None) -> Path:
    folder.mkdir(parents=True)
    (folder / "plan.md").write_text(DECLARATION)
    (folder / "talk.txt").write_text(TRANSCRIPT)
    (folder / "case.toml").write_text(
        'title = "Harbour"\ndeclaration = "plan.md"\ntranscripts = ["talk.txt"]\n'
    )
    rows = "clause\tasked\tanswered\tambiguous\n1\t2\t1\t0\n2\t0\t2\t0\n3\t0\t0\t1\n"
    (folder / "clauses.tsv").write_text(rows if clauses is None else clauses)
    (folder / "questions.tsv").write_text(
        "exchange\tquestion\tbegins\ton_declaration\tclauses\n"
        "1\t1\tWhen will the council\t1\t1\n1\t2\tNobody said this\t0\t\n"
    )
    (folder / "topics.csv").write_text("paragraph,topic,group\n1,Harbour tunnel,works\n")
    return folder


def test_a_case_is_measured_through_library_and_comparer_and_nothing_is_kept(
    tmp_path: Path,
) -> None:
    folder = _case(tmp_path / "case")
    parts = fake_parts(tmp_path / "state")
    try:
        result = evaluate_case(folder, parts.library, parts.comparer)
        assert parts.library.list().items == []
    finally:
        parts.close()
    assert result.n == 2  # the third is ambiguous
    assert (result.asked.positives, result.raised.positives) == (1, 2)
    assert (result.questions.n, result.questions.judged) == (1, 2)
    assert result.questions.links_true == 1
    assert result.labels == 1
    lines = report_lines(result)
    assert lines.startswith("Harbour\n")
    assert "n=2, 1 positive" in lines


def test_a_folder_of_cases_is_read_in_order_of_name(tmp_path: Path) -> None:
    _case(tmp_path / "b")
    _case(tmp_path / "a")
    assert [path.name for path in cases(tmp_path)] == ["a", "b"]
    assert cases(tmp_path / "a") == [tmp_path / "a"]


def test_the_verdict_follows_from_the_grades(tmp_path: Path) -> None:
    case = read_case(_case(tmp_path / "case"))
    assert [clause.verdict for clause in case.clauses] == ["asked", "volunteered", "not_raised"]
    assert [question.on for question in case.questions] == [True, False]


def test_a_folder_without_a_case_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match=r"holds no case\.toml"):
        cases(tmp_path)


@pytest.mark.parametrize(
    ("clauses", "named"), [("clause\tasked\n1\t1\n", "answered"), ("no table", "clauses.tsv")]
)
def test_a_broken_table_is_refused_with_its_place(tmp_path: Path, clauses: str, named: str) -> None:
    with pytest.raises(BadSettings, match=named):
        read_case(_case(tmp_path / "case", clauses))


def test_a_document_that_is_not_there_is_named(tmp_path: Path) -> None:
    folder = _case(tmp_path / "case")
    (folder / "talk.txt").unlink()
    parts = fake_parts(tmp_path / "state")
    try:
        with pytest.raises(BadSettings, match=r"talk\.txt"):
            evaluate_case(folder, parts.library, parts.comparer)
    finally:
        parts.close()
