"""Whether a question takes up what was said before it, or begins another exchange.

Asked where the label cannot tell: under a nameless "Q", and where one interviewer asks throughout.
No cue decides alone. Each is a number, mostly from 0 to 1, and has a fixed weight; together they
speak for another exchange where their weighted sum is above zero. The weights were fitted to the
transcripts of tests/corpus, each file weighed by what the others teach, and rounded.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pressgap.core.speech.asking import asks, is_courtesy, is_request, on_one_line
from pressgap.core.speech.follow_up_words import (
    ADDRESSES,
    DRAWS_ON,
    ENDS_BACK,
    FOLLOWS_UP,
    GREETS,
    JOINS,
    NEW_MATTER,
    POINTS_BACK,
    STARTS_BACK,
)
from pressgap.core.transcripts.turns import Said
from pressgap.core.transcripts.words_in_common import Rarity, heard_in, length, rarity, stems_of

_READ = 1500  # characters of a sentence
_BRIEF, _CURT = 12, 5  # words
_OPENERS = "¿¡\"“„«‘'–— "
_HEARD = 6  # turns of an exchange whose words may be taken up
_NEW_NAME = re.compile(r"(?<=[a-zà-ÿа-я,;] )[A-ZÀ-ÞА-ЯЁ][\w’'-]+")
_BIAS = -7.25
_WEIGHTS: Mapping[str, float] = {
    "joins": -4.25,
    "draws on": -2.75,
    "follows up": -0.5,
    "points back": -1.0,
    "starts back": -3.5,
    "ends back": -1.0,
    "asks nothing": -2.25,
    "of the answer": -1.5,
    "of the exchange": -9.0,
    "brief": -1.0,
    "habit": -7.5,
    "new matter": 3.25,
    "leads up": 1.5,
    "length": 2.0,
    "asks more": 0.5,
    "unheard": 2.0,
    "told anew": 3.5,
    "new names": 2.0,
    "asked before": 4.75,
    "greets": 5.0,
    "addresses": 2.75,
    "called": 9.0,
    "headed": 4.0,
    "closed": 2.0,
}


@dataclass(frozen=True, slots=True)
class Before:
    """What came before a question in its exchange, and how its speaker came to speak.

    ``asked`` are the questioner's turns, ``answered`` all turns since the last of them, ``turns``
    all of the exchange.
    ``called``: how surely, from 0 to 1, somebody was given the floor just before. ``habit``:
    how many of those without a name, from 0 to 1, are given the floor or tell their name in this
    text, where this speaker does neither.
    ``closed``: leave was taken just before. ``headed``: a heading stands just before.
    """

    turns: Sequence[Said]
    asked: Sequence[Said]
    answered: Sequence[Said]
    called: float
    habit: float
    closed: bool
    headed: bool = False


def begins_anew(text: str, turn: Said, before: Before, weighed: Rarity) -> bool:
    """Return whether a turn begins another exchange instead of taking up the one before."""
    found = cues(text, turn, before, weighed)
    return _BIAS + sum(_WEIGHTS[name] * value for name, value in found.items()) > 0.0


def takes_up(
    text: str, turn: Said, before: Sequence[Said], *, anonymous: bool, called: float, habit: bool
) -> bool:
    """Return whether a turn takes up ``before``, turns of which those under its label ask.

    For callers that see no whole meeting. ``anonymous``: the label could be anybody's.
    """
    own = [i for i, each in enumerate(before) if each.label.printed == turn.label.printed]
    last = own[-1] if own else -1
    circumstances = Before(
        turns=before,
        asked=[before[i] for i in own],
        answered=before[last + 1 :],
        called=called * (1.0 if anonymous else 0.5),
        habit=0.5 if habit else 0.0,
        closed=False,
    )
    return not begins_anew(text, turn, circumstances, rarity(text, [*before, turn]))


def cues(text: str, turn: Said, before: Before, weighed: Rarity) -> dict[str, float]:
    """Return each cue's value: what the wording says, the words in common, the circumstances."""
    said = [on_one_line(text, sentence)[:_READ] for sentence in turn.sentences]
    matter = [s for s in said if not is_courtesy(s)] or said
    return (
        _wording(matter)
        | _in_common(text, turn, " ".join(matter), before, weighed)
        | _circumstances(said, matter, before)
    )


def _wording(matter: Sequence[str]) -> dict[str, float]:
    first, words = matter[0].lstrip(_OPENERS), length(" ".join(matter))
    joined = JOINS.match(first)
    opening = first[joined.end() :].lstrip(" ,") if joined else first
    follows = bool(FOLLOWS_UP.search(first))
    changes = not follows and bool(NEW_MATTER.search(opening))
    asking = sum(asks(s) or is_request(s) for s in matter)
    return {
        "joins": float(bool(joined) and not changes),
        "draws on": float(not joined and bool(DRAWS_ON.match(first))),
        "follows up": float(follows),
        "new matter": float(changes),
        "points back": min(2, len(POINTS_BACK.findall(first))) / 2,
        "starts back": float(bool(STARTS_BACK.match(first))),
        "ends back": float(words <= _BRIEF and bool(ENDS_BACK.search(first))),
        "leads up": _leading_up(matter) / 2,
        "length": math.log(1 + words) / 4,
        "brief": float(words <= _CURT),
        "asks nothing": float(asking == 0),
        "asks more": float(asking > 1),
    }


def _leading_up(matter: Sequence[str]) -> int:
    """Return how many sentences, up to two, prepare the question: "You moved. Why?" has one."""
    asking = next((i for i, s in enumerate(matter) if asks(s) or is_request(s)), 0)
    return min(2, asking)


def _in_common(
    text: str, turn: Said, matter: str, before: Before, weighed: Rarity
) -> dict[str, float]:
    own = stems_of(matter)
    answer, heard = heard_in(text, before.answered), heard_in(text, before.turns[-_HEARD:])
    earlier = text[before.turns[0].span.start : turn.span.start] if before.turns else ""
    names = [name for name in _NEW_NAME.findall(matter) if name not in earlier]
    return {
        "of the answer": weighed.shared(own, answer),
        "of the exchange": weighed.shared(own, heard),
        "unheard": weighed.unheard(own),
        "told anew": math.log(1 + len(own - heard)) / 2,
        "new names": min(2, len(names)) / 2,
    }


def _circumstances(said: Sequence[str], matter: Sequence[str], before: Before) -> dict[str, float]:
    return {
        "asked before": math.log(1 + len(before.asked)),
        "greets": float(bool(GREETS.match(said[0])) and (len(said) > 1 or asks(said[0]))),
        "addresses": float(bool(ADDRESSES.match(matter[0]))),
        "called": 0.0 if JOINS.match(matter[0]) else before.called,
        "habit": before.habit,
        "closed": float(before.closed),
        "headed": float(before.headed),
    }
