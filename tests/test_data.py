import json
from pathlib import Path

import pytest

from pressgap.data import FOLDER, MODEL_FILE, background_file, load_background, load_verdict_model
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
