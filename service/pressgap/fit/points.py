"""ArgKP, arguments × key points labelled match or not → how likely a match is explicit."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.align import Fallback, aligner, clause_weights
from pressgap.core.matching.background import Background
from pressgap.core.matching.strength import strength_features
from pressgap.core.matching.verdict_model import EXPLICIT
from pressgap.core.text.terms import terms
from pressgap.encoder import Encoder
from pressgap.errors import BadSettings
from pressgap.fit.regression import fit_logistic
from pressgap.fit.verdicts import logistic_as_json


@dataclass(frozen=True, eq=False)
class Debate:
    """One topic and stance: ``labels`` (points, arguments) are 1, 0, or NaN where undecided."""

    points: tuple[str, ...]
    arguments: tuple[str, ...]
    labels: NDArray[np.float64]


def read_debates(train: Path) -> tuple[Debate, ...]:
    """Return the debates of ArgKP's training split under ``train``, in the order of their names.

    Raises ``BadSettings`` when the folder does not hold them.
    """
    folder = train / "argkp-2021"
    try:
        points = _grouped(folder / "key_points_train.csv", "key_point_id", "key_point")
        arguments = _grouped(folder / "arguments_train.csv", "arg_id", "argument")
        labels = {
            (row["key_point_id"], row["arg_id"]): float(row["label"])
            for row in _rows(folder / "labels_train.csv")
        }
    except (OSError, KeyError, ValueError) as error:
        raise BadSettings(
            f"{folder} does not hold ArgKP's training split ({error}): it is what tells explicit "
            "from implied"
        ) from error
    return tuple(
        Debate(
            tuple(text for _, text in points[name]),
            tuple(text for _, text in arguments[name]),
            np.array(
                [[labels.get((p, a), np.nan) for a, _ in arguments[name]] for p, _ in points[name]]
            ),
        )
        for name in sorted(points)
        if name in arguments
    )


def _grouped(path: Path, key: str, text: str) -> dict[tuple[str, str], list[tuple[str, str]]]:
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for row in _rows(path):
        found[row["topic"], row["stance"]].append((row[key], row[text]))
    return found


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def fit_explicit(
    debates: Sequence[Debate], encoder: Encoder, background: Background, coverage_weight: float
) -> dict[str, Any]:
    """Return the logistic function as the data file holds it; labelled pairs as they come.

    Raises ``BadSettings`` where no pair is labelled a match, or none is labelled no match.
    """
    features, labels = [], []
    for debate in debates:
        decided = ~np.isnan(debate.labels)
        features.append(_features(debate, encoder, background, coverage_weight)[decided])
        labels.append(debate.labels[decided] == 1.0)
    truth = np.concatenate(labels) if labels else np.zeros(0, bool)
    if not truth.any() or truth.all():
        raise BadSettings(
            "ArgKP's training split labels no pair a match, or none no match: there is nothing to "
            "tell explicit from implied by"
        )
    rows = np.concatenate(features)
    return logistic_as_json(fit_logistic(rows, truth, np.ones(len(truth))), EXPLICIT)


def _features(
    debate: Debate, encoder: Encoder, background: Background, coverage_weight: float
) -> NDArray[np.float64]:
    points = [terms(text) for text in debate.points]
    held = aligner(
        encoder.encode(debate.points),
        points,
        clause_weights(points, background),
        coverage_weight,
        background,
        Fallback(0.0, 0.0, 1.0),
    )
    vectors = encoder.encode(debate.arguments)
    scores = held.scores(vectors, [terms(text) for text in debate.arguments])
    return strength_features(held, scores, vectors, np.arange(len(points)))
