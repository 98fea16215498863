"""Who the one interviewer is, by the byline: "Interview by Ann Roe", "Ann Roe met him in May."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pressgap.core.labels.introductions import names_medium
from pressgap.core.labels.told_names import Head
from pressgap.core.speech.office_words import core_of, is_office_word
from pressgap.core.text.names import may_be_one, parts
from pressgap.core.transcripts.speakers import Person
from pressgap.core.transcripts.turns import Said

_HEAD, _TAIL = 4000, 600  # characters
_LINE = 160  # characters of a line below the speech that may be a byline
_FIRST_PERSON = frozenset(("me", "i", "ich", "ik", "moi", "je", "yo", "eu", "io", "я", "jag"))
_CAPITAL = r"(?![a-zà-ÿа-я])[^\W\d_](?:\.|[\w’'\-]*)"
_JOINT = r"(?:(?:de|del|della|da|di|du|van|von|der|den|la|le|al|bin)[ \t]+)?"
_NAME = rf"(?P<name>{_CAPITAL}(?:[ \t]+{_JOINT}{_CAPITAL}){{1,3}})"
_BYLINES = (
    rf"(?i:\binterview(?:ed|s)?(?:\s+(?:conducted|held|done))?\s*(?:by|:|–|-)\s*(?:by\s+)?){_NAME}",
    rf"(?i:\b(?:questions|q&a|conversation|words|text)\s*(?:by|:)\s*){_NAME}",
    rf"(?i:\b(?:das (?:gespräch|interview) führten?|(?:interview|gespräch|fragen)(?:\s+von)?\s*:|"
    rf"die fragen stellten?|interview von|sprach mit|im gespräch mit)\s*){_NAME}",
    rf"(?i:\b(?:propos recueillis par|entretien (?:réalisé|mené|conduit) par|recueilli par|"
    rf"interview (?:réalisée|menée) par|entretien\s*:)\s*){_NAME}",
    rf"(?i:\b(?:entrevista (?:de|por|realizada por)|entrevista\s*:|intervista di|"
    rf"a cura di|entrevista a cargo de)\s*){_NAME}",
    rf"(?i:\b(?:interview door|vraaggesprek door|intervju\s*:|intervju av|rozmawiał[a]?|"
    rf"rozmowę prowadził[a]?|беседовала?|беседу в[её]ла?|интервью взяла?|интервью (?:провела?|"
    rf"подготовила?)|записала?)\s*:?\s*){_NAME}",
)
# Told of many people in a press conference's head: enough where the label says "Interviewer".
_STORIES = (
    rf"(?i:\b(?:talks?|speaks?|spoke|talked|sat down|sits down) (?:to|with)\s+){_NAME}",
    rf"{_NAME}\s+(?:met|meets|spoke|speaks|talked|talks|sat down|sits down|interviewed|"
    r"asked|visited|caught up|traf|sprach|hat (?:ihn|sie|mit)|a rencontré|l['’]a rencontrée?|"
    r"встретил\w*|поговорил\w*|побеседовал\w*|habló|conversó|ha incontrato)\b",
)
_PLAIN = (rf"(?m:^\W*(?:(?i:by|von|par|por|di|door|av|texto?:|text:)\s+){_NAME}\s*(?:$|[,|–—]))",)


def name_interviewer(text: str, turns: Sequence[Said], people: Sequence[Person]) -> None:
    """Give the one person who asks the name of the byline, where their label tells none."""
    asking = [p for p in dict.fromkeys(people) if p.role == "questioner"]
    if len(asking) != 1:
        return
    person = asking[0]
    if person.introduced or person.called or person.settled or not _is_nobodys(person, text):
        return
    others = [name for p in people if p is not person for name in (*p.names, p.introduced or "")]
    around = text[: turns[0].label.span.start][:_HEAD], _below(text[turns[-1].span.start :])
    own = any(map(_speaks_of_self, person.labels))
    met = not person.nameless or any("interview" in label.casefold() for label in person.labels)
    patterns = (*_BYLINES, *(_STORIES if met else ()), *(_PLAIN if own else ()))
    unnamed = any(p.role == "principal" and not p.names and not p.introduced for p in people)
    for name, after_colon in _bylined(around, patterns):
        if unnamed and after_colon:
            continue  # "Interview: Ann Roe" may as well name who answers
        if not any(may_be_one(name, other) for other in others if parts(other)):
            person.outlet = person.outlet or _medium(person)
            person.introduced = name
            return


def _medium(person: Person) -> str | None:
    """Return the medium that somebody's label is, or None: "Gazette", "SPIEGEL"."""
    named = [name for name in person.names if not (core_of(name) or _speaks_of_self(name))]
    return named[0] if named else None


def _bylined(around: Sequence[str], patterns: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Yield the names of bylines, each with whether only a colon stands before it."""
    for pattern in patterns:
        for part in around:
            for found in re.finditer(pattern, part):
                words = found["name"].split()
                if not any(map(is_office_word, words)) and not names_medium(found["name"]):
                    before = found[0].partition(found["name"])[0]
                    yield found["name"], before.rstrip().endswith(":")


def _below(last: str) -> str:
    """Return the short lines after the first one of the last turn: a byline may be among them."""
    lines = last[-_TAIL:].splitlines() if len(last) > _TAIL else last.splitlines()
    return "\n".join(line for line in lines[1:] if len(line) <= _LINE)


def _is_nobodys(person: Person, text: str) -> bool:
    """Return whether no label of somebody is a person's: "Q", "Interviewer", "Gazette"."""
    told = {part for each in Head.of(text[:_HEAD]).names for part in parts(each.name)}
    return person.nameless or all(
        core_of(name)
        or names_medium(name)
        or _speaks_of_self(name)
        or (len(name.split()) == 1 and told.isdisjoint(parts(name)))
        for name in person.names
    )


def _speaks_of_self(label: str) -> bool:
    return label.casefold().strip(" .:*") in _FIRST_PERSON
