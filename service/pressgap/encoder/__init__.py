"""Opens the embedding model; texts → unit float32 rows.

The model library takes seconds to import, so that happens in ``open_encoder`` and nowhere else:
``identify`` names a model and hashes its weights without it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from pressgap.encoder.files import (
    PACKAGED,
    PACKAGED_SHA256,
    REMEDY,
    first_line,
    folder_of,
    identify,
)
from pressgap.errors import ModelUnavailable

__all__ = ["PACKAGED", "PACKAGED_SHA256", "Encoder", "Progress", "identify", "open_encoder"]

Progress = Callable[[int, int], None]
"""Called with texts done and texts in all."""


class Encoder(Protocol):
    """What turns texts into vectors: ``dimension`` numbers each, at most ``window`` word pieces."""

    @property
    def name(self) -> str:
        """The model's name as reports print it."""

    @property
    def sha256(self) -> str:
        """SHA-256 of its weights, in hex."""

    @property
    def dimension(self) -> int:
        """Numbers in a row."""

    @property
    def window(self) -> int:
        """Word pieces the model reads at most, its two special ones included."""

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        """Return one unit row per text, shape (n, dimension), in the order of ``texts``.

        A text's row is the same to the bit whatever other texts are given with it.
        """

    def word_rows(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row per word, as the model knows it by itself, shape (n, d); zeros for
        one that it does not know. Takes microseconds a word. ``d`` may not be ``dimension``.
        """

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the word pieces of each text, without the two special ones."""


def open_encoder(model: str, threads: int = 0) -> Encoder:
    """Open a model: the packaged one, a folder, or (only then may it download) a hub name.

    ``threads`` bounds the processor threads it uses; 0 leaves the library's choice. Takes
    seconds. Raises ``ModelUnavailable``, saying what to do, when it cannot be opened.
    """
    name, sha256 = identify(model)
    folder = folder_of(model)
    try:
        from pressgap.encoder.sentence_encoder import SentenceEncoder, load

        return SentenceEncoder(name, sha256, load(folder), threads)
    except Exception as error:
        raise ModelUnavailable(
            f"the model {model!r} in {folder} cannot be opened "
            f"({type(error).__name__}: {first_line(error)}): {REMEDY}"
        ) from error
