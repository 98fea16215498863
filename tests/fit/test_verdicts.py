from collections.abc import Sequence

import numpy as np
import pytest

from pressgap.core.matching.align import FEATURES
from pressgap.core.matching.verdict_model import RAISED, Logistic
from pressgap.errors import BadSettings
from pressgap.fit.pseudo import Trial
from pressgap.fit.verdicts import (
    ASKED_PRECISION,
    Cases,
    bars,
    both_sides,
    cases,
    fit_clause_raised,
    fit_side,
    logistic_as_json,
)

EXCESS = FEATURES.index("excess")
APART = FEATURES.index("apart")


def _trial(case: str, question: bool, related: bool, *best: float, mentioned: float = 0.5) -> Trial:
    """A trial whose pairs have these excesses, their cosines a tenth of that."""
    features = np.zeros((len(best), len(FEATURES)), np.float32)
    features[:, EXCESS], features[:, APART] = best, np.array(best) / 10.0
    return Trial(features, related, "own", question, case, "town_1", 6, mentioned, 0.0)


def _trials() -> list[Trial]:
    """Clauses asked, volunteered and not raised, ten each; the related pairs lie far above."""
    found = []
    for n in range(10):
        near, far = 3.0 + n / 10.0, n / 10.0
        found += [_trial(f"a{n}", True, True, far, near), _trial(f"a{n}", False, True, near)]
        found += [_trial(f"v{n}", True, False, far), _trial(f"v{n}", False, True, near, far)]
        found += [_trial(f"n{n}", True, False, far), _trial(f"n{n}", False, False, far)]
    return found


def _side(trials: Sequence[Trial], question: bool) -> Logistic:
    return fit_side([trial for trial in trials if trial.question == question])


def _cases() -> Cases:
    trials = _trials()
    both = both_sides(trials, _side(trials, True), _side(trials, False))
    return cases(both, fit_clause_raised(both))


def test_the_best_pair_of_a_trial_counts() -> None:
    side = _side(_trials(), True)
    assert side.coefficients[EXCESS] > 0.0
    near, far = np.zeros(len(FEATURES)), np.zeros(len(FEATURES))
    near[EXCESS], near[APART] = 3.5, 0.35
    assert side.probabilities(near) > 0.5 > side.probabilities(far)


def test_a_clause_is_read_from_its_two_trials_and_dropped_with_one() -> None:
    trials = [*_trials(), _trial("alone", True, True, 4.0)]
    both = both_sides(trials, _side(trials, True), _side(trials, False))
    assert np.bincount(both.truth).tolist() == [10, 10, 10]  # asked, volunteered, not raised
    assert both.signals.shape == (30, len(RAISED))
    assert both.signals[:, RAISED.index("nearest")].max() == pytest.approx(0.39)


def test_without_a_clause_of_both_sides_there_is_nothing_to_fit() -> None:
    trials = [_trial("one", True, True, 3.0), _trial("two", False, True, 3.0)]
    with pytest.raises(BadSettings, match="both questions and answers"):
        both_sides(trials, Logistic(0.0, (1.0,) * 5), Logistic(0.0, (1.0,) * 5))


def test_no_side_is_likelier_than_that_the_clause_is_raised_at_all() -> None:
    found = _cases()
    assert (np.maximum(found.asked, found.answered) <= found.raised).all()
    assert found.raised[found.truth != 2].min() > found.raised[found.truth == 2].max()


def test_the_bars_part_what_the_trials_part_and_stand_in_order() -> None:
    found = _cases()
    made = bars(found)
    assert set(made) == {"asked", "answered", "raised", "not_raised"}
    assert 0.0 < made["not_raised"] < min(made["asked"], made["answered"])
    assert (
        found.asked[found.truth == 0].min() >= made["asked"] > found.asked[found.truth != 0].max()
    )
    assert (found.raised[found.truth != 2] > made["not_raised"]).all()
    assert (found.raised[found.truth == 2] <= made["not_raised"]).any()


def test_where_much_is_mistaken_for_asked_its_bar_rises() -> None:
    clear, mixed = _cases(), _cases()
    mixed.asked[mixed.truth == 2] = np.linspace(0.0, 0.9, 10)
    assert bars(mixed)["asked"] > bars(clear)["asked"]
    said = mixed.asked >= bars(mixed)["asked"]
    weights = mixed.weights()
    right = weights[said & (mixed.truth == 0)].sum() / weights[said].sum()
    assert right >= ASKED_PRECISION


def test_where_absence_cannot_be_told_no_clause_is_called_absent() -> None:
    found = _cases()
    found.raised[:] = 0.5
    assert bars(found)["not_raised"] == 0.0


@pytest.mark.parametrize("truth", [0, 1])
def test_bars_need_clauses_asked_and_clauses_volunteered(truth: int) -> None:
    found = _cases()
    found.truth[found.truth == truth] = 2
    with pytest.raises(BadSettings, match="surely asked"):
        bars(found)


def test_what_is_written_names_its_features() -> None:
    written = logistic_as_json(np.array([1.0, 2.0, 3.0]), ("near", "far"))
    assert written == {"intercept": 1.0, "coefficients": {"near": 2.0, "far": 3.0}}
    with pytest.raises(ValueError, match="zip"):
        logistic_as_json(np.array([1.0, 2.0]), ("near", "far"))
