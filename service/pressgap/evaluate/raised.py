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

from pressgap.core.matching.align import EmbeddedDocument
from pressgap.core.matching.ranking import Scope
from pressgap.evaluate.floor import Floor, best_turns
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


@dataclass(frozen=True, slots=True)
class Trials:
    """Holds probes against transcripts, as the library ranks ``scope``."""

    speeches: Sequence[Speech]
    library: Library
    floor: Floor
    scope: Scope

    def of(self, probes: Sequence[Probe], progress: Progress) -> list[Trial]:
        """Hold every probe against its meeting, a near one, and its own with the place cut out."""
        found: list[Trial] = []
        for home, speech in enumerate(self.speeches):
            progress("Raised or not", home, len(self.speeches))
            own = [probe for probe in probes if probe.home == home]
            found += self._held(own, speech.embedded, "own")
            found += self._near(own, home)
            for probe in own:
                found += self._held([probe], speech.without(probe.turns), "cut")
        return found

    def _near(self, own: Sequence[Probe], home: int) -> Iterator[Trial]:
        """Spread the probes of one meeting over the others of its series, in turn."""
        others = [speech for n, speech in enumerate(self.speeches) if n != home]
        series = self.speeches[home].meeting.series
        others = [each for each in others if each.meeting.series == series] or others
        for place, other in enumerate(others):
            yield from self._held(own[place :: len(others)], other.embedded, "near")

    def _held(
        self, probes: Sequence[Probe], transcript: EmbeddedDocument, origin: Origin
    ) -> Iterator[Trial]:
        if not probes or not transcript.passages:
            return
        texts = [probe.text for probe in probes]
        raised = self.library.raised_all(texts, transcript, self.scope)
        floors = best_turns(self.floor.rows(texts), transcript).max(axis=1)
        for probe, ours, floor in zip(probes, raised, floors.tolist(), strict=True):
            yield Trial(probe.home, origin, ours, floor)


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
