"""The fit on a few tiny meetings of our own, with an encoder that needs no model."""

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pressgap.core.matching.background import to_arrays
from pressgap.core.matching.verdict_model import EXPLICIT
from pressgap.data import (
    MODEL_FILE,
    background_file,
    load_background,
    load_raised_model,
    load_statement_model,
    load_verdict_model,
    trials_file,
)
from pressgap.errors import BadSettings
from pressgap.fit import check, fit
from tests.fakes import FakeEncoder
from tests.fit.train_folder import NAMES, write_debates, write_meeting, write_train

SHA256 = "0" * 64
_OPENED: list[str] = []
_WATCHING: list[bool] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and _WATCHING and isinstance(arguments[0], str | Path):
        _OPENED.append(str(arguments[0]))


@contextmanager
def _watched() -> Iterator[list[str]]:
    """Every file opened meanwhile (an audit hook cannot be taken off, only told to rest)."""
    sys.addaudithook(_watch)
    _WATCHING.append(True)
    yield _OPENED
    _WATCHING.clear()


@pytest.fixture
def train(tmp_path: Path) -> Path:
    return write_train(tmp_path / "shared" / "train")


@dataclass(frozen=True)
class Fitted:
    """One fit of the made-up data: what it wrote, opened and told of its progress."""

    folder: Path
    train: Path
    out: Path
    opened: list[str]
    told: dict[str, tuple[int, int]]


@pytest.fixture(scope="module")
def fitted(tmp_path_factory: pytest.TempPathFactory) -> Fitted:
    """A fit beside data that are not its business; not to be changed."""
    folder = tmp_path_factory.mktemp("fit")
    train, out = write_train(folder / "shared" / "train"), folder / "out"
    gold = folder / "shared" / "gold"
    gold.mkdir()
    (gold / "clauses.tsv").write_text("clause\n")
    told: dict[str, tuple[int, int]] = {}
    with _watched() as opened:
        fit(train, out, FakeEncoder(), lambda what, done, of: told.update({what: (done, of)}))
    return Fitted(folder, train, out, opened, told)


@pytest.fixture(scope="module")
def made(fitted: Fitted) -> Path:
    """What the made-up data give; not to be changed."""
    return fitted.out


@pytest.fixture
def copied(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "copied"))


def _values(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / MODEL_FILE).read_text(encoding="utf-8"))
    return found


def test_what_is_fitted_reads_back_whole(made: Path) -> None:
    names = {MODEL_FILE, background_file(SHA256), trials_file(SHA256)}
    assert {path.name for path in made.iterdir()} == names
    model = load_verdict_model(made / MODEL_FILE)
    assert any(model.asked.coefficients)
    assert any(model.answered.coefficients)
    assert any(model.raised.coefficients)
    assert any(model.on_declaration.coefficients)
    raised = load_raised_model(made / MODEL_FILE)
    assert any(raised.discussion.coefficients)
    assert any(raised.statement.coefficients)
    assert any(load_statement_model(made / MODEL_FILE).related.coefficients)
    background = load_background(SHA256, made)
    assert background is not None
    assert len(background.vectors) > 100
    assert len(set(background.runs.tolist())) == len(NAMES)


def test_who_says_a_points_own_words_makes_it_explicitly(made: Path) -> None:
    explicit = load_verdict_model(made / MODEL_FILE).explicit
    assert explicit.coefficients[EXPLICIT.index("coverage")] > 0.0
    assert explicit.coefficients[EXPLICIT.index("lead")] > 0.0


def test_every_source_is_named_with_its_licence(made: Path) -> None:
    sources = _values(made)["provenance"]["data"]
    for name in ("QMSum", "ExplainMeetSum", "ArgKP"):
        assert any(source.startswith(name) and "licence" in source for source in sources)


def test_the_same_data_give_the_same_numbers_in_whatever_order_they_were_written(
    made: Path, tmp_path: Path
) -> None:
    for name, first in reversed(NAMES.items()):
        write_meeting(tmp_path / "train", name, first)
    write_debates(tmp_path / "train")
    fit(tmp_path / "train", tmp_path / "again", FakeEncoder())
    assert check(tmp_path / "again", made, SHA256) == []
    assert (tmp_path / "again" / MODEL_FILE).read_bytes() == (made / MODEL_FILE).read_bytes()


@pytest.mark.parametrize(
    "place",
    [
        ("asked", "intercept"),
        ("answered", "coefficients", "around"),
        ("clause_raised", "coefficients", "either"),
        ("explicit", "coefficients", "lead"),
        ("on_declaration", "intercept"),
        ("raised", "discussion", "coefficients", "joint_2"),
        ("raised", "statement", "intercept"),
        ("statements", "bar"),
        ("bars", "raised"),
    ],
    ids=": ".join,
)
def test_a_number_that_differs_is_named(made: Path, copied: Path, place: tuple[str, ...]) -> None:
    values = _values(copied)
    inner = values
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] += 1e-5 * max(1.0, abs(inner[place[-1]]))
    (copied / MODEL_FILE).write_text(json.dumps(values), encoding="utf-8")
    (found,) = check(copied, made, SHA256)
    assert found.startswith(f"{MODEL_FILE}: {': '.join(place)}: ")


def test_what_differs_by_less_than_the_tolerance_is_the_same(made: Path, copied: Path) -> None:
    values = _values(copied)
    values["asked"]["intercept"] *= 1 + 1e-7
    (copied / MODEL_FILE).write_text(json.dumps(values), encoding="utf-8")
    assert check(copied, made, SHA256) == []


def test_a_part_that_is_lacking_and_a_table_that_differs_are_named(
    made: Path, copied: Path
) -> None:
    values = _values(copied)
    del values["explicit"]
    (copied / MODEL_FILE).write_text(json.dumps(values), encoding="utf-8")
    background = load_background(SHA256, copied)
    assert background is not None
    arrays = to_arrays(background)
    arrays["counts"] = np.zeros_like(arrays["counts"])
    del arrays["runs"]
    np.savez_compressed(copied / background_file(SHA256), allow_pickle=False, **arrays)
    found = check(copied, made, SHA256)
    assert any("explicit" in each for each in found)
    assert any(each.endswith(": counts") for each in found)
    assert any(each.endswith(": runs") for each in found)
    assert len(found) == 3


def test_trials_that_differ_or_are_missing_are_named(made: Path, copied: Path) -> None:
    path = copied / trials_file(SHA256)
    with np.load(path) as arrays:
        changed = {**arrays, "asked_features": arrays["asked_features"] + 1e-3}
    np.savez(path, allow_pickle=False, **changed)
    assert check(made, copied, SHA256) == [f"{path.name}: asked_features"]
    path.unlink()
    assert check(made, copied, SHA256) == [f"{path.name} is not there"]


def test_what_is_measured_on_the_other_split_is_fitted_without_it(
    train: Path, made: Path, tmp_path: Path
) -> None:
    write_meeting(train, "isle_2", 5, split="val")
    fit(train, tmp_path / "out", FakeEncoder())
    found = check(tmp_path / "out", made, SHA256)
    assert any("provenance: meetings" in each for each in found)
    assert not any(each.startswith(f"{MODEL_FILE}: raised: ") for each in found)
    assert not any("explicit" in each or "background" in each for each in found)


def test_only_the_training_folder_is_opened(fitted: Fitted) -> None:
    ours = [Path(name) for name in fitted.opened if str(fitted.folder) in name]
    assert ours
    assert all(p.is_relative_to(fitted.train) or p.is_relative_to(fitted.out) for p in ours)
    assert not any("gold" in name for name in fitted.opened)


def test_progress_is_told_to_the_end(fitted: Fitted) -> None:
    assert {"meetings embedded", "trials", "what is raised", "statements"} <= set(fitted.told)
    assert all(done == of for done, of in fitted.told.values())


def test_a_folder_without_meetings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="qmsum-committee"):
        fit(tmp_path, tmp_path / "out", FakeEncoder())


def test_without_the_debates_nothing_is_fitted(train: Path, tmp_path: Path) -> None:
    (train / "argkp-2021" / "labels_train.csv").unlink()
    with pytest.raises(BadSettings, match="argkp-2021"):
        fit(train, tmp_path / "out", FakeEncoder())
    assert not (tmp_path / "out").exists()


def test_too_few_meetings_are_refused(tmp_path: Path) -> None:
    write_debates(tmp_path)
    for name in ("town_1", "town_2", "port_1"):
        write_meeting(tmp_path, name, 0)
    with pytest.raises(BadSettings, match="too few meetings"):
        fit(tmp_path, tmp_path / "out", FakeEncoder())


def test_too_few_meetings_of_the_training_split_are_refused(tmp_path: Path) -> None:
    write_debates(tmp_path)
    for name, first in NAMES.items():
        write_meeting(tmp_path, name, first, split="train" if name == "isle_1" else "val")
    with pytest.raises(BadSettings, match="training split"):
        fit(tmp_path, tmp_path / "out", FakeEncoder())
