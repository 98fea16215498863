"""Who asks, who answers, who presides: the roles come from what the turns do.

Whoever puts questions that another answers asks; whoever answers, or makes a statement before the
first question, is a principal; whoever only gives the floor presides. The words of a label
("Reporter", "Moderator") go before, unless the turns contradict them plainly.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pressgap.core.introductions import Introduction
from pressgap.core.model import Role
from pressgap.core.moves import Move, move_of, names_of, speaks_for_itself
from pressgap.core.speakers import Person
from pressgap.core.turns import Said

_SAYS = 100  # characters, of whoever answers in a principal's place
_CALLING = 25  # words of a sentence that names the next speaker, at most
_OWN_QUESTIONS = 2  # of a chair: with so many, it asks


def moves(
    text: str,
    turns: Sequence[Said],
    people: Sequence[Person],
    introductions: Sequence[Introduction | None],
) -> list[Move]:
    """Return what each turn does, and count on each person how often they do it."""
    everyone = list(dict.fromkeys(people))
    told = [i for i in introductions if i is not None]
    names = names_of(
        [
            *(name for person in everyone for name in (*person.names, person.outlet or "")),
            *(name for each in told for name in (each.name or "", each.outlet or "")),
        ]
    )
    found = [move_of(text, turn, names) for turn in turns]
    _count(text, turns, people, found)
    return found


def _count(
    text: str, turns: Sequence[Said], people: Sequence[Person], found: Sequence[Move]
) -> None:
    first = next((i for i, move in enumerate(found[:-1]) if move.asks), len(found))
    for place, (person, move) in enumerate(zip(people, found, strict=True)):
        after = people[place + 1] if place + 1 < len(people) else None
        if move.asks and after is not None and after is not person:
            person.asks += 1
            after.answers += person.wording != "chair"  # a chair's "who is next?" asks for asking
        elif move.floor or move.closes or _names_next(text, turns[place], after, place < first):
            person.hands_over += 1
        if place < first and move.states:
            person.states += 1
            person.speaks_at_length |= speaks_for_itself(text, turns[place]) and not move.floor
    if found and found[-1].asks and not people[-1].answers:
        people[-1].asks += 1


def _names_next(text: str, turn: Said, after: Person | None, opening: bool) -> bool:
    """Return whether a turn's last sentence names whoever speaks next, or their outlet.

    Before the first question any of its sentences may.
    """
    if after is None or not turn.sentences:
        return False
    said = turn.span if opening else turn.sentences[-1]
    words = {word.casefold() for word in re.findall(r"[^\W\d_]+", said.of(text))}
    names = names_of([*after.names, after.introduced or "", after.outlet or ""])
    return bool(words & names) and (opening or len(words) <= _CALLING)


def give_roles(people: Sequence[Person]) -> None:
    """Give everyone without a role one, and at least one person that of principal."""
    everyone = list(dict.fromkeys(people))
    chairs = [person for person in everyone if _presides(person, everyone)]
    askers = [p for p in everyone if p not in chairs and p.asks and p.asks >= p.answers]
    answering = [p for p in everyone if p.role == "principal" or p.answers > p.asks]
    if not answering and not any(p.wording == "principal" for p in everyone):
        _let_one_answer(askers)
    stating = [p for p in everyone if p.states and not (p.answers or p.asks or p in chairs)]
    debate = len(stating) > len(answering) + 1  # members who speak in turn, not one side of a table
    for person in everyone:
        if person.role is None and not (debate and person in stating):
            person.role = _role(person, person in chairs, bool(askers))
    if not any(person.role == "principal" for person in everyone):
        _choose_principal(everyone)
    for person in everyone:
        person.role = person.role or "other"
    for person in _commenting(people):
        person.role = "questioner"
    for person in _joining(people):
        person.role = "principal"


def _presides(person: Person, everyone: Sequence[Person]) -> bool:
    """Return whether somebody gives the floor and neither asks nor answers for themselves."""
    if person.role is not None or person.wording in ("questioner", "principal", "other"):
        return False
    others = [p for p in everyone if p is not person]
    if person.wording == "chair":
        asks_too = person.asks >= _OWN_QUESTIONS and 3 * person.asks >= person.turns
        answers = person.answers > person.hands_over and 2 * person.answers > person.turns
        return not answers and (not asks_too or not any(p.answers for p in others))
    if not any(p.answers or p.states for p in others):
        return False
    return (
        2 * person.hands_over >= person.turns
        and 3 * person.answers < person.turns
        and not (person.asks and person.asks >= person.hands_over)
    )


def _role(person: Person, presides: bool, others_ask: bool) -> Role | None:
    if presides:
        return "chair" if others_ask or person.asks < _OWN_QUESTIONS else "questioner"
    if person.wording not in (None, "chair"):
        return person.wording
    if person.asks and person.asks >= person.answers:
        return "questioner"
    return "principal" if person.answers or person.states else None


def _commenting(people: Sequence[Person]) -> list[Person]:
    """Return those who ask nothing and are never asked, but whom a principal always answers.

    Counted from the first question on: what they say is no answer.
    """
    first = next((i for i, person in enumerate(people) if person.role == "questioner"), len(people))
    answered: dict[Person, bool] = {}
    for person, after in pairwise([*people[first:], Person()]):
        if person.role == "other" and not (person.answers or person.wording or person.overruled):
            answered[person] = answered.get(person, True) and after.role == "principal"
    return [person for person, always in answered.items() if always]


def _joining(people: Sequence[Person]) -> list[Person]:
    """Return those who ask nothing and always speak right after a principal, who lets them answer.

    Whoever comes after them asks or presides: with a principal they would be talking.
    """
    joins: dict[Person, bool] = {}
    for before, person, after in zip(people, people[1:], [*people[2:], Person()], strict=False):
        free = person.role == "other" and not (person.asks or person.wording or person.overruled)
        if free and not person.nameless and person.said > _SAYS:
            answers = before.role == "principal" and after.role in ("questioner", "chair")
            joins[person] = joins.get(person, True) and answers
    return [person for person, always in joins.items() if always]


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
