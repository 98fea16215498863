"""Which language a text is in, offline."""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import lru_cache
from typing import Any

UNDETERMINED = "und"
_HEAD, _MIDDLE = 15_000, 5_000
_LEAST_LETTERS = 12
_LEAST_PROBABILITY = 0.8
_LOADING = threading.Lock()


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the text's language.

    ``und`` when there is too little text to tell, or no language stands out. Judged on the first
    15,000 characters and 5,000 from the middle. The first call takes about a second.
    """
    sample = text
    if len(text) > _HEAD + _MIDDLE:
        middle = len(text) // 2
        sample = f"{text[:_HEAD]} {text[middle : middle + _MIDDLE]}"
    if sum(map(str.isalpha, sample)) < _LEAST_LETTERS:
        return UNDETERMINED
    with _LOADING:
        identifier = _identifier()
    language, probability = identifier.classify(sample)
    return str(language) if probability >= _LEAST_PROBABILITY else UNDETERMINED


def prepare() -> None:
    """Begin to load what telling languages takes, on a thread of its own; returns at once.

    It is mostly unpacking, which leaves the processor's other cores and Python to others.
    """
    threading.Thread(target=_load, name="language", daemon=True).start()


def _load() -> None:
    with _LOADING, suppress(Exception):  # whoever needs it meets the error then
        _identifier()


@lru_cache(maxsize=1)
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # late: a second to load

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Dialects and pidgins, all with three letters, would share the probability of their standard.
    identifier.set_languages([label for label in identifier.labels if len(label) == 2])
    return identifier
