"""The index as plainly as it can be said: the reference the real ones are held against."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pressgap.errors import ModelUnavailable
from pressgap.vectors import EMPTY, State


class NumpyIndex:
    def __init__(self) -> None:
        self.state: State = EMPTY
        self._rows: dict[int, NDArray[np.float32]] = {}

    @property
    def dimension(self) -> int:
        return len(next(iter(self._rows.values()))) if self._rows else 0

    @property
    def generation(self) -> int:
        return self.state[0]

    def append(self, ids: NDArray[np.int64], rows: NDArray[np.float32]) -> None:
        if self._rows and rows.shape[1] != self.dimension:
            raise ModelUnavailable("another dimension")
        for each, row in zip(ids.tolist(), rows, strict=True):
            self._rows.setdefault(each, row)

    def delete(self, ids: NDArray[np.int64]) -> None:
        for each in ids.tolist():
            self._rows.pop(each, None)

    def search(
        self, rows: NDArray[np.float32], k: int, allowed: NDArray[np.int64] | None = None
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        if self._rows and rows.shape[1] != self.dimension:
            raise ModelUnavailable("another dimension")
        scores = np.full((len(rows), k), -np.inf, dtype=np.float32)
        ids = np.full((len(rows), k), -1, dtype=np.int64)
        may = set(self._rows) if allowed is None else set(self._rows) & set(allowed.tolist())
        for q, row in enumerate(rows):
            ranked = sorted(((float(row @ self._rows[i]), i) for i in may), reverse=True)[:k]
            for place, (score, each) in enumerate(ranked):
                scores[q, place], ids[q, place] = score, each
        return scores, ids

    def rows(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        found = [self._rows[each] for each in ids.tolist()]
        return np.array(found, dtype=np.float32).reshape(len(found), self.dimension)

    def count(self) -> int:
        return len(self._rows)

    def ids(self) -> NDArray[np.int64]:
        return np.array(sorted(self._rows), dtype=np.int64)

    def clear(self) -> None:
        self.state = EMPTY
        self._rows = {}

    def save(self) -> None:
        pass
