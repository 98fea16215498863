"""The fit on a few tiny meetings of our own, with an encoder that needs no model."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pressgap.core.verdict_model import EXPLICIT
from pressgap.data import (
    MODEL_FILE,
    background_file,
    load_background,
    load_raised_model,
    load_verdict_model,
    trials_file,
)
from pressgap.errors import BadSettings
from pressgap.fit import check, fit
from pressgap.fit.regression import fit_logistic, prior_weights
from tests.fakes import FakeEncoder

MATTERS = ("harbour tunnel", "night bus", "school meal", "flood wall", "library roof", "ice rink")
_OPENED: list[str] = []
_WATCHING: list[bool] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and _WATCHING and isinstance(arguments[0], str | Path):
        _OPENED.append(str(arguments[0]))


@pytest.fixture
def opened() -> Iterator[list[str]]:
    """Every file opened during the test (an audit hook cannot be taken off, only told to rest)."""
    if not _OPENED:
        sys.addaudithook(_watch)
    _OPENED.clear()
    _WATCHING.append(True)
    yield _OPENED
    _WATCHING.clear()


def _meeting(train: Path, name: str, first: int) -> None:
    turns, told = [], []
    for number in range(60):
        matter = MATTERS[(first + number // 10) % len(MATTERS)]
        if number % 2 == 0:
            words = f"What will become of the {matter} in year {number}? Who pays for it?"
            turns.append({"speaker": "Member", "content": words})
        else:
            words = f"The {matter} is paid for by the town in year {number}. Work goes on."
            turns.append({"speaker": "Minister", "content": words})
        if number % 5 == 0:
            told.append((f"The {matter} was discussed for year {number}.", number))
    queries = [
        {
            "query": "What was said?",
            "tokenized_answer": [text],
            "answer_sentence_index": [[0]],
            "evidence": [
                [
                    {"type": "CES", "turn_index": turn, "sent_index": 0, "content": "As said."}
                    for turn in ((number, number + 1) if number % 10 == 0 else (number,))
                ]
            ],
        }
        for text, number in told
    ]
    for folder, content in (
        (
            "qmsum-committee",
            {
                "meeting_transcripts": turns,
                "topic_list": [
                    {"topic": f"The {MATTERS[first]}", "relevant_text_span": [["0", "9"]]}
                ],
                "specific_query_list": [
                    {
                        "query": f"Who pays for the {MATTERS[(first + 1) % len(MATTERS)]}?",
                        "relevant_text_span": [["10", "19"]],
                    }
                ],
            },
        ),
        (
            "explainmeetsum-committee",
            {"qmsum": {"general_query_list": [], "specific_query_list": queries}},
        ),
    ):
        path = train / folder / "train" / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content), encoding="utf-8")


def _debates(train: Path) -> None:
    """Arguments and key points of one side of one topic; the third point nobody makes."""
    folder = train / "argkp-2021"
    folder.mkdir(parents=True)
    points = [f"The {matter} should be paid for" for matter in MATTERS[:3]]
    said = [
        f"I would pay for the {MATTERS[number % 2]} myself, take {number}" for number in range(8)
    ]
    about = "topic,stance"
    rows = {
        "key_points": [f"key_point_id,key_point,{about}"]
        + [f"p{n},{text},town,1" for n, text in enumerate(points)],
        "arguments": [f"arg_id,argument,{about}"]
        + [f'a{n},"{text}",town,1' for n, text in enumerate(said)],
        "labels": ["arg_id,key_point_id,label"]
        + [f"a{a},p{p},{int(a % 2 == p)}" for a in range(8) for p in range(3)],
    }
    for name, lines in rows.items():
        (folder / f"{name}_train.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def train(tmp_path: Path) -> Path:
    folder = tmp_path / "shared" / "train"
    _debates(folder)
    for name, first in (("town_1", 0), ("town_2", 2), ("port_1", 4), ("port_2", 1), ("isle_1", 3)):
        _meeting(folder, name, first)
    return folder


def test_what_is_fitted_reads_back_and_names_its_data(train: Path, tmp_path: Path) -> None:
    paths = fit(train, tmp_path / "out", FakeEncoder())
    names = MODEL_FILE, background_file("0" * 64), trials_file("0" * 64)
    assert [path.name for path in paths] == list(names)
    model = load_verdict_model(paths[0])
    assert model.asked.coefficients
    assert model.explicit.coefficients[EXPLICIT.index("coverage")] > 0
    assert load_raised_model(paths[0]).statement.coefficients
    background = load_background("0" * 64, tmp_path / "out")
    assert background is not None
    assert len(background.vectors) > 100


def test_the_same_data_give_the_same_numbers(train: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        fit(train, tmp_path / name, FakeEncoder())
    assert check(tmp_path / "one", tmp_path / "two", "0" * 64) == []


def test_a_number_that_differs_is_named(train: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        fit(train, tmp_path / name, FakeEncoder())
    path = tmp_path / "two" / MODEL_FILE
    values = json.loads(path.read_text(encoding="utf-8"))
    values["asked"]["intercept"] *= 1 + 1e-5
    path.write_text(json.dumps(values), encoding="utf-8")
    (found,) = check(tmp_path / "one", tmp_path / "two", "0" * 64)
    assert "asked: intercept" in found


def test_a_table_that_differs_or_is_missing_is_named(train: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        fit(train, tmp_path / name, FakeEncoder())
    path = tmp_path / "two" / trials_file("0" * 64)
    with np.load(path) as arrays:
        changed = {**arrays, "asked_features": arrays["asked_features"] + 1e-3}
    np.savez(path, allow_pickle=False, **changed)
    assert check(tmp_path / "one", tmp_path / "two", "0" * 64) == [f"{path.name}: asked_features"]
    path.unlink()
    assert check(tmp_path / "one", tmp_path / "two", "0" * 64) == [f"{path.name} is not there"]


def test_only_the_training_folder_is_opened(train: Path, tmp_path: Path, opened: list[str]) -> None:
    gold = tmp_path / "shared" / "gold"
    gold.mkdir()
    (gold / "clauses.tsv").write_text("clause\n")
    out = tmp_path / "out"
    opened.clear()
    fit(train, out, FakeEncoder())
    ours = [Path(name) for name in opened if str(tmp_path) in name]
    assert ours
    assert all(path.is_relative_to(train) or path.is_relative_to(out) for path in ours)
    assert not any("gold" in name for name in opened)


def test_progress_is_told_to_the_end(train: Path, tmp_path: Path) -> None:
    told: dict[str, tuple[int, int]] = {}
    fit(
        train,
        tmp_path / "out",
        FakeEncoder(),
        lambda what, done, of: told.update({what: (done, of)}),
    )
    assert told
    assert all(done == of for done, of in told.values())


def test_a_folder_without_meetings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="qmsum-committee"):
        fit(tmp_path, tmp_path / "out", FakeEncoder())


def test_without_the_debates_nothing_is_fitted(train: Path, tmp_path: Path) -> None:
    (train / "argkp-2021" / "labels_train.csv").unlink()
    with pytest.raises(BadSettings, match="argkp-2021"):
        fit(train, tmp_path / "out", FakeEncoder())
    assert not (tmp_path / "out").exists()


def test_too_few_meetings_are_refused(tmp_path: Path) -> None:
    for name in ("town_1", "town_2", "port_1"):
        _meeting(tmp_path, name, 0)
    with pytest.raises(BadSettings, match="too few meetings"):
        fit(tmp_path, tmp_path / "out", FakeEncoder())


def test_the_logistic_finds_the_share_of_positives() -> None:
    labels = np.array([True] * 3 + [False] * 7)
    found = fit_logistic(np.zeros((10, 1)), labels, np.ones(10))
    assert 1 / (1 + np.exp(-found[0])) == pytest.approx(0.3)


def test_prior_weights_give_positives_and_groups_their_shares() -> None:
    labels = np.array([True, False, False, False])
    groups = np.array(["own", "own", "near", "near"])
    weights = prior_weights(labels, groups, {"own": 0.5, "near": 0.3, "far": 0.2}, 0.2)
    assert weights.sum() == pytest.approx(4.0)
    assert weights[0] / 4 == pytest.approx(0.2)
    assert weights[1] / weights[2:].sum() == pytest.approx(0.5 / 0.3)
