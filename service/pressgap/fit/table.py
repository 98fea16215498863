"""What the verdicts were fitted on, as numbers: kept, so that reviews can be added to it later.

The features of each trial's best pair, whether it is related, and what it weighs; no text can be
read from them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.align import FEATURES
from pressgap.core.matching.verdict_model import RAISED, Logistic, raised_signals
from pressgap.errors import BadSettings
from pressgap.fit.pseudo import Trial
from pressgap.fit.verdicts import Both, best_pair, clause_weights, labelled, paired


@dataclass(frozen=True, eq=False)
class Rows:
    """``features`` (n, f), ``labels`` (n,) and ``weights`` (n,), which are one on average."""

    features: NDArray[np.float32]
    labels: NDArray[np.bool_]
    weights: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Table:
    """Trials against questions and against answers, and clauses of which both are known.

    ``sides`` (clauses, 2) are the rows of ``asked`` and of ``answered`` that belong to each row of
    ``raised``: its log-odds follow from them. ``name`` is the model's that was fitted on it,
    ``encoder`` the SHA-256 of the embedding model.
    """

    name: str
    encoder: str
    asked: Rows
    answered: Rows
    raised: Rows
    sides: NDArray[np.int32]

    def signals(self, asked: Logistic, answered: Logistic) -> NDArray[np.float64]:
        """Return (clauses, len(RAISED)) with the log-odds these two functions give."""
        found = self.raised.features.astype(np.float64)
        chances = [
            logistic.probabilities(rows.features[self.sides[:, side]].astype(np.float64))
            for side, (logistic, rows) in enumerate(
                ((asked, self.asked), (answered, self.answered))
            )
        ]
        either = RAISED.index("either")
        found[:, either] = [
            raised_signals(float(one), float(other), 0.0, 0, 0.0, 0.0)[either]
            for one, other in zip(*chances, strict=True)
        ]
        return found

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """Return it as named arrays."""
        parts = {"asked": self.asked, "answered": self.answered, "raised": self.raised}
        return {
            "name": np.array(self.name),
            "encoder": np.array(self.encoder),
            "sides": self.sides,
            **{
                f"{part}_{field}": getattr(rows, field)
                for part, rows in parts.items()
                for field in ("features", "labels", "weights")
            },
        }


def made_of(
    trials: Sequence[Trial],
    asked: Logistic,
    answered: Logistic,
    both: Both,
    *,
    name: str,
    encoder: str,
) -> Table:
    """Return the table of ``trials``; ``both`` are those of which both sides are known."""
    questions = [trial for trial in trials if trial.question]
    answers = [trial for trial in trials if not trial.question]
    row = {id(trial): i for side in (questions, answers) for i, trial in enumerate(side)}
    sides = [[row[id(question)], row[id(answer)]] for question, answer in paired(trials)]
    return Table(
        name,
        encoder,
        _side(questions, asked),
        _side(answers, answered),
        _rows(both.signals, both.truth != 2, clause_weights(both)),
        np.array(sides, np.int32),
    )


def _side(trials: Sequence[Trial], logistic: Logistic) -> Rows:
    coefficients = np.array(logistic.coefficients)
    best = np.stack([best_pair(trial.features, coefficients) for trial in trials])
    return _rows(best, *labelled(trials))


def _rows(
    features: NDArray[np.float64], labels: NDArray[np.bool_], weights: NDArray[np.float64]
) -> Rows:
    return Rows(features.astype(np.float32), labels, weights.astype(np.float32))


def load_table(path: Path, name: str, encoder: str) -> Table:
    """Return the table in ``path``.

    Raises ``BadSettings`` when it is not there, is torn, or does not belong to the model ``name``
    and the embedding model ``encoder``.
    """
    remedy = "`pressgap fit --train DIR --out FOLDER` makes one; then set background to FOLDER"
    try:
        with np.load(path, allow_pickle=False) as arrays:
            table = _from_arrays(dict(arrays))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise BadSettings(
            f"the table of what verdicts were fitted on, {path}, cannot be read ({error}): {remedy}"
        ) from error
    fits = table.asked.features.shape[1], table.raised.features.shape[1]
    if (table.name, table.encoder, fits) != (name, encoder, (len(FEATURES), len(RAISED))):
        raise BadSettings(
            f"the table {path} belongs to {table.name!r} of another version or embedding model, "
            f"not to {name!r}: {remedy}"
        )
    return table


def _from_arrays(arrays: Mapping[str, NDArray[Any]]) -> Table:
    asked, answered, raised = (
        Rows(*(arrays[f"{part}_{field}"] for field in ("features", "labels", "weights")))
        for part in ("asked", "answered", "raised")
    )
    name, encoder = str(arrays["name"]), str(arrays["encoder"])
    return Table(name, encoder, asked, answered, raised, arrays["sides"])
