"""The same texts and settings give the same report to the byte, but for when it was made."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pressgap.core.codec import to_json
from pressgap.core.model import Kind
from pressgap.encoder import PACKAGED, open_encoder
from pressgap.library import NewDocument
from pressgap.settings import Settings
from pressgap.wiring import open_parts
from tests.conftest import ROOT
from tests.tiny_model import make_tiny_model

TEXTS = ROOT / "tests" / "transcripts"
BILL: tuple[Kind, str] = ("declaration", "hearing-bill.md")
HEARING: tuple[Kind, str] = ("transcript", "hearing.txt")
OTHERS: tuple[tuple[Kind, str], ...] = (
    ("transcript", "earnings-call.txt"),
    ("declaration", "earnings-filing.md"),
)


def new(kind: Kind, file: str, share: float = 1.0) -> NewDocument:
    """Return a document, or the first ``share`` of its text as one."""
    text = (TEXTS / file).read_text(encoding="utf-8")
    text = text[: round(len(text) * share)]
    return NewDocument(kind=kind, text=text, data=text.encode(), title=file)


def report(model: str, state: Path, order: Sequence[NewDocument], threads: int) -> str:
    """Add documents in this order, compare bill and hearing, and return what is printed."""
    parts = open_parts(Settings(data_dir=state, model=model, torch_threads=threads))
    for each in order:
        parts.library.add(each)
    bill, hearing = (parts.library.add(new(*each)).document.id for each in (BILL, HEARING))
    found = to_json(parts.comparer.compare(bill, [hearing]))
    parts.close()
    return without_time(found)


def without_time(found: dict[str, Any]) -> str:
    return json.dumps({key: value for key, value in found.items() if key != "created"})


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(make_tiny_model(tmp_path_factory.mktemp("tiny"), window=64))


def check(model: str, tmp_path: Path) -> None:
    """Hold libraries with other histories against each other.

    Halves of a document come first in one: what is embedded together depends on what is known.
    """
    first = report(model, tmp_path / "one", [new(*BILL), new(*HEARING)], threads=1)
    halves = [new(*HEARING, share=0.4), new(*BILL, share=0.6)]
    others = [new(*each) for each in OTHERS]
    other = report(model, tmp_path / "two", [others[0], *halves, new(*HEARING), others[1]], 2)
    assert other == first
    assert json.loads(first)["summary"]["clauses"] > 3


def test_whatever_else_was_added_in_whatever_order_by_how_many_threads(
    tiny: str, tmp_path: Path
) -> None:
    check(tiny, tmp_path)


@pytest.mark.model
def test_the_packaged_model_too_gives_the_same_report(tmp_path: Path) -> None:
    check(PACKAGED, tmp_path)


def test_what_is_stored_is_the_vector_as_it_was_encoded(tiny: str, tmp_path: Path) -> None:
    parts = open_parts(Settings(data_dir=tmp_path, model=tiny))
    stored = parts.library.embedded(parts.library.add(new(*HEARING)).document.id)
    passing = parts.library.embed(new(*HEARING))
    parts.close()
    assert stored.vectors.dtype == np.float32
    assert stored.passages == passing.passages
    np.testing.assert_array_equal(stored.vectors, passing.vectors)
    last = stored.passages[-1].span.of(stored.document.text)
    np.testing.assert_array_equal(stored.vectors[-1:], open_encoder(tiny).encode([last]))


@pytest.mark.process
def test_processes_that_hash_in_other_orders_print_the_same(tiny: str, tmp_path: Path) -> None:
    printed = []
    for seed in ("1", "2"):
        arguments = [str(TEXTS / BILL[1]), str(TEXTS / HEARING[1]), "--format", "json"]
        done = subprocess.run(
            [sys.executable, "-m", "pressgap", "compare", *arguments],
            capture_output=True,
            text=True,
            check=True,
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "PRESSGAP_MODEL": tiny,
                "PRESSGAP_DATA_DIR": str(tmp_path / seed),
            },
        )
        printed.append(without_time(json.loads(done.stdout)))
    assert printed[0] == printed[1]
