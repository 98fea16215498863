"""How much of what a question names was named before, each word weighed by its rarity in the text.

A transcript weighs its own words: what many of its turns name ("minister") tells little, and what
one question and one answer share tells much.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from pressgap.core.speech.follow_up_words import EMPTY
from pressgap.core.text.stop_words import FUNCTION_WORDS
from pressgap.core.text.terms import fold
from pressgap.core.transcripts.turns import Said

_CASELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"[^\W_]{3,}")
_SIGNS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_READ = 1500  # characters of the end of a turn
_FEW = 10.0  # what two or three rare stems weigh
_STEM = 5  # letters: "consul" and "consular", and the cases of languages that decline
_FUNCTION = frozenset(word[:_STEM] for word in FUNCTION_WORDS)
_EMPTY = frozenset(fold(word)[:_STEM] for word in EMPTY.split())


@dataclass(frozen=True, slots=True)
class Rarity:
    """What each stem weighs in one text of ``turns`` turns: the fewer turns name it, the more."""

    turns: int
    weights: Mapping[str, float]

    def of(self, stems: AbstractSet[str]) -> float:
        """Return what stems weigh together; summed in order, for the same sum every time."""
        return sum(self.weights.get(stem, 0.0) for stem in sorted(stems))

    def shared(self, own: AbstractSet[str], heard: AbstractSet[str]) -> float:
        """Return the share, 0 to 1, that the stems in ``heard`` have in the weight of ``own``."""
        total = self.of(own)
        return self.of(own & heard) / total if total else 0.0

    def unheard(self, own: AbstractSet[str]) -> float:
        """Return the share, below 1, of stems that no other turn of the text names."""
        alone = math.log(self.turns + 1) - 1e-9
        new = {stem for stem in own if self.weights.get(stem, 0.0) >= alone}
        return self.of(new) / (_FEW + self.of(own))


def rarity(text: str, turns: Sequence[Said]) -> Rarity:
    """Return what the stems of a transcript weigh."""
    named = Counter(stem for turn in turns for stem in _stems_said(text, turn))
    count = len(turns)
    weights = {stem: math.log((count + 1) / often) for stem, often in named.items()}
    return Rarity(count, weights)


def heard_in(text: str, turns: Iterable[Said]) -> frozenset[str]:
    """Return the stems of turns, of long ones those of their end."""
    return frozenset(stem for turn in turns for stem in _stems_said(text, turn))


def _stems_said(text: str, turn: Said) -> frozenset[str]:
    """Return the stems of a turn, of a long one those of its end."""
    return stems_of(text[max(turn.span.start, turn.span.end - _READ) : turn.span.end])


@lru_cache(maxsize=512)
def stems_of(said: str) -> frozenset[str]:
    """Return the stems of what is named; pairs of signs where no spaces are set."""
    stems = {fold(word)[:_STEM] for word in _WORD.findall(said) if not _CASELESS.match(word)}
    pairs = {run[i : i + 2] for run in _SIGNS.findall(said) for i in range(len(run) - 1)}
    return frozenset(stems - _FUNCTION - _EMPTY) | frozenset(pairs - _EMPTY)


def length(said: str) -> int:
    """Return the number of words; where no spaces are set, half that of signs."""
    return max(len(said.split()), len(_CASELESS.findall(said)) // 2)
