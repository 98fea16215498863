"""A library with reviews on it, and what is fitted to the fake model: no labelled data needed."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.align import FEATURES
from pressgap.core.matching.background import build_background, to_arrays
from pressgap.core.matching.verdict_model import RAISED, Logistic
from pressgap.core.model import Kind
from pressgap.core.text.terms import terms
from pressgap.data import FOLDER, MODEL_FILE, background_file, load_verdict_model, trials_file
from pressgap.fit.table import Rows, Table
from pressgap.library import NewDocument
from pressgap.wiring import Parts
from tests.fakes import FakeEncoder

ROWS = 400
CLAUSES = 8
MATTERS = (
    ("harbour tunnel", "night bus", "school meal", "flood wall"),
    ("library roof", "ice rink", "market hall", "tram depot"),
    ("lake ferry", "town archive", "fire engine", "youth club"),
    ("grain silo", "stone bridge", "public bath", "radio mast"),
)


def make_fitted(folder: Path) -> Path:
    """Write coefficients, background and table for the fake model into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    encoder = FakeEncoder()
    values = json.loads((FOLDER / MODEL_FILE).read_text(encoding="utf-8"))
    values["provenance"]["encoder"] = {"name": encoder.name, "sha256": encoder.sha256}
    (folder / MODEL_FILE).write_text(json.dumps(values), encoding="utf-8")
    said = [f"Somebody said word{n} and word{n * 7} about thing{n * 3}." for n in range(200)]
    spoken = [terms(each) for each in said]
    background = build_background(
        "made up", encoder.sha256, encoder.encode(said), spoken, spoken, [0] * len(said)
    )
    np.savez(folder / background_file(encoder.sha256), allow_pickle=False, **to_arrays(background))
    table = make_table(encoder.sha256)
    np.savez(folder / trials_file(encoder.sha256), allow_pickle=False, **table.to_arrays())
    return folder


def make_table(encoder: str = "0" * 64) -> Table:
    """Return rows whose labels are as likely as the shipped functions say."""
    model, rng = load_verdict_model(), np.random.default_rng(7)
    sides = np.arange(ROWS, dtype=np.int32)[:, None].repeat(2, axis=1)
    pairs = rng.random((2, ROWS, len(FEATURES))) * (6.0, 0.6, 0.6, 0.5, 0.5) - (3.0, 0, 0, 0, 0)
    signals = rng.random((ROWS, len(RAISED))) * (0, 0.6, 3.0, 1.0, 1.0)
    asked, answered = (
        _rows(each, logistic, rng)
        for each, logistic in zip(pairs, (model.asked, model.answered), strict=True)
    )
    name = "verdict-v2"
    empty = Table(name, encoder, asked, answered, _rows(signals, model.raised, rng), sides)
    told = _rows(empty.signals(model.asked, model.answered), model.raised, rng)
    return Table(name, encoder, asked, answered, told, sides)


def _rows(features: NDArray[np.float64], logistic: Logistic, rng: np.random.Generator) -> Rows:
    labels = rng.random(len(features)) < logistic.probabilities(features)
    return Rows(features.astype(np.float32), labels, np.ones(len(features), np.float32))


def declaration(number: int) -> str:
    """Return a declaration of ``CLAUSES`` clauses, half of which nobody speaks of."""
    kept = [f"The council pays for the {matter} from the reserve." for matter in MATTERS[number]]
    rest = [f"Paragraph {number}{n} of the annex enters into force." for n in range(CLAUSES // 2)]
    return "# Budget\n\n" + "\n\n".join(f"{i}. {t}" for i, t in enumerate((*kept, *rest), start=1))


def conference(number: int) -> str:
    """Return a conference in which the first half of the clauses is asked about."""
    return "\n\n".join(
        f"Question: Rosa Diaz, Harbour Post. Will the council pay for the {matter}?\n\n"
        f"Mayor Lund: Ask me again next year. Nothing is decided on that in {2030 + i}."
        for i, matter in enumerate(MATTERS[number])
    )


def add(parts: Parts, kind: Kind, text: str, language: str = "en") -> str:
    """Add a document; return its id."""
    new = NewDocument(kind=kind, text=text, data=text.encode(), title=kind, language=language)
    return parts.library.add(new).document.id


def compare(parts: Parts, number: int) -> str:
    """Compare the declaration with its conference; return the comparison's id."""
    documents = (
        add(parts, "declaration", declaration(number)),
        add(parts, "transcript", conference(number)),
    )
    return parts.comparer.compare(documents[0], [documents[1]]).id


def review(
    parts: Parts, verdict: Callable[[int, int], str | None], numbers: Sequence[int] = range(4)
) -> list[str]:
    """Compare, and review each clause as ``verdict`` says of comparison and clause (from 0)."""
    found = [compare(parts, number) for number in numbers]
    for number, comparison in zip(numbers, found, strict=True):
        for clause in range(CLAUSES):
            said = verdict(number, clause)
            if said is not None:
                parts.kept.review(comparison, f"c{clause + 1}", said, "ana")
    return found


def as_asked(number: int, clause: int) -> str:
    """What is so: the first half of the clauses is asked about."""
    return "asked" if clause < CLAUSES // 2 else "not_raised"


def one_contrary(number: int, clause: int) -> str:
    """What is so, but for one comparison that tells the contrary: the others say nothing of it."""
    return "not_raised" if number == 2 else as_asked(number, clause)
