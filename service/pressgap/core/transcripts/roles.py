"""Who asks, who answers, who presides: what each turn does, counted and weighed.

``cast`` chooses the roles that fit best to all turns together, with what lists of participants and
labels tell of offices and sides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pressgap.core.labels.introductions import Introduction
from pressgap.core.speech.asking import asks, is_request, on_one_line
from pressgap.core.speech.floor_words import points_at
from pressgap.core.transcripts.casting import cast
from pressgap.core.transcripts.given_floor import call_in
from pressgap.core.transcripts.listed import hints
from pressgap.core.transcripts.moves import Move, move_of, names_of, speaks_for_itself
from pressgap.core.transcripts.speakers import Person
from pressgap.core.transcripts.testimony import objects
from pressgap.core.transcripts.turns import Said

_CALLING = 25  # words of a sentence that names the next speaker, at most
_CALLING_OUT = 3  # sentences of a turn that does no more
_ORDER = re.compile(
    r"\b(?:(?:come|called?(?: (?:the|this) \w+)?) to order|"
    r"(?:stands?|is|are|now) adjourned|adjourn the|"
    r"(?:hearing|meeting|session|sitting|committee|inquiry) (?:is|stands|will stand|will be)"
    r" (?:now )?(?:open|closed|suspended|adjourned|in recess|resumed)|recogni[sz]e myself|"
    r"gentle(?:man|woman|lady)(?:['’]s time| yields| from [A-Z]\w+)|without objection, so ordered|"
    r"(?:la )?s[ée]ance est (?:ouverte|levée|suspendue)|sitzung ist (?:eröffnet|geschlossen)|"
    r"se (?:abre|levanta|cierra) la sesión|заседание (?:объявля\w+ )?(?:открыт\w+|закрыт\w+))",
    re.IGNORECASE,
)
_HOUSEKEEPER = 8  # sentences at most
_HOUSEKEEPING = re.compile(
    r"\b(?:forward[- ]looking|safe harbou?r|disclaimer|cautionary (?:language|statement)|"
    r"non-GAAP|listen-only|being (?:recorded|webcast|broadcast|live-?streamed|streamed)|"
    r"on mute|mute your|(?:one|a) question (?:and one follow|each|per)|"
    r"one follow-?up|state your name|say who you are|identify yourself|raise your hand|"
    r"simultaneous interpretation|interpretation is available|fire exits?)\b",
    re.IGNORECASE,
)


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
    first = _first_question(people, found)
    for place, (person, move) in enumerate(zip(people, found, strict=True)):
        after = people[place + 1] if place + 1 < len(people) else None
        if move.asks and after is not None and after is not person:
            person.asks += 1
            objected = objects(text, turns[place + 1])
            after.answers += (
                not objected and person.wording != "chair"
            )  # a chair's "who is next?" asks for asking
        elif move.floor or move.closes or _names_next(text, turns[place], after, place < first):
            person.hands_over += 1
        if place < first and move.states:
            person.states += 1
            person.speaks_at_length |= speaks_for_itself(text, turns[place]) and not move.floor
    if found and found[-1].asks and not people[-1].answers:
        people[-1].asks += 1


def _first_question(people: Sequence[Person], doing: Sequence[Move]) -> int:
    """Return the place of the first turn that asks, an operator's "would you begin?" aside."""
    asking = (
        place
        for place, (person, move) in enumerate(zip(people, doing, strict=True))
        if move.asks and (person.wording != "chair" or person.presides)
    )
    return next(asking, len(doing))


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


def give_roles(
    text: str, turns: Sequence[Said], people: Sequence[Person], doing: Sequence[Move]
) -> None:
    """Give everyone without a role one, and at least one person that of principal."""
    for turn, person in zip(turns, people, strict=True):
        if not person.presides and person.wording is None:
            person.presides = _keeps_order(text, turn)
    told = hints(text, turns[0].label.span.start if turns else 0, people)
    for person, role in cast(people, _kinds(text, turns, people, doing), told).items():
        person.role = person.role or role
    everyone = list(dict.fromkeys(people))
    if not any(person.role == "principal" for person in everyone):
        _choose_principal(everyone)


def _kinds(
    text: str, turns: Sequence[Said], people: Sequence[Person], doing: Sequence[Move]
) -> list[str]:
    """Return what each turn does, in the words that ``cast`` weighs."""
    first = _first_question(people, doing)
    debating = _debating(people)
    kinds = [
        _opening(text, turns[place], people[place + 1 : place + 2], move, people[place] in debating)
        if place < first
        else _kind(text, turns[place], people[place + 1 : place + 2], move)
        for place, move in enumerate(doing)
    ]
    for place, kind in enumerate(kinds):
        if kind == "says" and _calls_out(text, turns, people, kinds, place):
            kinds[place] = "gives"
        if kind == "asks" and kinds[place - 1 : place] == ["asks"]:
            ends = on_one_line(text, turns[place].sentences[-1])
            if not (asks(ends) or is_request(ends)):
                kinds[place] = "says"  # asked of oneself, on the way to an answer
    return kinds


def _calls_out(
    text: str, turns: Sequence[Said], people: Sequence[Person], kinds: Sequence[str], place: int
) -> bool:
    """Return whether a short turn after an answer only calls on whoever asks next: "Ruth."."""
    own, after = people[place], people[place + 1 : place + 2]
    if kinds[place + 1 : place + 2] != ["asks"] or after[0] is own:
        return False
    if place and (kinds[place - 1] == "asks" or people[place - 1] in (own, after[0])):
        return False
    said = turns[place].sentences
    if len(said) > _CALLING_OUT:
        return False
    called = call_in(text, said, frozenset(), presides=False)
    return called is not None or points_at(on_one_line(text, said[-1]))


def _kind(text: str, turn: Said, after: Sequence[Person], move: Move) -> str:
    if objects(text, turn):
        return "objects"
    if move.asks:
        return "asks"
    names = _names_next(text, turn, after[0] if after else None, opening=False)
    if move.floor or names:
        return "gives"
    return "thanks" if move.closes else "says"


def _opening(text: str, turn: Said, after: Sequence[Person], move: Move, debates: bool) -> str:
    """Return what a turn before the first question does."""
    names = _names_next(text, turn, after[0] if after else None, opening=True)
    if debates:
        return "speaks"
    if _keeps_house(text, turn):
        return "introduces"
    if names:
        if not speaks_for_itself(text, turn):
            return "introduces"
        return "opens" if move.floor else "states"
    if move.floor or move.closes:
        return "introduces"
    return "states" if move.states else "says"


def _keeps_house(text: str, turn: Said) -> bool:
    """Return whether a turn tells of the meeting, not of its matter: "This call is recorded."."""
    told = [s for s in turn.sentences if _HOUSEKEEPING.search(s.of(text))]
    return bool(told) and len(turn.sentences) <= _HOUSEKEEPER


def _keeps_order(text: str, turn: Said) -> bool:
    """Return whether somebody opens, closes or orders a sitting, as only who presides does."""
    ends = [*turn.sentences[:2], *turn.sentences[-2:]]
    return any(_ORDER.search(on_one_line(text, sentence)) for sentence in ends)


def _debating(people: Sequence[Person]) -> set[Person]:
    """Return those who make statements in turn and are never asked: not one side of a table."""
    everyone = dict.fromkeys(people)
    answering = [person for person in everyone if person.answers > person.asks]
    stating = {p for p in everyone if p.states and not (p.answers or p.asks or p.hands_over)}
    return stating if len(stating) > len(answering) + 1 else set()


def _choose_principal(everyone: Sequence[Person]) -> None:
    free = [person for person in everyone if person.role is None]
    free = free or [person for person in everyone if person.role == "questioner"]
    if len(everyone) > 1:
        free = [person for person in free if not person.nameless] or free
    if free:
        max(free, key=lambda person: (person.answers > 0, person.said)).role = "principal"
