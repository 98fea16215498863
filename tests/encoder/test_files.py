import subprocess
import sys
from pathlib import Path

import pytest

from pressgap.encoder import PACKAGED, PACKAGED_SHA256, identify
from pressgap.errors import ModelUnavailable
from tests.tiny_model import make_tiny_model


def test_a_folder_is_named_by_its_last_part_and_hashed_by_its_weights(tmp_path: Path) -> None:
    name, sha256 = identify(str(make_tiny_model(tmp_path)))
    assert name == "model"
    assert len(sha256) == 64


@pytest.mark.process
def test_identifying_the_packaged_model_imports_no_model_library() -> None:
    code = (
        "import sys; from pressgap.encoder import identify; print(*identify(sys.argv[1]));"
        "sys.exit(any(name in sys.modules for name in ('torch', 'sentence_transformers')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, PACKAGED], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [PACKAGED, PACKAGED_SHA256]


def test_a_missing_folder_says_what_to_set(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"no model folder .*nowhere.*PRESSGAP_MODEL"):
        identify(str(tmp_path / "nowhere"))


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="holds no model"):
        identify(str(tmp_path))


def test_a_folder_without_weights_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelUnavailable, match="holds no weights"):
        identify(str(tmp_path))


def test_a_hub_name_that_cannot_be_reached_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*args: object, **kwargs: object) -> str:
        raise ConnectionError("no network")

    monkeypatch.setattr("huggingface_hub.snapshot_download", unreachable)
    with pytest.raises(ModelUnavailable, match=r"nor on the hub.*no network.*PRESSGAP_MODEL"):
        identify("nobody/no-such-model")
