import json
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from pressgap.core.matching.align import Fallback
from pressgap.core.matching.background import BUCKETS, Background, bucket, build_background
from pressgap.core.matching.raised import (
    RAISED_FEATURES,
    REACHES,
    STATED_FEATURES,
    RaisedModel,
    raised_features,
    stated_features,
    term_shares,
    unrelated,
)
from pressgap.core.matching.ranking import Scope
from pressgap.core.matching.verdict_model import Logistic
from pressgap.core.matching.windows import Windows, windows_of
from pressgap.core.matching.wording import Aligned, wording
from pressgap.core.text.terms import terms
from pressgap.data import FOLDER, MODEL_FILE, load_raised_model
from pressgap.errors import BadSettings
from tests.core.comparing import background, vector, word_rows

NOTHING = Fallback(0.2, 0.1, 0.3)
TALK = ("Good morning.", "Thank you all.", "Please sit down.", "Next one.", "Very well.")


def _said(*texts: str) -> Windows:
    said = [tuple(terms(text)) for text in texts]
    return windows_of(np.stack([vector(text) for text in texts]), [0] * len(texts), said)


def _features(text: str, said: Sequence[str], table: Background | None = None) -> dict[str, float]:
    rows = vector(text)[None, :]
    shares = term_shares(terms(text), lambda _: 4.0)
    found = raised_features(rows, shares, _said(*said), unrelated(rows, shares, table, NOTHING))
    return dict(zip(RAISED_FEATURES, found.tolist(), strict=True))


def test_what_is_said_stands_out_of_unrelated_speech_and_what_is_not_does_not() -> None:
    here = _features("The ferry runs", [*TALK, "The ferry runs."], background())
    elsewhere = _features("The ferry runs", [*TALK, "The museum opens."], background())
    assert set(here) == set(RAISED_FEATURES)
    assert all(here[name] > elsewhere[name] for name in here)


def test_a_text_said_in_pieces_is_covered_by_a_window_and_by_no_sentence() -> None:
    pieces = ["The ferry is blue.", "Yes.", "It runs daily."]
    found = _features("The ferry runs daily", pieces)
    assert found["joint_2"] - found["joint_0"] > 0.0
    far = _features("The ferry runs daily", [pieces[0], *(4 * TALK), pieces[2]])
    assert far["coverage_excess_2"] < found["coverage_excess_2"]


def test_one_sentence_is_enough_to_hold_a_text_against() -> None:
    found = _features("The ferry runs", ["The ferry runs."], background())
    assert np.isfinite(list(found.values())).all()
    assert found["joint_of_best"] == found["joint_0"] == found["joint_8"]


def test_the_best_of_several_parts_counts() -> None:
    rows = np.stack([vector("tunnel"), vector("ferry")])
    found = raised_features(rows, {}, _said("A ferry."), unrelated(rows, {}, None, NOTHING))
    assert found[RAISED_FEATURES.index("cosine_0")] == pytest.approx(1.0)


def test_a_text_without_a_known_word_goes_by_its_vector() -> None:
    rows = vector("ferry")[None, :]
    shares = term_shares([], lambda _: 4.0)
    assert shares == {}
    for table in (background(), None):
        beyond = unrelated(rows, shares, table, NOTHING)
        found = raised_features(rows, shares, _said("The ferry runs."), beyond)
        assert np.isfinite(found).all()
        assert found[RAISED_FEATURES.index("joint_0")] == pytest.approx(1.0)


def test_without_a_background_the_excess_is_over_what_as_much_speech_usually_offers() -> None:
    beyond = unrelated(vector("ferry")[None, :], {"ferri": 1.0}, None, NOTHING)
    assert beyond.scores == {}
    assert beyond.excess("joint", 2, 0.2, 1) == pytest.approx(0.0)
    assert beyond.excess("joint", 2, 0.9, 10) > beyond.excess("joint", 2, 0.9, 1000)


def test_with_a_background_the_same_best_means_less_where_it_is_common() -> None:
    near = unrelated(vector("ferry")[None, :], {}, _table("Our ferry.", "A ferry."), NOTHING)
    far = unrelated(vector("ferry")[None, :], {}, background(), NOTHING)
    for reach in REACHES:
        assert near.excess("cosine", reach, 0.9, 5) < far.excess("cosine", reach, 0.9, 5)


def _aligned(text: str, said: Sequence[str]) -> Aligned:
    return wording(said, word_rows, lambda _: 4.0).aligned(text)


# --- coverage by buckets -------------------------------------------------------------------


def _table(*texts: str, runs: Sequence[int] | None = None) -> Background:
    said = [tuple(terms(text)) for text in texts]
    vectors = np.stack([vector(text) for text in texts])
    return build_background("by hand", "model", vectors, said, said, runs)


def _covered(shares: dict[str, float], table: Background, reach: int) -> NDArray[np.float32]:
    return unrelated(vector("x")[None, :], shares, table, NOTHING).scores["coverage", reach]


def test_unrelated_speech_covers_a_text_as_speech_at_hand_would() -> None:
    texts = ["The ferry runs.", "A fare.", "Nothing."]
    (ferry, fare, unheard) = terms("ferry fare unheard")
    shares = {ferry: 0.5, fare: 0.3, unheard: 0.2}
    table = _table(*texts)
    for reach in REACHES:
        assert _covered(shares, table, reach) == pytest.approx(_said(*texts).covered(shares, reach))


def test_stretches_of_the_background_do_not_reach_into_each_other() -> None:
    (ferry,) = terms("ferry")
    table = _table("The ferry.", "A fare.", "Nothing.", runs=[0, 0, 1])
    assert _covered({ferry: 1.0}, table, 2).tolist() == [1.0, 1.0, 0.0]


def test_terms_that_share_a_bucket_are_heard_together() -> None:
    first: dict[int, str] = {}
    for number in range(BUCKETS):
        term = f"term{number}"
        twin = first.setdefault(bucket(term), term)
        if twin != term:
            break
    said = [(twin,), ("other",)]
    table = build_background("by hand", "model", np.eye(2, 5, dtype=np.float32), said, said)
    assert _covered({twin: 0.7, term: 0.3}, table, 0).tolist() == pytest.approx([1.0, 0.0])


# --- the model -----------------------------------------------------------------------------


def test_shares_go_by_the_square_of_rarity_and_make_up_the_whole() -> None:
    shares = term_shares(["rare", "common", "rare"], {"rare": 4.0, "common": 2.0}.__getitem__)
    assert shares == pytest.approx({"rare": 0.8, "common": 0.2})
    assert term_shares(["everywhere"], lambda _: -1.0) == {"everywhere": 0.0}


def test_each_scope_has_its_own_function() -> None:
    discussed, stated = (np.zeros(len(names)) for names in (RAISED_FEATURES, STATED_FEATURES))
    model = RaisedModel(Logistic(-1.0, (1.0,) * 14), Logistic(1.0, (1.0,) * 15), NOTHING)
    assert model.probability(discussed, "discussion") < 0.5 < model.probability(stated, "statement")


@pytest.mark.parametrize("scope", ["discussion", "statement"])
def test_the_shipped_model_takes_what_is_said_for_likelier_than_what_is_not(scope: Scope) -> None:
    model = load_raised_model()
    rows, shares = vector("ferry")[None, :], term_shares(terms("ferry"), lambda _: 4.0)
    beyond = unrelated(rows, shares, background(), model.fallback)

    def chance(*said: str) -> float:
        given = rows, shares, _said(*said), beyond
        if scope == "discussion":
            return model.probability(raised_features(*given), scope)
        return model.probability(stated_features(*given, _aligned("ferry", said)), scope)

    assert chance(*TALK, "The ferry.") > chance(*TALK, "The museum.")


def test_a_statement_in_other_words_is_likelier_raised_than_one_that_is_not_there() -> None:
    model = load_raised_model()
    rows, shares = vector("ferry")[None, :], term_shares(terms("ferry"), lambda _: 4.0)
    beyond = unrelated(rows, shares, background(), model.fallback)
    boat, museum = (
        model.probability(
            stated_features(rows, shares, _said("Hello."), beyond, _aligned("ferry", said)),
            "statement",
        )
        for said in ([*TALK, "A boat."], [*TALK, "A museum."])
    )
    assert boat > museum


@pytest.mark.parametrize("missing", ["raised", "fallback"])
def test_a_model_that_lacks_a_part_is_refused(missing: str) -> None:
    values = json.loads((FOLDER / MODEL_FILE).read_text(encoding="utf-8"))
    del values[missing]
    with pytest.raises(BadSettings, match=missing):
        RaisedModel.from_json(values)
