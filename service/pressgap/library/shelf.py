"""Things at hand: what was read or worked out lately, bounded by size.

A key names what never changes (an edition of a document, a text), so nothing here is out of date.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class Shelf(Generic[T]):
    """The things used last whose weights together stay under ``limit``. Thread-safe."""

    def __init__(self, limit: int, weigh: Callable[[T], int]) -> None:
        self._limit = limit
        self._weigh = weigh
        self._things: OrderedDict[Hashable, T] = OrderedDict()
        self._weight = 0
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> T | None:
        """Return a thing, or None."""
        with self._lock:
            if key in self._things:
                self._things.move_to_end(key)
            return self._things.get(key)

    def all_of(self, keys: Iterable[Hashable]) -> dict[Hashable, T]:
        """Return those of the things that are here, by key."""
        with self._lock:
            found = {key: self._things[key] for key in keys if key in self._things}
            for key in found:
                self._things.move_to_end(key)
        return found

    def put(self, key: Hashable, thing: T) -> None:
        """Keep a thing, unless it outweighs the shelf; drop those not used for longest."""
        weight = self._weigh(thing)
        with self._lock:
            if key in self._things or weight > self._limit:
                return
            self._things[key] = thing
            self._weight += weight
            while self._weight > self._limit:
                _, old = self._things.popitem(last=False)
                self._weight -= self._weigh(old)
