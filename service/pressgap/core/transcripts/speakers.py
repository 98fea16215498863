"""Who is who: labels that are one person's, and introductions that say more than a label."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import pairwise

from pressgap.core.labels.introductions import Introduction, introduction
from pressgap.core.labels.label import Label
from pressgap.core.labels.label_words import speaker_under, without_manner
from pressgap.core.model import Role, Speaker
from pressgap.core.speech.role_words import is_presiding
from pressgap.core.text.names import fullest, may_be_one, parts, surname, tidy, titles
from pressgap.core.transcripts.turns import Said

_NAMES_AT_MOST = 16  # of one person
_COMPARED_AT_MOST = 16  # people of one surname: keeps noise from costing quadratic time


@dataclass(slots=True, eq=False)
class Person:
    """A speaker in the making."""

    names: list[str] = field(default_factory=list)
    labels: dict[str, None] = field(default_factory=dict)  # in the order of their turns
    introduced: str | None = None
    called: str | None = None  # the caller gave the name
    outlet: str | None = None
    role: Role | None = None
    wording: Role | None = None
    said: int = 0  # characters
    turns: int = 0
    asks: int = 0  # turns that put a question to whoever speaks next
    answers: int = 0  # turns that follow such a question
    hands_over: int = 0  # turns that give somebody the floor, or open and close the meeting
    states: int = 0  # turns before the first question that make a statement
    speaks_at_length: bool = False  # in a statement that says of nobody else that they answer
    office: str | None = None  # as the label tells it: "Chief Financial Officer"
    presides: bool = False  # by a title of those who may ask as well: "Chairman"
    nameless: bool = False
    unlabelled: bool = False  # introduced under a label that names nobody
    introduces: bool = False
    overruled: bool = False  # the caller gave the role
    settled: bool = False  # the caller says which turns are theirs

    def name(self) -> str:
        """Return the name to show: as given, as introduced, the fullest of a label, or "Q"."""
        named = self.introduced or (fullest(self.names) if self.names else self._bare_label())
        return self.called or tidy(named)

    def _bare_label(self) -> str:
        """Return the shortest label, without how it was said: "JOURNALIST (in Spanish)"."""
        return without_manner(min(self.labels, key=len))

    def take(self, turn: Said) -> None:
        """Count a turn as theirs, with what its label says."""
        self.said += turn.length()
        self.turns += 1
        self.labels[turn.label.printed] = None
        self.outlet = self.outlet or turn.label.outlet
        self.wording = self.wording or turn.label.role
        self.office = self.office or turn.label.office
        self.presides = self.presides or is_presiding(turn.label.printed)

    def numbered(self) -> bool:
        """Return whether a number stands for their name: "Speaker 2"."""
        return bool(self.names) and all(name[-1:].isdigit() for name in self.names)

    def anybody(self) -> bool:
        """Return whether some label of theirs names nobody ("Q"), so that others may share it."""
        numbered = len(self.labels) == 1 and all(label[-1:].isdigit() for label in self.labels)
        return (self.nameless or self.unlabelled) and not numbered

    def speaker(self, number: int) -> Speaker:
        """Return the finished Speaker."""
        role = self.role or "other"
        return Speaker(f"s{number}", self.name(), role, self.outlet, tuple(self.labels))


def people_by_label(turns: Sequence[Said]) -> list[Person]:
    """Return, aligned with ``turns``, the person each label alone points to."""
    first = {turn.label.printed: turn.label for turn in reversed(turns)}
    people = _numbers_are_people(turns)
    beside = {frozenset((one.label.name, other.label.name)) for one, other in pairwise(turns)}
    by_name: dict[str, list[Person]] = defaultdict(list)
    found: dict[str, Person] = {}
    for label in sorted(first.values(), key=_vagueness):
        person = _known(label, by_name, people, beside) or _new(label, by_name, people)
        if label.name and len(person.names) < _NAMES_AT_MOST:
            person.names.append(label.name)
        found[label.printed] = person
    for turn in turns:
        found[turn.label.printed].take(turn)
    return [found[turn.label.printed] for turn in turns]


def _vagueness(label: Label) -> int:
    return -len(fullest([label.name]).split()) if label.name else 0


def _numbers_are_people(turns: Sequence[Said]) -> bool:
    """Return whether a number after "Q" stands for a person: it comes back."""
    numbered = Counter(t.label.printed for t in turns if t.label.printed[-1:].isdigit())
    return any(count > 1 for count in numbered.values())


def _key(label: Label, numbers_are_people: bool) -> str:
    if label.name is None:
        numbered = label.printed[-1:].isdigit()
        return label.printed if numbered and numbers_are_people else speaker_under(label.printed)
    return surname(label.name) or label.name.casefold()


def _known(
    label: Label,
    by_name: dict[str, list[Person]],
    numbers_are_people: bool,
    beside: AbstractSet[frozenset[str | None]],
) -> Person | None:
    """Return whose a label is, if known; ``beside`` are the names of two turns in succession."""
    same = by_name[_key(label, numbers_are_people)][-_COMPARED_AT_MOST:]
    if not same and label.name is not None and len(label.name.split()) == 1:
        first = by_name[_first_name(label.name)][-_COMPARED_AT_MOST:]
        return first[0] if len(first) == 1 else None
    if label.name is None:
        return next((person for person in same if person.nameless), None)
    own = label.name
    fits = [p for p in same if own in p.names or (not p.nameless and _fits(own, p))]
    fits = [p for p in fits if not any(_converse(own, other, beside) for other in p.names)]
    return fits[0] if len(fits) == 1 else None


def _converse(one: str, other: str, beside: AbstractSet[frozenset[str | None]]) -> bool:
    """Return whether two titles of one surname speak in turn: "Senator Roe" and "Dr. Roe"."""
    own, others = titles(one), titles(other)
    return bool(own and others) and own.isdisjoint(others) and frozenset((one, other)) in beside


def _fits(name: str, person: Person) -> bool:
    if name[-1:].isdigit():  # "Speaker 1" is not "Member 1"
        return any(name.casefold() == other.casefold() for other in person.names)
    return all(
        may_be_one(name, other) or name.casefold() == other.casefold() for other in person.names
    )


def _new(label: Label, by_name: dict[str, list[Person]], numbers_are_people: bool) -> Person:
    person = Person(nameless=label.name is None)
    by_name[_key(label, numbers_are_people)].append(person)
    if label.name is not None and len(parts(label.name)) > 1:
        by_name[_first_name(label.name)].append(person)
    return person


def _first_name(name: str) -> str:
    """Return the key of whoever has a first name: "Devin" may be the Devin Sarkis of before."""
    return f"{(parts(name) or (name.casefold(),))[0]} …"


def read_introductions(
    text: str, turns: Sequence[Said], people: Sequence[Person]
) -> list[Introduction | None]:
    """Return the introductions, aligned with ``turns``, and mark the people who give one."""
    found = [introduction(text, turn.sentences, turn.label) for turn in turns]
    for told, person in zip(found, people, strict=True):
        person.introduces = person.introduces or told is not None
    return found


def introduce(
    turns: Sequence[Said], people: list[Person], introductions: list[Introduction | None]
) -> None:
    """Let the introductions of everyone but principal and chair beat their labels.

    Both lists are changed in place: the turns of a nameless label ("Q") go to whoever introduced
    themselves under it; what principal and chair say is no introduction.
    """
    for place, (turn, told) in enumerate(zip(turns, introductions, strict=True)):
        if people[place].role in ("principal", "chair") or people[place].wording == "other":
            introductions[place] = None
        elif told is not None:
            before = people[max(0, place - _COMPARED_AT_MOST) : place]
            people[place] = _introduced(told, turn, people[place], before)


def _introduced(told: Introduction, turn: Said, person: Person, before: Sequence[Person]) -> Person:
    if person.nameless and not person.settled:
        person = _met(told, before) or Person(
            labels={turn.label.printed: None}, role=person.role, unlabelled=True
        )
    if told.name and person.introduced is None:
        person.introduced = told.name
    person.outlet = told.outlet or person.outlet
    if person.role == "other" and not (person.answers or person.overruled):
        person.role = "questioner"
    return person


def _met(told: Introduction, before: Sequence[Person]) -> Person | None:
    for person in reversed(before):
        if person.introduced and told.name and may_be_one(person.introduced, told.name):
            return person
    return None
