"""Words as terms, what they weigh, and how much of a text a passage covers.

A term is a word folded so that its usual forms fall together (``organisations``/``organization``,
``missiles``/``missile``). Its weight is its rarity in unrelated speech, capped by its rarity among
the clauses of the declaration itself: what every clause says sets none apart.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_POSSESSIVE = re.compile(r"['’]\w*$")
_MIN_STEM = 4
_LONG_STEM = 5  # for endings that short words carry as part of their stem ("nation", "total")
# Taken off in order, each at most once: number and tense first, then what makes nouns and
# adjectives of a stem. Crude on purpose: it has to be fast, stable, and the same for every text.
_ENDINGS: tuple[tuple[str, ...], ...] = (
    ("ies", "es", "s"),
    ("ingly", "edly", "ically", "ing", "ied", "ed", "ly"),
    ("fulness", "iveness", "ness", "ship", "ement", "ment"),
    ("istic", "ist", "ism", "ical", "al", "ic"),
    ("isation", "ization", "ations", "ation", "ating", "ative", "ator", "ate"),
    ("istan", "stan", "ian", "ia", "ability", "ivity", "ity", "ive"),
    ("tion", "sion", "is", "iz", "ise", "ize", "er", "e", "y"),
)
_LONG = frozenset(("tion", "sion", "al", "ic", "ive", "er", "ate", "ation", "ia", "ian", "is"))
_KEPT_S = ("ss", "us", "is", "news")
# A text whose terms weigh next to nothing together is about nothing in particular: its coverage
# is measured against at least this much, so that one common word does not cover it whole.
LEAST_TOTAL = 1.5


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Return the term of one word: lower case, no accents, no possessive, usual endings off."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = _POSSESSIVE.sub("", plain)
    if not plain.isascii() or not plain.isalpha():
        return plain
    return _stem(plain)


def _stem(word: str) -> str:
    if word.endswith("tre"):
        word = word[:-2] + "er"  # centre, theatre
    for endings in _ENDINGS:
        for ending in endings:
            least = _LONG_STEM if ending in _LONG else _MIN_STEM
            if not word.endswith(ending) or len(word) - len(ending) < least:
                continue
            if ending in ("s", "es") and word.endswith(_KEPT_S):
                continue
            word = word[: -len(ending)]
            break
    return word


def words(text: str) -> list[str]:
    """Return the words of ``text`` as written, in order."""
    return _WORD.findall(text)


def terms(text: str) -> list[str]:
    """Return the terms of ``text`` in order, repeats included."""
    return [term for word in words(text) if (term := fold(word))]


def term_weights(clauses: Sequence[Sequence[str]], idf: Callable[[str], float]) -> dict[str, float]:
    """Return what each term of a declaration weighs; ``clauses`` are the terms of each clause.

    The weight is the square of ``idf`` (rarity in unrelated speech), capped by the rarity among
    these clauses: one telling word outweighs several common ones. A single text (a statement) has
    no neighbours to be set apart from: no cap.
    """
    # No set: its order is another in every process, and sums over these weights would differ.
    frequency = Counter(term for clause in clauses for term in dict.fromkeys(clause))
    count = len(clauses)
    rarity = {
        term: idf(term) if count < 2 else min(idf(term), math.log((count + 0.5) / seen))
        for term, seen in frequency.items()
    }
    return {term: max(0.0, value) ** 2 for term, value in rarity.items()}


def coverage(
    texts: Sequence[Sequence[str]],
    weights: Mapping[str, float],
    passages: Sequence[Collection[str]],
) -> NDArray[np.float32]:
    """Return (texts, passages): the weighted share of each text's terms found in each passage,
    given as its terms.
    """
    column = {term: i for i, term in enumerate(weights)}
    present = np.zeros((len(passages), len(column)), np.float32)
    known = frozenset(column)  # of two frozen sets the smaller is gone through
    shared = [known & frozenset(passage) for passage in passages]
    rows = np.repeat(np.arange(len(passages)), [len(each) for each in shared])
    present[rows, [column[term] for each in shared for term in each]] = 1.0
    found: NDArray[np.float32] = weight_rows(texts, weights) @ present.T
    return found


def weight_rows(
    texts: Sequence[Sequence[str]], weights: Mapping[str, float], least: float = LEAST_TOTAL
) -> NDArray[np.float32]:
    """Return (texts, terms of ``weights`` in order): each text's terms' share of its weight.

    A text that weighs less than ``least`` is measured against that.
    """
    column = {term: i for i, term in enumerate(weights)}
    rows = np.zeros((len(texts), len(column)), np.float32)
    for row, text in enumerate(texts):
        for term in set(text):
            if term in column:
                rows[row, column[term]] = weights[term]
    totals = rows.sum(axis=1, keepdims=True)
    shares: NDArray[np.float32] = rows / np.maximum(totals, np.float32(least))
    return shares
