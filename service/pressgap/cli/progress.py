"""Progress on standard error for work that takes longer than two seconds.

On a terminal a bar with the time that remains, otherwise a line now and then.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

import click

QUIET_SECONDS = 2.0
LINE_SECONDS = 5.0

Report = Callable[[int, int], None]


class _Display(Protocol):
    def update(self, done: int, total: int) -> None: ...
    def close(self) -> None: ...


class _Late:
    """Waits ``quiet`` seconds before it shows anything, so that short work shows nothing."""

    def __init__(self, what: str, quiet: float) -> None:
        self._what = what
        self._lock = threading.Lock()
        self._state = (0, 0)
        self._closed = False
        self._display: _Display | None = None
        self._timer = threading.Timer(quiet, self._show)
        self._timer.daemon = True
        self._timer.start()

    def report(self, done: int, total: int) -> None:
        with self._lock:
            self._state = (done, total)
            if self._display and not self._closed:
                self._display.update(done, total)

    def close(self) -> None:
        self._timer.cancel()
        with self._lock:
            self._closed = True
            if self._display:
                self._display.close()

    def _show(self) -> None:
        with self._lock:
            if self._closed:
                return
            self._display = _Bar(self._what) if sys.stderr.isatty() else _Lines(self._what)
            self._display.update(*self._state)


class _Bar:
    """A bar on the terminal; before anything is counted it only moves."""

    def __init__(self, what: str) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
        from rich.progress import TimeRemainingColumn as Remaining

        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            Remaining(),
        )
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._progress.add_task(what, total=None)
        self._progress.start()

    def update(self, done: int, total: int) -> None:
        self._progress.update(self._task, completed=done, total=total or None)

    def close(self) -> None:
        self._progress.stop()


class _Lines:
    """A line at once and then every few seconds."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._first: tuple[float, int] | None = None
        self._last = float("-inf")

    def update(self, done: int, total: int) -> None:
        now = time.monotonic()
        if self._first is None and total:
            self._first = (now, done)
        if now - self._last < LINE_SECONDS and done < total:
            return
        self._last = now
        click.echo(
            f"{self._what}: {_count(done, total)}{self._remaining(now, done, total)}", err=True
        )

    def _remaining(self, now: float, done: int, total: int) -> str:
        if self._first is None or done <= self._first[1] or done >= total:
            return ""
        since, before = self._first
        seconds = (now - since) / (done - before) * (total - done)
        return f", about {max(1, round(seconds))} s left"

    def close(self) -> None:
        """Say nothing more."""


def _count(done: int, total: int) -> str:
    return f"{done} of {total}" if total else "working"


@contextmanager
def phases(quiet: float = QUIET_SECONDS) -> Iterator[Callable[[str, int, int], None]]:
    """Yield a function that takes ``what, done, total``; each new ``what`` is shown anew."""
    named: list[tuple[str, _Late]] = []

    def report(what: str, done: int, total: int) -> None:
        if not named or named[-1][0] != what:
            if named:
                named.pop()[1].close()
            named.append((what, _Late(what, quiet)))
        named[-1][1].report(done, total)

    try:
        yield report
    finally:
        for _, late in named:
            late.close()


@contextmanager
def progress(what: str, quiet: float = QUIET_SECONDS) -> Iterator[Report]:
    """Yield a function that takes ``done, total``; shows ``what`` after ``quiet`` seconds."""
    late = _Late(what, quiet)
    try:
        yield late.report
    finally:
        late.close()
