"""What a judge is shown, what it may say, and what a judge is (standard library only)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from pressgap.core.model import Part, Relation
from pressgap.core.report import JudgeRef

MAX_REASON = 300


@dataclass(frozen=True, slots=True)
class Pair:
    """A clause and a passage as a judge reads them.

    ``context`` is what stands around the passage: it tells what its words refer to, and is not
    itself to be judged.
    """

    clause: str
    label: str
    passage: str
    part: Part
    context: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """How a passage relates to a clause, how sure the judge is of that, and why, in one line."""

    relation: Relation
    probability: float
    reason: str


@dataclass(frozen=True, slots=True)
class Undecided:
    """No opinion came. ``why`` fits after "because"; ``sent``: the texts may have gone out."""

    why: str
    sent: bool = True


Ruling = Opinion | Undecided


class Judge(Protocol):
    """A stronger model that reads one pair at a time."""

    @property
    def ref(self) -> JudgeRef:
        """What names the judge; its counts are 0. Raises ``ModelUnavailable``."""

    def opinions(self, pairs: Sequence[Pair], seconds: float) -> Iterator[Ruling]:
        """Yield a ruling for each pair, in order, as they come; after ``seconds`` without asking.

        What goes wrong with a pair is ``Undecided``; only ``ModelUnavailable`` is raised.
        """


def on_one_line(reason: str) -> str:
    """Return a judge's reason on one line of at most 300 characters, without control characters."""
    visible = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in reason)
    line = " ".join(visible.split())
    return line if len(line) <= MAX_REASON else line[: MAX_REASON - 1].rstrip() + "…"
