import json
import shutil
import socket
import threading
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from pressgap.encoder import PACKAGED, PACKAGED_SHA256, Encoder, open_encoder
from pressgap.errors import ModelUnavailable
from tests.tiny_model import make_tiny_model, make_tiny_static_model


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


def test_nothing_to_encode_gives_no_rows(tiny: Encoder) -> None:
    assert tiny.encode([]).shape == (0, tiny.dimension)
    assert tiny.count_tokens([]) == []


def test_progress_ends_at_the_number_of_texts(tiny: Encoder) -> None:
    seen: list[tuple[int, int]] = []
    tiny.encode(["rates " * (i % 9) for i in range(70)], lambda *counts: seen.append(counts))
    done = [each for each, _ in seen]
    assert done == sorted(set(done))
    assert len(done) >= 9
    assert seen[-1] == (70, 70)


def test_word_pieces_are_counted_without_the_special_ones_beyond_the_window(
    tiny: Encoder, capfd: pytest.CaptureFixture[str]
) -> None:
    assert tiny.window == 32
    assert tiny.count_tokens(["rates budget ?", "rates " * 100, ""]) == [3, 100, 0]
    assert capfd.readouterr().err == ""


def test_the_caller_s_own_processor_threads_are_left_as_they_are(tiny: Encoder) -> None:
    import torch

    before = torch.get_num_threads()
    tiny.encode(["rates", "a much longer text about the budget"] * 9)
    assert torch.get_num_threads() == before


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
        np.testing.assert_array_equal(found, expected)


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


def test_a_word_has_a_row_by_itself_whatever_other_words_are_given(tiny: Encoder) -> None:
    rows = tiny.word_rows(["rates", "budget", "ab", "rates"])
    assert rows.shape == (4, 16)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, rtol=1e-5)
    assert np.array_equal(rows[:1], tiny.word_rows(["rates"]))
    assert np.array_equal(rows[0], rows[3])
    assert tiny.word_rows([]).shape == (0, 16)


def test_a_word_of_several_pieces_lies_between_them_and_one_of_none_nowhere(tiny: Encoder) -> None:
    whole, first = tiny.word_rows(["ab", "a"])
    assert 0.3 < whole @ first < 0.99
    assert not tiny.word_rows([" "]).any()


def test_a_static_model_knows_words_too(tmp_path: Path) -> None:
    encoder = open_encoder(str(make_tiny_static_model(tmp_path)))
    rows = encoder.word_rows(["rates", "budget"])
    np.testing.assert_allclose(rows, encoder.encode(["rates", "budget"]), atol=1e-6)


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
    children, pupils, bridge = encoder.word_rows(["children", "pupils", "bridge"])
    assert children @ pupils > children @ bridge
