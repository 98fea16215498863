"""A run as it is saved, and what changed between two of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pressgap.core.codec import from_json
from pressgap.errors import BadSettings
from pressgap.evaluate.measures import Decided, Measure, Result


@dataclass(frozen=True, slots=True)
class Run:
    """What one evaluation measured, and with what."""

    pressgap: str
    model: str
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A measure in both runs. ``before`` or ``after`` None: it could not be measured there."""

    name: str
    what: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A verdict that is another now; ``became`` is right, wrong, or neither of them."""

    id: str
    what: str
    before: str
    after: str
    truth: str
    became: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed on one folder."""

    title: str
    measures: tuple[Moved, ...]
    verdicts: tuple[Changed, ...]


def read_run(path: Path) -> Run:
    """Return the run saved in ``path``; ``BadSettings`` says why it cannot be read."""
    try:
        run: Run = from_json(Run, json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise BadSettings(
            f"{path} is no saved run ({error}): make one with `pressgap evaluate PATH --out {path}`"
        ) from error
    return run


def differences(before: Run, after: Run) -> tuple[Difference, ...]:
    """Return what changed on each folder that both runs measured, by its title.

    Raises ``BadSettings`` when they have none in common.
    """
    earlier = {result.title: result for result in before.results}
    found = tuple(
        Difference(
            result.title,
            tuple(_moved(earlier[result.title], result)),
            tuple(_changed(earlier[result.title], result)),
        )
        for result in after.results
        if result.title in earlier
    )
    if not found:
        raise BadSettings(
            f"the saved run measured {', '.join(earlier) or 'nothing'}, not "
            f"{', '.join(result.title for result in after.results)}"
        )
    return found


def _moved(before: Result, after: Result) -> Iterator[Moved]:
    earlier = {measure.name: measure for measure in before.measures}
    for measure in after.measures:
        old: Measure | None = earlier.get(measure.name)
        if old is not None:
            yield Moved(measure.name, measure.what, old.value, measure.value)


def _changed(before: Result, after: Result) -> Iterator[Changed]:
    earlier = {decided.id: decided for decided in before.decided}
    for now in after.decided:
        old: Decided | None = earlier.get(now.id)
        if old is not None and old.said != now.said:
            yield Changed(now.id, now.what, old.said, now.said, now.truth, _became(old, now))


def _became(old: Decided, now: Decided) -> str:
    if now.said == now.truth:
        return "right"
    return "wrong" if old.said == now.truth else "neither"
