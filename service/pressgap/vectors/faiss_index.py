"""The default index: FAISS, exact inner products, in files that are a cache of SQL.

Under ``<data_dir>/faiss/`` lie ``manifest.json`` and the file it names. A new file is written
beside the old one, fsynced, and counts from the moment the new manifest takes the old one's place.
A manifest or file that is missing, torn, or of another model is as good as none: the index opens
empty, and whoever uses it fills it from SQL.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pressgap.errors import ModelUnavailable
from pressgap.vectors import EMPTY, State
from pressgap.vectors.files import IndexFiles

# Of fewer rows one thread has gone through all before a second one is awake.
_MANY = 100_000


class FaissIndex:
    """``VectorIndex`` on ``IndexIDMap2(IndexFlatIP)``; files are read on first use."""

    def __init__(self, folder: Path, model_sha256: str) -> None:
        """Use ``folder`` for the vectors of one model; nothing is read or written yet."""
        self._files = IndexFiles(folder, model_sha256)
        self._lock = threading.RLock()
        self._state = EMPTY
        self._index: Any = None  # None: no rows
        self._ids = np.zeros(0, dtype=np.int64)  # sorted
        self._opened = False

    @property
    def state(self) -> State:
        """The state of the documents it reflects."""
        with self._lock:
            self._open()
            return self._state

    @state.setter
    def state(self, state: State) -> None:
        with self._lock:
            self._open()
            self._state = state

    @property
    def dimension(self) -> int:
        """Numbers in a row; 0 until there is a row."""
        with self._lock:
            self._open()
            return 0 if self._index is None else int(self._index.d)

    @property
    def generation(self) -> int:
        """The SQL generation it reflects; -1: none."""
        return self.state[0]

    def append(self, ids: NDArray[np.int64], rows: NDArray[np.float32]) -> None:
        """Add rows, shape (n, d); an id that is there already keeps its row."""
        with self._lock:
            self._open()
            new = ~np.isin(ids, self._ids)
            if not new.any():
                return
            if self._index is None:
                faiss = _faiss()
                self._index = faiss.IndexIDMap2(faiss.IndexFlatIP(int(rows.shape[1])))
            if rows.shape[1] != self._index.d:
                raise ModelUnavailable(
                    f"the model gives vectors of {rows.shape[1]} numbers, the index holds "
                    f"{self._index.d}: run `pressgap reindex`"
                )
            fresh = np.ascontiguousarray(rows[new], dtype=np.float32)
            self._index.add_with_ids(fresh, np.ascontiguousarray(ids[new], dtype=np.int64))
            self._ids = np.union1d(self._ids, ids[new])

    def delete(self, ids: NDArray[np.int64]) -> None:
        """Take ids out; ids that are not there are passed over."""
        with self._lock:
            self._open()
            if self._index is not None and len(ids):
                self._index.remove_ids(np.ascontiguousarray(ids, dtype=np.int64))
                self._ids = np.setdiff1d(self._ids, ids)

    def search(
        self, rows: NDArray[np.float32], k: int, allowed: NDArray[np.int64] | None = None
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Return inner products and ids, both (q, k), best first; -1 and -inf where there is none.

        Raises ``ModelUnavailable`` for rows of another dimension than those it holds.
        """
        with self._lock:
            if self.count() == 0 or len(rows) == 0 or (allowed is not None and not len(allowed)):
                nothing = np.full((len(rows), k), -np.inf, dtype=np.float32)
                return nothing, np.full((len(rows), k), -1, dtype=np.int64)
            if rows.shape[1] != self._index.d:
                raise ModelUnavailable(
                    f"the model gives vectors of {rows.shape[1]} numbers, the index holds "
                    f"{self._index.d}: run `pressgap reindex`"
                )
            selector = None if allowed is None else _selector(allowed)
            asked = np.ascontiguousarray(rows, dtype=np.float32)
            with _few_threads(self._index.ntotal):
                scores, ids = self._index.search(asked, k, params=selector)
        return np.where(ids < 0, np.float32(-np.inf), scores), ids

    def rows(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the rows of ``ids``, shape (n, d); ``KeyError`` for an id that is not there."""
        with self._lock:
            if not len(ids):
                return np.zeros((0, self.dimension), dtype=np.float32)
            self._open()
            missing = ids[~self._holds(ids)]
            if len(missing):
                raise KeyError(int(missing[0]))
            wanted = np.ascontiguousarray(ids, dtype=np.int64)
            with _few_threads(len(ids)):
                found: NDArray[np.float32] = self._index.reconstruct_batch(wanted)
        return found

    def _holds(self, ids: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return for each of ``ids`` whether it is there; ours are sorted."""
        if not len(self._ids):
            return np.zeros(len(ids), dtype=np.bool_)
        at = np.minimum(np.searchsorted(self._ids, ids), len(self._ids) - 1)
        return np.asarray(self._ids[at] == ids)

    def count(self) -> int:
        """Return how many ids it holds."""
        with self._lock:
            self._open()
            return 0 if self._index is None else int(self._index.ntotal)

    def ids(self) -> NDArray[np.int64]:
        """Return all ids, sorted."""
        with self._lock:
            self._open()
            return self._ids.copy()

    def clear(self) -> None:
        """Forget everything, the state too."""
        with self._lock:
            self._opened = True
            self._index, self._state = None, EMPTY
            self._ids = np.zeros(0, dtype=np.int64)

    def save(self) -> None:
        """Write the files anew, unless another process has written later ones.

        Raises ``StorageUnavailable``; the old files then stay.
        """
        with self._lock:
            self._open()
            content = (
                b"" if self._index is None else _faiss().serialize_index(self._index).tobytes()
            )
            state = self._state
        self._files.write(content, state)

    def _open(self) -> None:
        if self._opened:
            return
        self._opened = True
        content, self._state = self._files.read()
        if content:
            faiss = _faiss()
            self._index = faiss.deserialize_index(np.frombuffer(content, dtype=np.uint8))
            self._ids = np.sort(faiss.vector_to_array(self._index.id_map))


def _faiss() -> Any:
    """Import FAISS when there are vectors at hand: most commands need none."""
    import faiss

    return faiss


@contextmanager
def _few_threads(rows: int) -> Iterator[None]:
    """Let FAISS go through so many rows with as many threads as that takes."""
    faiss = _faiss()
    usual = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1 if rows < _MANY else usual)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(usual)


def _selector(allowed: NDArray[np.int64]) -> Any:
    ids = np.ascontiguousarray(allowed, dtype=np.int64)
    faiss = _faiss()
    return faiss.SearchParameters(sel=faiss.IDSelectorBatch(ids))
