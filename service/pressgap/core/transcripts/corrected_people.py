"""Who a person says that somebody is: roles, names, outlets, and labels that are one person's.

The parser first finds out by itself who is who, because a correction is about what it found. Then
people are put together and taken apart as corrected, and the roles are given anew: who asks and
who answers follows from who is who.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import cast, get_args

from pressgap.core.correction import Correction
from pressgap.core.labels.introductions import Introduction
from pressgap.core.labels.label import label_key
from pressgap.core.model import Role, TranscriptOptions
from pressgap.core.transcripts.moves import Move
from pressgap.core.transcripts.overrule import apply_roles, choose_principal
from pressgap.core.transcripts.roles import give_roles, moves
from pressgap.core.transcripts.speakers import Person, introduce, read_introductions
from pressgap.core.transcripts.turns import Said

_WHO = ("merge", "split", "name", "outlet")
_ROLES = ("role", "principal")
_WHO_THEY_ARE = (
    "names",
    "labels",
    "introduced",
    "called",
    "outlet",
    "nameless",
    "unlabelled",
    "settled",
)
_ROLE_NAMES: tuple[str, ...] = get_args(Role)


def foresee_roles(
    corrections: Sequence[Correction], turns: Sequence[Said], people: Sequence[Person]
) -> None:
    """Set the corrected roles before the parser gives any, so that the others follow from them.

    What is said of one of several people under a label without a name ("Q") has to wait until
    they are told apart.
    """
    cast_ = _Cast(turns, list(people))
    for correction in corrections:
        waits = correction.at is not None and any(p.nameless for p in cast_.meant(correction))
        if correction.kind in _ROLES and not waits:
            cast_.give_role(correction)


def correct_people(
    text: str,
    options: TranscriptOptions,
    turns: Sequence[Said],
    people: list[Person],
    introductions: list[Introduction | None],
    doing: list[Move],
) -> list[Correction]:
    """Correct who is who; return the corrections that fit nobody.

    ``people``, ``introductions`` and ``doing`` (what each turn does), aligned with ``turns``, are
    changed in place.
    """
    corrections = [each for each in options.corrections if each.kind in _WHO + _ROLES]
    if not corrections:
        return []
    cast_ = _Cast(turns, people)
    misfits = [each for each in corrections if each.kind in _WHO and not cast_.take(each)]
    misfits += [each for each in corrections if each.kind in _ROLES and not cast_.fits(each)]
    if any(each.kind not in ("name", "outlet") for each in corrections):
        _give_roles_anew(text, options, cast_, introductions, doing)
    for person, outlet in cast_.outlets.items():
        person.outlet = outlet
    return [each for each in corrections if each in misfits]


def _give_roles_anew(
    text: str,
    options: TranscriptOptions,
    cast_: _Cast,
    introductions: list[Introduction | None],
    doing: list[Move],
) -> None:
    turns, people = cast_.turns, cast_.people
    cast_.forget_what_they_do()
    apply_roles(options, people)
    for correction in options.corrections:
        if correction.kind in _ROLES:
            cast_.give_role(correction)
    introductions[:] = read_introductions(text, turns, people)
    doing[:] = moves(text, turns, people, introductions)
    give_roles(text, turns, people, doing)
    cast_.leave_one_principal(options.corrections)
    introduce(turns, people, introductions)
    cast_.finish()


@dataclass(slots=True)
class _Cast:
    """Turns and who says them."""

    turns: Sequence[Said]
    people: list[Person]
    named: set[Person] = field(default_factory=set)  # told apart by a name
    outlets: dict[Person, str | None] = field(default_factory=dict)

    def take(self, correction: Correction) -> bool:
        """Take in one correction of who is who; return False where it fits nobody."""
        meant = self.meant(correction)
        if correction.kind == "split":
            return self._split(correction)
        if not meant:
            return False
        if correction.kind == "merge":
            return self._merge(meant, self._into(correction))
        if correction.kind == "outlet":
            self.outlets |= dict.fromkeys(meant, correction.value)
        elif not correction.value:
            return False
        else:
            meant[0].called = correction.value
        return True

    def fits(self, correction: Correction) -> bool:
        """Return whether a correction of a role names somebody, and a role."""
        known = correction.kind == "principal" or correction.value in _ROLE_NAMES
        return known and bool(self.meant(correction))

    def give_role(self, correction: Correction) -> None:
        """Give the role to whom it is meant for."""
        if not self.fits(correction):
            return
        meant = self.meant(correction)
        if correction.kind == "principal":
            choose_principal(meant[0], self.people)
            return
        for person in meant:
            person.role, person.overruled = cast("Role", correction.value), True

    def leave_one_principal(self, corrections: Sequence[Correction]) -> None:
        """Where a person named the one principal, take the role from all but whom they gave it."""
        if any(each.kind == "principal" and self.meant(each) for each in corrections):
            for person in self.people:
                if person.role == "principal" and not person.overruled:
                    person.role = "other"

    def meant(self, correction: Correction) -> list[Person]:
        """Return who is meant: one by a place, one or several by a label."""
        return self._people(correction.label, correction.at)

    def _into(self, correction: Correction) -> Person | None:
        return next(iter(self._people(correction.into, correction.into_at)), None)

    def _people(self, label: str | None, at: int | None) -> list[Person]:
        if at is not None:
            place = self._turn(at)
            return [] if place is None else [self.people[place]]
        key = label_key(label or "")
        found = dict.fromkeys(self.people[place] for place in self._under(key))
        return list(found) or [
            person
            for person in dict.fromkeys(self.people)
            if key in {label_key(name) for name in (*person.names, person.name())}
        ]

    def _under(self, key: str) -> list[int]:
        """Return the places of the turns under a label (folded)."""
        return [p for p, turn in enumerate(self.turns) if label_key(turn.label.printed) == key]

    def _turn(self, at: int) -> int | None:
        """Return the place of the turn that begins at ``at``: at its label or its speech."""
        place = bisect_right([turn.label.span.start for turn in self.turns], at) - 1
        return place if place >= 0 and at <= self.turns[place].span.start else None

    def _merge(self, meant: Sequence[Person], into: Person | None) -> bool:
        if into is None:
            return False
        others = [person for person in meant if person is not into]
        named = [person for person in (into, *others) if not person.nameless]
        if others:
            into.called = (named or [into])[0].name()
        self._give([p for p, person in enumerate(self.people) if person in others], into)
        known = [p for p in (into, *others) if p in self.outlets or p.outlet]
        outlets = [self.outlets.pop(person, person.outlet) for person in known]
        self.outlets |= {into: outlets[0]} if outlets else {}
        return True

    def _split(self, correction: Correction) -> bool:
        if correction.at is not None:
            place = self._turn(correction.at)
            places = [] if place is None else [place]
        else:
            places = self._under(label_key(correction.label or ""))
        into = self._into(correction)
        if not places or (into is None and (correction.into or correction.into_at is not None)):
            return False
        if into is not None:
            into.called = into.name()  # not what the turns are printed under
        else:
            into = self._alone(places) or Person(nameless=True)
            into.called = correction.value or into.called
            self.named |= {into} if correction.value else set()
        self._give(places, into)
        return True

    def _alone(self, places: Sequence[int]) -> Person | None:
        """Return the person who says these turns and no other, if there is one."""
        found = {self.people[place] for place in places}
        if len(found) != 1:
            return None
        person = found.pop()
        return person if self.people.count(person) == len(places) else None

    def _give(self, places: Sequence[int], person: Person) -> None:
        touched = {self.people[place]: None for place in places} | {person: None}
        for place in places:
            self.people[place] = person
        for each in touched:
            self._describe(each)
            each.settled = True

    def _describe(self, person: Person) -> None:
        """Let labels, names and outlet be those that the person's turns are printed under."""
        labels = [t.label for t, p in zip(self.turns, self.people, strict=True) if p is person]
        person.labels = dict.fromkeys(label.printed for label in labels)
        person.names = list(dict.fromkeys(label.name for label in labels if label.name))
        if person in self.named and person.called:
            person.names.append(person.called)
        person.nameless = not person.names and not person.introduced
        person.outlet = person.outlet or next((e.outlet for e in labels if e.outlet), None)

    def forget_what_they_do(self) -> None:
        """Forget all but who they are: what they do and which roles they have is found anew."""
        for person in dict.fromkeys(self.people):
            for each in fields(Person):
                if each.name not in _WHO_THEY_ARE:
                    setattr(person, each.name, each.default)
            person.labels = {}
        for turn, person in zip(self.turns, self.people, strict=True):
            person.take(turn)

    def finish(self) -> None:
        """Let everybody's labels be those of their turns, in the order of these.

        Who was told apart under a label without a name is not called as one of them says to be.
        """
        for person in dict.fromkeys(self.people):
            person.labels = {}
            if person.settled and person.nameless:
                person.introduced = None
        for turn, person in zip(self.turns, self.people, strict=True):
            person.labels[turn.label.printed] = None
