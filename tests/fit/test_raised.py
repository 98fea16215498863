import json
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from pressgap.core.matching.raised import RAISED_FEATURES, STATED_FEATURES
from pressgap.errors import BadSettings
from pressgap.fit.raised import fit_raised, tempered
from pressgap.fit.regression import fit_logistic
from tests.core.comparing import word_rows
from tests.fakes import FakeEncoder
from tests.fit.train_folder import embedded, write_meeting, write_train

Floats = NDArray[np.float64]


def test_what_is_said_of_a_text_makes_it_likelier_raised(tmp_path: Path) -> None:
    found = fit_raised(embedded(write_train(tmp_path), FakeEncoder()), word_rows)
    assert set(found) == {"discussion", "statement"}
    assert set(found["discussion"]["coefficients"]) == set(RAISED_FEATURES)
    assert set(found["statement"]["coefficients"]) == set(STATED_FEATURES)
    for logistic in found.values():
        weights = np.array(list(logistic["coefficients"].values()))
        assert weights.sum() > 0.0


def test_the_same_meetings_give_the_same_numbers(tmp_path: Path) -> None:
    meetings = embedded(write_train(tmp_path), FakeEncoder())
    assert fit_raised(meetings, word_rows) == fit_raised(meetings, word_rows)


def test_progress_counts_the_meetings(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    meetings = embedded(write_train(tmp_path), FakeEncoder())
    fit_raised(meetings, word_rows, lambda *each: told.append(each))
    assert told == [(number, 5) for number in range(1, 6)]


def test_two_meetings_are_too_few_to_tell_by(tmp_path: Path) -> None:
    for name in ("town_1", "town_2"):
        write_meeting(tmp_path, name, 0)
    with pytest.raises(BadSettings, match="3 meetings"):
        fit_raised(embedded(tmp_path, FakeEncoder()), word_rows)


def test_meetings_without_topics_and_questions_are_too_little_to_tell_by(tmp_path: Path) -> None:
    write_train(tmp_path)
    for path in tmp_path.glob("qmsum-committee/*/*.json"):
        values = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({**values, "topic_list": [], "specific_query_list": []}))
    with pytest.raises(BadSettings, match="discussion"):
        fit_raised(embedded(tmp_path, FakeEncoder()), word_rows)


def _noise(meetings: int) -> tuple[Floats, NDArray[np.bool_], NDArray[np.int64]]:
    """Return features of which one tells a little, whether each row is raised, and its meeting."""
    rng = np.random.default_rng(5)
    homes = np.repeat(np.arange(meetings), 8)
    features = rng.normal(size=(len(homes), 10))
    labels = features[:, 0] + rng.normal(size=len(homes)) > 0.5
    return features, labels, homes


def test_a_fit_that_is_too_sure_of_other_meetings_is_made_less_so_and_ranks_alike() -> None:
    features, labels, homes = _noise(6)
    sure = fit_logistic(features, labels, np.ones(len(labels)))
    less = tempered(sure, features, labels, homes)
    ratio = less[1:] / sure[1:]
    assert ratio == pytest.approx(np.full(10, ratio[0]))
    assert 0.0 < ratio[0] < 0.95


def test_of_a_single_meeting_nothing_is_learnt_about_others() -> None:
    features, labels, homes = _noise(1)
    sure = fit_logistic(features, labels, np.ones(len(labels)))
    assert tempered(sure, features, labels, homes).tolist() == sure.tolist()
