"""Who is what, weighed over the whole meeting: the cast that fits best to what all turns do.

One turn alone tells little: whoever answers may ask back, whoever asks may state, whoever presides
may do both. So every turn speaks for and against each role of whoever says it, and each two turns
in succession for and against each pair of roles ("a questioner puts a question, a principal
speaks next"). The cast is sought in which all of it together weighs most: beginning with what each
person does alone, one person's role at a time is changed as long as that gains anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pressgap.core.model import Role
from pressgap.core.speech.role_words import may_head
from pressgap.core.transcripts.speakers import Person

ROLES: tuple[Role, ...] = ("questioner", "principal", "chair", "other")
_FLOOR = ("gives", "introduces", "opens")
_PASSES = (*_FLOOR, "objects")  # the question before waits for its answer
_ROUNDS = 8  # at most; most casts are settled after two
_TRIED = 4  # of those who say most
_SURE = 12.0  # what a label's own words weigh: half a dozen turns
_PRESIDING = 4.0
_REMARKS = 1.2
_INTRODUCES = 1.5  # themselves, as who asks does
_ASKS_NOTHING = 0.7
_BETWEEN = 0.7  # for each turn between an answer and the next person's question
_TWICE = 2
_SELDOM = 3  # such turns for one that answers
_ANSWERS_NOTHING = 0.7  # but asks
_HEADING = 1.0  # "Le Président": of a committee or of the republic

# What a turn is, by whether a question is open when it begins, and what it does.
# The first of each pair is whether somebody else's question still waits for its answer.
_DOES: Mapping[tuple[bool, str], tuple[float, float, float, float]] = {
    (False, "asks"): (2.0, -1.2, -1.2, -1.0),
    (True, "asks"): (0.4, 0.3, 0.0, -0.5),
    (False, "asks back"): (0.4, 0.4, -0.3, -0.5),
    (True, "asks back"): (0.4, 0.4, -0.3, -0.5),
    (False, "gives"): (-1.2, 0.0, 1.5, 0.0),
    (True, "gives"): (-0.6, 0.6, 0.7, 0.0),
    (False, "says"): (-0.3, 0.3, 0.0, 0.1),
    (True, "says"): (-1.0, 1.5, -1.0, 0.2),
    (False, "thanks"): (0.1, 0.1, 0.6, 0.0),
    (True, "thanks"): (-0.3, 0.8, 0.3, 0.0),
    (False, "introduces"): (0.2, 0.3, 2.0, 0.0),
    (True, "introduces"): (0.2, 0.6, 1.0, 0.0),
    (False, "opens"): (-0.4, 0.8, 1.4, 0.0),
    (True, "opens"): (-0.4, 0.8, 1.0, 0.0),
    (False, "objects"): (-0.5, -1.5, -0.5, 2.0),
    (True, "objects"): (-0.5, -1.5, -0.5, 2.0),
    (False, "speaks"): (0.0, 0.0, 0.0, 0.4),
    (True, "speaks"): (0.0, 0.0, 0.0, 0.4),
    (False, "states"): (-0.3, 1.0, 0.2, 0.2),
    (True, "states"): (-1.0, 1.5, -0.4, 0.0),
}
# How well two roles follow each other, by what the first of the two turns does ("asks back": both
# ask).
_FOLLOWS: Mapping[tuple[str, Role, Role], float] = {
    ("asks", "questioner", "principal"): 2.2,
    ("asks", "questioner", "questioner"): -1.8,
    ("asks", "questioner", "chair"): -1.5,
    ("asks", "questioner", "other"): 0.1,
    ("asks", "chair", "principal"): 1.0,
    ("asks", "chair", "questioner"): 0.3,
    ("asks", "principal", "principal"): 0.2,
    ("asks", "principal", "questioner"): 0.5,
    ("asks back", "questioner", "principal"): 1.0,
    ("asks back", "questioner", "questioner"): -0.6,
    ("asks back", "chair", "principal"): 0.5,
    ("asks back", "chair", "questioner"): 0.5,
    ("asks back", "principal", "questioner"): 0.6,
    ("asks back", "principal", "principal"): -0.2,
    ("gives", "chair", "questioner"): 0.6,
    ("gives", "chair", "principal"): 0.5,
    ("gives", "principal", "questioner"): 0.6,
    ("gives", "principal", "principal"): 0.4,
    ("gives", "questioner", "questioner"): -0.5,
    ("says", "principal", "questioner"): 0.6,
    ("says", "principal", "chair"): 0.4,
    ("says", "principal", "principal"): 0.2,
    ("says", "questioner", "principal"): 0.3,
    ("says", "questioner", "chair"): 0.3,
    ("says", "questioner", "questioner"): -0.6,
    ("says", "chair", "questioner"): 0.3,
    ("says", "chair", "chair"): -0.2,
}
_SAME: Mapping[str, str] = {
    "introduces": "gives",
    "opens": "gives",
    "states": "says",
    "thanks": "says",
}


@dataclass(slots=True)
class _Part:
    """What speaks for each role of one person; ``before`` and ``after`` count their neighbours."""

    weights: dict[Role, float]
    before: Counter[tuple[str, Person]] = field(default_factory=Counter)
    after: Counter[tuple[str, Person]] = field(default_factory=Counter)


def cast(
    people: Sequence[Person],
    kinds: Sequence[str],
    hints: Mapping[Person, Mapping[Role, float]],
) -> dict[Person, Role]:
    """Return the roles that together fit best.

    ``kinds``, aligned with ``people``, is what each turn does: it "asks", "gives" the floor,
    "thanks", "says" something; before the first question it "introduces" another, "states", does
    both ("opens"), or "speaks" in a debate. ``hints`` are weights by what else is known.
    """
    parts = _parts(people, kinds)
    for person, told in hints.items():
        for role, weight in told.items():
            parts[person].weights[role] += weight
    alone = {person: person.role or _best(part.weights) for person, part in parts.items()}
    tried = [_settled(parts, alone)]
    free = [person for person in parts if person.role is None and person.wording is None]
    free.sort(key=lambda person: person.said, reverse=True)
    tried += [_settled(parts, {**alone, person: "principal"}) for person in free[:_TRIED]]
    return max(tried, key=lambda roles: _fit(parts, roles))


def _settled(parts: Mapping[Person, _Part], start: Mapping[Person, Role]) -> dict[Person, Role]:
    """Return the cast that changing one role at a time leads to from ``start``."""
    roles = dict(start)
    free = [person for person in parts if person.role is None]
    for _ in range(_ROUNDS):
        before = dict(roles)
        for person in reversed(free):
            roles[person] = _best(_weighed(person, parts[person], roles))
        if roles == before:
            break
    return roles


def _fit(parts: Mapping[Person, _Part], roles: Mapping[Person, Role]) -> float:
    """Return how much speaks for a cast: own weights, and half of each pair's, twice."""
    return sum(
        (part.weights[roles[person]] + _weighed(person, part, roles)[roles[person]]) / 2
        for person, part in parts.items()
    )


def _parts(people: Sequence[Person], kinds: Sequence[str]) -> dict[Person, _Part]:
    parts = {person: _Part(_by_label(person)) for person in dict.fromkeys(people)}
    waits, before = False, ""
    for person, kind in zip(people, kinds, strict=True):
        waiting = waits and before in _PASSES
        does = _DOES[waiting, "asks back" if kind == before == "asks" else kind]
        for role, weight in zip(ROLES, does, strict=True):
            parts[person].weights[role] += weight
        if _on_duty(person, "questioner", kind):
            parts[person].weights["questioner"] += does[2] - does[0]
        waits = kind == "asks" or (waits and kind in _PASSES)
        before = kind
    for place, (one, other) in enumerate(pairwise(people)):
        if one is not other:
            kind = "asks back" if kinds[place : place + 2] == ["asks", "asks"] else kinds[place]
            parts[one].after[kind, other] += 1
            parts[other].before[kind, one] += 1
    for place in range(1, len(people) - 1):
        # Said between two turns of one person, who was not asking: a remark that is answered.
        if kinds[place - 1 : place + 1] == ["says", "says"]:
            sandwiched = people[place - 1] is people[place + 1] is not people[place]
            parts[people[place]].weights["questioner"] += _REMARKS if sandwiched else 0.0
    for person, times in _between(people, kinds).items():
        parts[person].weights["chair"] += _BETWEEN * times
    asking = {person for person, kind in zip(people, kinds, strict=True) if kind == "asks"}
    for person in parts.keys() - asking:
        parts[person].weights["questioner"] -= _ASKS_NOTHING
    answering = {
        people[place]
        for place in range(1, len(people))
        if kinds[place - 1] == "asks" != kinds[place]
    }
    for person in asking - answering:
        parts[person].weights["principal"] -= _ANSWERS_NOTHING
    return parts


def _between(people: Sequence[Person], kinds: Sequence[str]) -> Counter[Person]:
    """Count the turns between one's answer and another's question of those who seldom answer."""
    found: Counter[Person] = Counter()
    answers: Counter[Person] = Counter()
    for place in range(1, len(people)):
        before, own = people[place - 1], people[place]
        if before is own or kinds[place] == "asks":
            continue
        answers[own] += kinds[place - 1] == "asks"
        after = people[place + 1 : place + 2]
        if kinds[place] != "speaks" and kinds[place - 1] != "asks" == "".join(
            kinds[place + 1 : place + 2]
        ):
            found[own] += after[0] is not own and after[0] is not before
    return Counter(
        {p: times for p, times in found.items() if times >= max(_TWICE, _SELDOM * answers[p])}
    )


def _on_duty(person: Person, role: Role, kind: str) -> bool:
    """Return whether a presiding member gives the floor: they do so whether they ask too or not."""
    return person.presides and role == "questioner" and kind in _FLOOR


def _by_label(person: Person) -> dict[Role, float]:
    weights: dict[Role, float] = dict.fromkeys(ROLES, 0.0)
    if person.introduces and person.wording is None:
        weights["questioner"] += _INTRODUCES
    if person.presides and person.wording is None:
        weights["chair"] += _PRESIDING
    if person.wording is not None:
        sure = _PRESIDING if person.wording == "chair" else _SURE
        weights[person.wording] += _HEADING if all(map(may_head, person.labels)) else sure
    return weights


def _weighed(person: Person, part: _Part, roles: Mapping[Person, Role]) -> dict[Role, float]:
    weights = dict(part.weights)
    for role in ROLES:
        for (kind, other), times in part.after.items():
            own = "chair" if _on_duty(person, role, kind) else role
            weights[role] += times * _FOLLOWS.get((_SAME.get(kind, kind), own, roles[other]), 0.0)
        for (kind, other), times in part.before.items():
            his = "chair" if _on_duty(other, roles[other], kind) else roles[other]
            weights[role] += times * _FOLLOWS.get((_SAME.get(kind, kind), his, role), 0.0)
    return weights


def _best(weights: Mapping[Role, float]) -> Role:
    return max(ROLES, key=lambda role: weights[role])
