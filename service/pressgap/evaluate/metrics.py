"""The field's measures as pure functions. None where a measure has nothing to measure."""

from __future__ import annotations

from collections.abc import Sequence


def f1(said: Sequence[str], truth: Sequence[str], label: str) -> float:
    """Return the F1 of one label; 0 where it is neither said nor true."""
    both = sum(s == t == label for s, t in zip(said, truth, strict=True))
    either = sum(s == label for s in said) + sum(t == label for t in truth)
    return 2.0 * both / either if either else 0.0


def macro_f1(said: Sequence[str], truth: Sequence[str], labels: Sequence[str]) -> float:
    """Return the mean F1 of ``labels``; saying anything else (``unsure``) counts as wrong."""
    return sum(f1(said, truth, label) for label in labels) / len(labels)


def precision(said: Sequence[str], truth: Sequence[str], label: str) -> float | None:
    """Return how many of those called ``label`` are; None where none is called so."""
    called = [t == label for s, t in zip(said, truth, strict=True) if s == label]
    return sum(called) / len(called) if called else None


def recall(said: Sequence[str], truth: Sequence[str], label: str) -> float | None:
    """Return how many of those that are ``label`` are called so; None where none is."""
    return precision(truth, said, label)


def auroc(scores: Sequence[float], positive: Sequence[bool]) -> float | None:
    """Return the chance that a positive scores above a negative, ties half; None without both."""
    above = [s for s, p in zip(scores, positive, strict=True) if p]
    below = [s for s, p in zip(scores, positive, strict=True) if not p]
    if not above or not below:
        return None
    wins = sum((a > b) + 0.5 * (a == b) for a in above for b in below)
    return wins / (len(above) * len(below))


def average_precision(scores: Sequence[float], positive: Sequence[bool]) -> float | None:
    """Return the mean over positives of the precision at their score; ties stand together."""
    total = sum(positive)
    if not total:
        return None
    summed, seen, hits = 0.0, 0, 0
    for level in sorted(set(scores), reverse=True):
        tied = [p for s, p in zip(scores, positive, strict=True) if s == level]
        seen += len(tied)
        hits += sum(tied)
        summed += sum(tied) * hits / seen
    return summed / total


def calibration_error(
    probabilities: Sequence[float], positive: Sequence[bool], bins: int = 10
) -> float | None:
    """Return the expected calibration error: |share of positives - mean probability| over equally
    wide bins, weighted by how much falls into each. None without rows.
    """
    if not probabilities:
        return None
    filled: dict[int, list[tuple[float, bool]]] = {}
    for probability, positive_row in zip(probabilities, positive, strict=True):
        filled.setdefault(min(bins - 1, int(probability * bins)), []).append(
            (probability, positive_row)
        )
    gaps = (abs(sum(p - y for p, y in rows)) for rows in filled.values())
    return sum(gaps) / len(probabilities)


def accuracy(said: Sequence[str], truth: Sequence[str]) -> float | None:
    """Return the share of rows said as they are; None without rows."""
    if not truth:
        return None
    return sum(s == t for s, t in zip(said, truth, strict=True)) / len(truth)


def surest(
    said: Sequence[str], truth: Sequence[str], sureness: Sequence[float], share: float
) -> float | None:
    """Return the accuracy on the surest ``share`` of the rows; equally sure ones in given order."""
    count = round(share * len(truth))
    order = sorted(range(len(truth)), key=lambda row: -sureness[row])[:count]
    return accuracy([said[row] for row in order], [truth[row] for row in order])
