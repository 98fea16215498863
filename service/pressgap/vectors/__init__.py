"""Vector indexes: which passages lie nearest to a vector. A cache of what SQL holds."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

__all__ = ["EMPTY", "State", "VectorIndex"]

State = tuple[int, str]
"""A state of the documents as SQL marks it: its generation, and a stamp unlike any other's."""
EMPTY: State = (-1, "")
"""The state of an index that holds nothing and knows nothing."""


class VectorIndex(Protocol):
    """Passage ids and their unit rows. Safe to share between threads.

    ``state`` is written down beside the vectors; whoever appends and deletes keeps it true.
    """

    state: State

    @property
    def dimension(self) -> int:
        """Numbers in a row; 0 until there is a row."""

    @property
    def generation(self) -> int:
        """The SQL generation it reflects; -1: none."""

    def append(self, ids: NDArray[np.int64], rows: NDArray[np.float32]) -> None:
        """Add rows, shape (n, d); an id that is there already keeps its row.

        Raises ``ModelUnavailable`` for rows of another dimension than those it holds.
        """

    def delete(self, ids: NDArray[np.int64]) -> None:
        """Take ids out; ids that are not there are passed over."""

    def search(
        self, rows: NDArray[np.float32], k: int, allowed: NDArray[np.int64] | None = None
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Return inner products and ids, both (q, k), best first, among ``allowed`` (None: all).

        Where there are fewer than ``k``: id -1 with score minus infinity.
        """

    def rows(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the rows of ``ids``, shape (n, d); ``KeyError`` for an id that is not there."""

    def count(self) -> int:
        """Return how many ids it holds."""

    def ids(self) -> NDArray[np.int64]:
        """Return all ids, sorted."""

    def clear(self) -> None:
        """Forget everything, the state too."""

    def save(self) -> None:
        """Make what it holds last. Raises ``StorageUnavailable``; the old files then stay."""
