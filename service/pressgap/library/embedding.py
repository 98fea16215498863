"""Texts → vectors, each text once ever."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from pressgap.core.model import Passage, text_sha256
from pressgap.core.report import ModelRef
from pressgap.encoder import Encoder, Progress
from pressgap.errors import ModelUnavailable
from pressgap.store import Store

Rows = dict[str, NDArray[np.float32]]


class Embedder:
    """The model, opened when it is first needed. Safe to share between threads."""

    def __init__(self, store: Store, open_: Callable[[], Encoder], model: ModelRef) -> None:
        self.model = model
        self._store = store
        self._open = open_
        self._lock = threading.Lock()
        self._encoder: Encoder | None = None

    def encoder(self) -> Encoder:
        """Return the model, opening it the first time; raises ``ModelUnavailable``."""
        with self._lock:
            if self._encoder is None:
                encoder = self._open()
                if encoder.sha256 != self.model.sha256:
                    raise ModelUnavailable(
                        f"the model {encoder.name!r} has other weights than when PressGap was "
                        "started: start it again"
                    )
                self._encoder = encoder
            return self._encoder

    def missing(self, texts: Mapping[str, str], progress: Progress | None = None) -> Rows:
        """Embed those of ``texts`` (by hash) that never were; return their rows by hash."""
        known = self._store.known_hashes(self.model.sha256, texts)
        return self.embed(
            {sha256: text for sha256, text in texts.items() if sha256 not in known}, progress
        )

    def embed(self, texts: Mapping[str, str], progress: Progress | None = None) -> Rows:
        """Embed all of ``texts`` (by hash); return their rows by hash."""
        if not texts:
            return {}
        rows = self.encoder().encode(list(texts.values()), progress)
        return dict(zip(texts, rows, strict=True))


def texts_by_hash(text: str, passages: Iterable[Passage]) -> dict[str, str]:
    """Return what of the passages is embedded by its hash, each once."""
    texts = (passage.words(text) for passage in passages)
    return {text_sha256(each): each for each in texts}


def aligned(
    text: str, passages: Sequence[Passage], rows: Mapping[str, NDArray[np.float32]]
) -> NDArray[np.float32]:
    """Return the rows of ``passages``, shape (n, d), from rows by hash."""
    return np.array([rows[text_sha256(p.words(text))] for p in passages], dtype=np.float32)
