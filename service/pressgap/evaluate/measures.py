"""A measure with its interval: what was measured, on how much, and how sure that is."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pressgap.evaluate.metrics import Floats, Measured

Progress = Callable[[str, int, int], None]
"""Called with what is going on, how much of it is done, and how much there is."""

RESAMPLES = 1000
FEWEST_DOCUMENTS = 5
_SEED = 7
_PORTIONS = 10  # resamples × rows at a time have to fit into memory
_INSIDE = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Measure:
    """A ``value`` with the ends of its 95 % interval, None where nothing could be measured.

    ``name`` never changes and is what two runs are compared by; ``what`` is for people. ``n``
    counts what the ratio is of, ``count`` says it in words. ``floor`` is the same measure of
    plain cosine, where that can be had.
    """

    name: str
    what: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    count: str
    floor: float | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A verdict of a run, to be compared with another run's: ``id`` names the judged thing."""

    id: str
    what: str
    said: str
    truth: str


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured on one folder. ``resampled`` is what the intervals draw anew."""

    title: str
    kind: str
    documents: int
    resampled: str
    measures: tuple[Measure, ...]
    decided: tuple[Decided, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def measure(self, name: str) -> Measure:
        """Return the measure of this name; ``KeyError`` when there is none."""
        for measure in self.measures:
            if measure.name == name:
                return measure
        raise KeyError(name)


@dataclass(frozen=True, eq=False)
class Sample:
    """Rows to measure on. ``units`` (rows,) numbers what is drawn anew as one; ``resampled`` says
    what that is.
    """

    units: NDArray[np.int64]
    resampled: str

    def measure(
        self,
        name: str,
        what: str,
        measured: Measured,
        count: str,
        floor: Measured | float | None = None,
        base: Floats | None = None,
        n: int | None = None,
    ) -> Measure:
        """Measure, with an interval. ``base`` (rows,) is how much each row counts, 1 without;
        ``n`` is what the ratio is of where that is not the rows that count.
        """
        rows = np.ones(len(self.units)) if base is None else base
        plain = rows[None, :]
        drawn = _drawn(self.units)
        low, high = _interval(
            np.concatenate([measured(some[:, self.units] * plain) for some in drawn])
        )
        return Measure(
            name,
            what,
            _known(measured(plain)),
            low,
            high,
            int((rows > 0).sum()) if n is None else n,
            count,
            _known(floor(plain)) if callable(floor) else floor,
        )


def sample(documents: Sequence[Hashable], rows: str, document: str = "documents") -> Sample:
    """Return the sample of rows that belong to these ``documents``.

    Of fewer than five documents the single rows are drawn anew, and ``resampled`` says so.
    """
    numbers = {each: n for n, each in enumerate(dict.fromkeys(documents))}
    if len(numbers) < FEWEST_DOCUMENTS:
        return Sample(np.arange(len(documents)), rows)
    return Sample(np.array([numbers[each] for each in documents], np.int64), document)


def _drawn(units: NDArray[np.int64]) -> list[Floats]:
    """Return how often each unit was drawn, (resamples, units), in handy portions."""
    count = int(units.max(initial=-1)) + 1
    if not count:
        return [np.zeros((RESAMPLES, 0))]
    random = np.random.default_rng(_SEED)
    drawn = random.multinomial(count, np.full(count, 1.0 / count), size=RESAMPLES)
    return np.array_split(drawn.astype(np.float64), _PORTIONS)


def _interval(values: Floats) -> tuple[float | None, float | None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # nothing but NaN: no interval
        low, high = np.nanpercentile(values, _INSIDE)
    return _known(low), _known(high)


def _known(value: Floats | np.float64) -> float | None:
    number = float(np.asarray(value).reshape(-1)[0])
    return None if np.isnan(number) else round(number, 4)
