from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from pressgap.errors import BadSettings
from pressgap.evaluate import Evaluator
from pressgap.evaluate.points import Stance, half, read_split
from tests.evaluate.folders import make_arguments


def test_the_surer_half_is_measured_by_its_best_key_points() -> None:
    labels = np.array([[1.0, 0.0, np.nan, 0.0], [0.0, np.nan, 0.0, 1.0]])
    stance = Stance("meals", ("a", "b", "c", "d"), ("k", "l"), labels)
    chances = np.array([[0.8, 0.1, 0.3, 0.1], [0.2, 0.9, 0.2, 0.2]])
    # Kept: b with l (nobody decided), then a with k (a match).
    assert half(stance, chances, 0.0, by_length=True) == pytest.approx((1 / 2) / 2)
    assert half(stance, chances, 0.0, by_length=False) == pytest.approx((1 / 2) / 1)
    assert half(stance, chances, 1.0, by_length=True) == 1.0


def test_nothing_right_among_the_kept_is_nothing() -> None:
    stance = Stance("meals", ("a", "b"), ("k",), np.zeros((1, 2)))
    assert half(stance, np.array([[0.5, 0.4]]), 0.0, by_length=False) == 0.0


def test_arguments_are_grouped_by_topic_and_stance(tmp_path: Path) -> None:
    for_it, against = read_split(make_arguments(tmp_path), "dev")
    assert for_it.topic == "Meals should be free (1)"
    assert len(for_it.arguments) == 4
    assert for_it.labels[0].tolist()[:2] == [1.0, 1.0]
    assert np.isnan(for_it.labels[0, 2])
    assert np.isnan(against.labels[0, 1])


def test_a_folder_of_arguments_is_measured_split_by_split(
    tmp_path: Path, evaluator: Evaluator
) -> None:
    make_arguments(tmp_path / "argkp", "train")
    results = evaluator.run(make_arguments(tmp_path / "argkp", "dev")).results
    assert [result.title for result in results] == [
        f"{tmp_path.name}/argkp dev",
        f"{tmp_path.name}/argkp train",
    ]
    assert "fitted on" in results[1].notes[0]
    dev = results[0]
    assert dev.measure("pairs.auroc").n == 8
    assert dev.measure("map.strict").n == 2
    strict, relaxed = dev.measure("map.strict").value, dev.measure("map.relaxed").value
    assert strict is not None
    assert relaxed is not None
    assert strict <= relaxed


def test_a_table_with_other_columns_is_refused(tmp_path: Path) -> None:
    make_arguments(tmp_path)
    (tmp_path / "labels_dev.csv").write_text("a,b\n1,2\n")
    with pytest.raises(BadSettings, match="not laid out as ArgKP"):
        read_split(tmp_path, "dev")
