"""Raised or not: a text against a meeting that raises it, another, and its own without the place.

One positive stands beside two negatives: ``near``, another meeting of the same series (any other
where there is none; a little noisy, for topics recur), and ``cut``, the meeting itself without the
turns that raise the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pressgap.core.ranking import Scope
from pressgap.evaluate.floor import best_turns
from pressgap.evaluate.measures import Measure, Progress, sample
from pressgap.evaluate.metrics import (
    Floats,
    Measured,
    auroc,
    average_precision,
    calibration_error,
    mean,
    surest,
)
from pressgap.evaluate.speech import Speech
from pressgap.library import Library

Origin = Literal["own", "near", "cut"]
_POSITIVE_SHARE = 1.0 / 3.0


@dataclass(frozen=True, slots=True)
class Probe:
    """A text of meeting number ``home``, and the labelled turns there that raise it."""

    text: str
    home: int
    turns: frozenset[int]


@dataclass(frozen=True, slots=True)
class Trial:
    """A probe held against one transcript: ours and the floor's chance that it is raised there."""

    home: int
    origin: Origin
    raised: float
    floor: float


def trials(
    probes: Sequence[Probe],
    speeches: Sequence[Speech],
    library: Library,
    scope: Scope,
    progress: Progress,
) -> list[Trial]:
    """Hold every probe against its meeting, a near one, and its own with the place cut out."""
    found: list[Trial] = []
    for home in range(len(speeches)):
        progress("Raised or not", home, len(speeches))
        own = [probe for probe in probes if probe.home == home]
        found += _in_whole(own, home, "own", speeches, library, scope)
        found += _near(own, home, speeches, library, scope)
        found += _cut(own, speeches[home], library, scope)
    return found


def _near(
    own: Sequence[Probe],
    home: int,
    speeches: Sequence[Speech],
    library: Library,
    scope: Scope,
) -> Iterator[Trial]:
    """Spread the probes of one meeting over the others of its series, in turn."""
    others = [n for n in range(len(speeches)) if n != home]
    series = speeches[home].meeting.series
    others = [n for n in others if speeches[n].meeting.series == series] or others
    for place, other in enumerate(others):
        yield from _in_whole(own[place :: len(others)], other, "near", speeches, library, scope)


def _in_whole(
    probes: Sequence[Probe],
    number: int,
    origin: Origin,
    speeches: Sequence[Speech],
    library: Library,
    scope: Scope,
) -> Iterator[Trial]:
    if not probes:
        return
    texts = [probe.text for probe in probes]
    transcript = speeches[number].embedded
    ranked = library.ranked_all(texts, transcript, scope)
    floors = best_turns(library.encoder().encode(texts), transcript).max(axis=1)
    for probe, ours, floor in zip(probes, ranked, floors.tolist(), strict=True):
        yield Trial(probe.home, origin, ours.raised, floor)


def _cut(own: Sequence[Probe], speech: Speech, library: Library, scope: Scope) -> Iterator[Trial]:
    for probe in own:
        rest = speech.without(probe.turns)
        if rest.passages:
            (ours,) = library.ranked_all([probe.text], rest, scope)
            floor = best_turns(library.encoder().encode([probe.text]), rest).max()
            yield Trial(probe.home, "cut", ours.raised, float(floor))


def raised_measures(name: str, what: str, found: Sequence[Trial]) -> list[Measure]:
    """Return the measures of ``found`` under ``name``; ``what`` are its texts."""
    measures = []
    for said in ("near", "cut", "near+cut"):
        some = _Rows.of([t for t in found if t.origin in ("own", *said.split("+"))], what)
        measures.append(some.ranking(f"{name}.auroc.{said}", said, "AUROC", auroc))
    rows = _Rows.of(found, what)
    return [
        *measures,
        rows.ranking(f"{name}.auprc", "near+cut", "AUPRC", average_precision),
        rows.ece(f"{name}.ece"),
        rows.right(f"{name}.accuracy", "accuracy", 1.0),
        rows.right(f"{name}.accuracy.surest_half", "accuracy on the surest half", 0.5),
    ]


@dataclass(frozen=True, eq=False)
class _Rows:
    what: str
    homes: list[int]
    positive: NDArray[np.bool_]
    raised: Floats
    floor: Floats

    @classmethod
    def of(cls, found: Sequence[Trial], what: str) -> _Rows:
        return cls(
            what,
            [trial.home for trial in found],
            np.array([trial.origin == "own" for trial in found], bool),
            np.array([trial.raised for trial in found], np.float64),
            np.array([trial.floor for trial in found], np.float64),
        )

    def ranking(
        self,
        name: str,
        negatives: str,
        what: str,
        measure: Callable[[Floats, NDArray[np.bool_]], Measured],
    ) -> Measure:
        return self._measure(
            name,
            f"raised or not, {what} {negatives}",
            measure(self.raised, self.positive),
            measure(self.floor, self.positive),
        )

    def ece(self, name: str) -> Measure:
        """Measure the calibration at one positive in three: negatives count for what lacks."""
        positives = max(1, int(self.positive.sum()))
        negatives = max(1, len(self.positive) - positives)
        weight = positives * (1.0 / _POSITIVE_SHARE - 1.0) / negatives
        return self._measure(
            name,
            "raised or not, ECE at one positive in three",
            calibration_error(self.raised, self.positive),
            base=np.where(self.positive, 1.0, weight),
        )

    def right(self, name: str, what: str, share: float) -> Measure:
        right = (self.raised >= 0.5) == self.positive
        sureness = np.abs(self.raised - 0.5)
        measured = mean(right) if share == 1.0 else surest(right, sureness, share)
        return self._measure(name, f"raised or not, {what}", measured)

    def _measure(
        self,
        name: str,
        what: str,
        measured: Measured,
        floor: Measured | None = None,
        base: Floats | None = None,
    ) -> Measure:
        count = f"{len(self.homes)} pairs, {int(self.positive.sum())} raised"
        drawn = sample(self.homes, "pairs", "meetings")
        return drawn.measure(name, f"{self.what}: {what}", measured, count, floor, base)
