"""Whom somebody speaks to by name: "No, Kim, it is the first.", "Next summer, Nora."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pressgap.core.asking import on_one_line
from pressgap.core.model import Span
from pressgap.core.names import TITLES

_READ = 4  # sentences of an answer's beginning
_CAPITAL = r"(?![a-zà-ÿа-я])[^\W\d_][\w’'\-]*"
_TITLE = (
    r"(?:(?i:mr|mrs|ms|dr|herr|frau|mme|monsieur|madame|señora?|signora?|г-н|г-жа|госпожа|"
    r"господин)\.?\s+)?"
)
_NAME = rf"{_TITLE}(?P<name>{_CAPITAL}(?:\s+{_CAPITAL})?)"
_SPOKEN_TO = re.compile(rf"(?:\A|[,;]\s+){_NAME}(?=,\s|\s*[.!?…]+\Z|\s+[–—]|\Z)")
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
        found = [*_GREETED.finditer(said), *_SPOKEN_TO.finditer(said)]
        for each in found:
            words = [w for w in each["name"].split() if w.casefold().strip(".") not in TITLES]
            if words:
                yield " ".join(words), sentence
