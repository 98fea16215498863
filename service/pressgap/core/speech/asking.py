"""What a sentence does: it asks, requests, is a courtesy, gives the floor.

Marks work in any script; the wording stands in ``asking_words``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pressgap.core.model import Span
from pressgap.core.speech.asking_words import (
    ANNOUNCES,
    BARE,
    BEFORE_REQUEST,
    COURTESY,
    FLOOR,
    IN_FLOOR,
    LIKE_TO_KNOW,
    MAY_I_ASK,
    REPORTED,
    REQUEST,
    UNMARKED,
)
from pressgap.core.text.lines import QUESTION_MARKS, ends_sentence
from pressgap.core.text.names import is_capitalised

_CLOSERS = "\"'”’»›)]}*_ \t"
_JAPANESE = re.compile(r"(?:です|ます|でしょう|ません|ました|でした|のか|ない)か[。．]?$")
_GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff];$")
_PIECES = 4  # of what leads in
_ADDRESS_WORDS = 4
_DIRECTION_BEFORE = re.compile(r"\A(?:[(\[]?[^()\[\]]{0,40}[)\]])?[\s\-–—…]*")


def on_one_line(text: str, sentence: Span) -> str:
    """Return a sentence's words with single spaces: the tables below know no line ends."""
    return " ".join(sentence.of(text).split())


def asks(sentence: str) -> bool:
    """Return whether a sentence ends with a question mark of any script, closers aside."""
    end = sentence[-24:].rstrip(_CLOSERS).rstrip("!.…")
    if end.endswith(QUESTION_MARKS):
        return True
    unmarked = _GREEK if end.endswith(";") else _JAPANESE if "か" in end[-2:] else None
    return unmarked is not None and bool(unmarked.search(end))


def is_request(sentence: str) -> bool:
    """Return whether a sentence without a question mark asks for something said."""
    if REQUEST.match(sentence) or LIKE_TO_KNOW.search(sentence) or BARE.fullmatch(sentence):
        return True
    if not ends_sentence(sentence) and UNMARKED.match(sentence):
        return True
    return any(REQUEST.match(sentence, at) for at in _after_lead_in(sentence))


def _after_lead_in(sentence: str) -> Iterator[int]:
    """Yield where the sentence may begin behind joining words and addresses of a few words."""
    at = 0
    for _ in range(_PIECES):
        found = BEFORE_REQUEST.match(sentence, at)
        who = found["who"].split() if found and found["who"] else []
        if found is None or len(who) > _ADDRESS_WORDS:
            return
        at = found.end()
        yield at


def is_announcement(sentence: str) -> bool:
    """Return whether a request only says that a question comes ("I have two questions")."""
    return bool(ANNOUNCES.search(sentence)) and not re.search(
        r"\b(?:whether|if(?! (?:I|we|you) (?:may|can|could|don))|how|why|when|who|"
        r"(?<!about )(?<!on )what|which|where)\b",
        sentence,
        re.IGNORECASE,
    )


def is_courtesy(sentence: str) -> bool:
    """Return whether a sentence is greeting, thanks or stage business rather than matter."""
    if len(sentence) > 120:
        return False
    said = _DIRECTION_BEFORE.sub("", sentence)
    address, _, rest = said.partition(", ")
    words = address.split()
    addressed = 0 < len(words) <= 4 and all(map(is_capitalised, words)) and bool(rest)
    return bool(COURTESY.fullmatch(said) or (addressed and COURTESY.fullmatch(rest)))


def is_floor(sentence: str) -> bool:
    """Return whether a sentence, question or not, only gives somebody the floor."""
    if len(sentence) > 300:
        return False
    folded = sentence.casefold()
    return any(word in folded for word in IN_FLOOR) and bool(FLOOR.search(sentence))


def announces_question(sentence: str) -> bool:
    """Return whether a question only says that one comes: "Can I ask about the fees?"."""
    return len(sentence) <= 160 and bool(MAY_I_ASK.match(sentence))


def is_reported(sentence: str) -> bool:
    """Return whether a question is told of from another day, not put now."""
    return bool(REPORTED.search(sentence)) and not re.match(r"(?:may|can|could) I", sentence, re.I)
