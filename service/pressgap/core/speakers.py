"""Who is who: labels that are one person's, introductions, and what each person does.

The roles come from who asks whom: whoever's turns end in questions that another answers asks;
of those who are asked, the principal is the one who says most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pressgap.core.asking import asks, is_courtesy, is_floor, is_request, on_one_line
from pressgap.core.introductions import Introduction, introduction
from pressgap.core.label import Label
from pressgap.core.model import Role, Speaker
from pressgap.core.names import fullest, may_be_one, surname, tidy
from pressgap.core.turns import Said

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
    said: int = 0
    asks: int = 0
    answers: int = 0
    nameless: bool = False
    introduces: bool = False
    overruled: bool = False  # the caller gave the role

    def name(self) -> str:
        """Return the name to show: as given, else as introduced, else the fullest label."""
        return self.called or tidy(self.introduced or fullest(self.names or self.labels))

    def take(self, turn: Said) -> None:
        """Count a turn as theirs, with what its label says."""
        self.said += turn.words()
        self.labels[turn.label.printed] = None
        self.outlet = self.outlet or turn.label.outlet
        self.wording = self.wording or turn.label.role

    def speaker(self, number: int) -> Speaker:
        """Return the finished Speaker."""
        role = self.role or "other"
        return Speaker(f"s{number}", self.name(), role, self.outlet, tuple(self.labels))


def people_by_label(turns: Sequence[Said]) -> list[Person]:
    """Return, aligned with ``turns``, the person each label alone points to."""
    first = {turn.label.printed: turn.label for turn in reversed(turns)}
    by_name: dict[str, list[Person]] = defaultdict(list)
    found: dict[str, Person] = {}
    for label in sorted(first.values(), key=_vagueness):
        person = _known(label, by_name) or _new(label, by_name)
        if label.name and len(person.names) < _NAMES_AT_MOST:
            person.names.append(label.name)
        found[label.printed] = person
    for turn in turns:
        found[turn.label.printed].take(turn)
    return [found[turn.label.printed] for turn in turns]


def _vagueness(label: Label) -> int:
    return -len(fullest([label.name]).split()) if label.name else 0


def _key(label: Label) -> str:
    return surname(label.name or "") or (label.name or label.printed).casefold()


def _known(label: Label, by_name: dict[str, list[Person]]) -> Person | None:
    same = by_name[_key(label)][-_COMPARED_AT_MOST:]
    own = label.name or label.printed
    fits = [p for p in same if own in p.names or (not p.nameless and _fits(own, p))]
    return fits[0] if len(fits) == 1 else None


def _fits(name: str, person: Person) -> bool:
    return all(
        may_be_one(name, other) or name.casefold() == other.casefold() for other in person.names
    )


def _new(label: Label, by_name: dict[str, list[Person]]) -> Person:
    person = Person(nameless=label.name is None)
    by_name[_key(label)].append(person)
    return person


def ends_asking(text: str, turn: Said) -> bool:
    """Return whether one of a turn's last three sentences of matter asks something."""
    matter = [s for s in turn.sentences[-8:] if not is_courtesy(on_one_line(text, s))][-3:]
    said = [on_one_line(text, sentence) for sentence in matter]
    return any((asks(s) or is_request(s)) and not is_floor(s) for s in said)


def count_asking(text: str, turns: Sequence[Said], people: Sequence[Person]) -> None:
    """Count on each person how often they ask, and how often they speak when asked."""
    for place in range(len(turns) - 1):
        asker, next_one = people[place], people[place + 1]
        if asker is not next_one and ends_asking(text, turns[place]):
            asker.asks += 1
            next_one.answers += asker.wording != "chair"  # a chair's "who is next?" asks for asking
    if turns and ends_asking(text, turns[-1]) and not people[-1].answers:
        people[-1].asks += 1


def give_roles(people: Sequence[Person]) -> None:
    """Give everyone without a role one, and exactly one person the role of principal."""
    everyone = list(dict.fromkeys(people))
    askers = [p for p in everyone if p.wording != "chair" and p.asks and p.asks >= p.answers]
    answering = [p for p in everyone if p.role == "principal" or p.answers > p.asks]
    if not answering and not any(p.wording == "principal" for p in everyone):
        _let_one_answer(askers)
    for person in everyone:
        if person.role is None:
            person.role = _role(person, bool(askers))
    if not any(person.role == "principal" for person in everyone):
        _choose_principal(everyone)
    _leave_one_principal(everyone)
    for person in everyone:
        person.role = person.role or "other"
    for person in _commenting(people):
        person.role = "questioner"


def _role(person: Person, others_ask: bool) -> Role | None:
    if person.wording == "chair":
        return "chair" if others_ask or person.asks < 2 else "questioner"
    if person.wording is not None:
        return person.wording
    return "questioner" if person.asks and person.asks >= person.answers else None


def _commenting(people: Sequence[Person]) -> list[Person]:
    """Return those who ask nothing and are never asked, but whom the principal always answers.

    Counted from the first question on: what they say is no answer.
    """
    first = next((i for i, person in enumerate(people) if person.role == "questioner"), len(people))
    answered: dict[Person, bool] = {}
    for person, after in pairwise([*people[first:], Person()]):
        if person.role == "other" and not (person.answers or person.wording or person.overruled):
            answered[person] = answered.get(person, True) and after.role == "principal"
    return [person for person, always in answered.items() if always]


def _let_one_answer(askers: Sequence[Person]) -> None:
    """Where those who ask are also asked, the principal is who says most without introduction."""
    asked_back = [person for person in askers if person.answers and person.role is None]
    if asked_back:
        chosen = max(asked_back, key=lambda person: (not person.introduces, person.said))
        chosen.role = "principal"


def _choose_principal(everyone: Sequence[Person]) -> None:
    free = [person for person in everyone if person.role is None]
    free = free or [person for person in everyone if person.role == "questioner"]
    if len(everyone) > 1:
        free = [person for person in free if not person.nameless] or free
    if free:
        max(free, key=lambda person: (person.answers > 0, person.said)).role = "principal"


def _leave_one_principal(everyone: Sequence[Person]) -> None:
    """Of several whose labels say that they answer, leave the caller's, else who says most."""
    found = [person for person in everyone if person.role == "principal"]
    if found:
        chosen = max(found, key=lambda person: (person.overruled, person.said))
        for person in found:
            if person is not chosen and not person.overruled:
                person.role = "other"


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
        if people[place].role in ("principal", "chair"):
            introductions[place] = None
        elif told is not None:
            people[place] = _introduced(told, turn, people[place], people[:place])


def _introduced(told: Introduction, turn: Said, person: Person, before: Sequence[Person]) -> Person:
    if person.nameless:
        person = _met(told, before) or Person(labels={turn.label.printed: None}, role=person.role)
    if told.name and person.introduced is None:
        person.introduced = told.name
    person.outlet = told.outlet or person.outlet
    if person.role == "other" and not (person.answers or person.overruled):
        person.role = "questioner"
    return person


def _met(told: Introduction, before: Sequence[Person]) -> Person | None:
    for person in reversed(before[-_COMPARED_AT_MOST:]):
        if person.introduced and told.name and may_be_one(person.introduced, told.name):
            return person
    return None
