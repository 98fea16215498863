"""Exchanges: who asks, what, and which turns answer; interruptions and follow-ups stay inside."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from pressgap.core.follow_ups import takes_up
from pressgap.core.introductions import Introduction
from pressgap.core.label_words import says_follow_up
from pressgap.core.model import Exchange, Question, Span
from pressgap.core.moves import Move
from pressgap.core.questions import Asked
from pressgap.core.speakers import Person
from pressgap.core.turns import Said

_LOOK_AHEAD = 8
_HABIT = 2  # nameless questioners who got the floor or told their name
_ANSWER = ("principal", "other")


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


@dataclass(frozen=True, slots=True)
class Sitting:
    """The turns of a meeting, and aligned with them who speaks, what each does, asks and tells."""

    text: str
    turns: Sequence[Said]
    people: Sequence[Person]
    asked: Sequence[Sequence[Asked]]
    moves: Sequence[Move]
    introductions: Sequence[Introduction | None]


def exchanges(sitting: Sitting) -> tuple[list[int], list[Draft]]:
    """Return the places of the opening turns, and the exchanges.

    What chair and principals say when the floor is closed belongs to neither.
    """
    opening: list[int] = []
    drafts: list[Draft] = []
    asking = _Asking(sitting, _alone(sitting.people), _is_habit(sitting))
    for place in range(_closing(sitting)):
        person = sitting.people[place]
        if asking.starts(place, drafts[-1] if drafts else None):
            drafts.append(Draft(person))
        if not drafts:
            opening.append(place)
            continue
        current = drafts[-1]
        current.places.append(place)
        if person.role in ("questioner", "chair") and asking.puts_questions(place):
            current.asked += [(place, one) for one in sitting.asked[place]]
        current.answered = current.answered or person.role in _ANSWER
    return opening, drafts


def _alone(people: Sequence[Person]) -> Person | None:
    """Return the interviewer who alone asks, if there is one."""
    askers = [person for person in dict.fromkeys(people) if person.role == "questioner"]
    return askers[0] if len(askers) == 1 else None


def _closing(sitting: Sitting) -> int:
    """Return where, after the last answer, the floor is closed and people take their leave."""
    people, moves = sitting.people, sitting.moves
    asking = [i for i, p in enumerate(people) if p.role == "questioner" and sitting.asked[i]]
    last = max(asking, default=len(people))
    alone = _alone(people)
    for place in range(last + 2, len(people)):
        person, move = people[place], moves[place]
        if (person is people[last] and person is not alone) or move.asks or moves[place - 1].asks:
            continue
        hands_over = person.role == "chair" and move.floor
        if hands_over or (move.closes and person is not people[place - 1]):
            return place
    return len(people)


def name_follow_ups(
    people: list[Person], drafts: Sequence[Draft], interrupting: AbstractSet[int]
) -> None:
    """Give the nameless turns of an exchange to whoever introduced themselves in it.

    ``people`` is changed in place; the places of ``interrupting`` turns are left out.
    """
    for draft in drafts:
        asker = draft.asker
        if asker.introduced is None:
            continue
        for place in draft.places:
            if people[place].settled or place in interrupting:
                continue
            if people[place].nameless and not asker.labels.keys().isdisjoint(people[place].labels):
                people[place] = asker


@dataclass(slots=True, frozen=True)
class _Asking:
    sitting: Sitting
    alone: Person | None
    habit: bool

    def puts_questions(self, place: int) -> bool:
        """Return whether a turn asks: a chair only when an answerer speaks next."""
        person = self.sitting.people[place]
        if person.role == "questioner":
            return bool(self.sitting.asked[place])
        if person.role != "chair" or not self.sitting.asked[place]:
            return False
        after = self._person(place + 1)
        return after is not None and after.role in _ANSWER

    def starts(self, place: int, current: Draft | None) -> bool:
        """Return whether the turn begins a new exchange."""
        person = self.sitting.people[place]
        if person.role == "chair":
            returns = current is not None and self._next_asker(place) is current.asker
            same = current is not None and current.asker is person
            return self.puts_questions(place) and not returns and not same
        if person.role != "questioner" or not self._will_ask(place):
            return False
        if current is None:
            return bool(self.sitting.asked[place]) or self._leads_up(place)
        if current.asker is person:
            anybody = (person.nameless and person.anybody()) or person is self.alone
            if not current.asked and person is not self.alone:
                return False  # a courtesy went before, and the floor was given back
            given = person is self.alone and self._given_by_chair(place)
            goes_on = not given and self._takes_up(place, current)
            return anybody and current.answered and not goes_on
        return not self._interrupts(place, current) and not self._goes_on(place, current)

    def _given_by_chair(self, place: int) -> bool:
        """Return whether somebody who presides has just let the interviewer ask once more."""
        before = self._person(place - 1)
        return before is not None and before.role == "chair" and self._called(place) == 1.0

    def _person(self, place: int) -> Person | None:
        return self.sitting.people[place] if place < len(self.sitting.people) else None

    def _will_ask(self, place: int) -> bool:
        """Return whether this turn asks, or its speaker does before another questioner."""
        person = self.sitting.people[place]
        for later in range(place, min(place + _LOOK_AHEAD, len(self.sitting.people))):
            other = self.sitting.people[later]
            if other is person and self.sitting.asked[later]:
                return True
            if other is not person and other.role == "questioner" and self.sitting.asked[later]:
                return False
        return False

    def _leads_up(self, place: int) -> bool:
        """Return whether a turn without a question begins the first exchange all the same.

        Whoever opens a meeting welcomes people first; who tells their outlet has come to ask.
        """
        told = self.sitting.introductions[place]
        person = self.sitting.people[place]
        follows = any(other is not person for other in self.sitting.people[:place])
        asks = follows or (told is not None and told.outlet is not None)
        return asks and not self.sitting.moves[place].floor

    def _next_asker(self, place: int) -> Person | None:
        people = self.sitting.people
        later = range(place + 1, min(place + _LOOK_AHEAD, len(people)))
        return next((people[i] for i in later if people[i].role == "questioner"), None)

    def _interrupts(self, place: int, current: Draft) -> bool:
        return self._person(place + 1) is current.asker and not current.answered

    def _goes_on(self, place: int, current: Draft) -> bool:
        """Return whether a nameless turn ("Q") takes up what was asked under the same label."""
        sitting = self.sitting
        same = sitting.turns[place].label.printed in current.asker.labels
        return sitting.people[place].nameless and same and self._takes_up(place, current)

    def _takes_up(self, place: int, current: Draft) -> bool:
        sitting = self.sitting
        told = sitting.introductions[place]
        if told is not None and told.name:
            return False
        if says_follow_up(sitting.turns[place].label.printed):
            return True
        before = [sitting.turns[i] for i in current.places]
        anonymous = sitting.people[place].nameless
        called = self._called(place)
        return takes_up(
            sitting.text,
            sitting.turns[place],
            before,
            anonymous=anonymous,
            called=called,
            habit=anonymous and self.habit and not called,
        )

    def _called(self, place: int) -> float:
        return _called(self.sitting, place)


def _called(sitting: Sitting, place: int) -> float:
    """Return how surely somebody was given the floor just before a turn."""
    move, person = sitting.moves[place - 1], sitting.people[place - 1]
    if move.calls or (move.floor and not move.asks):
        return 1.0
    return 0.5 if move.may_call or person.role == "chair" else 0.0


def _is_habit(sitting: Sitting) -> bool:
    """Return whether those who ask namelessly mostly get the floor or tell their name first."""
    nameless = [i for i, p in enumerate(sitting.people) if p.role == "questioner" and p.anybody()]
    begun = [
        i for i in nameless if i and (_called(sitting, i) or sitting.introductions[i] is not None)
    ]
    return len(begun) >= _HABIT
