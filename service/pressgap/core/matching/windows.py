"""Sentences with their neighbours: what is said around a place, as vectors and as terms covered.

A matter is rarely said in one sentence, so a text is held against each sentence and against the
windows of sentences around it. Windows never leave their run: a transcript, or a stretch of a
background.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]
Term = Any
"""A term, or whatever hashable stands for it: a background knows terms by their buckets only."""


@dataclass(frozen=True, eq=False)
class Windows:
    """Sentences in order: unit ``vectors`` (n, d), the first and the one past the last place of
    each sentence's run (n,), and the places of every term (or of whatever stands for terms).
    """

    vectors: NDArray[np.float32]
    starts: Places
    ends: Places
    places: Mapping[Term, Places]
    _around: dict[int, NDArray[np.float32]] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return how many sentences there are."""
        return len(self.vectors)

    def around(self, reach: int) -> NDArray[np.float32]:
        """Return (n, d): the unit vector of each sentence with ``reach`` neighbours either side."""
        found = self._around.get(reach)
        if found is None:
            found = self.vectors if reach == 0 else self._pooled(reach)
            self._around[reach] = found
        return found

    def covered(self, shares: Mapping[Term, float], reach: int) -> NDArray[np.float64]:
        """Return (n,): what of ``shares``, a text's terms and their share of it, a window holds."""
        total = np.zeros(len(self))
        for term, share in shares.items():
            at = self.places.get(term)
            if at is None:
                continue
            if reach == 0:
                total[at] += share
            else:
                total += share * (self._counted(at, reach) > 0)
        return total

    def _counted(self, at: Places, reach: int) -> Places:
        """Return (n,): how many of the places ``at`` lie in each sentence's window."""
        steps = np.zeros(len(self) + 1, np.int64)
        np.add.at(steps, np.maximum(self.starts[at], at - reach), 1)
        np.add.at(steps, np.minimum(self.ends[at], at + reach + 1), -1)
        counted: Places = np.cumsum(steps[:-1])
        return counted

    def _pooled(self, reach: int) -> NDArray[np.float32]:
        here = np.arange(len(self))
        first, last = np.maximum(self.starts, here - reach), np.minimum(self.ends, here + reach + 1)
        # Sums of many rows are differences of running sums, which need the wider numbers.
        sums = np.vstack([np.zeros((1, self.vectors.shape[1])), np.cumsum(self.vectors, 0, float)])
        return unit_rows((sums[last] - sums[first]).astype(np.float32))


def windows_of(
    vectors: NDArray[np.float32], runs: Sequence[int], terms: Sequence[Sequence[Hashable]]
) -> Windows:
    """Return the windows of sentences; ``runs`` (n,) ascend and number the run of each."""
    numbers = np.asarray(runs, np.int64)
    starts = np.searchsorted(numbers, numbers, side="left").astype(np.int64)
    ends = np.searchsorted(numbers, numbers, side="right").astype(np.int64)
    places: dict[Hashable, list[int]] = {}
    for place, said in enumerate(terms):
        for term in dict.fromkeys(said):
            places.setdefault(term, []).append(place)
    return Windows(vectors, starts, ends, {t: np.array(at, np.int64) for t, at in places.items()})


def unit_rows(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the rows at length one; a row without length stays as it is."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: NDArray[np.float32] = rows / np.maximum(lengths, np.float32(1e-9))
    return unit
