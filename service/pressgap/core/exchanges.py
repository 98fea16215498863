"""Exchanges: who asks, what, and which turns answer; interruptions and follow-ups stay inside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pressgap.core.model import Exchange, Question, Span
from pressgap.core.questions import Asked
from pressgap.core.speakers import Person
from pressgap.core.turns import Said

_FOLLOW_UP = re.compile(
    r"(?:and|but|so|sorry|just)\b|.{0,60}\bfollow(?:ing|s)?[- ]?up\b|(?:а|и|но)\s", re.IGNORECASE
)
_LOOK_AHEAD = 8


@dataclass(slots=True)
class Draft:
    """An exchange in the making; ``places`` are positions in the list of turns."""

    asker: Person
    places: list[int] = field(default_factory=list)
    asked: list[tuple[int, Asked]] = field(default_factory=list)
    answered: bool = False

    def finished(self, number: int, speaker: str, turns: Sequence[Said]) -> Exchange:
        """Return the finished Exchange."""
        questions = tuple(
            Question(n, place + 1, asked.span, asked.context)
            for n, (place, asked) in enumerate(self.asked, 1)
        )
        span = Span(turns[self.places[0]].span.start, turns[self.places[-1]].span.end)
        return Exchange(number, speaker, tuple(p + 1 for p in self.places), questions, span)


def exchanges(
    text: str, turns: Sequence[Said], people: Sequence[Person], asked: Sequence[Sequence[Asked]]
) -> tuple[list[int], list[Draft]]:
    """Return the places of the opening turns, and the exchanges.

    ``people`` and ``asked`` (what each turn of a questioner or chair asks) go with ``turns``.
    """
    opening: list[int] = []
    drafts: list[Draft] = []
    sitting = _Sitting(text, turns, people, asked)
    for place, person in enumerate(people):
        current = drafts[-1] if drafts else None
        if sitting.starts(place, current):
            drafts.append(Draft(person))
            current = drafts[-1]
        if current is None:
            opening.append(place)
            continue
        current.places.append(place)
        if person.role in ("questioner", "chair") and sitting.puts_questions(place):
            current.asked += [(place, one) for one in asked[place]]
        current.answered = current.answered or person.role in ("principal", "other")
    return opening, drafts


@dataclass(slots=True, frozen=True)
class _Sitting:
    text: str
    turns: Sequence[Said]
    people: Sequence[Person]
    asked: Sequence[Sequence[Asked]]

    def puts_questions(self, place: int) -> bool:
        """Return whether a turn asks: a chair only when an answerer speaks next."""
        if self.people[place].role == "questioner":
            return bool(self.asked[place])
        if self.people[place].role != "chair" or not self.asked[place]:
            return False
        after = self.people[place + 1] if place + 1 < len(self.people) else None
        return after is not None and after.role in ("principal", "other")

    def starts(self, place: int, current: Draft | None) -> bool:
        """Return whether the turn begins a new exchange."""
        person = self.people[place]
        if person.role == "chair":
            returns = current is not None and self._next_asker(place) is current.asker
            same = current is not None and current.asker is person
            return self.puts_questions(place) and not returns and not same
        if person.role != "questioner" or not self._will_ask(place):
            return False
        if current is None:
            return True
        if current.asker is person:
            return person.nameless and current.answered and not self._follows_up(place)
        return not self._interrupts(place, current) and not self._goes_on(place, current)

    def _will_ask(self, place: int) -> bool:
        """Return whether this turn asks, or its speaker does before another questioner."""
        person = self.people[place]
        for later in range(place, min(place + _LOOK_AHEAD, len(self.people))):
            other = self.people[later]
            if other is person and self.asked[later]:
                return True
            if other is not person and other.role == "questioner" and self.asked[later]:
                return False
        return False

    def _next_asker(self, place: int) -> Person | None:
        later = range(place + 1, min(place + _LOOK_AHEAD, len(self.people)))
        return next((self.people[i] for i in later if self.people[i].role == "questioner"), None)

    def _interrupts(self, place: int, current: Draft) -> bool:
        after = self.people[place + 1] if place + 1 < len(self.people) else None
        return after is current.asker and not current.answered

    def _goes_on(self, place: int, current: Draft) -> bool:
        """Return whether a nameless turn ("Q") takes up what was asked under the same label."""
        same = self.turns[place].label.printed in current.asker.labels
        return self.people[place].nameless and same and self._follows_up(place)

    def _follows_up(self, place: int) -> bool:
        return bool(_FOLLOW_UP.match(self.text, self.turns[place].span.start))
