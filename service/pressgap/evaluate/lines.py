"""Results as lines a person reads at a terminal; the count each ratio is of stands beside it."""

from __future__ import annotations

from collections.abc import Sequence

from pressgap.evaluate.measures import Measure, Result
from pressgap.evaluate.runs import Changed, Difference, Moved, Run

_WIDTH = 66
_HEAD = f"  {'':<{_WIDTH}} {'':>5}  {'95 %':<14} cosine  n"


def run_lines(run: Run) -> str:
    """Return the lines of a run."""
    return "\n\n".join(map(_result, run.results)) + "\n"


def _result(result: Result) -> str:
    lines = [
        result.title,
        *(f"  {note}" for note in result.notes),
        f"  intervals: {result.resampled} drawn anew",
        _HEAD,
        *map(_measure, result.measures),
    ]
    return "\n".join(lines)


def _measure(measure: Measure) -> str:
    return (
        f"  {measure.what:<{_WIDTH}} {number(measure.value):>5}  {interval(measure):<14} "
        f"{number(measure.floor):>6}  {measure.count}"
    )


def number(value: float | None) -> str:
    """Return three decimals, or a dash for what could not be measured."""
    return "-" if value is None else f"{value:.3f}"


def interval(measure: Measure) -> str:
    """Return the ends of the interval, or nothing."""
    if measure.low is None or measure.high is None:
        return ""
    return f"{measure.low:.3f}–{measure.high:.3f}"


def difference_lines(found: Sequence[Difference]) -> str:
    """Return the lines of what changed since a saved run."""
    return "\n\n".join(map(_difference, found)) + "\n"


def _difference(found: Difference) -> str:
    moved = [each for each in found.measures if each.before != each.after]
    lines = [f"{found.title}, since the saved run"]
    lines += [_moved(each) for each in moved] or ["  no measure moved"]
    if found.verdicts:
        lines.append(f"  {len(found.verdicts)} verdicts changed:")
        lines += map(_changed, found.verdicts)
    return "\n".join(lines)


def _moved(each: Moved) -> str:
    change = ""
    if each.before is not None and each.after is not None:
        change = f"  {each.after - each.before:+.3f}"
    return f"  {each.what:<{_WIDTH}} {number(each.before):>5} → {number(each.after):>5}{change}"


def _changed(each: Changed) -> str:
    name = f"{each.id} {each.what}".rstrip()
    became = {
        "right": "right now",
        "wrong": "wrong now",
        "neither": "ambiguous" if each.truth == "ambiguous" else "wrong as before",
    }[each.became]
    truth = "" if each.became == "right" or each.truth == "ambiguous" else f", it is {each.truth}"
    return f"    {name}: {each.before} → {each.after} ({became}{truth})"
