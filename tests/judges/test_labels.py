import numpy as np
import pytest

from pressgap.core.matching.opinions import Opinion
from pressgap.errors import ModelUnavailable
from pressgap.judges.labels import best_of, check_labels, is_inference, opinion_of

SCORE = ["LABEL_0"]
INFERENCE = ["contradiction", "entailment", "neutral"]
RUBRIC = ["none", "implied", "explicit"]


def relation(labels: list[str], *logits: float) -> str:
    return opinion_of(labels, np.array(logits)).relation


def test_a_high_score_is_the_same_issue_and_never_more() -> None:
    assert relation(SCORE, 3.0) == "implied"
    assert relation(SCORE, 50.0) == "implied"


def test_a_low_score_says_nothing_about_absence() -> None:
    assert [relation(SCORE, logit) for logit in (1.0, 0.0, -50.0)] == ["unsure"] * 3


def test_entailment_states_the_clause_and_contradiction_speaks_to_it() -> None:
    assert relation(INFERENCE, 0.0, 5.0, 0.0) == "explicit"
    assert relation(INFERENCE, 5.0, 0.0, 0.0) == "implied"


def test_neutral_is_no_sign_of_absence_for_a_question_entails_nothing() -> None:
    assert relation(INFERENCE, 0.0, 0.0, 9.0) == "unsure"


def test_the_rubrics_own_labels_mean_what_they_say_in_any_case() -> None:
    assert relation(RUBRIC, 5.0, 0.0, 0.0) == "none"
    assert relation(["NONE", "Implied", "Explicit", "unsure"], 0.0, 0.0, 5.0, 0.0) == "explicit"


def test_without_even_chances_for_one_label_it_is_unsure() -> None:
    assert relation(RUBRIC, 1.0, 0.9, 0.9) == "unsure"


def test_the_reason_shows_the_models_number() -> None:
    assert "0.953" in opinion_of(SCORE, np.array([3.0])).reason
    assert "entailment" in opinion_of(INFERENCE, np.array([0.0, 5.0, 0.0])).reason


@pytest.mark.parametrize("labels", [SCORE, ["anything"], INFERENCE, RUBRIC, [*RUBRIC, "unsure"]])
def test_labels_with_a_meaning_are_taken(labels: list[str]) -> None:
    check_labels(labels)


@pytest.mark.parametrize(
    "labels", [["LABEL_0", "LABEL_1"], ["entailment", "not_entailment"], ["explicit", "none"]]
)
def test_labels_whose_meaning_is_not_known_are_refused_by_name(labels: list[str]) -> None:
    with pytest.raises(ModelUnavailable, match="judge_model"):
        check_labels(labels)


def test_only_inference_reads_the_passage_first() -> None:
    assert is_inference(["ENTAILMENT", "NEUTRAL", "CONTRADICTION"])
    assert not is_inference(SCORE)


def test_the_best_part_counts() -> None:
    parts = [
        Opinion("none", 0.99, "a"),
        Opinion("implied", 0.6, "b"),
        Opinion("implied", 0.7, "c"),
        Opinion("unsure", 0.9, "d"),
    ]
    found = best_of(parts)
    assert (found.relation, found.probability) == ("implied", 0.7)
    assert "4 parts" in found.reason


def test_that_no_part_is_related_is_as_sure_as_the_least_sure() -> None:
    parts = [Opinion("none", 0.99, "a"), Opinion("none", 0.6, "b")]
    assert best_of(parts).probability == 0.6
    assert best_of([parts[0]]) == parts[0]
