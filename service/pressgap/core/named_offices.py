"""Names of those who preside and answer under "MODERATOR", "A" or "Speaker 2".

The text's head names them ("Moderator: Jane Doe, Head of Press"; "John Roe, Governor", whom people
address as "Governor"), or they do so themselves ("I'm Jane Doe", "Jane Doe, chief engineer.").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pressgap.core.asking import on_one_line
from pressgap.core.label_words import presides_only, says_office
from pressgap.core.names import parts
from pressgap.core.speakers import Person
from pressgap.core.turns import Said

_HEAD = 4000  # characters
_ADDRESSED = 400  # characters of a turn in which somebody is addressed
_READ = 6  # sentences of somebody's first turn
_CAPITAL = r"(?![a-zà-ÿа-я])[^\W\d_][\w’'\-]*\.?"
_NAME = rf"(?!(?:With|By|And|For|From|The|Of|In)\b)(?P<name>{_CAPITAL}(?:[ \t]+{_CAPITAL}){{1,3}})"
_LISTED = re.compile(
    rf"{_NAME},[ \t]+(?P<office>{_CAPITAL}(?:[ \t]+{_CAPITAL}){{0,3}})"
    r"(?=[,;.\n\r]|[ \t]+and\b)"
)
_I_AM = re.compile(rf"(?i:\bI['’]m|\bI am|\bmy name is)\s+{_NAME}(?=[,.;!?]|\s+and\b|\Z)")
_AND_OFFICE = re.compile(rf"{_NAME},\s+(?P<office>[a-zà-ÿ][\w’' \-]+)[.!]?")


def name_by_office(text: str, turns: Sequence[Said], people: Sequence[Person]) -> None:
    """Give a name to those who preside and answer without one; the people are changed."""
    head = text[: turns[0].label.span.start][:_HEAD]
    first = {person: place for place, person in reversed([*enumerate(people)])}
    for person in dict.fromkeys(people):
        if person.introduced or person.called or person.settled or not _is_open(person):
            continue
        person.introduced = (
            _in_head(head, person)
            or _of_themselves(text, turns[first[person]], numbered=_is_numbered(person))
            or _by_address(text, head, turns, people, person)
        )


def _is_open(person: Person) -> bool:
    """Return whether somebody who asks nothing speaks under labels that name nobody."""
    if person.role == "chair":
        return _is_numbered(person) or all(map(presides_only, person.labels))
    return person.role == "principal" and (_is_numbered(person) or person.nameless)


def _is_numbered(person: Person) -> bool:
    return bool(person.names) and all(name[-1:].isdigit() for name in person.names)


def _in_head(head: str, person: Person) -> str | None:
    for label in person.labels:
        words = re.escape(" ".join(re.findall(r"[^\W\d_]+", label)))
        found = re.search(rf"(?im:^\W*{words})[ \t]*[:：][ \t]*{_NAME}[ \t]*(?=[,;\n\r(]|\Z)", head)
        if found is not None and words:
            return found["name"]
    return None


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
