"""The labelled data beside the checkout is understood: turns, quotations, key points."""

from pathlib import Path

import pytest

from pressgap.evaluate.embedding import Embedding
from pressgap.evaluate.folder import meeting_files, meetings_of, recognise
from pressgap.evaluate.meetings import read_meeting, read_statements
from pressgap.evaluate.points import read_split, splits
from pressgap.evaluate.speech import embed
from pressgap.evaluate.statements import marked
from tests.parts import fake_parts

pytestmark = pytest.mark.shared


def test_every_folder_is_recognised(shared: Path) -> None:
    kinds = {
        "gold": ["case"],
        "train/qmsum-committee": ["qmsum", "qmsum"],
        "train/explainmeetsum-committee": ["explainmeetsum", "explainmeetsum"],
        "train/argkp-2021": ["argkp"],
    }
    assert {path: [f.kind for f in recognise(shared / path)] for path in kinds} == kinds


def test_meetings_survive_the_parser_and_every_quotation_is_found(
    shared: Path, tmp_path: Path
) -> None:
    explained = shared / "train" / "explainmeetsum-committee" / "val"
    parts = fake_parts(tmp_path)
    try:
        for path, meeting in zip(meeting_files(explained), meetings_of(explained), strict=True):
            speech = embed(read_meeting(meeting), Embedding(parts.library))
            assert speech.read
            assert all(
                rows
                for rows, span in zip(speech.parsed, speech.said, strict=True)
                if span.start < span.end
            )
            for statement in read_statements(path):
                assert bool(marked(statement, speech)) == bool(statement.central)
    finally:
        parts.close()


def test_arguments_have_key_points_and_labels(shared: Path) -> None:
    folder = shared / "train" / "argkp-2021"
    assert splits(folder) == ["dev", "train"]
    assert len(read_split(folder, "dev")) == 8
