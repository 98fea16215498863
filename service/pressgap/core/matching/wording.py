"""Whose words are these? A text's words against each sentence's, near ones counting in part.

A summary says "pupils" where the speaker said "children". Every word of the one is laid beside the
word of the other that the embedding model knows as nearest, before it has read either in its
sentence; rare words count for more. That keeps a word's own weight, which one vector of a whole
sentence drowns, and finds it in other words, which counting terms does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pressgap.core.text.terms import fold, words

Floats = NDArray[np.float64]
WordRows = Callable[[Sequence[str]], NDArray[np.float32]]
"""Words → their unit vectors (n, d); zeros for a word that the model does not know."""
Aligned = tuple[Floats, Floats]
"""(sentences,) twice, about 0 to 1: how far each holds a text's words, and the text the sentence's.
"""

# A sentence is measured against at least this much rarity: a short one is not about one word alone.
_LEAST_SAID = 20.0


@dataclass(frozen=True, eq=False)
class Wording:
    """The words of sentences in a row, each with the vector and the rarity of a word by itself.

    ``known`` (distinct words, d) are their vectors, ``said`` (words,) names the one of each word
    said, ``weights`` (words,) is its rarity, ``starts`` (sentences,) where each sentence begins.
    """

    known: NDArray[np.float32]
    said: NDArray[np.int64]
    weights: Floats
    starts: NDArray[np.int64]
    rows_of: WordRows
    idf: Callable[[str], float]

    def aligned(self, text: str) -> Aligned:
        """Return how far each sentence holds the text's words, and the text the sentence's."""
        often = Counter(words_of(text))
        none = np.zeros(len(self.starts))
        if not often or not len(self.starts):
            return none, none
        near = (self.rows_of(list(often)) @ self.known.T).astype(np.float64)
        held, total = none.copy(), 0.0
        for row, (word, times) in zip(near, often.items(), strict=True):
            weight = times * max(0.0, self.idf(fold(word)))
            held += weight * self._each(np.maximum, row[self.said])
            total += weight
        nearest = near.max(axis=0)[self.said]
        return held / max(1e-9, total), self._summed(self.weights * nearest) / np.maximum(
            self._summed(self.weights), _LEAST_SAID
        )

    def of(self, kept: NDArray[np.bool_]) -> Wording:
        """Return the words of some of the sentences; ``kept`` (sentences,) says which."""
        lengths = np.diff(self.starts, append=len(self.said))
        words = np.repeat(kept, lengths)
        return replace(
            self,
            said=self.said[words],
            weights=self.weights[words],
            starts=_starts(lengths[kept]),
        )

    def _summed(self, values: Floats) -> Floats:
        return self._each(np.add, values)

    def _each(self, join: np.ufunc, values: Floats) -> Floats:
        """Join the values (words,) of each sentence; 0 for a sentence without a word."""
        any_said = np.diff(self.starts, append=len(self.said)) > 0
        found = np.zeros(len(self.starts))
        if any_said.any():
            found[any_said] = join.reduceat(values, self.starts[any_said])
        return found


def wording(sentences: Sequence[str], rows_of: WordRows, idf: Callable[[str], float]) -> Wording:
    """Return the words of ``sentences``; ``idf`` tells the rarity of a term."""
    said = [words_of(sentence) for sentence in sentences]
    place = {word: i for i, word in enumerate(dict.fromkeys(w for each in said for w in each))}
    rarity = np.array([max(0.0, idf(fold(word))) for word in place], np.float64)
    numbers = np.array([place[word] for each in said for word in each], np.int64)
    starts = _starts([len(each) for each in said])
    return Wording(rows_of(list(place)), numbers, rarity[numbers], starts, rows_of, idf)


def lead(aligned: Aligned) -> float:
    """Return how far the sentence that holds most, both ways together, lies above the middle one.

    Two texts on anything share near words; what a transcript says throughout tells nothing. 0
    without sentences.
    """
    both = aligned[0] + aligned[1]
    return float(both.max() - np.median(both)) if len(both) else 0.0


def _starts(lengths: Sequence[int] | NDArray[np.int64]) -> NDArray[np.int64]:
    return np.cumsum([0, *lengths], dtype=np.int64)[:-1]


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case, those that are terms."""
    return [word.lower() for word in words(text) if fold(word)]
