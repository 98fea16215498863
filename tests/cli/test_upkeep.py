from __future__ import annotations

import json
from pathlib import Path

import pytest

from pressgap.settings import Settings
from tests.cli.conftest import Run
from tests.fakes import FakeEncoder


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """What the server was started with."""
    found: list[Settings] = []
    monkeypatch.setattr("pressgap.web.serve.serve", found.append)
    return found


def test_the_index_is_rebuilt_from_the_database(run: Run, tmp_path: Path) -> None:
    run("add", "--kind", "declaration", "budget.md")
    for file in (tmp_path / "state" / "faiss").iterdir():
        file.unlink()
    result = run("reindex")
    assert result.exit_code == 0
    assert result.stdout.startswith("1 document, ")
    assert "0 embedded now" in result.stdout
    assert "School meals" in run("search", "School meals are free of charge").stdout


def test_texts_are_read_anew_on_demand(run: Run, encoder: FakeEncoder) -> None:
    run("add", "--kind", "declaration", "budget.md")
    assert run("reindex", "--reparse").exit_code == 0


def test_the_server_listens_where_it_is_told(run: Run, served: list[Settings]) -> None:
    assert run("serve").exit_code == 0
    assert run("serve", "--host", "::1", "--port", "9000").exit_code == 0
    assert [(each.host, each.port) for each in served] == [("127.0.0.1", 8017), ("::1", 9000)]


@pytest.mark.parametrize("port", ["70000", "http"])
def test_a_port_that_is_none_is_refused(run: Run, served: list[Settings], port: str) -> None:
    assert run("serve", "--port", port).exit_code == 2
    assert served == []


def test_fitting_without_labelled_data_says_so(
    run: Run, monkeypatch: pytest.MonkeyPatch, encoder: FakeEncoder, tmp_path: Path
) -> None:
    monkeypatch.setattr("pressgap.encoder.open_encoder", lambda model, threads: encoder)
    result = run("fit", "--train", str(tmp_path / "texts"), "--out", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: ")
    assert run("fit", "--train", "missing").exit_code == 2


def test_a_folder_without_a_judged_case_is_told(run: Run, tmp_path: Path) -> None:
    result = run("evaluate", str(tmp_path / "texts"))
    assert result.exit_code == 2
    assert "holds no case.toml" in result.stderr


def test_a_judged_case_is_measured_and_nothing_is_kept(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    (folder / "case.toml").write_text(
        'title = "Budget"\ndeclaration = "budget.md"\ntranscripts = ["conference.txt"]\n'
    )
    (folder / "clauses.tsv").write_text(
        "clause\tasked\tanswered\tambiguous\n1\t1\t1\t0\n2\t0\t0\t0\n3\t0\t1\t0\n4\t0\t0\t0\n"
    )
    found = json.loads(run("evaluate", str(folder), "--json").stdout)["cases"]
    assert [(case["title"], case["n"]) for case in found] == [("Budget", 4)]
    assert 0 <= found[0]["macro_f1"] <= 1
    text = run("evaluate", str(tmp_path)).stdout
    assert text.startswith("Budget\n")
    assert "macro-F1" in text
    assert run("list").stdout == ""
