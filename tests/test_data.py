import json
import re
from pathlib import Path

import pytest

from pressgap.core.report import ModelRef
from pressgap.data import (
    FOLDER,
    MODEL_FILE,
    background_file,
    fitted_for,
    load_background,
    load_verdict_model,
    trials_file,
)
from pressgap.encoder import PACKAGED_SHA256
from pressgap.errors import BadSettings


def test_the_shipped_background_fits_the_packaged_model_and_is_small() -> None:
    background = load_background(PACKAGED_SHA256)
    assert background is not None
    assert background.model_sha256 == PACKAGED_SHA256
    assert (FOLDER / background_file(PACKAGED_SHA256)).stat().st_size < 8_000_000


def test_another_model_has_no_background() -> None:
    assert load_background("0" * 64) is None


def test_the_shipped_model_names_its_data_and_keeps_its_bars_in_order() -> None:
    model = load_verdict_model()
    assert len(model.sha256) == 64
    assert model.not_raised_bar < min(model.asked_bar, model.answered_bar)
    values = json.loads((FOLDER / MODEL_FILE).read_text(encoding="utf-8"))
    assert all("licence" in source for source in values["provenance"]["data"])


def test_the_notice_names_every_file_and_source_and_passes_the_licences_on() -> None:
    notice = (FOLDER / "NOTICE.md").read_text(encoding="utf-8")
    shipped = {path.name for path in FOLDER.iterdir() if path.suffix in (".json", ".npz")}
    names = {background_file(PACKAGED_SHA256), trials_file(PACKAGED_SHA256)}
    assert shipped == {MODEL_FILE, *names}
    assert all(f"`{name}`" in notice for name in shipped)
    values = json.loads((FOLDER / MODEL_FILE).read_text(encoding="utf-8"))
    for source in values["provenance"]["data"]:
        assert f"**{re.split('[ ,]', source)[0]}**" in notice
    for licence in ("MIT licence", "CDLA-Sharing-1.0", "© Copyright IBM 2020"):
        assert licence in notice


def test_what_is_shipped_was_fitted_to_the_packaged_model() -> None:
    fitted = fitted_for(ModelRef("packaged", PACKAGED_SHA256))
    assert fitted.file == FOLDER / MODEL_FILE
    assert fitted.notes == ()
    assert fitted.background is not None
    assert fitted.verdict_model() == load_verdict_model()


def test_another_model_makes_do_with_it_and_never_says_absence() -> None:
    fitted = fitted_for(ModelRef("other", "0" * 64))
    assert fitted.background is None
    assert "not calibrated for the embedding model 'other'" in fitted.notes[0]
    assert fitted.verdict_model().not_raised_bar < 0
    assert fitted.verdict_model().asked_bar == load_verdict_model().asked_bar


def test_a_folder_with_a_background_alone_serves_the_packaged_model(tmp_path: Path) -> None:
    name = background_file(PACKAGED_SHA256)
    (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    fitted = fitted_for(ModelRef("packaged", PACKAGED_SHA256), tmp_path)
    assert fitted.file == FOLDER / MODEL_FILE
    assert fitted.notes == ()


def test_a_folder_without_a_background_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="holds no table for the model 'packaged'"):
        fitted_for(ModelRef("packaged", PACKAGED_SHA256), tmp_path)


@pytest.mark.parametrize("provenance", [{}, {"encoder": {}}, {"encoder": None}, None])
def test_coefficients_that_do_not_name_their_model_are_refused(
    tmp_path: Path, provenance: object
) -> None:
    (tmp_path / MODEL_FILE).write_text(json.dumps({"provenance": provenance}))
    with pytest.raises(BadSettings, match="does not say which embedding model"):
        fitted_for(ModelRef("packaged", PACKAGED_SHA256), tmp_path)


def test_coefficients_of_another_model_are_refused(tmp_path: Path) -> None:
    (tmp_path / MODEL_FILE).write_bytes((FOLDER / MODEL_FILE).read_bytes())
    with pytest.raises(BadSettings, match="fitted to another embedding model"):
        fitted_for(ModelRef("other", "0" * 64), tmp_path)


def test_a_torn_background_is_refused_with_its_place(tmp_path: Path) -> None:
    (tmp_path / background_file("0" * 64)).write_bytes(b"PK torn")
    with pytest.raises(BadSettings, match="background-000000000000"):
        load_background("0" * 64, tmp_path)


@pytest.mark.parametrize("content", [b"", b"[]", b'{"format": 2, "features": []}', b"{}"])
def test_a_model_file_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.json"
    path.write_bytes(content)
    with pytest.raises(BadSettings):
        load_verdict_model(path)
