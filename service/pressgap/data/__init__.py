"""The fitted files of the package and how they are opened: coefficients, bars, backgrounds.

``pressgap fit`` makes them; each names the data it was fitted on, and the embedding model it was
fitted to: cosines of one model say nothing about those of another. ``NOTICE.md`` beside them passes
the licences on.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from pressgap.core.matching.background import Background, from_arrays
from pressgap.core.matching.raised import RaisedModel
from pressgap.core.matching.statements import StatementModel
from pressgap.core.matching.verdict_model import VerdictModel
from pressgap.core.report import ModelRef
from pressgap.errors import BadSettings

FOLDER = Path(__file__).parent
MODEL_FILE = "verdict-v2.json"
REVIEWS_FOLDER = "fitted"
STALE = (
    "What was fitted on your reviews was made with an older version or another embedding model (or "
    "cannot be read), and is left aside: run `pressgap fit --reviews` again, or "
    "`pressgap fit --forget-reviews`."
)
# Probabilities are not negative, so none is low enough for absence to be said.
_NEVER = -1.0


@dataclass(frozen=True, slots=True)
class Fitted:
    """What there is for one embedding model: ``file`` holds coefficients and bars.

    ``notes`` stand in every report. Where it is not ``calibrated``, the file was fitted to another
    model, and they say so.
    """

    file: Path
    background: Background | None
    notes: tuple[str, ...] = ()
    calibrated: bool = True

    @property
    def search_notes(self) -> tuple[str, ...]:
        """What to say of every search: reviews are of verdicts alone."""
        return () if self.calibrated else self.notes[:1]

    def verdict_model(self) -> VerdictModel:
        """Return the verdict model; one fitted to another embedding model never says absence."""
        model = load_verdict_model(self.file)
        return model if self.calibrated else replace(model, not_raised_bar=_NEVER)


def fitted_for(model: ModelRef, folder: Path | None = None) -> Fitted:
    """Return what was fitted to an embedding model, from ``folder`` or the package.

    A ``folder`` is one that `pressgap fit --out` wrote; one that only holds a background serves
    too, with the shipped coefficients. The shipped coefficients stand in where there are none for
    this model, and the notes say so. Raises ``BadSettings`` for a folder without a background
    for the model, or with coefficients fitted to another.
    """
    own = folder is not None and (folder / MODEL_FILE).exists()
    file = (folder if folder is not None and own else FOLDER) / MODEL_FILE
    encoder = _encoder_of(file)
    remedy = f"run `pressgap fit --train DIR --out {folder}` with this model, or set another folder"
    if own and encoder != model.sha256:
        raise BadSettings(
            f"background: {file} was fitted to another embedding model (SHA-256 {encoder[:12]}…) "
            f"than {model.name!r} ({model.sha256[:12]}…), whose cosines mean something else: "
            f"{remedy}"
        )
    background = load_background(model.sha256, folder)
    if folder is not None and background is None:
        raise BadSettings(
            f"background: {folder} holds no table for the model {model.name!r}: {remedy}, or leave "
            "the setting empty"
        )
    if encoder == model.sha256:
        return Fitted(file, background)
    return Fitted(file, background, (_not_fitted(model),), calibrated=False)


def with_reviews(fitted: Fitted, file: Path) -> Fitted:
    """Return ``fitted`` with the ``file`` that `pressgap fit --reviews` made of it, where there is.

    One made of another file (of an older version, of another embedding model) or torn is left
    aside, and the notes say so: what it was made of is still there.
    """
    if not file.exists():
        return fitted
    if fitted.calibrated and _made_of(file) == _json(fitted.file)[1]:
        return replace(fitted, file=file)
    return replace(fitted, notes=(*fitted.notes, STALE))


def _made_of(file: Path) -> str | None:
    """Return the SHA-256 of the model that reviews were added to; None where it cannot be said."""
    try:
        load_verdict_model(file)
        return str(_json(file)[0]["provenance"]["reviews"]["base"]["sha256"])
    except (BadSettings, KeyError, TypeError):
        return None


def _not_fitted(model: ModelRef) -> str:
    return (
        f"PressGap is not calibrated for the embedding model {model.name!r}: probabilities are "
        "rough, and nothing is called not raised. `pressgap fit --train DIR --out FOLDER` "
        "calibrates it; then set background to FOLDER."
    )


def _encoder_of(file: Path) -> str:
    """Return the SHA-256 of the embedding model that coefficients were fitted to."""
    try:
        return str(_json(file)[0]["provenance"]["encoder"]["sha256"])
    except (KeyError, TypeError) as error:
        raise BadSettings(
            f"the fitted model {file} does not say which embedding model it was fitted to: run "
            "`pressgap fit` to make one that does"
        ) from error


def background_file(model_sha256: str) -> str:
    """Return the name of the background table made with this embedding model."""
    return f"background-{model_sha256[:12]}.npz"


def trials_file(model_sha256: str) -> str:
    """Return the name of the table of what verdicts were fitted on, with this embedding model."""
    return f"trials-{model_sha256[:12]}.npz"


def reviews_file(data_dir: Path) -> Path:
    """Return where the model fitted on the reviews of a library lies."""
    return data_dir / REVIEWS_FOLDER / MODEL_FILE


def load_verdict_model(path: Path | None = None) -> VerdictModel:
    """Return the verdict model in ``path``, by default the shipped one.

    Raises ``BadSettings`` when the file cannot be read.
    """
    values, sha256 = _json(path or FOLDER / MODEL_FILE)
    return VerdictModel.from_json(values, sha256)


def load_statement_model(path: Path | None = None) -> StatementModel:
    """Return the model for statements in ``path``, by default the shipped one.

    Raises ``BadSettings`` when the file cannot be read.
    """
    values, sha256 = _json(path or FOLDER / MODEL_FILE)
    return StatementModel.from_json(values, sha256)


def load_raised_model(path: Path | None = None) -> RaisedModel:
    """Return the model of what is raised in ``path``, by default the shipped one.

    Raises ``BadSettings`` when the file cannot be read.
    """
    values, _ = _json(path or FOLDER / MODEL_FILE)
    return RaisedModel.from_json(values)


def load_background(model_sha256: str, folder: Path | None = None) -> Background | None:
    """Return the background made with this embedding model; None when ``folder`` has none.

    ``folder`` is by default the package's own. Raises ``BadSettings`` when the file is torn.
    """
    path = (folder or FOLDER) / background_file(model_sha256)
    return _background(path) if path.exists() else None


@lru_cache(maxsize=2)
def _background(path: Path) -> Background:
    try:
        content = path.read_bytes()
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            return from_arrays(dict(arrays), hashlib.sha256(content).hexdigest())
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise BadSettings(
            f"the background table {path} cannot be read ({error}): run `pressgap fit` to make one"
        ) from error


def load_values(path: Path) -> tuple[dict[str, Any], str]:
    """Return what a model file holds, and its SHA-256; ``BadSettings`` when it cannot be read."""
    return _json(path)


def _json(path: Path) -> tuple[dict[str, Any], str]:
    try:
        content = path.read_bytes()
        values = json.loads(content)
    except (OSError, ValueError) as error:
        raise BadSettings(
            f"the fitted model {path} cannot be read ({error}): run `pressgap fit` to make one"
        ) from error
    if not isinstance(values, dict):
        raise BadSettings(f"the fitted model {path} is no JSON object")
    return values, hashlib.sha256(content).hexdigest()
