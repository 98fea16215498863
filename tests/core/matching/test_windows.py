import numpy as np
import pytest

from pressgap.core.matching.windows import Windows, unit_rows, windows_of

SAID = [("ferry", "runs"), ("fare",), ("ferry",), ("tunnel", "fare"), ("museum",)]
RUNS = [0, 0, 0, 1, 1]


def _windows() -> Windows:
    return windows_of(np.eye(5, dtype=np.float32), RUNS, SAID)


def test_a_window_without_reach_is_the_sentence_itself() -> None:
    said = _windows()
    assert np.array_equal(said.around(0), said.vectors)


def test_a_window_takes_its_neighbours_and_never_leaves_its_run() -> None:
    around = _windows().around(1)
    third = np.sqrt(1 / 3)
    assert around[1] == pytest.approx([third, third, third, 0.0, 0.0])
    assert around[2, 3] == 0.0  # the tunnel is of the next run
    assert around[3, 2] == 0.0


def test_a_window_wider_than_its_run_is_the_run() -> None:
    around = _windows().around(100)
    assert np.array_equal(around[0], around[2])
    assert np.array_equal(around[3], around[4])
    assert around[0] @ around[4] == 0.0


def test_a_window_covers_what_any_of_its_sentences_says_and_each_term_once() -> None:
    shares = {"ferry": 0.5, "fare": 0.3, "unheard": 0.2}
    said = _windows()
    assert said.covered(shares, 0) == pytest.approx([0.5, 0.3, 0.5, 0.3, 0.0])
    # The ferry is named twice within reach of the second sentence.
    assert said.covered(shares, 1) == pytest.approx([0.8, 0.8, 0.8, 0.3, 0.3])


def test_terms_of_another_run_are_not_covered() -> None:
    assert _windows().covered({"tunnel": 1.0}, 9) == pytest.approx([0.0, 0.0, 0.0, 1.0, 1.0])


def test_many_windows_are_what_each_alone_is() -> None:
    rng = np.random.default_rng(3)
    runs = [0] * 7 + [1] + [2] * 12
    vectors = unit_rows(rng.normal(size=(20, 6)).astype(np.float32))
    said = [tuple(rng.choice(["a", "b", "c", "d"], size=2)) for _ in runs]
    shares = {"a": 0.6, "b": 0.4}
    windows = windows_of(vectors, runs, said)
    for reach in (1, 3, 8):
        around, covered = windows.around(reach), windows.covered(shares, reach)
        for place, run in enumerate(runs):
            near = [i for i in range(20) if runs[i] == run and abs(i - place) <= reach]
            alone = unit_rows(vectors[near].sum(axis=0, keepdims=True))[0]
            heard = {term for i in near for term in said[i]}
            assert around[place] == pytest.approx(alone, abs=1e-6)
            assert covered[place] == pytest.approx(sum(shares.get(term, 0.0) for term in heard))


def test_where_nothing_is_said_there_are_no_windows() -> None:
    nothing = windows_of(np.zeros((0, 3), np.float32), [], [])
    assert len(nothing) == 0
    assert nothing.around(2).shape == (0, 3)
    assert nothing.covered({"ferry": 1.0}, 2).shape == (0,)


def test_a_row_without_length_stays_as_it_is() -> None:
    rows = unit_rows(np.array([[0.0, 0.0], [3.0, 4.0]], np.float32))
    assert rows.tolist() == pytest.approx(np.array([[0.0, 0.0], [0.6, 0.8]]))
