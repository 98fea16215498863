"""Who is given the floor, by name: "Next is Ann Roe of the Daily Post.", "Yes, Ann.".

Read from the last sentences of a turn after which somebody asks whose label names nobody. A single
word counts only where it stands alone or is called out to: sentences are full of capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pressgap.core.labels.introductions import greets, names_medium
from pressgap.core.model import Span
from pressgap.core.speech.asking import is_courtesy, is_floor, on_one_line
from pressgap.core.speech.floor_words import (
    ASKS_FOR_IT,
    BESIDE_OUTLET,
    CALLED,
    CALLED_LATER,
    HAD,
    LAST,
    LEADS,
    LONE,
    OF_OUTLET,
    POINTED,
    THEN,
    TO_COME,
    points_at,
)
from pressgap.core.speech.role_words import role_by_wording
from pressgap.core.text.names import CAPITAL, TITLES, is_capitalised, parts, surname
from pressgap.core.text.stop_words import FUNCTION_WORDS
from pressgap.core.text.terms import fold

_READ = 3  # sentences at a turn's end
_LONGEST = 30  # words of such a sentence
_CALLED_OUT = 11  # words of a sentence that begins with a name called out
_WORD = r"[^\W\d_][\w’'\-]*\.?"
_PARTICLE = r"(?:(?:de|del|della|da|di|du|van|von|der|den|la|le|el|al|bin)\s+)?"
_PART = rf"(?!(?:Mr|Ms|Mrs|Dr)\b){CAPITAL}"
_FULL = rf"(?P<name>{_PART}(?:\s+[A-Z]\.)?(?:\s+{_PARTICLE}{_PART}){{1,3}})"
_BEFORE = (
    r"(?:^|[,:;—–]\s+|\b(?i:to|with|from|is|for|see|by|hear|yes|and|then|take|now|mr|ms|mrs|"
    r"dr)\.?\s+)"
)
_OUTLET = (
    r"(?:\s+(?:of|from|with|at|representing)\s+(?P<outlet>[^,.;:!?]{2,60})"
    r"|,\s+(?P<beside>(?:the\s+)?(?![a-zà-ÿа-я])[^\W\d_][^,.;:!?]{1,60}))?(?=[,.;:!?]|\s+(?:and|"
    r"in|on)\b|\Z)"
)
_NAMED = re.compile(_BEFORE + _FULL + _OUTLET)
_FIRST = re.compile(
    rf"(?i:{LEADS})(?i:(?:mr|mrs|ms|dr)\.?\s+)?{_FULL}(?:[,.?!]|\s+(?:of|from|with|at)\b)"
)
_GO_ON = re.compile(
    r"(?:yes|please|sir|madam|go on|off you go|you['’]re (?:up|on|next)|over to you|your turn|"
    r"bitte|allez-y|adelante|prego|прошу|пожалуйста)(?:,? please)?[.!…]*",
    re.IGNORECASE,
)
_GIVES = re.compile(
    r"\b(?:next|last|final|first|begin|start|goes? to|over to|question (?:is )?from|floor|"
    r"hear from|turn|I see|on (?:the )?(?:screen|line|phone|video|zoom)|hand)\b",
    re.IGNORECASE,
)
# Capitalised where they begin a sentence, and nobody's name.
_CALLS = frozenset(
    (
        *("yes", "no", "yeah", "okay", "ok", "thanks", "thank", "please", "sure", "right", "sir"),
        *("madam", "ma'am", "good", "morning", "afternoon", "evening", "question", "questions"),
        *("next", "last", "first", "one", "two", "three", "everybody", "everyone"),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("january", "february", "march", "april", "may", "june", "july", "august"),
        *("september", "october", "november", "december", "well", "so", "and", "but", "oh", "hi"),
        *("hello", "welcome", "sorry", "look", "listen", "god", "mate", "guys", "folks", "ladies"),
        *("gentlemen", "colleagues", "friends", "great", "exactly", "absolutely", "correct"),
        *(
            "indeed",
            "perhaps",
            "maybe",
            "never",
            "nothing",
            "none",
            "both",
            "neither",
            "everything",
        ),
        *(
            "actually",
            "frankly",
            "honestly",
            "obviously",
            "clearly",
            "certainly",
            "sadly",
            "luckily",
        ),
        *("finally", "basically", "normally", "usually", "sometimes", "today", "tomorrow", "again"),
        *("yesterday", "because", "instead", "otherwise", "meanwhile", "personally", "generally"),
        *("hopefully", "unfortunately", "fortunately", "anyway", "secondly", "thirdly", "partly"),
        *("overruled", "sustained", "proceed", "denied", "granted", "noted", "objection"),
        *("counsel", "agreed", "withdrawn", "understood", "einstimmig"),
        *("oui", "non", "merci", "bonjour", "bonsoir", "écoutez", "bien", "alors", "madame"),
        *("mesdames", "messieurs", "ja", "nein", "danke", "bitte", "nun", "also", "frau", "herr"),
        *("sí", "gracias", "hola", "bueno", "mire", "señor", "señora", "adelante", "sì", "grazie"),
        *("prego", "allora", "да", "нет", "спасибо", "пожалуйста", "коллеги", "друзья", "ну"),
        *("конечно", "вы", "вам", "хорошо", "signore", "signora", "monsieur"),
        *("вопросы", "питання", "запитання", "fragen", "preguntas", "domande", "perguntas"),
        *("vragen", "frågor", "spørgsmål", "spørsmål", "pytania", "otázky", "sorular"),
    )
)


@dataclass(frozen=True, slots=True)
class Call:
    """Who is called, and from where; ``sure``: by words that do nothing else."""

    name: str
    outlet: str | None = None
    sure: bool = field(default=False, compare=False)


def call_in(
    text: str,
    sentences: Sequence[Span],
    absent: frozenset[str],
    *,
    presides: bool = True,
    answers: bool = False,
) -> Call | None:
    """Return who is given the floor by name in the last sentences of a turn, or None.

    ``absent`` are folded words that cannot be meant: names of those who answer and preside, and
    what the text also writes small. ``presides``: the turn is a chair's, so that any full name may
    be meant; else the sentence begins with it or gives the floor. ``answers``: somebody asked just
    before, so that the turn's first word may answer.
    """
    short: Call | None = None
    last = True  # nothing was said after it but "Go ahead."
    for sentence in reversed(sentences[-_READ:]):
        said = on_one_line(text, sentence)
        if len(said.split()) <= _LONGEST:
            may_answer = answers and sentence == sentences[0]
            begins = bool(_FIRST.match(said)) and not may_answer
            gives = presides or begins or bool(_GIVES.search(said))
            found = _in_full(said, absent) if gives else None
            may_be = found is None and last and not may_answer
            alone = _in_short(said, absent) if may_be else None
            if found is not None and (short is None or short.name in found.name.split()):
                return found
            short = short or alone
            if short is None and points_at(said):
                return None
        last = last and (is_courtesy(said) or is_floor(said) or bool(_GO_ON.fullmatch(said)))
    return short


def _in_full(said: str, absent: frozenset[str]) -> Call | None:
    found = [each for each in _full_names(said) if may_be_meant(each["name"], absent)]
    if not found:
        return None
    chosen = found[-1]
    outlet = chosen["outlet"] or chosen["beside"]
    named = outlet is not None and any(map(is_capitalised, outlet.split()))
    if outlet is not None:
        outlet = re.split(r"\s+(?:in|on) the\s+", outlet)[0].removeprefix("the ")
    outlet = outlet if named else None
    return Call(_without_titles(chosen["name"]), outlet)


def _full_names(said: str) -> Iterator[re.Match[str]]:
    at = 0
    while (found := _NAMED.search(said, at)) is not None:
        yield found
        at = found.end()


def _in_short(said: str, absent: frozenset[str]) -> Call | None:
    beside = BESIDE_OUTLET.match(said)
    if beside is not None and may_be_meant(beside["name"], absent):
        return Call(beside["name"], beside["outlet"], sure=True)
    sure = ASKS_FOR_IT.match(said) or OF_OUTLET.match(said) or _pointed(said)
    lone = LONE.match(said) or LAST.match(said) or sure
    if lone is not None and may_be_meant(lone["name"], absent):
        return Call(lone["name"], sure=lone is sure)
    if len(said.split()) > _CALLED_OUT or HAD.search(said):
        return None
    for pattern in (CALLED, CALLED_LATER):
        called = pattern.match(said)
        if called is None or not may_be_meant(called["name"], absent):
            continue
        if THEN.match(called["rest"]) or TO_COME.search(called["rest"]):
            return Call(called["name"])
    return None


def _pointed(said: str) -> re.Match[str] | None:
    """Return a name after words that point at somebody: "In the back, Joris."."""
    found = POINTED.match(said)
    return found if found is not None and points_at(found["lead"]) else None


def may_be_meant(name: str, absent: frozenset[str]) -> bool:
    """Return whether words can be the name of somebody who is called and not ``absent``."""
    own = parts(name)
    words = [word.casefold().strip(".") for word in name.split()]
    return (
        bool(own)
        and own[-1] not in absent
        and not names_medium(name)
        and not is_courtesy(name)
        and not greets(name)
        and not any(role_by_wording(word) for word in name.split())
        and not (set(words) & _CALLS)
        and not ({*words, *map(fold, words)} & FUNCTION_WORDS)
        and surname(name) not in TITLES
        and len(own[-1]) > 1
        and any(map(str.isupper, name))  # where letters have no capitals any word would do
    )


def _without_titles(name: str) -> str:
    kept = [word for word in name.split() if word.casefold().strip(".") not in TITLES]
    return " ".join(kept)
