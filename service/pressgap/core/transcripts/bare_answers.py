"""Answers under a bare "A": whose they are where a named person answers too.

A text that prints "A" for some answers and a name for others means one person, unless the two
speak in succession: nobody answers themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pressgap.core.labels.label_words import says_answer
from pressgap.core.transcripts.speakers import Person


def merge_bare_answers(people: list[Person]) -> None:
    """Give the turns of a bare "A" to the named person whose they clearly are.

    ``people``, aligned with the turns, is changed in place; to be called when who asks and answers
    is counted and no roles are given but by the caller.
    """
    _merge_witness(people)
    for bare in bare_answerers(people):
        owners = owners_of(bare, people)
        if len(owners) == 1 and (
            owners[0].answers or owners[0].role == "principal" or owners[0].speaks_at_length
        ):
            _merge(bare, owners[0])
            people[:] = [owners[0] if person is bare else person for person in people]


def _merge_witness(people: list[Person]) -> None:
    """Make one of "A" and "THE WITNESS", unless they speak in succession."""
    bare = bare_answerers(people)
    answers = [p for p in bare if all(says_answer(label) for label in p.labels)]
    others = [p for p in bare if p not in answers]
    if len(answers) == len(others) == 1 and others[0] not in _beside(answers[0], people):
        _merge(others[0], answers[0])
        people[:] = [answers[0] if person is others[0] else person for person in people]


def bare_answerers(people: Sequence[Person]) -> list[Person]:
    """Return those who answer under a label without a name or number, and without a given role."""
    return [
        person
        for person in dict.fromkeys(people)
        if person.nameless
        and person.wording == "principal"
        and not person.overruled
        and not any(letter.isdigit() for label in person.labels for letter in label)
    ]


def owners_of(bare: Person, people: Sequence[Person]) -> list[Person]:
    """Return the named people whose answers those of ``bare`` may be.

    That is the principal the caller names, else who answers, else who speaks without asking.
    """
    beside = _beside(bare, people)
    named = [
        person
        for person in dict.fromkeys(people)
        if not (person.nameless or person in beside or person.wording in ("chair", "questioner"))
        and not _told_apart(bare, person)
        and person.role in (None, "principal", "other")
    ]
    chosen = [person for person in named if person.overruled and person.role == "principal"]
    answering = [person for person in named if person.answers > person.asks]
    return chosen or answering or [person for person in named if not person.asks]


def _told_apart(bare: Person, person: Person) -> bool:
    """Return whether a label adds somebody's name to the bare one: "A (Deputy Governor Roe)"."""
    adds = [label.partition("(")[0].strip() for label in person.labels if "(" in label]
    return any(label in bare.labels for label in adds)


def _beside(bare: Person, people: Sequence[Person]) -> set[Person]:
    """Return who speaks right before or after ``bare``: other people, therefore."""
    return {
        other
        for pair in pairwise(people)
        for one, other in (pair, pair[::-1])
        if one is bare and other is not bare
    }


def _merge(bare: Person, owner: Person) -> None:
    owner.labels |= bare.labels
    owner.said += bare.said
    owner.turns += bare.turns
    owner.hands_over += bare.hands_over
    owner.states += bare.states
    owner.asks += bare.asks
    owner.answers += bare.answers
    owner.wording = owner.wording or bare.wording
    owner.introduces = owner.introduces or bare.introduces
