import json

import numpy as np
import pytest

from pressgap.core.matching.align import FEATURES
from pressgap.core.matching.verdict_model import VerdictModel, raised_signals
from pressgap.data import FOLDER, MODEL_FILE, load_verdict_model
from pressgap.errors import BadSettings


def test_a_larger_share_of_clauses_raised_makes_the_same_evidence_mean_more() -> None:
    model = load_verdict_model()
    features = np.full((1, len(FEATURES)), 0.3)
    few, as_fitted, many = (
        float(model.expecting(share).asked.probabilities(features)[0])
        for share in (0.05, model.raised_share, 0.6)
    )
    assert few < as_fitted < many
    assert as_fitted == float(model.asked.probabilities(features)[0])


def test_a_clause_of_which_a_question_is_likely_has_higher_odds_of_being_raised() -> None:
    likely = raised_signals(0.8, 0.1, 0.5, 10, 1.0, 1.0)
    unlikely = raised_signals(0.1, 0.1, 0.5, 10, 1.0, 1.0)
    assert likely[0] > unlikely[0]
    assert np.isfinite(raised_signals(1.0, 1.0, 0.5, 0, 0.0, 0.0)).all()
    assert np.isfinite(raised_signals(0.0, 0.0, -1.0, 0, 0.0, 0.0)).all()


def test_half_an_answer_is_enough_for_what_is_surely_raised() -> None:
    model = load_verdict_model()
    surely, perhaps = model.raised_bar, model.raised_bar - 0.01
    assert model.enough_answered(surely) < model.enough_answered(perhaps) == model.answered_bar


def test_the_nearer_the_longer_and_the_more_it_is_mentioned_the_likelier_a_clause_is_raised() -> (
    None
):
    raised = load_verdict_model().raised
    least = (0.1, 0.1, 0.2, 10, 0.3, 0.0)
    bare = raised.probabilities(raised_signals(*least))
    for place, more in ((0, 0.4), (1, 0.4), (2, 0.6), (3, 40), (4, 1.0), (5, 1.0)):
        signals = [*least]
        signals[place] = more
        assert raised.probabilities(raised_signals(*signals)) > bare  # type: ignore[arg-type]


@pytest.mark.parametrize("missing", ["clause_raised", "explicit", "on_declaration", "bars"])
def test_a_model_that_lacks_a_part_is_refused_by_name(missing: str) -> None:
    values = json.loads((FOLDER / MODEL_FILE).read_text(encoding="utf-8"))
    del values[missing]
    with pytest.raises(BadSettings, match=missing):
        VerdictModel.from_json(values)


def test_a_model_of_before_is_refused_with_what_to_do() -> None:
    values = json.loads((FOLDER / MODEL_FILE).read_text(encoding="utf-8"))
    with pytest.raises(BadSettings, match=r"format 1 .* run `pressgap fit`"):
        VerdictModel.from_json({**values, "format": 1})


@pytest.mark.parametrize(
    ("part", "name"),
    [("on_declaration", "returned"), ("clause_raised", "mentioned"), ("explicit", "lead")],
)
def test_a_function_without_a_signal_is_refused_with_what_to_do(part: str, name: str) -> None:
    values = json.loads((FOLDER / MODEL_FILE).read_text(encoding="utf-8"))
    del values[part]["coefficients"][name]
    with pytest.raises(BadSettings, match=rf"{part} .*{name}.* run `pressgap fit --train"):
        VerdictModel.from_json(values)


def test_the_shipped_model_states_bars_in_order() -> None:
    model = load_verdict_model()
    assert 0.0 < model.not_raised_bar < min(model.asked_bar, model.answered_bar) < 1.0
    assert 0.0 < model.off_bar < model.on_bar < 1.0


def test_a_model_of_other_features_is_refused_by_name() -> None:
    with pytest.raises(BadSettings, match="weather"):
        VerdictModel.from_json({"format": 2, "features": ["weather"]})
