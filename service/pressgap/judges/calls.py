"""One request to a chat endpoint: in time, tried again where that may help, never trusted."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx2

MAX_ANSWER = 1_000_000
"""Bytes of an answer that are read at most."""

TRIES = 3
LONGEST_WAIT = 30.0
_FIRST_WAIT = 0.5
_BRIEF = (408, 429, 500, 502, 503, 504)
"""What may pass by itself."""

_FINAL = (401, 403, 404, 405)
"""What no other pair will fare better with."""


@dataclass(eq=False)
class CallFailed(Exception):
    """No answer. ``why`` holds nothing the server said, nor any key.

    ``status`` is HTTP's. ``brief``: it may pass by itself, ``wait`` seconds after the server's own
    word. ``final``: asking for other pairs is of no use. ``sent``: the texts may have gone out.
    """

    why: str
    status: int | None = None
    brief: bool = False
    final: bool = False
    sent: bool = True
    wait: float | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """Time, so that tests need not wait."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


CLOCK = Clock()


@dataclass(frozen=True, slots=True)
class Caller:
    """Posts to one address. Each try ends after ``timeout`` seconds, everything at ``deadline``."""

    client: httpx2.Client
    url: str
    timeout: float
    deadline: float
    clock: Clock

    def post(self, body: dict[str, Any]) -> Any:
        """Return the JSON of the answer; raises ``CallFailed``."""
        sent = False
        for tried in range(1, TRIES + 1):
            try:
                return self._once(body)
            except CallFailed as failure:
                sent = failure.sent = sent or failure.sent
                wait = _FIRST_WAIT * 2 ** (tried - 1) if failure.wait is None else failure.wait
                patient = wait <= min(LONGEST_WAIT, self.left())
                if not failure.brief or tried == TRIES or not patient:
                    raise
            self.clock.sleep(wait)
        raise AssertionError  # the last try returns or raises

    def left(self) -> float:
        """Return the seconds that are left for everything."""
        return self.deadline - self.clock.now()

    def _once(self, body: dict[str, Any]) -> Any:
        limit = min(self.timeout, self.left())
        if limit <= 0:
            raise CallFailed("the time for all pairs is used up (judge_max_seconds)", sent=False)
        end = self.clock.now() + limit
        try:
            with self.client.stream("POST", self.url, json=body, timeout=limit) as response:
                if response.status_code != 200:
                    raise _refused(response)
                data = self._read(response, end, limit)
        except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.InvalidURL) as error:
            raise CallFailed("it cannot be reached", brief=True, sent=False) from error
        except httpx2.TimeoutException as error:
            raise _late(limit) from error
        except httpx2.HTTPError as error:
            why = f"the connection failed ({type(error).__name__})"
            raise CallFailed(why, brief=True) from error
        try:
            return json.loads(data)
        except (ValueError, RecursionError) as error:
            raise CallFailed("it answered with something that is no JSON", status=200) from error

    def _read(self, response: httpx2.Response, end: float, limit: float) -> bytes:
        """Return the body; a server that sends byte by byte gets no more time than a silent one."""
        data = bytearray()
        for chunk in response.iter_bytes():
            data += chunk
            if len(data) > MAX_ANSWER:
                raise CallFailed(f"it answered with more than {MAX_ANSWER:,} bytes", status=200)
            if self.clock.now() > end:
                raise _late(limit)
        return bytes(data)


def _late(limit: float) -> CallFailed:
    return CallFailed(f"it did not answer within {limit:.0f} s", brief=True)


def _refused(response: httpx2.Response) -> CallFailed:
    status = response.status_code
    final = status in _FINAL or 300 <= status < 400
    key = " (is PRESSGAP_JUDGE_API_KEY set and right?)" if status in (401, 403) else ""
    return CallFailed(
        f"it answered with HTTP status {status}{key}",
        status=status,
        brief=status in _BRIEF,
        final=final,
        wait=_wait(response.headers.get("retry-after")),
    )


def _wait(header: str | None) -> float | None:
    """Return the seconds of a Retry-After header, in both its forms; None for any other."""
    if header is None:
        return None
    try:
        seconds = float(header)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(header) - datetime.now(UTC)).total_seconds()
        except (ValueError, TypeError):
            return None
    return max(0.0, seconds) if seconds == seconds else None
