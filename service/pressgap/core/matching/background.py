"""Unrelated speech, as numbers: what a match is measured against.

A clause that is near everything is near nothing, so every score is compared with the best score
the same clause reaches among as many sentences of meetings that have nothing to do with it. The
table holds sentence vectors, for each sentence the buckets its terms fall into (several words
share a bucket, so that no sentence can be read back), and in how many sentences a term occurs
(by its hash). Values only: files are read elsewhere.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from pressgap.core.matching.windows import Windows, windows_of
from pressgap.core.text.terms import weight_rows
from pressgap.errors import ModelUnavailable

BUCKETS = 2048
# How often `1 / share` the ranks are followed: what lies beyond has a chance below e**-8.
_REACH = 8.0


def term_hash(term: str) -> int:
    """Return a 32-bit hash of ``term``, the same on every machine and in every process."""
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=4).digest(), "big")


@lru_cache(maxsize=65_536)
def bucket(term: str) -> int:
    """Return the bucket of ``term``: not derivable from its hash in the table."""
    digest = hashlib.blake2b(term.encode(), digest_size=4, person=b"bucket").digest()
    return int.from_bytes(digest, "big") % BUCKETS


@dataclass(frozen=True, eq=False)
class Background:
    """Sentences of unrelated meetings: ``vectors`` (n, d) unit rows; ``runs`` (n,) ascending, the
    stretch of one meeting that each is from; ``buckets`` flat with ``offsets`` (n + 1,);
    ``hashes`` ascending with ``counts``: sentences, of ``sentences`` in
    all, a term occurs in. ``sha256`` is of the file the table came from.
    """

    name: str
    sha256: str
    model_sha256: str
    vectors: NDArray[np.float32]
    runs: NDArray[np.int32]
    buckets: NDArray[np.int32]
    offsets: NDArray[np.int64]
    hashes: NDArray[np.uint32]
    counts: NDArray[np.int32]
    sentences: int

    def idf(self, term: str) -> float:
        """Return the rarity of ``term``: log of (sentences + 1) / (sentences with it + .5)."""
        return self._rarity(term)

    @cached_property
    def _rarity(self) -> Callable[[str], float]:
        """``idf``, remembering: much the same words come back in every document."""
        return lru_cache(maxsize=65_536)(self._looked_up)

    def _looked_up(self, term: str) -> float:
        wanted = np.uint32(term_hash(term))
        at = int(np.searchsorted(self.hashes, wanted))
        found = at < len(self.hashes) and self.hashes[at] == wanted
        seen = float(self.counts[at]) if found else 0.0
        return math.log((self.sentences + 1) / (seen + 0.5))

    @cached_property
    def windows(self) -> Windows:
        """The sentences with their neighbours; buckets stand for their terms."""
        falls = np.split(self.buckets, self.offsets[1:-1])
        return windows_of(self.vectors, self.runs.tolist(), [fall.tolist() for fall in falls])

    @cached_property
    def _postings(self) -> list[NDArray[np.intp]]:
        """The sentences in each bucket, in order."""
        rows = np.repeat(np.arange(len(self.vectors)), np.diff(self.offsets))
        ends = np.searchsorted(np.sort(self.buckets), np.arange(1, BUCKETS))
        return np.split(rows[np.argsort(self.buckets, kind="stable")], ends)

    def _summed(self, by_bucket: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return (texts, n): what the buckets of each sentence hold of ``by_bucket`` (BUCKETS,
        texts). A text has terms in few buckets, so only the sentences in those are gone through.
        """
        summed = np.zeros((by_bucket.shape[1], len(self.vectors)))
        for sums, held in zip(summed, by_bucket.T, strict=True):
            for place in np.flatnonzero(held).tolist():
                sums[self._postings[place]] += held[place]
        return summed.astype(np.float32)

    def scores(
        self,
        vectors: NDArray[np.float32],
        texts: Sequence[Sequence[str]],
        weights: Mapping[str, float],
        coverage_weight: float,
    ) -> NDArray[np.float32]:
        """Return (texts, n): cosine + ``coverage_weight`` × coverage with every sentence."""
        shares = weight_rows(texts, weights)
        by_bucket = np.zeros((BUCKETS, len(texts)), np.float32)
        np.add.at(by_bucket, [bucket(term) for term in weights], shares.T)
        covered = self._summed(by_bucket)
        weight = np.float32(coverage_weight)
        # The flag was seen raised here for no known reason, so the numbers are looked at instead.
        with np.errstate(invalid="ignore"):
            joint = np.asarray(vectors @ self.vectors.T + weight * covered, dtype=np.float32)
        if not np.isfinite(joint).all():
            raise ModelUnavailable(
                f"the scores against the background {self.name!r} are not finite: the embedding "
                "model or the table is damaged; reinstall PressGap, or run `pressgap fit`"
            )
        return joint


def expected_best(
    scores: NDArray[np.float32], size: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return mean and standard deviation, per row, of the best of ``size`` scores drawn from it.

    The r-th best of n is the best of a draw that takes a share q of them with chance
    q × (1 - q)**r; no draw is made, so the answer is exact and always the same.
    """
    count = scores.shape[1]
    share = min(0.5, max(1, size) / count)
    reach = min(count, math.ceil(_REACH / share))
    best = -np.partition(-scores, reach - 1, axis=1)[:, :reach].astype(np.float64)
    best = -np.sort(-best, axis=1)
    chance = share * (1.0 - share) ** np.arange(reach)
    chance /= chance.sum()
    mean = best @ chance
    return mean, np.sqrt(np.maximum((best**2) @ chance - mean**2, 1e-6))


def build_background(
    name: str,
    model_sha256: str,
    vectors: NDArray[np.float32],
    sentences: Sequence[Sequence[str]],
    counted: Sequence[Sequence[str]],
    runs: Sequence[int] | None = None,
) -> Background:
    """Make the table: ``sentences`` are the terms of each row of ``vectors`` (none empty);
    ``counted`` the terms of all sentences that term frequencies are taken from; ``runs`` number,
    ascending, the stretches that follow on (by default they all do).
    """
    falls = [sorted({bucket(term) for term in sentence}) for sentence in sentences]
    frequency = Counter(term for sentence in counted for term in set(sentence))
    by_hash: Counter[int] = Counter()
    for term, seen in frequency.items():
        by_hash[term_hash(term)] += seen
    hashes = sorted(by_hash)
    return Background(
        name=name,
        sha256="",
        model_sha256=model_sha256,
        vectors=vectors.astype(np.float16).astype(np.float32),
        runs=np.array(runs if runs is not None else [0] * len(falls), np.int32),
        buckets=np.array([b for fall in falls for b in fall], np.int32),
        offsets=np.cumsum([0, *(len(fall) for fall in falls)], dtype=np.int64),
        hashes=np.array(hashes, np.uint32),
        counts=np.array([by_hash[h] for h in hashes], np.int32),
        sentences=len(counted),
    )


def to_arrays(background: Background) -> dict[str, NDArray[np.generic]]:
    """Return the table as arrays small enough to ship (half precision vectors)."""
    return {
        "vectors": background.vectors.astype(np.float16),
        "runs": background.runs.astype(np.uint16),
        "buckets": background.buckets.astype(np.uint16),
        "offsets": background.offsets.astype(np.uint32),
        "hashes": background.hashes,
        "counts": background.counts.astype(np.uint32),
        "sentences": np.array(background.sentences, np.int64),
        "name": np.array(background.name),
        "model_sha256": np.array(background.model_sha256),
    }


def from_arrays(arrays: Mapping[str, NDArray[np.generic]], sha256: str) -> Background:
    """Return the table that ``to_arrays`` wrote; ``KeyError`` names what is missing."""
    return Background(
        name=str(arrays["name"]),
        sha256=sha256,
        model_sha256=str(arrays["model_sha256"]),
        vectors=np.ascontiguousarray(arrays["vectors"], np.float32),
        runs=np.asarray(arrays["runs"], np.int32),
        buckets=np.asarray(arrays["buckets"], np.int32),
        offsets=np.asarray(arrays["offsets"], np.int64),
        hashes=np.asarray(arrays["hashes"], np.uint32),
        counts=np.asarray(arrays["counts"], np.int32),
        sentences=int(arrays["sentences"]),
    )
