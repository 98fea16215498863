from dataclasses import replace
from pathlib import Path

import pytest

from pressgap import wiring
from pressgap.core.matching.verdict_model import VerdictModel
from pressgap.core.report import ModelRef
from pressgap.data import fitted_for
from pressgap.errors import BadSettings, ModelUnavailable
from pressgap.settings import Settings
from pressgap.wiring import open_parts


def test_the_model_is_looked_for_once_and_not_before_it_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def identify(model: str) -> tuple[str, str]:
        looked.append(model)
        return model, "0" * 64

    monkeypatch.setattr(wiring, "identify", identify)
    parts = open_parts(Settings(data_dir=tmp_path, model="some-model"))
    assert parts.library.list().items == []
    assert parts.kept.list().items == []
    assert looked == []
    assert parts.comparer is parts.comparer
    assert parts.library.model.ref.name == "some-model"
    assert looked == ["some-model"]
    parts.close()


def test_a_model_that_was_missing_is_looked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = open_parts(Settings(data_dir=tmp_path, model=str(tmp_path / "gone")))
    with pytest.raises(ModelUnavailable, match="gone"):
        _ = parts.comparer
    monkeypatch.setattr(wiring, "identify", lambda model: ("found", "0" * 64))
    assert parts.library.model.ref.name == "found"
    assert parts.comparer
    parts.close()


def test_a_background_folder_without_a_table_for_the_model_is_named_when_it_is_needed(
    tmp_path: Path,
) -> None:
    parts = open_parts(Settings(data_dir=tmp_path, background=str(tmp_path)))
    assert parts.kept.list().items == []
    with pytest.raises(BadSettings, match="holds no table for the model"):
        _ = parts.library.model
    parts.close()


def test_judge_and_first_stage_expect_the_same_share_of_raised_clauses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected: list[VerdictModel] = []

    def opinions(asker: object, model: VerdictModel, background: object) -> None:
        expected.append(model)

    def comparer(*_: object, verdict_model: VerdictModel, **__: object) -> str:
        expected.append(verdict_model)
        return "a comparer"

    monkeypatch.setattr(wiring, "identify", lambda model: (model, "0" * 64))
    monkeypatch.setattr(wiring, "SecondOpinions", opinions)
    monkeypatch.setattr(wiring, "Comparer", comparer)
    settings = Settings(tmp_path, judge="chat", judge_model="m", judge_url="http://127.0.0.1:9/v1")
    parts = open_parts(replace(settings, expected_raised_percent=60))
    assert parts.comparer
    parts.close()
    usual = fitted_for(ModelRef("m", "0" * 64), None).verdict_model()
    assert expected == [usual.expecting(0.6)] * 2
