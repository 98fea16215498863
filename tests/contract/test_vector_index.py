"""One suite for every vector index."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from pressgap.errors import ModelUnavailable
from pressgap.vectors import EMPTY, VectorIndex
from pressgap.vectors.faiss_index import FaissIndex
from tests.contract.numpy_index import NumpyIndex

SEED = 20240704
DIMENSION = 24


def unit_rows(count: int, seed: int = SEED) -> NDArray[np.float32]:
    rows = np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype(np.float32)
    unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def numbers(*ids: int) -> NDArray[np.int64]:
    return np.array(ids, dtype=np.int64)


@pytest.fixture(params=["numpy", "faiss"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> VectorIndex:
    return NumpyIndex() if request.param == "numpy" else FaissIndex(tmp_path, "m" * 64)


@pytest.fixture
def filled(index: VectorIndex) -> VectorIndex:
    index.append(np.arange(10, 60, dtype=np.int64), unit_rows(50))
    return index


def test_an_empty_index_finds_nothing(index: VectorIndex) -> None:
    scores, ids = index.search(unit_rows(2), 3)
    assert (index.count(), index.dimension, index.state) == (0, 0, EMPTY)
    assert index.generation == -1
    assert ids.tolist() == [[-1] * 3] * 2
    assert np.isneginf(scores).all()


def test_a_vector_finds_itself_first_and_scores_fall(filled: VectorIndex) -> None:
    scores, ids = filled.search(unit_rows(50)[[3, 7]], 50)
    assert ids[:, 0].tolist() == [13, 17]
    assert (np.diff(scores, axis=1) <= 1e-6).all()
    assert sorted(ids[0].tolist()) == filled.ids().tolist()


def test_scores_are_inner_products_of_the_rows(filled: VectorIndex) -> None:
    query = unit_rows(4, seed=1)
    scores, ids = filled.search(query, 5)
    for q in range(4):
        np.testing.assert_allclose(filled.rows(ids[q]) @ query[q], scores[q], atol=1e-5)


def test_all_backends_find_the_same(tmp_path: Path) -> None:
    one, other = NumpyIndex(), FaissIndex(tmp_path, "m" * 64)
    allowed = np.arange(10, 60, 3, dtype=np.int64)
    for index in (one, other):
        index.append(np.arange(10, 60, dtype=np.int64), unit_rows(50))
        index.delete(numbers(12, 31))
    for may in (None, allowed):
        (s1, i1), (s2, i2) = (index.search(unit_rows(6, seed=2), 20, may) for index in (one, other))
        assert i1.tolist() == i2.tolist()
        np.testing.assert_allclose(s1, s2, atol=1e-5)


def test_what_is_missing_for_k_is_minus_one(filled: VectorIndex) -> None:
    scores, ids = filled.search(unit_rows(1), 3, numbers(20, 999))
    assert ids.tolist() == [[20, -1, -1]]
    assert np.isneginf(scores[0, 1:]).all()


def test_only_allowed_ids_are_found(filled: VectorIndex) -> None:
    _, ids = filled.search(unit_rows(50)[:1], 10, numbers(40, 41, 42))
    assert set(ids[0].tolist()) == {40, 41, 42, -1}
    assert set(filled.search(unit_rows(1), 2, numbers())[1][0].tolist()) == {-1}


def test_deleted_ids_are_gone_and_others_keep_their_rows(filled: VectorIndex) -> None:
    filled.delete(numbers(10, 11, 4711))
    assert filled.count() == 48
    assert 10 not in filled.ids()
    _, ids = filled.search(unit_rows(50)[[0, 2]], 1)
    assert ids[0, 0] != 10
    assert ids[1, 0] == 12


def test_an_id_given_twice_keeps_its_first_row(filled: VectorIndex) -> None:
    filled.append(numbers(10, 60), unit_rows(2, seed=3))
    assert filled.count() == 51
    np.testing.assert_allclose(filled.rows(numbers(10))[0], unit_rows(50)[0], atol=1e-6)
    np.testing.assert_allclose(filled.rows(numbers(60))[0], unit_rows(2, seed=3)[1], atol=1e-6)


def test_a_row_that_is_not_there_is_a_key_error(filled: VectorIndex) -> None:
    assert filled.rows(numbers()).shape == (0, DIMENSION)
    with pytest.raises(KeyError):
        filled.rows(numbers(10, 4711))


def test_rows_of_another_dimension_are_refused(filled: VectorIndex) -> None:
    with pytest.raises(ModelUnavailable):
        filled.append(numbers(70), np.ones((1, 3), dtype=np.float32))
    with pytest.raises(ModelUnavailable):
        filled.search(np.ones((1, 3), dtype=np.float32), 1)


def test_clearing_forgets_rows_state_and_dimension(filled: VectorIndex) -> None:
    filled.state = (3, "abc")
    filled.clear()
    assert (filled.count(), filled.state, filled.dimension) == (0, EMPTY, 0)
    filled.append(numbers(1), np.ones((1, 3), dtype=np.float32))
    assert filled.dimension == 3
