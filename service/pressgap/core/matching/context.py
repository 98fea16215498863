"""What stands around a spoken sentence: the matter it belongs to, and the question it leads to."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pressgap.core.model import Passage, Span

# A lead-in says what a question is about, but names more than is asked about: it counts this far
# for itself, and for the rest as the question it leads to. Stated, not fitted.
LEAD_SHARE = 0.7


def matters(passages: Sequence[Passage]) -> list[int]:
    """Number the matters of spoken passages in the order of the text.

    A matter is an exchange; where the same speaker answers in two turns with nothing between them,
    the second is a new one. Text that perhaps nobody said is -1.
    """
    found: list[int] = []
    last: Passage | None = None
    for passage in passages:
        if passage.part == "trailing":
            found.append(-1)
            continue
        number = max(found, default=0)
        found.append(number + (last is not None and _parts(last, passage)))
        last = passage
    return found


def _parts(last: Passage, passage: Passage) -> bool:
    if passage.exchange != last.exchange:
        return True
    both_answer = passage.part == last.part == "answer"
    return both_answer and passage.turn != last.turn and passage.speaker == last.speaker


def leads(passages: Sequence[Passage], asked: Sequence[Span]) -> list[int]:
    """Return for each passage of questioners the place of the one it leads to.

    That is the next passage of the same exchange that touches a span of ``asked``; a passage that
    touches one itself, or leads to none, stands for itself.
    """
    asks = [any(_overlap(passage.span, span) for span in asked) for passage in passages]
    return next_asking(asks, [passage.exchange for passage in passages])


def next_asking(asks: Sequence[bool], groups: Sequence[object]) -> list[int]:
    """Return for each place the next place in its group that asks; itself where it or none does."""
    found = list(range(len(asks)))
    following: int | None = None
    for place in reversed(range(len(asks))):
        if asks[place]:
            following = place
        elif following is not None and groups[following] == groups[place]:
            found[place] = following
    return found


def with_what_is_asked(
    features: NDArray[np.float64], leading_to: Sequence[int]
) -> NDArray[np.float64]:
    """Return features (…, passages, n) of lead-ins mixed with those of what they lead to."""
    mixed: NDArray[np.float64] = (
        LEAD_SHARE * features + (1.0 - LEAD_SHARE) * features[..., list(leading_to), :]
    )
    return mixed


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
