"""Small stand-ins that behave like the real thing where a test looks."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.align import Fallback
from pressgap.core.matching.raised import RAISED_FEATURES, STATED_FEATURES, RaisedModel
from pressgap.core.matching.statements import STATEMENT_FEATURES, StatementModel
from pressgap.core.matching.verdict_model import Logistic
from pressgap.core.report import ModelRef
from pressgap.encoder import Progress
from pressgap.library import EmbeddingModel, Library
from pressgap.settings import Settings
from pressgap.store import Store
from pressgap.store.store import FILE_NAME
from pressgap.vectors.faiss_index import FaissIndex
from tests.core.comparing import word_rows


class FakeEncoder:
    """Hashes words into a unit vector, so that texts that share words are near each other."""

    dimension = 64
    window = 64

    def __init__(self, name: str = "fake", sha256: str = "0" * 64) -> None:
        self.name = name
        self.sha256 = sha256
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        rows = np.full((len(texts), self.dimension), 1e-6, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()):
                row[zlib.crc32(word.encode()) % self.dimension] += 1
        self.encoded += texts
        if progress is not None:
            progress(len(texts), len(texts))
        unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit

    def word_rows(self, words: Sequence[str]) -> NDArray[np.float32]:
        return word_rows(words)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]


# Related from a cosine of one half on: with nothing to subtract, the excess is the cosine.
STATEMENT_MODEL = StatementModel(
    name="by cosine",
    sha256="0" * 64,
    coverage_weight=0.0,
    related=Logistic(-5.0, tuple(10.0 * (name == "excess") for name in STATEMENT_FEATURES)),
    bar=0.5,
    fallback=Fallback(0.0, 0.0, 1.0),
)

# The same for whether a text is raised at all.
RAISED_MODEL = RaisedModel(
    Logistic(-5.0, tuple(3.0 * (name == "joint_of_best") for name in RAISED_FEATURES)),
    Logistic(-5.0, tuple(3.0 * (name == "joint_of_best") for name in STATED_FEATURES)),
    Fallback(0.0, 0.0, 1.0),
)


def _lay_empty(data_dir: Path) -> None:
    """Put an empty library where there is none: a copy, sooner there than all migrations."""
    path = data_dir / FILE_NAME
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_empty())


@cache
def _empty() -> bytes:
    with TemporaryDirectory() as folder:
        Store(Path(folder)).close()
        return (Path(folder) / FILE_NAME).read_bytes()


def open_library(
    data_dir: Path, encoder: FakeEncoder | None = None, settings: Settings | None = None
) -> Library:
    """A library in ``data_dir`` with a fake model; its store is ``library.store``."""
    encoder = encoder or FakeEncoder()
    _lay_empty(data_dir)
    return Library(
        Store(data_dir),
        lambda: EmbeddingModel(
            ref=ModelRef(encoder.name, encoder.sha256),
            index=FaissIndex(data_dir / "faiss", encoder.sha256),
            background=None,
            statement_model=STATEMENT_MODEL,
            raised_model=RAISED_MODEL,
            open=lambda: encoder,
        ),
        settings=settings or Settings(data_dir=data_dir),
    )
