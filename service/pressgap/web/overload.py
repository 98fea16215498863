"""So many requests at once and so many in the queue; the next is told to come back."""

from __future__ import annotations

import threading

from flask import Flask, g, request

from pressgap.errors import Busy
from pressgap.settings import Settings

PATIENCE_SECONDS = 60.0


class Gate:
    """Lets ``running`` callers in at once; ``waiting`` more queue, the rest get ``Busy``."""

    def __init__(self, running: int, waiting: int, patience: float = PATIENCE_SECONDS) -> None:
        self._patience = patience
        self._places = threading.BoundedSemaphore(running + waiting)
        self._slots = threading.BoundedSemaphore(running)

    def enter(self) -> None:
        """Take a slot, waiting for one; raise ``Busy`` when the queue is full or stands still."""
        if not self._places.acquire(blocking=False):
            raise Busy("the server has more requests than it takes at once; try again shortly")
        if not self._slots.acquire(timeout=self._patience):
            self._places.release()
            raise Busy(f"no turn within {self._patience:g} seconds; try again later")

    def leave(self) -> None:
        """Give the slot back."""
        self._slots.release()
        self._places.release()


def register(app: Flask, settings: Settings) -> None:
    """Put a gate before the API and the reading room; health checks and the docs go past it."""
    gate = Gate(settings.server_threads, settings.max_waiting)

    @app.before_request
    def _enter() -> None:
        if request.path.startswith("/v1/") or request.blueprint == "room":
            gate.enter()
            g.inside = True

    @app.teardown_request
    def _leave(_: BaseException | None) -> None:
        if g.pop("inside", False):
            gate.leave()

    app.extensions["pressgap.gate"] = gate
