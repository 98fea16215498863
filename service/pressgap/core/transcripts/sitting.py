"""A meeting's turns with who speaks and what each does, and how somebody came to speak."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pressgap.core.labels.introductions import Introduction
from pressgap.core.speech.questions import Asked
from pressgap.core.speech.unsaid import has_heading
from pressgap.core.transcripts.moves import Move
from pressgap.core.transcripts.speakers import Person
from pressgap.core.transcripts.turns import Said

_HABIT = 2  # nameless questioners who got the floor or told their name


@dataclass(frozen=True, slots=True)
class Sitting:
    """The turns of a meeting, and aligned with them who speaks, what each does, asks and tells."""

    text: str
    turns: Sequence[Said]
    people: Sequence[Person]
    asked: Sequence[Sequence[Asked]]
    moves: Sequence[Move]
    introductions: Sequence[Introduction | None]


def headed(sitting: Sitting, place: int) -> bool:
    """Return whether a heading stands between a turn and the one before."""
    before, turn = sitting.turns[place - 1], sitting.turns[place]
    return has_heading(sitting.text[before.span.end : max(before.span.end, turn.label.span.start)])


def called(sitting: Sitting, place: int) -> float:
    """Return how surely somebody was given the floor just before a turn."""
    move, person = sitting.moves[place - 1], sitting.people[place - 1]
    if move.calls or (move.floor and not move.asks):
        return 1.0
    return 0.5 if move.may_call or person.role == "chair" else 0.0


def habit(sitting: Sitting) -> float:
    """Return the share of nameless turns that follow a call or tell a name, 0 where few do."""
    nameless = [i for i, p in enumerate(sitting.people) if p.role == "questioner" and p.anybody()]
    begun = [
        i for i in nameless if i and (called(sitting, i) or sitting.introductions[i] is not None)
    ]
    return len(begun) / len(nameless) if len(begun) >= _HABIT else 0.0
