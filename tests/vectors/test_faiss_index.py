import json
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from pressgap.errors import StorageUnavailable
from pressgap.vectors import EMPTY
from pressgap.vectors.faiss_index import FaissIndex

MODEL = "a" * 64
IDS = np.array([5, 9, 2], dtype=np.int64)
ROWS: NDArray[np.float32] = np.eye(3, 4, dtype=np.float32)


def saved(folder: Path, state: tuple[int, str] = (7, "stamp")) -> FaissIndex:
    index = FaissIndex(folder, MODEL)
    index.append(IDS, ROWS)
    index.state = state
    index.save()
    return index


def data_file(folder: Path) -> Path:
    (found,) = folder.glob("passages-*.faiss")
    return found


def test_a_saved_index_comes_back_with_its_state(tmp_path: Path) -> None:
    saved(tmp_path)
    again = FaissIndex(tmp_path, MODEL)
    assert again.state == (7, "stamp")
    assert again.generation == 7
    assert again.ids().tolist() == [2, 5, 9]
    np.testing.assert_array_equal(again.rows(IDS), ROWS)


def test_saving_again_leaves_one_file(tmp_path: Path) -> None:
    index = saved(tmp_path)
    first = data_file(tmp_path)
    index.delete(np.array([9], dtype=np.int64))
    index.save()
    assert data_file(tmp_path) != first
    assert FaissIndex(tmp_path, MODEL).ids().tolist() == [2, 5]


def test_an_emptied_index_comes_back_empty_with_its_state(tmp_path: Path) -> None:
    index = saved(tmp_path)
    index.delete(IDS)
    index.save()
    assert FaissIndex(tmp_path, MODEL).state == (7, "stamp")
    assert FaissIndex(tmp_path, MODEL).count() == 0


def _cut(folder: Path) -> None:
    data_file(folder).write_bytes(data_file(folder).read_bytes()[:-1])


def _flip(folder: Path) -> None:
    content = bytearray(data_file(folder).read_bytes())
    content[-1] ^= 1
    data_file(folder).write_bytes(bytes(content))


def _lose(folder: Path) -> None:
    data_file(folder).unlink()


def _tear_manifest(folder: Path) -> None:
    (folder / "manifest.json").write_text('{"model_sha256": "aaa')


def _empty_manifest(folder: Path) -> None:
    (folder / "manifest.json").write_text("{}")


def _lead_out_of_the_folder(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["file"] = "../" + manifest["file"] + "x"
    (folder / "manifest.json").write_text(json.dumps(manifest))


@pytest.mark.parametrize(
    "damage", [_cut, _flip, _lose, _tear_manifest, _empty_manifest, _lead_out_of_the_folder]
)
def test_a_damaged_index_opens_empty_and_can_be_saved_again(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    saved(tmp_path)
    damage(tmp_path)
    index = FaissIndex(tmp_path, MODEL)
    assert (index.count(), index.state) == (0, EMPTY)
    saved(tmp_path)
    assert FaissIndex(tmp_path, MODEL).count() == 3


def test_the_index_of_another_model_counts_as_none(tmp_path: Path) -> None:
    saved(tmp_path)
    assert FaissIndex(tmp_path, "b" * 64).state == EMPTY


def test_a_file_where_the_folder_should_be_is_reported(tmp_path: Path) -> None:
    (tmp_path / "faiss").write_text("in the way")
    with pytest.raises(StorageUnavailable, match="nothing is lost"):
        saved(tmp_path / "faiss")


def test_a_failed_save_leaves_the_old_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = saved(tmp_path)
    before = sorted(tmp_path.glob("passages-*"))

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    index.state = (8, "later")
    with pytest.raises(StorageUnavailable, match="No space left on device"):
        index.save()
    assert sorted(tmp_path.glob("passages-*")) == before
    assert FaissIndex(tmp_path, MODEL).state == (7, "stamp")


def test_threads_may_search_while_others_append_and_delete(tmp_path: Path) -> None:
    index = FaissIndex(tmp_path, MODEL)
    index.append(IDS, ROWS)
    failures: list[BaseException] = []

    def change() -> None:
        for i in range(100, 200):
            index.append(np.array([i], dtype=np.int64), ROWS[:1])
            index.delete(np.array([i], dtype=np.int64))

    def search() -> None:
        for _ in range(200):
            if index.search(ROWS[1:2], 1)[1].tolist() != [[9]]:
                raise AssertionError("lost a row")

    def guarded(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - handed to the test
            failures.append(error)

    threads = [threading.Thread(target=guarded, args=(work,)) for work in (change, search, search)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert index.ids().tolist() == [2, 5, 9]


def test_a_search_leaves_the_threads_of_others_as_they_were(tmp_path: Path) -> None:
    import faiss

    usual = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(usual + 1)
    try:
        saved(tmp_path).search(ROWS[:1], 2)
        assert faiss.omp_get_max_threads() == usual + 1
    finally:
        faiss.omp_set_num_threads(usual)
