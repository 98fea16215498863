from __future__ import annotations

import json
from pathlib import Path

import pytest

from pressgap.data import MODEL_FILE
from pressgap.settings import Settings
from tests.cli.conftest import Run
from tests.fakes import FakeEncoder
from tests.fit.train_folder import write_train


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


def test_fitted_files_are_checked_against_their_data_without_being_written(
    run: Run, monkeypatch: pytest.MonkeyPatch, encoder: FakeEncoder, tmp_path: Path
) -> None:
    monkeypatch.setattr("pressgap.encoder.open_encoder", lambda model, threads: encoder)
    train, out = write_train(tmp_path / "train"), tmp_path / "out"
    arguments = ("fit", "--train", str(train), "--out", str(out))
    done = run(*arguments)
    assert (done.exit_code, done.stdout.count(f"written to {out}")) == (0, 3), done.output
    done = run(*arguments, "--check")
    assert (done.exit_code, done.stdout.count("as before")) == (0, 3), done.output
    path = out / MODEL_FILE
    values = json.loads(path.read_text(encoding="utf-8"))
    values["explicit"]["intercept"] += 1.0
    changed = json.dumps(values)
    path.write_text(changed, encoding="utf-8")
    done = run(*arguments, "--check")
    assert done.exit_code == 1
    assert "explicit: intercept" in done.stderr
    assert path.read_text(encoding="utf-8") == changed
