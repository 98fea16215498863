"""Whose the turns under a label are that names nobody: "Q", "MODERATOR", "Speaker 2".

Whoever gives the floor names them, or they do themselves, or the text's head does. Where those who
ask are given the floor as a rule, whoever has it keeps it until somebody else gets it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pressgap.core.addressed import spoken_to
from pressgap.core.asking import asks, on_one_line
from pressgap.core.floor_words import points_at
from pressgap.core.follow_ups import takes_up
from pressgap.core.given_floor import Call, call_in, may_be_meant
from pressgap.core.introductions import Introduction
from pressgap.core.label_words import says_follow_up
from pressgap.core.model import Span
from pressgap.core.moves import Move, is_call
from pressgap.core.names import may_be_one, parts
from pressgap.core.questions import Asked
from pressgap.core.speakers import Person
from pressgap.core.testimony import examiners
from pressgap.core.turns import Said

_TWICE = 2
_HABIT = 2  # who ask and were given the floor before
_CALLED_AT_MOST = 64  # single names looked up in the whole text
_CALLING = re.compile(
    r"(?:\A|[^\w\s]\s*|\n\s*|\b(?:and|then|with|to|thank you|thanks|yes|no|okay|ok|uh|um|well|"
    r"now|is|hi|hello|i see|let me finish|listen|look|sorry|"
    r"oui|non|merci|bonjour|bonsoir|et|puis|à|pour|monsieur|madame|mme|ja|nein|danke|und|dann|an|"
    r"bitte|herrn?|frau|nun|sí|gracias|hola|y|para|señora?|grazie|sì|prego|signora?|"
    r"да|нет|спасибо|пожалуйста|и|госпожа|господин|mr|mrs|ms|dr|"
    r"from|for|please|here['’]s)\s+)\Z",
    re.IGNORECASE,
)
_CALLED_ON = re.compile(
    r"\s+(?:again|please|first|next|and then|here|has (?:a|one|another|the)\b|noch|encore|bitte)\b",
    re.IGNORECASE,
)
_OUTLET = 4  # signs of its name
_MOSTLY = 0.8
_COMPARED_AT_MOST = 16
_CALL = 2  # words of a sentence that only calls
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
    absent: frozenset[str]
    examined: Sequence[str | None] = ()  # counsel who examine, by turn, where any do
    keeps: bool = False
    presided: bool = False  # a chair gives the floor to those who ask
    holder: Person | None = None
    last: int = -1  # the holder's last turn
    numbered: set[Person] = field(default_factory=set)
    called: dict[str, bool] = field(default_factory=dict)
    interrupting: list[int] = field(default_factory=list)
    examiner: Person | None = None
    waiting: list[int] = field(default_factory=list)  # nameless turns that go on from each other

    def give(self) -> None:
        """Walk through the turns and give the nameless ones to whoever has the floor."""
        for place, person in enumerate(self.people):
            if person.role != "questioner" or person.settled:
                continue
            if _is_numbered(person):
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
        if len(parts(told)) != 1 or not _is_called(holder, told):
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
        call = self.call_before(place) if first else None
        if call is not None and not self._is_somebody_else(call, person):
            person.introduced, person.outlet = call.name, person.outlet or call.outlet
        self._hold(person, place)

    def _is_somebody_else(self, call: Call, person: Person) -> bool:
        return any(_is_called(p, call.name) for p in self.people if p is not person)

    def _give_nameless(self, place: int) -> None:
        if self.examined:
            self._give_to_examiner(place)
            return
        if self.holder is not None and says_follow_up(self.turns[place].label.printed):
            self.people[place] = self.holder
            self.last = place
            return
        given = self.call_before(place)
        call = given or self._answered_by_name(place)
        if call is not None:
            self._hold(self._who(call, place), place)
            if given is None and not self.given_before(place):
                self._name_waiting(place)
            elif self.waiting == [place - 2] and not self.asked[place - 2]:
                self.people[place - 2] = self.holder or self.people[place - 2]
            self.waiting = []
        elif self._after_closing(place):
            self._hold(None, place)
            self.interrupting.append(place)
            return
        elif self.given_before(place) and not self._is_returned(place):
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

    def _answered_by_name(self, place: int) -> Call | None:
        """Return whom the answer speaks to by name, where that is whoever asked."""
        if place + 1 >= len(self.turns) or self.people[place + 1].role == "questioner":
            return None
        sentences = self.turns[place + 1].sentences
        calls = place + 2 < len(self.turns) and self.people[place + 2].role == "questioner"
        for name, sentence in spoken_to(self.text, sentences):
            ends = sentence == sentences[-1]
            alone = len(on_one_line(self.text, sentence).split()) <= _CALL
            given = ends and calls and (alone or self._calls(sentences, name))
            if not given and may_be_meant(name, self.absent) and self._only_called(name):
                return Call(name)
        return None

    def _calls(self, sentences: Sequence[Span], name: str) -> bool:
        call = call_in(self.text, sentences, self.absent, presides=False, answers=True)
        return len(sentences) > 1 and call is not None and call.name == name

    def _who(self, call: Call, place: int) -> Person:
        """Return the person called: one known already, or a new one."""
        label = self.turns[place].label.printed
        for person in reversed(self.people[max(0, place - 8 * _COMPARED_AT_MOST) : place]):
            if person.unlabelled and _is_called(person, call.name):
                return person
        return Person(
            labels={label: None},
            introduced=call.name,
            outlet=call.outlet,
            role="questioner",
            unlabelled=True,
        )

    def call_before(self, place: int) -> Call | None:
        """Return who was called by name just before a turn."""
        before = self.people[place - 1] if place else None
        if before is None or before.role == "questioner":
            return None
        sentences = self.turns[place - 1].sentences
        call = call_in(
            self.text,
            sentences,
            self.absent,
            presides=before.role == "chair",
            answers=self._asked_at(place - 2),
        )
        if call is None or not self._is_believed(call, before, place):
            return self._call_by_outlet(place)
        if len(call.name.split()) < 2 and self._addresses(call.name):
            return None
        return call

    def _is_believed(self, call: Call, caller: Person, place: int) -> bool:
        """Return whether a name is somebody's who is called, and no other word at a turn's end.

        Where a chair gives the floor, whoever answers seldom does: "I have told her. Write."
        """
        if call.sure or (caller.role == "chair" and len(call.name.split()) > 1):
            return True
        before = self.people[max(0, place - 8 * _COMPARED_AT_MOST) : place]
        if any(_is_called(p, call.name) for p in before if p.role == "questioner"):
            return True
        once = self.presided and caller.role != "chair" and self.text.count(call.name) < _TWICE
        return not once and self._only_called(call.name)

    def _only_called(self, name: str) -> bool:
        """Return whether the text has a name only where somebody is called out to.

        What else ends a turn in a capital is matter: "We signed with one country. Norway."
        """
        if name not in self.called:
            full = len(self.called) >= _CALLED_AT_MOST
            others = rf"(?<![\w’'\-]){re.escape(name)}(?![\w\-])"
            self.called[name] = not full and not any(
                _is_matter(self.text, found) for found in re.finditer(others, self.text)
            )
        return self.called[name]

    def _call_by_outlet(self, place: int) -> Call | None:
        """Return the call of somebody who asked before: "The lady of the Daily Post again."."""
        said = " ".join(
            on_one_line(self.text, sentence) for sentence in self.turns[place - 1].sentences[-2:]
        )
        for person in reversed(self.people[max(0, place - 8 * _COMPARED_AT_MOST) : place]):
            outlet = (person.outlet or "").strip("《》")
            if person.introduced and len(outlet) >= _OUTLET and outlet in said:
                return Call(person.introduced, person.outlet)
        return None

    def _addresses(self, name: str) -> bool:
        """Return whether a name is the holder's own, who is spoken to and not called."""
        return self.holder is not None and _is_called(self.holder, name)

    def given_before(self, place: int) -> bool:
        """Return whether the floor was given to anybody just before a turn."""
        if not place or self.people[place - 1].role == "questioner":
            return False
        move = self.moves[place - 1]
        if move.calls or (move.floor and not move.asks):
            return True
        said = [on_one_line(self.text, s) for s in self.turns[place - 1].sentences[-2:]]
        presides = self.people[place - 1].role == "chair" and not self._asked_at(place - 2)
        return presides or any(is_call(s, frozenset()) or points_at(s) for s in said)

    def _asked_at(self, place: int) -> bool:
        """Return whether a turn ends in something asked, were it a courtesy."""
        if place < 0 or self.people[place].role != "questioner":
            return False
        sentences = self.turns[place].sentences[-1:]
        return bool(self.asked[place]) or any(asks(on_one_line(self.text, s)) for s in sentences)

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
    if not any(p.role == "questioner" and (p.nameless or _is_numbered(p)) for p in people):
        return frozenset()
    others = [p for p in dict.fromkeys(people) if p.role != "questioner"]
    names = [name for p in others for name in (*p.names, p.introduced or "", p.called or "")]
    small = {word for word in re.findall(r"[^\W\d_]+", text) if word.islower()}
    absent = frozenset(part for name in names for part in parts(name)) | small
    floor = Floor(text, turns, people, moves, asked, introductions, absent)
    told = examiners(text, turns)
    floor.examined = told if any(told) else ()
    given = [a.role == "chair" and b.role == "questioner" for a, b in pairwise(people)]
    floor.presided = sum(given) >= _TWICE
    floor.keeps = _is_kept(floor)
    floor.give()
    return frozenset(floor.interrupting)


def _is_kept(floor: Floor) -> bool:
    """Return whether those who tell their name were given the floor before, as a rule."""
    told = [
        bool(floor.given_before(i) or floor.call_before(i))
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
        and (floor.given_before(i) or floor.call_before(i))
    ]
    return len(given) >= _HABIT and sum(told) >= _MOSTLY * len(told)


def _is_matter(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - 16) : found.start()]
    after = text[found.end() : found.end() + 16]
    surname_follows = after[:1] == " " and after[1:2].isupper()
    apart = not after[:2].strip() or not after.strip()[0].isalnum() or surname_follows
    apart = apart or bool(_CALLED_ON.match(after))
    return not (_CALLING.search(before) and apart)


def _is_numbered(person: Person) -> bool:
    return bool(person.names) and all(name[-1:].isdigit() for name in person.names)


def _is_named(person: Person, name: str) -> bool:
    own = [*person.names, person.introduced or ""]
    return not person.settled and any(may_be_one(each, name) for each in own)


def _is_called(person: Person, name: str) -> bool:
    own = person.introduced or person.called or ""
    first = len(parts(name)) == 1 and parts(name) == parts(own)[:1]
    return bool(own) and (first or may_be_one(own, name))
