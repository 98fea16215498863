"""Landmarks: where pages and times of the source begin, and which a passage stands under."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from pressgap.core.model import Landmark, Locator

# "[00:01:02] Ann:", "(01:02) Ann:", "00:01:02 Ann:", "Ann (01:02):", "Ann [00:01:02]:"
_TIME = (
    r"(?:(?P<hours{n}>\d{{1,2}}):)?(?P<minutes{n}>[0-5]?\d):(?P<seconds{n}>[0-5]\d)"
    r"(?:[.,]\d{{1,3}})?"
)
_STAMP = re.compile(
    rf"^[ \t*_>-]*(?:[\[(]{_TIME.format(n=1)}[\])]"
    rf"|(?P<plain>\d{{1,2}}:\d\d:\d\d)(?=[ \t])"
    rf"|[^\W\d_][^\n\r:\[(]{{0,80}}[\[(]{_TIME.format(n=2)}[\])][*_ \t]*(?::|$))",
    re.MULTILINE,
)
_LEAST_STAMPS = 2


def locate(landmarks: Sequence[Landmark], start: int) -> Locator:
    """Return page and time at offset ``start``; ``landmarks`` ascend by their start."""
    before = landmarks[: bisect_right(landmarks, start, key=lambda mark: mark.start)]
    page = next((mark.page for mark in reversed(before) if mark.page is not None), None)
    time = next((mark.time for mark in reversed(before) if mark.time is not None), None)
    return Locator(page, time)


def clock(seconds: float) -> str:
    """Return whole seconds as HH:MM:SS."""
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}"


def stamped_times(text: str) -> tuple[Landmark, ...]:
    """Return the times that a transcript prints at the beginning of its lines.

    They count where there are two at least and none lies before the one above it: others are
    hours of the day, or not in order.
    """
    found = [Landmark(mark.start(), time=_as_clock(mark)) for mark in _STAMP.finditer(text)]
    ascending = all((a.time or "") <= (b.time or "") for a, b in pairwise(found))
    return tuple(found) if len(found) >= _LEAST_STAMPS and ascending else ()


def _as_clock(mark: re.Match[str]) -> str:
    if mark["plain"]:
        hours, minutes, seconds = mark["plain"].split(":")
    else:
        n = 1 if mark["seconds1"] else 2
        hours, minutes, seconds = (mark[f"{part}{n}"] for part in ("hours", "minutes", "seconds"))
    return clock(3600 * int(hours or 0) + 60 * int(minutes) + int(seconds))
