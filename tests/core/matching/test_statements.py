import numpy as np
import pytest
from numpy.typing import NDArray

from pressgap.core.matching.align import Fallback
from pressgap.core.matching.statements import STATEMENT_FEATURES, StatementModel, relatedness
from pressgap.core.matching.verdict_model import Logistic
from pressgap.core.text.terms import terms
from pressgap.data import load_statement_model
from pressgap.errors import BadSettings
from tests.core.comparing import background, vector

MODEL = StatementModel("m", "", 1.0, Logistic(-4.0, (0.0, 4.0, 4.0)), 0.5, Fallback(0, 0, 1))
SENTENCES = ["The ferry will run.", "We like the museum."]
BLOCKS = ["The ferry will run. From June.", "We like the museum. It is old."]


def _related(*parts: str) -> NDArray[np.float64]:
    return relatedness(
        parts,
        np.stack([vector(part) for part in parts]),
        [set(terms(text)) for text in SENTENCES],
        np.stack([vector(text) for text in SENTENCES]),
        [set(terms(text)) for text in BLOCKS],
        np.stack([vector(text) for text in BLOCKS]),
        MODEL,
        background(),
    )


def test_a_passage_on_the_matter_is_over_the_bar_and_others_are_not() -> None:
    found = _related("When will the ferry run?")
    assert found[0] >= MODEL.bar > found[1]
    assert np.array_equal(found, np.round(found, 3))


def test_a_candidate_belongs_as_far_as_to_its_best_part() -> None:
    both = _related("When will the ferry run?", "The museum is old.")
    assert (both >= MODEL.bar).all()


def test_no_candidates_give_no_probabilities() -> None:
    none = np.zeros((0, 5), np.float32)
    assert relatedness(["a"], vector("a")[None], [], none, [], none, MODEL, None).shape == (0,)


def test_the_shipped_model_reads() -> None:
    model = load_statement_model()
    assert 0.0 < model.bar < 1.0
    assert len(model.related.coefficients) == len(STATEMENT_FEATURES)


def test_a_model_file_that_lacks_a_part_is_refused() -> None:
    with pytest.raises(BadSettings, match="statements"):
        StatementModel.from_json({"name": "m"})
