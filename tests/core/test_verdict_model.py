import numpy as np
import pytest

from pressgap.core.verdict_model import Pool, VerdictModel
from pressgap.data import load_verdict_model
from pressgap.errors import BadSettings


def test_one_sentence_alone_keeps_its_probability() -> None:
    assert Pool(3, 0.0, 1.0).probability(np.array([0.25])) == 0.25


def test_sentences_on_one_matter_add_up() -> None:
    assert Pool(3, 0.0, 1.0).probability(np.array([0.5, 0.5])) == 0.75


def test_only_the_likeliest_are_taken() -> None:
    likely = np.array([0.4, 0.3])
    assert Pool(2, 0.0, 1.0).probability(np.append(likely, [0.2, 0.1])) == Pool(
        2, 0.0, 1.0
    ).probability(likely)


@pytest.mark.parametrize("certain", [0.0, 1.0])
def test_certainty_does_not_break_the_odds(certain: float) -> None:
    assert Pool(3, 0.0, 1.0).probability(np.full(3, certain)) == pytest.approx(certain, abs=0.001)


def test_the_shipped_model_states_bars_in_order() -> None:
    model = load_verdict_model()
    assert 0.0 < model.not_raised_bar < min(model.asked_bar, model.answered_bar) < 1.0


def test_a_model_of_other_features_is_refused_by_name() -> None:
    with pytest.raises(BadSettings, match="weather"):
        VerdictModel.from_json({"format": 1, "features": ["weather"]})
