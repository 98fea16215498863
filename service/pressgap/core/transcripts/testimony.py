"""Testimony under oath: counsel who examine and object, the witness, the court's reporter."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pressgap.core.speech.asking import on_one_line
from pressgap.core.transcripts.speakers import Person
from pressgap.core.transcripts.turns import Said

_BY = re.compile(
    r"^[ \t]*(?:\d{1,3}[ \t]+)?(?:(?:further |direct |cross|re|direct)*-?(?:questions|"
    r"examination|examined|questioned)[ \t]+(?:from|by)|BY)[ \t]+"
    r"(?P<name>(?:MR|MS|MRS|DR|MISS)\.?[ \t]+"
    r"[^\W\d_][\w’'\-]*(?:[ \t]+[^\W\d_][\w’'\-]*){0,2})[ \t]*(?::|$)",
    re.MULTILINE | re.IGNORECASE,
)
_OBJECTS = re.compile(
    r"(?:(?:sir|madam|ma['’]am|judge|your honou?r|my lord|m[rs]s?\.? chair\w*), )?"
    r"(?:(?:(?:same|standing|continuing|also|and|just|note my|I have an|form)[,]? )*objection\b|"
    r"(?:I(?:['’](?:m going to|ll|d))?|we|let me|I will|I would|I must) (?:also )?object\b|"
    r"objecti?n?g? to\b|object to the form\b|(?:I )?(?:move|moving) to strike\b|"
    r"join(?: in(?: the objection)?| the objection)?[.]|asked and answered\b|"
    r"calls for (?:speculation|hearsay|a (?:legal )?conclusion)\b|"
    r"einspruch\b|(?:un )?objeci[oó]n\b)",
    re.IGNORECASE,
)
_GAP = 2000  # characters before a label in which the examiner may be told
_SWORN = frozenset(("the witness", "the deponent", "the court", "a", "witness", "deponent"))
_STAFF = frozenset(("the reporter", "court reporter", "the court reporter", "reporter"))


def objects(text: str, turn: Said) -> bool:
    """Return whether a turn begins with an objection, as counsel's do: "Objection. Vague."."""
    return bool(turn.sentences) and bool(_OBJECTS.match(on_one_line(text, turn.sentences[0])))


def examiners(text: str, turns: Sequence[Said]) -> list[str | None]:
    """Return, aligned with ``turns``, who examines by the last line that tells: "BY MR. ROE:"."""
    found: list[str | None] = []
    at, name = 0, None
    for turn in turns:
        start = turn.label.span.start
        told = [*_BY.finditer(text, max(at, start - _GAP), start)]
        name = " ".join(told[-1]["name"].split()) if told else name
        found.append(name)
        at = turn.span.end
    return found


def know_the_courts_reporter(text: str, turns: Sequence[Said], people: Sequence[Person]) -> None:
    """Let "THE REPORTER" of a text in which counsel object, or a court speaks, ask nothing."""
    staff = [p for p in dict.fromkeys(people) if p.nameless and _labelled(p, _STAFF)]
    if not staff or not any(_labelled(p, _SWORN) for p in people):
        return
    court = any(_labelled(p, _SWORN - {"a"}) for p in people)
    if court and any(objects(text, turn) for turn in turns):
        for person in staff:
            person.wording = "other"


def _labelled(person: Person, words: frozenset[str]) -> bool:
    return all(label.casefold().strip(" .:") in words for label in person.labels)
