"""What a text says of people before anybody speaks: on which side they are listed, what they are.

A list of participants stands under the side it is of ("Witnesses", "OTHER PARTICIPANTS") and tells
offices ("Jane Doe, Head of Investor Relations", "Jane Doe" above "Analyst, Some Bank"); labels do
so in brackets ("Walt Roe (building manager)"). Each speaks for a role and decides none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from pressgap.core.labels.introductions import names_medium
from pressgap.core.model import Role
from pressgap.core.speech.unsaid import is_furniture
from pressgap.core.text.names import parts
from pressgap.core.transcripts.speakers import Person

_HEAD = 8000  # characters
_LISTED = 160  # of a line that tells somebody's office
_HEADING = 8  # words of a line that begins a list
_SUBJECT = 3  # words of a line over a list that tells no side
_SIDE, _OFFICE, _MEDIUM = 3.0, 2.0, 1.5  # how much a place in a list, an office, an outlet weigh

_SIDES: Sequence[tuple[Role, re.Pattern[str]]] = (
    (
        "principal",
        re.compile(
            r"\b(?:present|appearing|speaking|there|here|answering)? ?(?:for|from) the (?:company|"
            r"board|ministry|government|authority|agency|club|council|union|bank|firm|operator|"
            r"department|institute|university|hospital)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "questioner",
        re.compile(
            r"\W*(?:the |our )?(?:media|press|public|audience|newsrooms?|outlets|presse|medien|"
            r"prensa|stampa|пресса|сми)"
            r"(?: (?:present|attending|in the room|representatives|pack|pool))?\W*\Z|"
            r"\bfor the (?:press|media|papers)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "questioner",
        re.compile(
            r"\b(?:(?:other|conference call|external) participants|analysts?|"
            r"(?:members|senators|representatives|deputies|councill?ors) present|present|members|"
            r"journalists?|reporters?|interview(?:er|ed by|s by)|questions (?:by|from)|"
            r"correspondents?|fragesteller\w*|journalistes?|periodistas|mitglieder|"
            r"counsel|appearances|examined by)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "principal",
        re.compile(
            r"\b(?:witness(?:es)?|(?:corporate|company) (?:participants|representatives|"
            r"speakers)|executives|management|speakers|interviewees?|panel(?:l?ists?)?|guests?|"
            r"briefers?|sprecher\w*|témoins?|intervenants?|testigos|ponentes|zeugen|zeuginnen)\b",
            re.IGNORECASE,
        ),
    ),
    ("chair", re.compile(r"\b(?:moderat\w+|hosted by|chaired by|facilitat\w+)\b", re.IGNORECASE)),
)
_OFFICES: Sequence[tuple[Role, re.Pattern[str]]] = (
    (
        "chair",
        re.compile(
            r"\b(?:investor relations|(?:media|press|public) (?:relations|affairs|officer?|"
            r"service|department|team|aide|adviser|advisor|contact)|communications?|moderator|"
            r"host|facilitator|(?:head|director|chief) of (?:press|media)|öffentlichkeitsarbeit|"
            r"pressestelle|attachée? de presse)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "questioner",
        re.compile(
            r"\b(?:analyst|reporter|journalist|correspondent|interviewer|parent|resident|"
            r"neighbou?r|student|shareholder|investor|listener|caller|citizen|voter|fan|"
            r"radio|tv|news\w*|television|channel \d+|gazette|herald|times|post|tribune|zeitung)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "principal",
        re.compile(
            r"\b(?:chief|officer|president|chair(?:man|woman)? (?:and|of the board)|director|"
            r"minister|secretary|governor|mayor|manager|engineer|commissioner|superintendent|"
            r"professor|doctor|coach|captain|commander|inspector|head of|treasurer|founder|"
            r"partner|ambassador|envoy|spokes\w+|department|ministry|agency|police|fire|"
            r"health|author|[cv]eo|cfo|coo|cto|sts|staatssekret\w+)\b",
            re.IGNORECASE,
        ),
    ),
)
_WORD = re.compile(r"[^\W\d_][\w’'\-]*")


def hints(text: str, end: int, people: Sequence[Person]) -> Mapping[Person, Mapping[Role, float]]:
    """Return what lists before ``end``, where the first turn begins, and labels tell of roles."""
    reading = _Reading(people)
    reading.read(text[max(0, end - _HEAD) : end])
    found: dict[Person, dict[Role, float]] = defaultdict(dict)
    for person in dict.fromkeys(people):
        told = [_office(each) for each in _in_labels(person)]
        office = next((each for each in (*told, reading.offices.get(person)) if each), None)
        side = reading.sides.get(person)
        if side is not None and (office is None or office[0] == side or office[0] != "chair"):
            found[person][side] = _SIDE if office is None else _SIDE / 2
        if office is not None:  # a host is listed on the side of those who answer
            role, weight = office
            found[person][role] = found[person].get(role, 0.0) + weight
    return found


def _in_labels(person: Person) -> list[str]:
    told = [] if person.wording else [*person.labels]
    return [*told, person.office] if person.office else told


def _office(told: str) -> tuple[Role, float] | None:
    for role, pattern in _OFFICES:
        if pattern.search(told):
            return role, _OFFICE if role != "chair" else _SIDE
    return ("questioner", _MEDIUM) if names_medium(told) else None


def _side(told: str) -> Role | None:
    return next((role for role, pattern in _SIDES if pattern.search(told)), None)


class _Reading:
    """The head of a text, read line by line."""

    def __init__(self, people: Sequence[Person]) -> None:
        self.sides: dict[Person, Role] = {}
        self.offices: dict[Person, tuple[Role, float]] = {}
        self.side: Role | None = None
        self.apart = False  # after an empty line
        self.last: Person | None = None  # whose office the next line may tell
        self.known: dict[str, list[Person]] = defaultdict(list)
        for person in dict.fromkeys(people):
            for name in {parts(name)[-1] for name in person.names if parts(name)}:
                self.known[name].append(person)

    def read(self, head: str) -> None:
        """Read all lines of the head."""
        for line in head.splitlines():
            bare = line.strip(" \t*_#|>-•")
            if not bare:
                self.last, self.apart = None, True
            if not bare or is_furniture(bare):
                continue
            before, colon, behind = bare.partition(":")
            if colon and len(before.split()) <= _HEADING and not self._named(before):
                self.side = _side(before)
                bare = behind
            elif len(bare.split()) <= _HEADING and not self._named(bare):
                self._heading_or_office(bare)
                self.apart = False
                continue
            self.apart = False
            for piece in bare.split(";"):
                self._piece(piece)

    def _heading_or_office(self, line: str) -> None:
        hint = _office(line)
        if self.last is not None and hint is not None and not line.isupper():
            self.offices[self.last] = hint
        elif (side := _side(line)) is not None or line.isupper():
            self.side = side
        elif self.apart and len(line.split()) <= _SUBJECT:
            self.side = None  # another list begins
        self.last = None

    def _piece(self, piece: str) -> None:
        named = self._named(piece)
        for person in named:
            if self.side is not None:
                self.sides[person] = self.side
        self.last = named[0] if len(named) == 1 else None
        hint = _office(piece) if len(piece) < _LISTED else None
        if self.last is not None and hint is not None:
            self.offices[self.last] = hint

    def _named(self, words: str) -> list[Person]:
        found = [each.casefold() for each in _WORD.findall(words) if not each.islower()]
        people = [self.known[word][0] for word in found if len(self.known.get(word, ())) == 1]
        return list(dict.fromkeys(people))
