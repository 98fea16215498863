import json
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from pressgap.encoder import PACKAGED, PACKAGED_SHA256, Encoder, identify, open_encoder
from pressgap.errors import ModelUnavailable
from tests.tiny_model import make_tiny_model


@pytest.fixture(scope="module")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_model(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def tiny(tiny_folder: Path) -> Encoder:
    return open_encoder(str(tiny_folder))


def test_rows_are_unit_float32_in_the_order_of_the_texts(tiny: Encoder) -> None:
    texts = ["rates", "a much longer text about the budget", "budget?", ""]
    rows = tiny.encode(texts)
    assert rows.shape == (4, tiny.dimension)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, rtol=1e-5)
    for text, row in zip(texts, rows, strict=True):
        np.testing.assert_allclose(tiny.encode([text])[0], row, atol=1e-5)


def test_nothing_to_encode_gives_no_rows(tiny: Encoder) -> None:
    assert tiny.encode([]).shape == (0, tiny.dimension)
    assert tiny.count_tokens([]) == []


def test_progress_ends_at_the_number_of_texts(tiny: Encoder) -> None:
    seen: list[tuple[int, int]] = []
    tiny.encode(["rates"] * 70, lambda done, total: seen.append((done, total)))
    done = [each for each, _ in seen]
    assert done == sorted(set(done))
    assert len(done) > 1
    assert seen[-1] == (70, 70)


def test_word_pieces_are_counted_without_the_special_ones_beyond_the_window(
    tiny: Encoder, capfd: pytest.CaptureFixture[str]
) -> None:
    assert tiny.window == 32
    assert tiny.count_tokens(["rates budget ?", "rates " * 100, ""]) == [3, 100, 0]
    assert capfd.readouterr().err == ""


def test_few_texts_take_one_processor_thread_and_many_take_those_given(tiny_folder: Path) -> None:
    import torch

    encoder = open_encoder(str(tiny_folder), threads=2)
    encoder.encode(["rates"] * 5)
    assert torch.get_num_threads() == 2
    encoder.encode(["rates"])
    assert torch.get_num_threads() == 1
    encoder.encode(["rates"] * 5)
    assert torch.get_num_threads() == 2


def test_several_threads_may_encode_at_once(tiny: Encoder) -> None:
    expected = tiny.encode(["rates and budget"])
    rows: list[NDArray[np.float32]] = []

    def work() -> None:
        tiny.count_tokens(["budget " * 50])
        rows.append(tiny.encode(["rates and budget"]))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(rows) == 4
    for found in rows:
        np.testing.assert_allclose(found, expected, atol=1e-6)


def test_a_folder_is_named_by_its_last_part_and_hashed_by_its_weights(tiny_folder: Path) -> None:
    name, sha256 = identify(str(tiny_folder))
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


def test_torn_weights_are_refused(tiny_folder: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(tiny_folder, tmp_path / "torn")
    weights = folder / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:1000])
    with pytest.raises(ModelUnavailable, match=r"cannot be opened.*PRESSGAP_MODEL"):
        open_encoder(str(folder))


def test_a_model_with_damaged_numbers_is_refused(tiny_folder: Path, tmp_path: Path) -> None:
    from safetensors.numpy import load_file, save_file

    folder = shutil.copytree(tiny_folder, tmp_path / "damaged")
    weights = load_file(folder / "model.safetensors")
    broken = {name: np.full_like(value, np.nan) for name, value in weights.items()}
    save_file(broken, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(ModelUnavailable, match="no usable vector"):
        open_encoder(str(folder))


def test_a_folder_with_a_broken_configuration_is_refused(tiny_folder: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(tiny_folder, tmp_path / "broken")
    (folder / "config.json").write_text(json.dumps({"model_type": "no such thing"}))
    with pytest.raises(ModelUnavailable, match="cannot be opened"):
        open_encoder(str(folder))


@pytest.mark.model
def test_the_packaged_model_opens_offline_and_prefers_the_paraphrase(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_network(*args: object, **kwargs: object) -> None:
        raise AssertionError("the packaged model must not touch the network")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    encoder = open_encoder(PACKAGED, threads=1)
    assert (encoder.name, encoder.sha256) == (PACKAGED, PACKAGED_SHA256)
    assert (encoder.dimension, encoder.window) == (384, 256)
    question, near, far = encoder.encode(
        ["Will you raise interest rates?", "The bank may tighten policy.", "The bridge is closed."]
    )
    assert question @ near > question @ far
