"""The fitted files of the package and how they are opened: coefficients, bars, backgrounds.

``pressgap fit`` makes them; each names the data it was fitted on. ``NOTICE.md`` beside them passes
the licences on.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from pressgap.core.background import Background, from_arrays
from pressgap.core.raised import RaisedModel
from pressgap.core.statements import StatementModel
from pressgap.core.verdict_model import VerdictModel
from pressgap.errors import BadSettings

FOLDER = Path(__file__).parent
MODEL_FILE = "verdict-v2.json"


def background_file(model_sha256: str) -> str:
    """Return the name of the background table made with this embedding model."""
    return f"background-{model_sha256[:12]}.npz"


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
