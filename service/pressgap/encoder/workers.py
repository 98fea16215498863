"""Threads that compute side by side, each on one processor thread."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# So much of one call's work waits at a time, for each thread: enough to keep all of them busy, and
# little enough that a statement does not stand behind a whole book.
_AHEAD = 2


class Workers:
    """``count`` threads, started when first needed; ``prepare`` runs once in each.

    Safe to share between threads: the work of several callers is done in turns. After a fork the
    child starts threads of its own.
    """

    def __init__(self, count: int, prepare: Callable[[], None]) -> None:
        self._count = count
        self._prepare = prepare
        self._lock = threading.Lock()
        self._owner = 0
        self._executor: ThreadPoolExecutor | None = None

    def each(self, work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Yield ``work`` of each item, in the order of ``items``; raises what ``work`` raises."""
        executor = self._started()
        waiting: deque[Future[Result]] = deque()
        try:
            for item in items:
                if len(waiting) == _AHEAD * self._count:
                    yield waiting.popleft().result()
                waiting.append(executor.submit(work, item))
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()

    def _started(self) -> ThreadPoolExecutor:
        with self._lock:
            if self._executor is None or self._owner != os.getpid():
                self._executor = ThreadPoolExecutor(
                    self._count, thread_name_prefix="encoder", initializer=self._prepare
                )
                self._owner = os.getpid()
            return self._executor
