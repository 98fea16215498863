"""Surnames as labels: the full name, where the text tells one and no other.

"HOLM" or "Mr. Holm" is Petra Holm where the head lists her, or whoever presides calls her so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pressgap.core.labels.introductions import names_medium
from pressgap.core.speech.office_words import core_of, is_office_word
from pressgap.core.text.names import (
    CAPITAL,
    TITLES,
    fullest,
    is_capitalised,
    may_be_one,
    parts,
    titles,
)
from pressgap.core.text.stop_words import FUNCTION_WORDS
from pressgap.core.transcripts.speakers import Person
from pressgap.core.transcripts.turns import Said

_HEAD = 6000  # characters before the first turn
_PAIR = re.compile(
    rf"(?<![\w’'\-])(?P<first>{CAPITAL}(?:[ \t]+[^\W\d_]\.)?)"
    rf"(?=[ \t]+(?P<last>{CAPITAL})(?![\w’'\-]))"
)
_TURNED = re.compile(rf"^\W*(?P<last>{CAPITAL}),[ \t]+(?P<first>{CAPITAL})", re.MULTILINE)
_SAID = 400  # characters at a turn's end that may call somebody
_SHORTEST = 2  # letters of a first name


def tell_full_names(text: str, turns: Sequence[Said], people: Sequence[Person]) -> None:
    """Give those whose labels tell a surname alone the first name that goes with it."""
    wanted: dict[str, list[Person]] = defaultdict(list)
    for person in dict.fromkeys(people):
        shown = person.introduced or (fullest(person.names) if person.names else "")
        given = bool(person.introduced) and not titles(shown)  # "Ann", as somebody is called
        if shown and not (given or person.called or person.wording or core_of(shown)):
            own = parts(shown)
            if len(own) == 1 and not _is_no_surname(own[0]):
                wanted[own[0]].append(person)
    alone = {surname: same[0] for surname, same in wanted.items() if len(same) == 1}
    told: dict[str, dict[str, None]] = defaultdict(dict)
    for first, last in _told(text, turns, people):
        if last.casefold() in alone and _may_be_first(first):
            told[last.casefold()][f"{_cased(first)} {_cased(last)}"] = None
    everyone = dict.fromkeys(people)
    for surname, person in alone.items():
        shown = person.introduced or fullest(person.names)
        names = [name for name in told[surname] if may_be_one(name, shown)]
        if len(names) == 1 and not _is_anothers(names[0], person, everyone):
            person.introduced = names[0]


def _is_anothers(name: str, person: Person, everyone: Iterable[Person]) -> bool:
    return any(
        other is not person and any(may_be_one(name, own) for own in other.names)
        for other in everyone
    )


def _told(text: str, turns: Sequence[Said], people: Sequence[Person]) -> Iterator[tuple[str, str]]:
    """Yield first and last names of the head and of what those who give the floor say."""
    start = turns[0].label.span.start
    yield from _pairs(text[max(0, start - _HEAD) : start])
    for found in _TURNED.finditer(text, max(0, start - _HEAD), start):
        yield found["first"], found["last"]
    for place, (turn, person) in enumerate(zip(turns, people, strict=True)):
        if person.role == "chair" or place == 0:
            said = _pairs(turn.span.of(text)[-_SAID if place else 0 :])
            yield from (pair for pair in said if pair[0][0].isupper())  # no word of another script


def _pairs(said: str) -> Iterator[tuple[str, str]]:
    for found in _PAIR.finditer(said):
        yield found["first"], found["last"]


def _is_no_surname(word: str) -> bool:
    return is_office_word(word) or names_medium(word) or word in FUNCTION_WORDS


def _may_be_first(word: str) -> bool:
    bare = word.split()[0].casefold()
    return (
        len(bare) >= _SHORTEST
        and is_capitalised(word)
        and bare not in TITLES
        and bare not in FUNCTION_WORDS
        and not is_office_word(bare)
        and not names_medium(bare)
    )


def _cased(name: str) -> str:
    return name.title() if name.isupper() and len(name) > 1 else name
