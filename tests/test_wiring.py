from pathlib import Path

import pytest

from pressgap import wiring
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
