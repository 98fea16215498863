"""Whom somebody speaks to by name: "No, Kim, it is the first.", "Next summer, Nora."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pressgap.core.model import Span
from pressgap.core.speech.asking import on_one_line
from pressgap.core.speech.floor_words import HAD
from pressgap.core.text.names import CAPITAL, TITLES

_READ = 2  # sentences of an answer's beginning
_TITLE = (
    r"(?:(?i:mr|mrs|ms|dr|herr|frau|mme|monsieur|madame|señora?|signora?|г-н|г-жа|госпожа|"
    r"господин)\.?\s+)?"
)
_NAME = rf"{_TITLE}(?P<name>{CAPITAL}(?:\s+{CAPITAL})?)"
# "Dana, let me finish."; a word before a comma alone may be anything: "Partly, yes."
_BEGINS = re.compile(
    rf"{_NAME},\s+(?=.{{0,60}}\b(?:you|your|let me|please|vous|votre|laissez|sie|ihre?|lassen|"
    r"usted|su|déjeme|lei|mi lasci|вы|вам|ваш|позвольте|дайте)\b)"
)
# Not "in Corley, Norrland.".
_WITHIN = re.compile(rf"(?<=[a-zà-ÿа-я0-9])[,;]\s+{_NAME}(?=,\s|\s*[.!?…]+\Z)")
_GREETED = re.compile(
    rf"(?i:\A(?:hello|hi|hey|welcome|good morning|good afternoon|good evening|thank you|thanks|"
    rf"no|yes|yeah|well|look|listen|sorry|right|sure|so|oh|bonjour|bonsoir|merci|oui|non|"
    rf"écoutez|hallo|guten tag|danke|ja|nein|nun|hola|gracias|sí|no|mire|grazie|sì|guardi|"
    rf"спасибо|да|нет|ну),?\s+){_NAME}(?=[,.!?])"
)


def spoken_to(text: str, sentences: Sequence[Span]) -> Iterator[tuple[str, Span]]:
    """Yield whom the first sentences of a turn speak to by name, each with the sentence.

    What stands so may be no name at all ("In Paris, Texas, we …"): the caller knows the text.
    """
    for sentence in sentences[:_READ]:
        said = on_one_line(text, sentence)
        if HAD.search(said):
            continue
        first = [found for pattern in (_GREETED, _BEGINS) if (found := pattern.match(said))]
        within = [found for found in _WITHIN.finditer(said) if _is_apart(said, found)]
        for each in first + within:
            words = [w for w in each["name"].split() if w.casefold().strip(".") not in TITLES]
            if words:
                yield " ".join(words), sentence


def _is_apart(said: str, found: re.Match[str]) -> bool:
    """Return whether the word before a comma has no capital, unlike "in Corley, Norrland"."""
    before = said[: found.start()].split()
    return len(before) < 2 or not before[-1][:1].isupper()
