from pathlib import Path

import numpy as np
import pytest

from pressgap.core.matching.background import Background, build_background
from pressgap.core.matching.verdict_model import EXPLICIT
from pressgap.core.text.terms import terms
from pressgap.errors import BadSettings
from pressgap.fit.points import fit_explicit, read_debates
from tests.fakes import FakeEncoder
from tests.fit.train_folder import write_debate, write_debates

POINTS = ["p1,Pay for the wall,town,1", "p2,Close the rink,town,-1", "p3,Open a school,port,1"]
ARGUMENTS = ["a1,I would pay for the wall,town,1", "a2,Nobody skates,town,-1"]
UNRELATED = ("Good morning.", "The minutes were approved.", "We turn to item two.")


def _background(encoder: FakeEncoder) -> Background:
    said = [tuple(terms(text)) for text in UNRELATED]
    return build_background("by hand", encoder.sha256, encoder.encode(UNRELATED), said, said)


def test_debates_are_of_one_topic_and_stance_and_those_without_arguments_are_left_out(
    tmp_path: Path,
) -> None:
    write_debate(tmp_path, POINTS, ARGUMENTS, ["a1,p1,1", "a2,p2,0"])
    against, for_ = read_debates(tmp_path)
    assert (against.points, against.arguments) == (("Close the rink",), ("Nobody skates",))
    assert (for_.points, for_.arguments) == (("Pay for the wall",), ("I would pay for the wall",))
    assert (against.labels.tolist(), for_.labels.tolist()) == ([[0.0]], [[1.0]])


def test_a_pair_without_a_label_is_undecided_and_left_out(tmp_path: Path) -> None:
    more = [*ARGUMENTS, "a3,The wall is high,town,1"]
    write_debate(tmp_path, POINTS, more, ["a1,p1,1", "a2,p2,0"])
    debates = read_debates(tmp_path)
    assert np.isnan(debates[1].labels).tolist() == [[False, True]]
    encoder = FakeEncoder()
    found = fit_explicit(debates, encoder, _background(encoder), 1.5)
    assert set(found["coefficients"]) == set(EXPLICIT)
    assert np.isfinite([found["intercept"], *found["coefficients"].values()]).all()


def test_the_other_split_is_not_read(tmp_path: Path) -> None:
    write_debate(tmp_path, POINTS, ARGUMENTS, ["a1,p1,1", "a2,p2,0"])
    before = read_debates(tmp_path)
    write_debate(tmp_path, POINTS[:1], ARGUMENTS[:1], ["a1,p1,0"], split="dev")
    assert [debate.points for debate in read_debates(tmp_path)] == [d.points for d in before]


@pytest.mark.parametrize("missing", ["key_points", "arguments", "labels"])
def test_a_file_that_is_missing_is_told_with_what_it_is_for(tmp_path: Path, missing: str) -> None:
    write_debates(tmp_path)
    (tmp_path / "argkp-2021" / f"{missing}_train.csv").unlink()
    with pytest.raises(BadSettings, match=f"{missing}_train.*explicit"):
        read_debates(tmp_path)


def test_files_with_other_columns_or_labels_are_refused(tmp_path: Path) -> None:
    write_debate(tmp_path, POINTS, ARGUMENTS, ["a1,p1,perhaps"])
    with pytest.raises(BadSettings, match="perhaps"):
        read_debates(tmp_path)
    (tmp_path / "argkp-2021" / "labels_train.csv").write_text("arg,point\n1,2\n")
    with pytest.raises(BadSettings, match="argkp-2021"):
        read_debates(tmp_path)


@pytest.mark.parametrize("labels", [[], ["a1,p1,1"], ["a1,p1,0"]], ids=["none", "all", "no"])
def test_labels_that_tell_nothing_apart_are_refused(tmp_path: Path, labels: list[str]) -> None:
    write_debate(tmp_path, POINTS, ARGUMENTS, labels)
    encoder = FakeEncoder()
    with pytest.raises(BadSettings, match="explicit from implied"):
        fit_explicit(read_debates(tmp_path), encoder, _background(encoder), 1.5)


def test_without_any_debate_nothing_is_fitted(tmp_path: Path) -> None:
    write_debate(tmp_path, [], [], [])
    encoder = FakeEncoder()
    with pytest.raises(BadSettings, match="explicit from implied"):
        fit_explicit(read_debates(tmp_path), encoder, _background(encoder), 1.5)
