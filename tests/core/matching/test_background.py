import numpy as np
import pytest

from pressgap.core.matching.background import (
    Background,
    bucket,
    build_background,
    expected_best,
    from_arrays,
    to_arrays,
)
from pressgap.errors import ModelUnavailable
from tests.core.comparing import background


def _background() -> Background:
    vectors = np.eye(3, 4, dtype=np.float32)
    said = [("ferry", "fare"), ("budget",), ("fare", "night", "bus")]
    return build_background("three sentences", "abc", vectors, said, said)


def test_the_expected_best_of_one_draw_is_about_the_mean_and_grows_with_the_draws() -> None:
    scores = np.random.default_rng(1).normal(size=(1, 4000)).astype(np.float32)
    best = [float(expected_best(scores, size)[0][0]) for size in (10, 100, 1000)]
    assert best == sorted(best)
    assert best[0] == pytest.approx(1.54, abs=0.1)  # of ten normal draws
    assert best[1] == pytest.approx(2.51, abs=0.1)  # of a hundred


def test_a_rare_term_has_a_higher_idf_than_a_common_one() -> None:
    background = _background()
    assert background.idf("unheard") > background.idf("budget") > background.idf("fare")


def test_scores_add_weighted_coverage_to_the_cosine() -> None:
    background = _background()
    vectors = np.array([[1.0, 0.0, 0.0, 0.0]], np.float32)
    scores = background.scores(vectors, [("fare", "ferry")], {"fare": 1.0, "ferry": 3.0}, 2.0)
    assert scores[0] == pytest.approx([3.0, 0.0, 0.5])


def test_what_is_shipped_reads_back_the_same() -> None:
    background = _background()
    again = from_arrays(to_arrays(background), "hash")
    assert again.sha256 == "hash"
    assert (again.name, again.model_sha256, again.sentences) == ("three sentences", "abc", 3)
    for name in ("vectors", "runs", "buckets", "offsets", "hashes", "counts"):
        assert np.array_equal(getattr(again, name), getattr(background, name))


def test_windows_hear_buckets_and_stay_in_their_stretch() -> None:
    said = [("ferry", "fare"), ("budget",), ("fare", "night", "bus")]
    rows = np.eye(3, 4, dtype=np.float32)
    windows = build_background("three", "abc", rows, said, said, runs=[0, 0, 1]).windows
    assert windows.covered({bucket("ferry"): 0.75, bucket("fare"): 0.25}, 1).tolist() == [
        1.0,
        1.0,
        0.25,
    ]
    assert windows.covered({"ferry": 1.0}, 1).tolist() == [0.0, 0.0, 0.0]  # no words in there
    assert windows.around(2)[2].tolist() == pytest.approx(rows[2].tolist())


def test_a_table_of_one_sentence_has_one_window() -> None:
    table = build_background("one", "abc", np.eye(1, 4, dtype=np.float32), [("ferry",)], [("a",)])
    assert len(table.windows) == 1
    assert table.windows.covered({bucket("ferry"): 1.0}, 2).tolist() == [1.0]


def test_a_table_without_stretches_is_one() -> None:
    assert _background().runs.tolist() == [0, 0, 0]
    arrays = {key: value for key, value in to_arrays(_background()).items() if key != "runs"}
    with pytest.raises(KeyError, match="runs"):
        from_arrays(arrays, "hash")


def test_no_word_stands_in_what_is_shipped() -> None:
    content = b"".join(array.tobytes() for array in to_arrays(_background()).values())
    assert b"ferry" not in content
    assert "ferry".encode("utf-32-le") not in content


def test_scores_that_are_not_finite_are_refused() -> None:
    table = background()
    broken = np.full((1, table.vectors.shape[1]), np.nan, np.float32)
    with pytest.raises(ModelUnavailable, match="not finite"):
        table.scores(broken, [["ferry"]], {"ferry": 1.0}, 1.0)
