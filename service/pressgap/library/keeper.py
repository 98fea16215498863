"""Keeps the vector index in step with SQL, without the model."""

from __future__ import annotations

import logging
import threading
import time

import numpy as np
from numpy.typing import NDArray

from pressgap.core.report import ModelRef
from pressgap.errors import ModelUnavailable, PressGapError, StorageUnavailable
from pressgap.store import Change, Mark, Store
from pressgap.vectors import VectorIndex

log = logging.getLogger(__name__)

# Saving may take this share of the time: a thousand documents are not a thousand whole writes.
_SAVING_SHARE = 0.03


class IndexKeeper:
    """One process's hold on the index. Safe to share between threads."""

    def __init__(self, store: Store, index: VectorIndex, model: ModelRef) -> None:
        self._store = store
        self._index = index
        self._model = model
        self._lock = threading.RLock()
        self._seen: Mark | None = None  # what this process knows the index to reflect
        self._lacking = 0
        self._unsaved = False
        self._save_from = 0.0

    def catch_up(self) -> None:
        """Bring the index to the present state of the documents, whoever changed them.

        Raises ``ModelUnavailable`` when there are passages the model has not embedded.
        """
        if self._store.mark() == self._seen and not self._lacking:
            return  # without the lock: who searches does not wait for who saves
        with self._lock:
            if self._store.mark() != self._seen:
                self._reconcile()
                self._save_soon()
            if self._lacking:
                raise ModelUnavailable(
                    f"{self._lacking} passages have no vector of the model {self._model.name!r} "
                    "(the library was built with another): run `pressgap reindex`, or set the "
                    "model it was built with"
                )

    def added(self, change: Change) -> None:
        """Take in the passages that ``change`` brought.

        A failure is logged only: they are stored, and the next search catches up with them.
        """
        with self._lock:
            try:
                self._take_in(change)
            except PressGapError as error:
                log.warning("the index is behind and will catch up: %s", error)
            self._save_soon()

    def _take_in(self, change: Change) -> None:
        if self._seen is not None and self._seen.generation == change.mark.generation - 1:
            self._bring(np.array(change.keys, dtype=np.int64))
            self._reflects(change.mark)
        else:  # the first we see, or not the only change since
            self._reconcile()

    def rebuild(self) -> None:
        """Build the index anew and save it; raises ``StorageUnavailable``."""
        with self._lock:
            self._index.clear()
            self._reconcile()
            self._index.save()
            self._unsaved = False

    def save(self) -> None:
        """Save what has changed. A failure is logged only: the index is rebuilt from SQL."""
        with self._lock:
            if not self._unsaved:
                return
            started = time.monotonic()
            try:
                self._index.save()
                self._unsaved = False
            except StorageUnavailable as error:
                log.warning("%s", error)
            now = time.monotonic()
            self._save_from = now + (now - started) / _SAVING_SHARE

    def _save_soon(self) -> None:
        if time.monotonic() >= self._save_from:
            self.save()

    def _reconcile(self) -> None:
        wanted = self._store.index_state(self._model.sha256)
        if not self._store.happened(Mark(*self._index.state)):
            self._index.clear()
        there = self._index.ids()
        self._index.delete(np.setdiff1d(there, wanted.ids, assume_unique=True))
        self._bring(np.setdiff1d(wanted.ids, there, assume_unique=True))
        self._lacking = wanted.lacking
        if (wanted.mark.generation, wanted.mark.stamp) != self._index.state:
            self._reflects(wanted.mark)
        self._seen = wanted.mark

    def _bring(self, keys: NDArray[np.int64]) -> None:
        for ids, rows in self._store.rows(self._model.sha256, keys.tolist()):
            if len(ids):
                self._index.append(ids, rows)

    def _reflects(self, mark: Mark) -> None:
        self._index.state = (mark.generation, mark.stamp)
        self._seen = mark
        self._unsaved = True
