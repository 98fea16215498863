from pathlib import Path

import pytest

from pressgap.errors import BadSettings
from pressgap.evaluate.folder import meetings_of, recognise
from tests.evaluate.folders import make_arguments, make_case, make_explained, make_meetings


def test_each_kind_of_folder_is_recognised(tmp_path: Path) -> None:
    made = {
        "case": make_case(tmp_path / "a-case"),
        "qmsum": make_meetings(tmp_path / "b-meetings"),
        "explainmeetsum": make_explained(tmp_path / "c-explained"),
        "argkp": make_arguments(tmp_path / "d-arguments"),
    }
    assert [[each.kind for each in recognise(path)] for path in made.values()] == [
        [kind] for kind in made
    ]
    (tmp_path / "e-nothing").mkdir()
    assert [(each.kind, each.path) for each in recognise(tmp_path)] == list(made.items())


def test_a_folder_without_labelled_data_is_refused(tmp_path: Path) -> None:
    (tmp_path / "some.json").write_text("[1, 2]")
    (tmp_path / "labels_dev.csv").write_text("arg_id,key_point_id,label\n")  # the others lack
    with pytest.raises(BadSettings, match=r"holds no case\.toml nor other labelled data"):
        recognise(tmp_path)


@pytest.mark.parametrize("place", ["meetings/test", "explained/meetings", "meetings"])
def test_explained_meetings_are_found_nearby(tmp_path: Path, place: str) -> None:
    explained = make_explained(tmp_path / "explained" / "test")
    meetings = make_meetings(tmp_path / place)
    assert meetings_of(explained) == [meetings / "town_1.json", meetings / "town_2.json"]


def test_meetings_of_the_same_split_come_first(tmp_path: Path) -> None:
    explained = make_explained(tmp_path / "explained" / "val")
    make_meetings(tmp_path / "meetings" / "train")
    same = make_meetings(tmp_path / "meetings" / "val")
    assert meetings_of(explained)[0].parent == same


def test_explained_meetings_that_lie_nowhere_are_named(tmp_path: Path) -> None:
    explained = make_explained(tmp_path / "explained" / "test")
    meetings = make_meetings(tmp_path / "meetings" / "test")
    (meetings / "town_2.json").unlink()
    with pytest.raises(BadSettings, match=r"missing: town_2\.json"):
        meetings_of(explained)
