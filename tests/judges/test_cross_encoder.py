"""The cross-encoder judge on small models made here, with weights that tell what they find."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pressgap.core.matching.opinions import Opinion, Pair, Undecided
from pressgap.encoder import identify
from pressgap.errors import ModelUnavailable
from pressgap.judges.cross_encoder import CrossEncoderJudge
from tests.judges.tiny_cross_encoder import WINDOW, make_cross_encoder, make_word_spotter
from tests.tiny_model import make_tiny_model

INFERENCE = ["neutral", "contradiction", "entailment"]
RUBRIC = ["none", "implied", "explicit"]
ABOUT = Pair("cuts", "", "rates?", "question")
ELSE = Pair("cuts", "", "a dog.", "question")

Spotter = Callable[..., CrossEncoderJudge]


@pytest.fixture(scope="module")
def spotter(tmp_path_factory: pytest.TempPathFactory) -> Spotter:
    def made(*labels: str) -> CrossEncoderJudge:
        folder = tmp_path_factory.mktemp("spotter")
        return CrossEncoderJudge(str(make_word_spotter(folder, labels, "rates")), identify, 1)

    return made


def ask(judge: CrossEncoderJudge, *pairs: Pair) -> list[Opinion]:
    found = list(judge.opinions(pairs, 60))
    assert all(isinstance(ruling, Opinion) for ruling in found)
    return [ruling for ruling in found if isinstance(ruling, Opinion)]


def test_a_score_finds_what_is_related(spotter: Spotter) -> None:
    about, other = ask(spotter("LABEL_0"), ABOUT, ELSE)
    assert (about.relation, other.relation) == ("implied", "unsure")
    assert about.probability > other.probability


def test_a_model_of_the_rubric_tells_absence_too(spotter: Spotter) -> None:
    about, other = ask(spotter(*RUBRIC), ABOUT, ELSE)
    assert (about.relation, other.relation) == ("explicit", "none")


def test_inference_finds_what_is_stated(spotter: Spotter) -> None:
    about, other = ask(spotter(*INFERENCE), ABOUT, ELSE)
    assert (about.relation, other.relation) == ("explicit", "unsure")


@pytest.mark.parametrize("length", [1, WINDOW, 5 * WINDOW])
def test_the_word_is_found_at_the_end_of_a_passage_of_any_length(
    spotter: Spotter, length: int
) -> None:
    passage = "a dog. " * length + "rates?"
    (found,) = ask(spotter("LABEL_0"), Pair("cuts", "", passage, "answer"))
    assert found.relation == "implied"
    assert ("parts" in found.reason) == (length > 1)


def test_a_clause_longer_than_the_window_is_read_to_its_end(spotter: Spotter) -> None:
    (found,) = ask(spotter("LABEL_0"), Pair("a dog. " * 60 + "rates.", "", "a cat", "answer"))
    assert found.relation == "implied"


def test_the_same_pairs_get_the_same_opinions(tmp_path: Path) -> None:
    folder = str(make_cross_encoder(tmp_path, RUBRIC))
    once, again = (ask(CrossEncoderJudge(folder, identify, 1), ABOUT, ELSE) for _ in range(2))
    assert once == again


def test_the_judge_is_named_by_its_folder_and_the_hash_of_its_weights(tmp_path: Path) -> None:
    folder = make_cross_encoder(tmp_path / "little-judge", ["LABEL_0"])
    ref = CrossEncoderJudge(str(folder), identify).ref
    assert (ref.name, ref.kind, ref.local, ref.address) == (
        "little-judge",
        "cross-encoder",
        True,
        None,
    )
    assert ref.sha256 == identify(str(folder))[1]


def test_when_the_time_is_up_the_rest_is_not_read(tmp_path: Path) -> None:
    judge = CrossEncoderJudge(str(make_cross_encoder(tmp_path, ["LABEL_0"])), identify)
    (ruling,) = judge.opinions([ABOUT], -1)
    assert isinstance(ruling, Undecided)
    assert "judge_max_seconds" in ruling.why


def test_numbers_that_are_none_leave_a_pair_undecided(tmp_path: Path) -> None:
    import torch
    from transformers import BertForSequenceClassification

    folder = make_cross_encoder(tmp_path, ["LABEL_0"])
    model = BertForSequenceClassification.from_pretrained(folder)
    with torch.no_grad():
        model.classifier.bias.fill_(float("nan"))
    model.save_pretrained(folder)
    (ruling,) = CrossEncoderJudge(str(folder), identify).opinions([ABOUT], 60)
    assert ruling == Undecided("the model gives no usable number")


def test_an_embedding_model_is_refused_for_its_head_would_be_made_up(tmp_path: Path) -> None:
    make_tiny_model(tmp_path)
    judge = CrossEncoderJudge(str(tmp_path / "bert"), identify)
    with pytest.raises(ModelUnavailable, match=r"no cross-encoder \(BertModel\).*judge_model"):
        list(judge.opinions([ABOUT], 60))


def test_labels_without_a_meaning_are_refused(tmp_path: Path) -> None:
    judge = CrossEncoderJudge(str(make_cross_encoder(tmp_path, ["LABEL_0", "LABEL_1"])), identify)
    with pytest.raises(ModelUnavailable, match="LABEL_0, LABEL_1"):
        list(judge.opinions([ABOUT], 60))


def test_a_folder_that_cannot_be_opened_says_what_to_set(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    judge = CrossEncoderJudge(str(tmp_path), lambda _: ("broken", "0" * 64))
    with pytest.raises(ModelUnavailable, match="judge_model"):
        list(judge.opinions([ABOUT], 60))
