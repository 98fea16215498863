"""A transcript made ready to be ranked: sentences and turns with their terms, windows, speakers."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.align import EmbeddedDocument, sentences_of
from pressgap.core.matching.windows import Windows, unit_rows, windows_of
from pressgap.core.model import Passage, Transcript
from pressgap.core.text.terms import terms

Floats = NDArray[np.float64]
_K1 = 1.2  # BM25: how fast a repeated term stops counting
_B = 0.75  # BM25: how far a long text is held to its length


@dataclass(frozen=True, eq=False)
class Spoken:
    """The sentences of a transcript that say anything, in order.

    ``rows`` (sentences,) is the place of each one's turn in ``Transcript.turns``; ``turns`` counts
    those; ``speakers`` holds the terms of the name and labels of each turn's speaker.
    """

    passages: tuple[Passage, ...]
    terms: tuple[tuple[str, ...], ...]
    rows: NDArray[np.int64]
    turns: int
    speakers: tuple[frozenset[str], ...]
    windows: Windows

    @cached_property
    def within_turns(self) -> Windows:
        """The same sentences, with windows that stay inside their turn."""
        return windows_of(self.windows.vectors, self.rows.tolist(), self.terms)

    @cached_property
    def sums(self) -> NDArray[np.float32]:
        """Return (turns, d): the sum of each turn's sentence vectors."""
        sums = np.zeros((self.turns, self.windows.vectors.shape[1]), np.float32)
        np.add.at(sums, self.rows, self.windows.vectors)
        return sums

    def best_of_turns(self, scores: Floats) -> Floats:
        """Return (turns,): the best of each turn's sentences; the worst of all where it has none.

        A turn without sentences must not stand out of a distribution that is scaled afterwards.
        """
        best = np.full(self.turns, float(scores.min(initial=0.0)))
        np.maximum.at(best, self.rows, scores)
        return best

    def named(self, words: Sequence[str]) -> Floats:
        """Return (turns,): how far a text names each turn's speaker, by the names' rarity."""
        rarity = self._rarity_of_names
        wanted = {word for word in words if word in rarity}
        return np.array(
            [sum(rarity[word] for word in wanted & names) for names in self.speakers], np.float64
        )

    @cached_property
    def names(self) -> frozenset[str]:
        """The terms of all speakers' names and labels."""
        return frozenset(self._rarity_of_names)

    @cached_property
    def _rarity_of_names(self) -> Mapping[str, float]:
        seen = Counter(name for names in self.speakers for name in names)
        count = len(self.speakers)
        return {name: math.log((count + 1) / (often + 0.5)) for name, often in seen.items()}

    def bm25_near(self, weights: Mapping[str, float]) -> Floats:
        """Return (sentences,): BM25 of each sentence with its neighbours of the same turn."""
        places, counts = self._spaced
        return counts.bm25(weights, 1)[places]

    @cached_property
    def _spaced(self) -> tuple[NDArray[np.int64], Counts]:
        """Sentences counted with an empty unit between turns, which keeps neighbours apart."""
        turns = np.concatenate([[0], np.cumsum(np.diff(self.rows) != 0)])
        places = np.arange(len(self.rows)) + turns
        return places, counts_of(self.terms, places.tolist(), int(places[-1]) + 1)

    @cached_property
    def by_turn(self) -> Counts:
        """How often each term stands in each turn."""
        return counts_of(self.terms, self.rows.tolist(), self.turns)


def spoken(embedded: EmbeddedDocument) -> Spoken:
    """Return a transcript's sentences made ready; ``TypeError`` for a document of another kind."""
    transcript = embedded.structure
    if not isinstance(transcript, Transcript):
        raise TypeError("only a transcript can be ranked")
    place = {turn.number: row for row, turn in enumerate(transcript.turns)}
    found = sentences_of(embedded)
    kept = [i for i, passage in enumerate(found.passages) if passage.turn in place]
    said = tuple(found.terms[i] for i in kept)
    people = {person.id: person for person in transcript.speakers}
    names = {
        each: frozenset(terms(" ".join((person.name, person.outlet or "", *person.labels))))
        for each, person in people.items()
    }
    return Spoken(
        passages=tuple(found.passages[i] for i in kept),
        terms=said,
        rows=np.array([place[found.passages[i].turn or 0] for i in kept], np.int64),
        turns=len(place),
        speakers=tuple(names.get(turn.speaker, frozenset()) for turn in transcript.turns),
        windows=windows_of(found.vectors[kept], [0] * len(kept), said),
    )


@dataclass(frozen=True, eq=False)
class Counts:
    """How often terms stand in units (sentences or turns) in a row: by term, (places, times)."""

    units: int
    found: Mapping[str, tuple[NDArray[np.int64], NDArray[np.int64]]]
    lengths: Floats

    def bm25(self, weights: Mapping[str, float], reach: int = 0) -> Floats:
        """Return (units,): BM25 of every unit taken together with ``reach`` units either side.

        ``weights`` holds the rarity of each term looked for. Source: Robertson and Zaragoza, "The
        Probabilistic Relevance Framework: BM25 and Beyond", 2009.
        """
        lengths = windowed(self.lengths, reach)
        norm = _K1 * (1.0 - _B + _B * lengths / max(1e-9, float(lengths.mean())))
        scores = np.zeros(self.units)
        for term, weight in weights.items():
            if weight > 0.0 and term in self.found:
                places, times = self.found[term]
                often = np.zeros(self.units)
                often[places] = times
                often = windowed(often, reach)
                scores += weight * often * (_K1 + 1.0) / (often + norm)
        return scores


def counts_of(said: Sequence[Sequence[str]], units: Sequence[int], count: int) -> Counts:
    """Return the counts of terms in units; ``units`` names the unit of each sentence."""
    by_term: dict[str, Counter[int]] = {}
    lengths = np.zeros(count)
    for unit, sentence in zip(units, said, strict=True):
        lengths[unit] += len(sentence)
        for term in sentence:
            by_term.setdefault(term, Counter())[unit] += 1
    return Counts(
        count,
        {
            term: (np.array(list(seen), np.int64), np.array(list(seen.values()), np.int64))
            for term, seen in by_term.items()
        },
        lengths,
    )


def windowed(values: Floats, reach: int) -> Floats:
    """Return the sum of each value and ``reach`` others either side, as far as there are any."""
    if reach == 0:
        return values
    count = len(values)
    sums = np.concatenate([np.zeros((1, *values.shape[1:])), np.cumsum(values, axis=0)])
    here = np.arange(count)
    found: Floats = sums[np.minimum(count, here + reach + 1)] - sums[np.maximum(0, here - reach)]
    return found


def pooled(rows: NDArray[np.float32], reach: int) -> NDArray[np.float32]:
    """Return the unit vector of each row's sum with ``reach`` rows either side."""
    return unit_rows(windowed(rows.astype(np.float64), reach).astype(np.float32))
