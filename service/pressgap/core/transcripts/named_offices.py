"""Names of those who preside and answer under "MODERATOR", "A" or "Speaker 2".

The text's head names them ("Moderator: Jane Doe, Head of Press"; "John Roe, Governor", whom people
address as "Governor"), or they do so themselves ("I'm Jane Doe", "Jane Doe, chief engineer.").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from pressgap.core.labels.label_words import says_office
from pressgap.core.labels.told_names import Head
from pressgap.core.speech.addressed import spoken_to
from pressgap.core.speech.asking import on_one_line
from pressgap.core.speech.office_words import core_of
from pressgap.core.speech.role_words import presides_only
from pressgap.core.text.names import CAPITAL, may_be_one, parts
from pressgap.core.transcripts.speakers import Person
from pressgap.core.transcripts.turns import Said

_HEAD = 4000  # characters
_ENOUGH = 20  # times that somebody is spoken to by name
_TWICE = 2
_ADDRESSED = 400  # characters of a turn in which somebody is addressed
_INTRODUCING = 4  # turns at the beginning that may introduce those who speak later
_READ = 6  # sentences of somebody's first turn
_CAPITAL = rf"{CAPITAL}\.?"
_NAME = rf"(?!(?:With|By|And|For|From|The|Of|In)\b)(?P<name>{_CAPITAL}(?:[ \t]+{_CAPITAL}){{1,3}})"
_LISTED = re.compile(
    rf"{_NAME},[ \t]+(?P<office>{_CAPITAL}(?:[ \t]+{_CAPITAL}){{0,3}})"
    r"(?=[,;.\n\r]|[ \t]+and\b)"
)
_QUOTED = re.compile(rf"(?m:^[\W_]*){_NAME}[*_]*[ \t]*[:–—,-][*_]*[ \t]*[\"“«„‘']")
_BEHIND_LABEL = re.compile(
    rf"(?m:^\W*)(?P<label>[^\W\d_](?:[^\W\d_]| (?=[^\W\d_])){{0,80}})[ \t]*[:：][ \t]*{_NAME}"
    r"[ \t]*(?=[,;\n\r(]|\Z)"
)
_I_AM = re.compile(rf"(?i:\bI['’]m|\bI am|\bmy name is)\s+{_NAME}(?=[,.;!?]|\s+and\b|\Z)")
_AND_OFFICE = re.compile(rf"{_NAME},\s+(?P<office>[a-zà-ÿ][\w’' \-]+)[.!]?")


def name_by_office(text: str, turns: Sequence[Said], people: list[Person]) -> None:
    """Give a name to those who speak under an office or a function.

    The people are changed; who turns out to be somebody with another label is put in their place.
    """
    start = text[: turns[0].label.span.start][:_HEAD]
    head = Head.of(start)
    listed = _listed(start)
    opening = [Head.of(turn.span.of(text)[:_HEAD]) for turn in turns[:_INTRODUCING]]
    first = {person: place for place, person in reversed([*enumerate(people)])}
    for person in dict.fromkeys(people):
        if person.introduced or person.called or person.settled:
            continue
        office = any(map(core_of, person.names)) and all(map(core_of, person.names))
        if not office and not _is_open(person):
            continue
        turn = turns[first[person]]
        name = (
            _in_head(listed, person)
            or _by_office(head, person)
            or _of_themselves(text, turn, numbered=person.numbered())
            or _by_address(text, start, turns, people, person)
            or _only_one(head, people, person)
            or _in_headline(start, people, person)
            or _introduced(opening[: first[person]], person)
            or _spoken_to(text, turns, people, person)
        )
        if name is not None:
            _give(name, person, people)


def _give(name: str, person: Person, people: list[Person]) -> None:
    """Name somebody, or put whoever has the name already in their place."""
    others = [
        other
        for other in dict.fromkeys(people)
        if other is not person and any(may_be_one(name, own) for own in other.names)
    ]
    if not others:
        person.introduced = name
        return
    if len(others) > 1 or others[0].settled or others[0].overruled:
        return
    if person.turns > others[0].turns:
        others[0].role = person.role
    others[0].labels.update(person.labels)
    people[:] = [others[0] if each is person else each for each in people]


def _by_office(head: Head, person: Person) -> str | None:
    """Return the one person of the head who holds the office that somebody's labels say."""
    offices = dict.fromkeys(core_of(name) for name in person.names)
    found = {name for office in offices if office for name in head.holders(office)}
    return found.pop() if len(found) == 1 else None


def _only_one(head: Head, people: Sequence[Person], person: Person) -> str | None:
    """Return the one person of the head in an office, where one person answers under "A"."""
    if not (person.nameless and _answers_alone(person, people)):
        return None
    told = head.in_office()
    others = [name for each in people if each is not person for name in each.names]
    told = [name for name in told if not any(may_be_one(name, other) for other in others)]
    return told[0] if len(told) == 1 else None


def _in_headline(head: str, people: Sequence[Person], person: Person) -> str | None:
    """Return the name before a quotation in the head, where one answers: "Ann Roe: “I do.”"."""
    if not (person.nameless and _answers_alone(person, people)):
        return None
    found = _QUOTED.search(head)
    return found["name"] if found else None


def _spoken_to(
    text: str, turns: Sequence[Said], people: Sequence[Person], person: Person
) -> str | None:
    """Return what those who speak just before somebody call them, beside the office or alone."""
    beside: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    offices = [office for name in person.names if (office := core_of(name))]
    answers_alone = _answers_alone(person, people)
    for turn, speaker, after in zip(turns, people, people[1:], strict=False):
        if after is not person or speaker.role == "principal" or sum(beside.values()) > _ENOUGH:
            continue
        head = Head.of(turn.span.of(text)[:_ADDRESSED])
        beside.update(name for office in offices for name in head.surnames(office))
        if answers_alone and speaker.role == "questioner":
            alone.update({name for name, _ in spoken_to(text, turn.sentences)})
    for told, least in ((beside, 1), (alone, _TWICE)):
        if len(told) == 1 and told.total() >= least:
            return next(iter(told))
    return None


def _answers_alone(person: Person, people: Sequence[Person]) -> bool:
    answers = person.role == "principal"
    return answers and all(each is person for each in people if each.role == "principal")


def _introduced(before: Sequence[Head], person: Person) -> str | None:
    """Return whom one of the first turns introduced by the office, before they spoke."""
    named = (_by_office(head, person) for head in before)
    return next((name for name in named if name is not None), None)


def _is_open(person: Person) -> bool:
    """Return whether somebody who asks nothing speaks under labels that name nobody."""
    if person.role == "chair":
        return person.numbered() or all(map(presides_only, person.labels))
    return person.role == "principal" and (person.numbered() or person.nameless)


def _listed(head: str) -> Mapping[str, str]:
    """Return the names that the head tells behind a label and a colon, by the folded label."""
    found = reversed([*_BEHIND_LABEL.finditer(head)])
    return {each["label"].casefold(): each["name"] for each in found}


def _in_head(listed: Mapping[str, str], person: Person) -> str | None:
    """Return the name behind a label of somebody's in the head: "Moderator: Ann Roe"."""
    words = (" ".join(re.findall(r"[^\W\d_]+", label)).casefold() for label in person.labels)
    return next((listed[label] for label in words if label in listed), None)


def _of_themselves(text: str, turn: Said, *, numbered: bool) -> str | None:
    for sentence in turn.sentences[:_READ]:
        said = on_one_line(text, sentence)
        found = _I_AM.search(said)
        if found is not None:
            return found["name"]
        found = _AND_OFFICE.fullmatch(said) if numbered else None
        if found is not None and says_office(found["office"]):
            return found["name"]
    return None


def _by_address(
    text: str, head: str, turns: Sequence[Said], people: Sequence[Person], person: Person
) -> str | None:
    """Return the one person of the head whose office is what those who ask say to them."""
    if person.role != "principal" or not person.nameless:
        return None
    offices = {found["office"]: found["name"] for found in _LISTED.finditer(head)}
    asked = [
        turn.span.of(text)[:_ADDRESSED]
        for turn, other in zip(turns, people, strict=True)
        if other.role == "questioner"
    ]
    meant = [
        name
        for office, name in offices.items()
        if says_office(office) and parts(name) and any(_addresses(office, said) for said in asked)
    ]
    return meant[0] if len(meant) == 1 else None


def _addresses(office: str, said: str) -> bool:
    before = r"(?:\A|[.!?,;:]\s+)(?:(?:mr|mrs|ms|madam)\.?\s+)?"
    return bool(re.search(rf"(?i:{before}){re.escape(office)}(?=[,.!?])", said))
