"""Whose the turns under a label are that names nobody: "Q", "MODERATOR", "Speaker 2".

Whoever gives the floor names them, or they do themselves, or the text's head does. Where those who
ask are given the floor as a rule, whoever has it keeps it until somebody else gets it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pressgap.core.labels.introductions import Introduction
from pressgap.core.model import Span
from pressgap.core.speech.asking import asks, on_one_line
from pressgap.core.speech.questions import Asked
from pressgap.core.speech.role_words import says_follow_up
from pressgap.core.text.names import may_be_one, parts
from pressgap.core.transcripts.calls import Calls, is_called
from pressgap.core.transcripts.follow_ups import takes_up
from pressgap.core.transcripts.given_floor import Call
from pressgap.core.transcripts.moves import Move
from pressgap.core.transcripts.speakers import Person
from pressgap.core.transcripts.testimony import examiners
from pressgap.core.transcripts.turns import Said

_TWICE = 2
_HABIT = 2  # who ask and were given the floor before
_MOSTLY = 0.8
_COMPARED_AT_MOST = 16
_APART = 6  # turns
_KEPT = 8  # turns that wait for a name
_ENDS = re.compile(
    r"\b(?:all|everyone|everybody|very much|folks|guys|both)\b|\b(?:leave it|have to (?:go|stop)|"
    r"that['’]s it|à tous|bonne (?:soirée|journée)|vielen dank|gracias a|grazie a)|"
    r"спасибо (?:всем|за)",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\blet me finish\b|\bI['’]ll (?:get|come)(?: back)? to you\b|\bone at a time\b", re.IGNORECASE
)


@dataclass(slots=True)
class Floor:
    """Who has the floor, and which was their last turn, while the turns are gone through."""

    text: str
    turns: Sequence[Said]
    people: list[Person]
    moves: Sequence[Move]
    asked: Sequence[Sequence[Asked]]
    introductions: Sequence[Introduction | None]
    calls: Calls
    examined: Sequence[str | None] = ()  # counsel who examine, by turn, where any do
    keeps: bool = False
    holder: Person | None = None
    last: int = -1  # the holder's last turn
    numbered: set[Person] = field(default_factory=set)
    interrupting: list[int] = field(default_factory=list)
    examiner: Person | None = None
    waiting: list[int] = field(default_factory=list)  # nameless turns that go on from each other

    def give(self) -> None:
        """Walk through the turns and give the nameless ones to whoever has the floor."""
        for place, person in enumerate(self.people):
            if person.role != "questioner" or person.settled:
                continue
            if person.numbered():
                self._name_numbered(place)
            elif person.nameless:
                self._give_nameless(place)
            else:
                self._hold(self._same(person), place)

    def _same(self, person: Person) -> Person:
        """Return the holder where they now tell a part of the name they were called by."""
        holder = self.holder
        told = person.introduced or ""
        if not (person.unlabelled and holder and holder.unlabelled and holder is not person):
            return person
        if len(parts(told)) != 1 or not is_called(holder, told):
            return person
        holder.outlet = person.outlet or holder.outlet
        self.people[:] = [holder if each is person else each for each in self.people]
        return holder

    def _hold(self, person: Person | None, place: int) -> None:
        self.holder, self.last = person, place

    def _name_numbered(self, place: int) -> None:
        person = self.people[place]
        first = person not in self.numbered and person.introduced is None
        self.numbered.add(person)
        call = self.calls.before(place, self.holder) if first else None
        if call is not None and not self._is_somebody_else(call, person):
            person.introduced, person.outlet = call.name, person.outlet or call.outlet
        self._hold(person, place)

    def _is_somebody_else(self, call: Call, person: Person) -> bool:
        return any(is_called(p, call.name) for p in self.people if p is not person)

    def _give_nameless(self, place: int) -> None:
        if self.examined:
            self._give_to_examiner(place)
            return
        if self.holder is not None and says_follow_up(self.turns[place].label.printed):
            self.people[place] = self.holder
            self.last = place
            return
        given = self.calls.before(place, self.holder)
        call = given or self.calls.answered_by_name(place)
        if call is not None:
            self._hold(self._who(call, place), place)
            if given is None and not self.calls.given_before(place):
                self._name_waiting(place)
            elif self.waiting == [place - 2] and not self.asked[place - 2]:
                self.people[place - 2] = self.holder or self.people[place - 2]
            self.waiting = []
        elif self._after_closing(place):
            self._hold(None, place)
            self.interrupting.append(place)
            return
        elif self.calls.given_before(place) and not self._is_returned(place):
            self._hold(None, place)
            self.waiting = [place]
            return
        elif self._interrupts(place):
            self.interrupting.append(place)
            return
        elif not self.keeps and not self._is_returned(place):
            self._wait(place)
            return
        if self.holder is not None:
            self.people[place] = self.holder
            self.last = place
        else:
            self._wait(place)

    def _give_to_examiner(self, place: int) -> None:
        """Give a question to the counsel who examines: "BY MR. ROE:" stands above the first."""
        name = self.examined[place]
        if name is not None and not (self.examiner and _is_named(self.examiner, name)):
            same = [p for p in dict.fromkeys(self.people) if _is_named(p, name)]
            self.examiner = same[0] if same else self._who(Call(name), place)
            self.examiner.role = "questioner"
        if self.examiner is not None:
            self._hold(self.examiner, place)
            self.examiner.labels.setdefault(self.turns[place].label.printed)
            self.people[place] = self.examiner

    def _wait(self, place: int) -> None:
        """Keep a turn in mind until somebody says who has been asking."""
        self.waiting = [*self.waiting[-_KEPT:], place] if self._takes_up(place) else [place]

    def _takes_up(self, place: int) -> bool:
        """Return whether a turn goes on from the one that waits for a name."""
        if not self.waiting or place - self.waiting[-1] > _APART:
            return False
        before = self.turns[self.waiting[0] : place]
        return takes_up(
            self.text, self.turns[place], before, anonymous=True, called=0.0, habit=self.keeps
        )

    def _name_waiting(self, place: int) -> None:
        """Give the turns that wait to whoever follows them up under a name."""
        holder = self.holder
        if holder is not None and self._takes_up(place):
            for each in self.waiting:
                self.people[each] = holder

    def _after_closing(self, place: int) -> bool:
        """Return whether the meeting was closed just before: whoever still asks calls it out."""
        before = self.people[place - 1] if place else None
        return (
            before is not None
            and before.role != "questioner"
            and self.moves[place - 1].closes
            and place > 1
            and any(_ENDS.search(on_one_line(self.text, s)) for s in self._last(place - 1))
        )

    def _last(self, place: int) -> Sequence[Span]:
        return self.turns[place].sentences[-2:]

    def _who(self, call: Call, place: int) -> Person:
        """Return the person called: one known already, or a new one."""
        label = self.turns[place].label.printed
        for person in reversed(self.people[max(0, place - 8 * _COMPARED_AT_MOST) : place]):
            if person.unlabelled and is_called(person, call.name):
                return person
        return Person(
            labels={label: None},
            introduced=call.name,
            outlet=call.outlet,
            role="questioner",
            unlabelled=True,
        )

    def _is_returned(self, place: int) -> bool:
        """Return whether the floor goes back to whoever has not asked anything yet."""
        if self.holder is None or self.last != place - 2 or self.asked[self.last]:
            return False
        sentences = self.turns[self.last].sentences
        before = self.last >= 2 and self.people[self.last - 2] is self.holder
        return not before or (bool(sentences) and asks(on_one_line(self.text, sentences[-1])))

    def _interrupts(self, place: int) -> bool:
        """Return whether the next turn puts somebody off until the holder has had an answer."""
        if place + 1 >= len(self.turns) or self.holder is None:
            return False
        sentences = self.turns[place + 1].sentences[:2]
        said = " ".join(on_one_line(self.text, sentence) for sentence in sentences)
        words = {word.casefold() for word in re.findall(r"[^\W\d_]+", said)}
        own = set(parts(self.holder.name()))
        return bool(_LATER.search(said) and words & own)


def name_the_nameless(
    text: str,
    turns: Sequence[Said],
    people: list[Person],
    moves: Sequence[Move],
    asked: Sequence[Sequence[Asked]],
    introductions: Sequence[Introduction | None],
) -> frozenset[int]:
    """Give turns under "Q" and the like to whoever was given the floor; ``people`` is changed.

    Returned are the places of turns that interrupt whoever has the floor.
    """
    if not any(p.role == "questioner" and (p.nameless or p.numbered()) for p in people):
        return frozenset()
    others = [p for p in dict.fromkeys(people) if p.role != "questioner"]
    names = [name for p in others for name in (*p.names, p.introduced or "", p.called or "")]
    small = {word for word in re.findall(r"[^\W\d_]+", text) if word.islower()}
    absent = frozenset(part for name in names for part in parts(name)) | small
    given = [a.role == "chair" and b.role == "questioner" for a, b in pairwise(people)]
    calls = Calls(text, turns, people, moves, asked, absent, sum(given) >= _TWICE)
    floor = Floor(text, turns, people, moves, asked, introductions, calls)
    told = examiners(text, turns)
    floor.examined = told if any(told) else ()
    floor.keeps = _is_kept(floor)
    floor.give()
    return frozenset(floor.interrupting)


def _is_kept(floor: Floor) -> bool:
    """Return whether those who tell their name were given the floor before, as a rule."""
    told = [
        bool(floor.calls.given_before(i) or floor.calls.before(i, None))
        for i, person in enumerate(floor.people)
        if i
        and person.role == "questioner"
        and person.anybody()
        and floor.introductions[i] is not None
    ]
    given = [
        i
        for i, person in enumerate(floor.people)
        if i
        and person.role == "questioner"
        and person.anybody()
        and (floor.calls.given_before(i) or floor.calls.before(i, None))
    ]
    return len(given) >= _HABIT and sum(told) >= _MOSTLY * len(told)


def _is_named(person: Person, name: str) -> bool:
    own = [*person.names, person.introduced or ""]
    return not person.settled and any(may_be_one(each, name) for each in own)
