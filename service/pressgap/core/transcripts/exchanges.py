"""Exchanges: who asks, what, and which turns answer; interruptions and follow-ups stay inside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from pressgap.core.model import Exchange, Question, Span
from pressgap.core.speech.asking import asks, on_one_line
from pressgap.core.speech.follow_up_words import READS_OUT
from pressgap.core.speech.questions import Asked
from pressgap.core.speech.role_words import says_follow_up
from pressgap.core.text.terms import words
from pressgap.core.transcripts.follow_ups import Before, begins_anew
from pressgap.core.transcripts.moves import names_of
from pressgap.core.transcripts.sitting import Sitting, called, habit, headed
from pressgap.core.transcripts.speakers import Person
from pressgap.core.transcripts.turns import Said
from pressgap.core.transcripts.words_in_common import Rarity, rarity

_LOOK_AHEAD = 8
_RECENT = 32  # turns of an exchange that a question is held against
_CALLING = 160  # characters at a turn's end that may name a colleague
_BEGINNING = 120  # characters of a turn in which people tell their name
_PIECE = re.compile(r"[.,;:!?]\s*")
_NEARLY_ALL = 0.8  # of the turns that ask
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


def exchanges(sitting: Sitting) -> tuple[list[int], list[Draft]]:
    """Return the places of the opening turns, and the exchanges.

    What chair and principals say when the floor is closed belongs to neither.
    """
    opening: list[int] = []
    drafts: list[Draft] = []
    asking = _asking(sitting)
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


def _asking(sitting: Sitting) -> _Asking:
    follow_ups = any(says_follow_up(turn.label.printed) for turn in sitting.turns)
    weights = rarity(sitting.text, sitting.turns)
    return _Asking(sitting, _alone(sitting), habit(sitting), weights, follow_ups)


def _alone(sitting: Sitting) -> Person | None:
    """Return the interviewer who alone asks, if there is one: others at most throw in a word."""
    asking = Counter(
        person
        for person, asked in zip(sitting.people, sitting.asked, strict=True)
        if person.role == "questioner" and asked
    )
    if not asking:
        return None
    person, often = asking.most_common(1)[0]
    return person if often >= _NEARLY_ALL * asking.total() else None


def _closing(sitting: Sitting) -> int:
    """Return where, after the last answer, the floor is closed and people take their leave."""
    people, moves = sitting.people, sitting.moves
    asking = [i for i, p in enumerate(people) if p.role == "questioner" and sitting.asked[i]]
    last = max(asking, default=len(people))
    alone = _alone(sitting)
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
    habit: float
    rarity: Rarity
    says_follow_ups: bool  # labels tell a follow-up ("Zusatzfrage") from a question

    def puts_questions(self, place: int) -> bool:
        """Return whether a turn asks: a chair only when an answerer speaks next.

        What those who ask settle among themselves ("Any interests to declare?") is no question.
        """
        person = self.sitting.people[place]
        if person.role not in ("questioner", "chair") or not self.sitting.asked[place]:
            return False
        after = self._person(place + 1)
        if person.role == "questioner":
            return not self._answered_by_a_colleague(place)
        return after is not None and after.role in _ANSWER

    def _answered_by_a_colleague(self, place: int) -> bool:
        """Return whether somebody else who asks replies: as named, or giving the floor back."""
        person, after, then = (self._person(place + i) for i in range(3))
        if after is None or after is person or after.role != "questioner":
            return False
        names = names_of([*after.names, after.introduced or ""])
        said = words(self.sitting.turns[place].span.of(self.sitting.text)[-_CALLING:])
        named = not names.isdisjoint(map(str.casefold, said))
        return not self.sitting.asked[place + 1] and (then is person or named)

    def starts(self, place: int, current: Draft | None) -> bool:
        """Return whether the turn begins a new exchange."""
        person = self.sitting.people[place]
        if person.role == "chair":
            return self._chair_starts(place, current)
        if person.role != "questioner" or not self._will_ask(place):
            return False
        if current is None:
            return self.puts_questions(place) or self._leads_up(place)
        follows_up = person.nameless and says_follow_up(self.sitting.turns[place].label.printed)
        if follows_up or self._is_returned(place, current):
            return False
        if current.answered and self._reads_out(place):
            return True
        if self._may_be_asker(place, current):
            return self._begins_anew(place, current)
        if current.asker is person or self._told_name(person, current):
            return False
        return not self._interrupts(place, current)

    def _told_name(self, person: Person, current: Draft) -> bool:
        """Return whether who has the floor began with the name under which they now speak.

        "Man by the window: Good evening. Osman Fell, I have the chandlery." is Osman Fell.
        """
        asking = (i for i in current.places if self.sitting.people[i] is current.asker)
        said = self.sitting.turns[next(asking)].span.of(self.sitting.text)
        pieces = _PIECE.split(said[:_BEGINNING])
        return any(" " in name and name in pieces for name in person.names)

    def _reads_out(self, place: int) -> bool:
        """Return whether somebody else's question is read out."""
        said = [on_one_line(self.sitting.text, s) for s in self.sitting.turns[place].sentences[:3]]
        return bool(self.sitting.asked[place]) and any(map(READS_OUT.search, said))

    def _may_be_asker(self, place: int, current: Draft) -> bool:
        """Return whether who speaks cannot be told from who has the floor, or alone asks."""
        person = self.sitting.people[place]
        if current.asker is person:
            return (person.nameless and person.anybody()) or person is self.alone
        same = self.sitting.turns[place].label.printed in current.asker.labels
        return person.nameless and same

    def _is_returned(self, place: int, current: Draft) -> bool:
        """Return whether the floor was only asked for ("May I follow up?"), and is now given."""
        before = self._person(place - 2) if place - 2 >= current.places[0] else None
        if before is None or before.role != "questioner" or self.sitting.asked[place - 2]:
            return False
        same = before is self.sitting.people[place] or self._may_be_asker(place, current)
        last = self.sitting.turns[place - 2].sentences[-1:]
        wants = bool(last) and asks(on_one_line(self.sitting.text, last[0]))
        return same and (wants or not current.asked)

    def _chair_starts(self, place: int, current: Draft | None) -> bool:
        """Return whether a chair asks of their own, or reads out what somebody else asks."""
        if not self.puts_questions(place):
            return False
        if current is None:
            return True
        if current.asker is self.sitting.people[place]:
            return current.answered and self._begins_anew(place, current)
        return self._next_asker(place) is not current.asker

    def _person(self, place: int) -> Person | None:
        return self.sitting.people[place] if place < len(self.sitting.people) else None

    def _will_ask(self, place: int) -> bool:
        """Return whether this turn asks, or its speaker does before another questioner."""
        person = self.sitting.people[place]
        for later in range(place, min(place + _LOOK_AHEAD, len(self.sitting.people))):
            other = self.sitting.people[later]
            if other.role == "questioner" and self.puts_questions(later):
                return other is person
        return False

    def _leads_up(self, place: int) -> bool:
        """Return whether a turn without a question begins the first exchange all the same.

        Whoever opens a meeting welcomes people first; who speaks only now, or tells their outlet,
        has come to ask.
        """
        told = self.sitting.introductions[place]
        person = self.sitting.people[place]
        new = self.sitting.people.index(person) == place
        after = self._person(place + 1)
        if after is not None and after is not person and after.role == "questioner":
            return False
        comes = place > 0 and (new or person.anybody())
        asks = comes or (told is not None and told.outlet is not None)
        return asks and not self.sitting.moves[place].floor

    def _next_asker(self, place: int) -> Person | None:
        people = self.sitting.people
        later = range(place + 1, min(place + _LOOK_AHEAD, len(people)))
        return next((people[i] for i in later if people[i].role == "questioner"), None)

    def _interrupts(self, place: int, current: Draft) -> bool:
        return self._person(place + 1) is current.asker and not current.answered

    def _begins_anew(self, place: int, current: Draft) -> bool:
        sitting = self.sitting
        told = sitting.introductions[place]
        if told is not None and told.name:
            return True
        if self._was_interrupted(place):
            return False
        if sitting.people[place].nameless and self.says_follow_ups:
            return True
        before = self._before(place, current)
        return begins_anew(sitting.text, sitting.turns[place], before, self.rarity)

    def _was_interrupted(self, place: int) -> bool:
        """Return whether somebody else who asks spoke just before: "Reclaiming my time."."""
        before, person = self.sitting.people[place - 1 : place + 1]
        return not person.nameless and before is not person and before.role == person.role

    def _before(self, place: int, current: Draft) -> Before:
        sitting = self.sitting
        person = sitting.people[place]
        recent = current.places[-_RECENT:]
        asking = [i for i in recent if sitting.people[i].role == person.role]
        last = asking[-1] if asking else recent[0] - 1
        # Whoever alone asks is let go on; a nameless question is somebody else's.
        given = called(sitting, place) * (1.0 if person.nameless else 0.5)
        return Before(
            turns=[sitting.turns[i] for i in recent],
            asked=[sitting.turns[i] for i in asking],
            answered=[sitting.turns[i] for i in recent if i > last],
            called=given,
            habit=self.habit if person.nameless and not given else 0.0,
            closed=sitting.moves[place - 1].closes and sitting.people[place - 1] is not person,
            headed=headed(sitting, place),
        )
